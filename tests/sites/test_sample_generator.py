"""The generator of sample uploads: invented figures keep the contract, layouts differ, the same code gives the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from lumbung.contracts.model import Contract, LogicalType
from lumbung.contracts.registry import load_registry
from lumbung.site import load_site
from sites.samples import formula
from sites.samples.plan import Generator
from sites.samples.table import Number
from sites.samples.wording import file_safe, heading_of, roman, spoken

LAHAT = load_site(Path(__file__).parents[2] / "sites" / "lahat")
GENERATOR = Generator.of(LAHAT)
CONTRACTS = load_registry(LAHAT).contracts
Rows = Mapping[tuple[object, ...], Mapping[str, Number]]


def invented(contract: Contract) -> Rows:
    """The rows of one dataset's uploads: region, period and categories → measure → figure."""
    names = {m.indicator: m.name for m in contract.measures}
    rows: dict[tuple[object, ...], dict[str, Number]] = {}
    for fact in (f for sample in GENERATOR.of_contract(contract) for f in sample.facts):
        rows.setdefault((fact.region, fact.period, fact.dims), {})[names[fact.indicator]] = fact.value
    return rows


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=lambda c: c.dataset)
def test_invented_figures_keep_type_limits_sums_and_order_of_their_contract(contract: Contract) -> None:
    rows = invented(contract)
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
                above, below = figures[rule.arguments["column_A"]], figures[rule.arguments["column_B"]]
                assert above >= below


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=lambda c: c.dataset)
def test_a_dataset_comes_in_three_layouts_and_no_period_comes_twice(contract: Contract) -> None:
    samples = list(GENERATOR.of_contract(contract))
    assert len({s.layout for s in samples}) >= 3
    periods = [period for s in samples for period in {f.period for f in s.facts}]
    assert len(periods) == len(set(periods))


def test_the_same_upload_is_made_of_the_same_bytes_again() -> None:
    contract = CONTRACTS["tenaga_kesehatan"]
    assert list(GENERATOR.of_contract(contract)) == list(Generator.of(LAHAT).of_contract(contract))


def test_uploads_before_a_year_speak_of_no_later_one() -> None:
    samples = GENERATOR.of_contract(CONTRACTS["padi"], earliest="2020")
    assert max(f.period for s in samples for f in s.facts) == "2019"


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
