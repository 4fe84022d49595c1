"""The generator of sample uploads: invented figures keep their contract, layouts differ, each is understood whole."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

import pandas as pd
import pytest

from lumbung.contracts.model import Contract, LogicalType
from lumbung.findings import Severity
from lumbung.harmonise.file import harmonise
from lumbung.sheets.read import read_workbook
from sites.samples import formula
from sites.samples.layouts import LAYOUTS
from sites.samples.plan import Generator
from sites.samples.table import Fact, Number, Sample
from sites.samples.wording import file_safe, heading_of, roman, spoken
from tests.sites.generated import SITE, everything, gazetteer, of_dataset, registry
from warehouse.stage import dimensions_of

CONTRACTS = registry().contracts
BY_NAME = pytest.mark.parametrize("contract", CONTRACTS.values(), ids=lambda c: c.dataset)


def rows_of(contract: Contract) -> dict[tuple[object, ...], dict[str, Number]]:
    """Region, period and categories → measure → figure, over the generated uploads of one dataset."""
    names = {m.indicator: m.name for m in contract.measures}
    rows: dict[tuple[object, ...], dict[str, Number]] = {}
    for fact in (f for sample in of_dataset(contract.dataset) for f in sample.facts):
        rows.setdefault((fact.region, fact.period, fact.dims), {})[names[fact.indicator]] = fact.value
    return rows


@BY_NAME
def test_invented_figures_keep_type_limits_sums_and_order_of_their_contract(contract: Contract) -> None:
    rows = rows_of(contract)
    assert rows
    for figures in rows.values():
        for m in contract.measures:
            value = figures.get(m.name)
            if value is None:
                continue
            assert isinstance(value, int) or m.logical_type is LogicalType.NUMBER
            assert m.minimum is None or value >= m.minimum
            assert m.maximum is None or value <= m.maximum
            if m.sum_of:
                assert value == pytest.approx(sum(figures[part] for part in m.sum_of))
        for rule in contract.rules:
            if rule.expectation == "expect_column_pair_values_a_to_be_greater_than_b":
                assert figures[rule.arguments["column_A"]] >= figures[rule.arguments["column_B"]]


@BY_NAME
def test_a_dataset_comes_in_three_layouts_and_no_period_comes_twice(contract: Contract) -> None:
    uploads = of_dataset(contract.dataset)
    assert len({s.layout for s in uploads}) >= 3
    periods = [period for s in uploads for period in {f.period for f in s.facts}]
    assert len(periods) == len(set(periods))


@BY_NAME
def test_every_layout_is_read_whole_every_figure_as_in_the_truth_and_nothing_to_remark(contract: Contract) -> None:
    for upload in of_dataset(contract.dataset):
        reading = read_workbook(upload.data, PurePath(upload.path).name)
        found = harmonise(reading, registry().of_opd(contract.opd), gazetteer())
        remarks = [*reading.findings, *found.findings, *(f for table in found.conformed for f in table.findings)]
        assert [(f.code, f.cells) for f in remarks if f.severity is not Severity.INFO] == [], upload.path
        assert not any(table.quarantined or table.lost_rows for table in found.conformed)
        frames = [table.frame for table in found.conformed]
        assert figures_of(contract, frames) == {key(f): pytest.approx(f.value) for f in upload.facts}, upload.path


def figures_of(contract: Contract, frames: list[pd.DataFrame]) -> dict[tuple[object, ...], float]:
    """Region, period, indicator and dimensions → figure."""
    dimensions = [p.name for p in dimensions_of(contract)]
    found = {}
    for row in (r for frame in frames for r in frame.to_dict("records")):
        region = row[contract.region.name] if contract.region else SITE.code
        dims = tuple(sorted((name, row[name]) for name in dimensions))
        for m in contract.measures:
            if pd.notna(row[m.name]):
                found[region, row[contract.period.name], m.indicator, dims] = row[m.name]
    return found


def key(fact: Fact) -> tuple[object, ...]:
    return fact.region, fact.period, fact.indicator, fact.dims


def test_hardly_a_layout_is_left_unused_and_none_serves_most_datasets() -> None:
    used = Counter(s.layout for s in everything() if s.layout)
    assert len(used) >= len(LAYOUTS) - 1  # which come round depends on the datasets
    assert max(used.values()) <= sum(used.values()) / 4


def test_the_same_upload_is_made_of_the_same_bytes_again() -> None:
    def made() -> list[Sample]:
        return list(Generator.of(SITE).of_contract(CONTRACTS["tenaga_kesehatan"]))

    assert made() == made()


def test_uploads_before_a_year_speak_of_no_later_one() -> None:
    uploads = Generator.of(SITE).of_contract(CONTRACTS["padi"], earliest="2020")
    assert max(f.period for s in uploads for f in s.facts) == "2019"


@pytest.mark.parametrize(
    ("written", "value"),
    [("100 * a / b", 40.0), ("a + b - 1", 6.0), ("a / c", None), ("a / d", None)],
)
def test_a_formula_is_worked_out_and_gives_nothing_where_it_cannot_be(written: str, value: float | None) -> None:
    assert formula.evaluate(written, {"a": 2, "b": 5, "c": 0}) == value


def test_a_formula_that_is_more_than_arithmetic_is_refused() -> None:
    with pytest.raises(ValueError, match="names, numbers"):
        formula.evaluate("a ** 9", {"a": 2})


def test_periods_are_worded_as_operators_word_them() -> None:
    grains = {c.period.name: c.grain for c in CONTRACTS.values()}
    assert spoken(["2022", "2023"], grains["tahun"]) == "Tahun 2022 - 2023"
    assert spoken(["2025-03"], grains["bulan"]) == "Bulan Maret 2025"
    assert spoken(["2025-03", "2025-04"], grains["bulan"]) == "Tahun 2025"
    assert heading_of("2024-TW3", grains["triwulan"]) == "Triwulan III 2024"
    assert (roman(4), roman(24), file_safe("SD/MI: L/P")) == ("IV", "XXIV", "SD-MI- L-P")
