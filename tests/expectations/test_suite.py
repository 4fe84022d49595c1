"""Contract → rules → outcomes: each rule that is implied or stated, and what happens when one cannot be run."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from expectations.judge import Judge
from expectations.outcome import Outcome
from expectations.suite import compile_rules, rule_problems
from lumbung.contracts.model import Contract, Kind, LogicalType, Property, QualityRule
from lumbung.findings import Severity
from tests.harmonise.regency import (
    AREA,
    DESA,
    GAZETTEER,
    HARVEST,
    KECAMATAN,
    LIVESTOCK,
    PEOPLE,
    TONS,
    changed,
    codes,
    contract,
    figures,
    inspect,
    the,
)

JUDGE = Judge(GAZETTEER)


def rows(*cells: tuple[object, ...], columns: str = "kode_kecamatan jenis_ternak populasi tahun") -> pd.DataFrame:
    return pd.DataFrame(list(cells), columns=columns.split())


def failing(of: Contract, frame: pd.DataFrame) -> dict[str, tuple[int, ...]]:
    return {o.rule.code: o.failed for o in JUDGE.judge(of, frame) if o.failed}


GOOD = ("33.99.01", "sapi", 5.0, "2022")


def versioned(of: Contract, version: str) -> Contract:
    return replace(of, version=version)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("33.99.09", "sapi", 5.0, "2022"), "R01"),
        (("33.99.02", "lembu", 5.0, "2022"), "V02"),
        (("33.99.02", "sapi", 5.5, "2022"), "V09"),
        (("33.99.02", "sapi", -5.0, "2022"), "V07"),
        ((None, "sapi", 5.0, "2022"), "K03"),
    ],
)
def test_what_the_types_and_lists_of_a_contract_imply(row: tuple[object, ...], code: str) -> None:
    assert failing(LIVESTOCK, rows(GOOD, row)) == {code: (1,)}


def test_a_row_that_stands_twice_fails_the_key_in_both_places() -> None:
    assert failing(LIVESTOCK, rows(GOOD, ("33.99.02", "sapi", 5.0, "2022"), GOOD)) == {"K01": (0, 2)}


def test_a_key_of_one_column_is_unique_too() -> None:
    single = contract(replace(KECAMATAN, key=True), AREA, title="Luas")
    single = changed(single, "tahun", key=False)
    frame = rows(("33.99.01", 1.0, "2022"), ("33.99.01", 2.0, "2023"), columns="kode_kecamatan luas tahun")
    assert failing(versioned(single, "key"), frame) == {"K01": (0, 1)}


def test_a_required_measure_a_pattern_and_limits() -> None:
    strict = versioned(changed(HARVEST, "luas", required=True, minimum=0.5, maximum=9), "limits")
    strict = changed(strict, "kode_kecamatan", pattern=r"33\.99\.0[12]")
    frame = rows(
        ("33.99.01", 1.0, 1.0, 1.0, "2022"),
        ("33.99.02", None, 1.0, 1.0, "2022"),
        ("33.99.02", 0.1, 1.0, 1.0, "2023"),
        ("33.99.03", 99.0, 1.0, 1.0, "2022"),
        columns="kode_kecamatan luas produksi hasil tahun",
    )
    outcomes = {o.rule.name: o for o in JUDGE.judge(strict, frame)}
    assert outcomes["luas required"].failed == (1,)
    assert outcomes["luas minimum"].failed == (2,)
    assert outcomes["luas maximum"].failed == (3,)
    assert outcomes["kode_kecamatan pattern"].failed == (3,)
    assert (outcomes["luas minimum"].tested, outcomes["luas minimum"].rule.code) == (3, "V03")


def test_binary_noise_on_a_computed_count_is_no_fraction() -> None:
    assert failing(LIVESTOCK, rows(("33.99.01", "sapi", 0.1 + 0.2 + 2.7, "2022"))) == {}


def test_an_empty_frame_is_judged_by_none() -> None:
    assert JUDGE.judge(LIVESTOCK, rows()) == ()


def stated(**rule: object) -> QualityRule:
    base = {"name": "aturan", "code": "X05", "severity": Severity.ERROR, "property": None, "description": "masuk akal"}
    return QualityRule(**{**base, **rule})  # type: ignore[arg-type]


def with_rules(*rules: QualityRule) -> Contract:
    return replace(HARVEST, rules=rules, version=repr(rules))


FRAME = rows(
    ("33.99.01", 10.0, 50.0, 50.0, "2022"),
    ("33.99.02", 60.0, 50.0, 900.0, "2022"),
    columns="kode_kecamatan luas produksi hasil tahun",
)


def outcome(rule: QualityRule, frame: pd.DataFrame = FRAME) -> Outcome:
    return JUDGE.judge(with_rules(rule), frame)[-1]


@pytest.mark.parametrize(
    "rule",
    [
        stated(
            expectation="expect_column_pair_values_a_to_be_greater_than_b",
            arguments={"column_A": "produksi", "column_B": "luas"},
        ),
        stated(expectation="expect_column_values_to_be_between", property="hasil", arguments={"max_value": 120}),
        stated(metric="invalidValues", property="hasil", arguments={"validValues": [50.0]}),
    ],
)
def test_stated_rules_of_either_kind_name_the_rows_that_fail(rule: QualityRule) -> None:
    assert rule_problems(with_rules(rule)) == []
    assert outcome(rule).failed == (1,)


def test_duplicates_missing_values_and_patterns_are_metrics() -> None:
    assert outcome(stated(metric="duplicateValues", property="produksi")).failed == (0, 1)
    assert outcome(stated(metric="nullValues", property="luas", arguments={"mustBe": 0})).failed == ()
    spoilt = FRAME.assign(luas=[None, 1.0])
    assert outcome(stated(metric="missingValues", property="luas"), spoilt).failed == (0,)
    pattern = stated(metric="invalidValues", property="kode_kecamatan", arguments={"pattern": r".*\.01"})
    assert outcome(pattern).failed == (1,)


@pytest.mark.parametrize(
    ("limits", "fails"),
    [
        ({"mustBe": 2}, False),
        ({"mustBe": 0}, True),
        ({"mustBeGreaterThan": 2}, True),
        ({"mustBeGreaterOrEqualTo": 2}, False),
        ({"mustBeLessThan": 2}, True),
        ({"mustBeBetween": [1, 3]}, False),
    ],
)
def test_a_row_count_is_a_rule_about_the_table(limits: dict[str, object], fails: bool) -> None:
    assert outcome(stated(metric="rowCount", arguments=limits)).table_failed is fails


def test_a_rule_that_most_rows_must_meet_holds_none_back_while_it_is_met() -> None:
    lenient = {"max_value": 120, "mostly": 0.5}
    rule = stated(expectation="expect_column_values_to_be_between", property="hasil", arguments=lenient)
    assert outcome(rule).failed == ()


def test_two_rules_of_one_name_are_both_judged() -> None:
    low = stated(expectation="expect_column_values_to_be_between", property="luas", arguments={"min_value": 20})
    high = stated(expectation="expect_column_values_to_be_between", property="luas", arguments={"max_value": 20})
    first, second = JUDGE.judge(with_rules(low, high), FRAME)[-2:]
    assert (first.failed, second.failed) == ((0,), (1,))


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (stated(expectation="expect_the_best"), "Great Expectations has no expectation expect_the_best"),
        (
            stated(expectation="expect_column_values_to_be_between", arguments={"column": "panen"}),
            "it reads panen, which is no property of hasil_panen",
        ),
        (stated(metric="rowCount"), "metric rowCount needs a limit"),
        (stated(metric="freshness", property="luas"), "metric freshness is not supported"),
        (stated(metric="nullValues"), "metric nullValues needs a property"),
        (stated(metric="nullValues", property="luas", arguments={"mustBe": 5}), "knows only mustBe: 0"),
        (
            stated(metric="nullValues", property="luas", arguments={"mustBeLessThan": 5}),
            "does not know mustBeLessThan",
        ),
        (stated(metric="invalidValues", property="luas"), "metric invalidValues is not supported as it stands"),
        (
            stated(expectation="expect_column_values_to_be_between", property="luas", arguments={"maks": 1}),
            "rule aturan:",
        ),
    ],
)
def test_a_rule_that_makes_no_sense_is_told_to_its_author_and_is_our_fault(rule: QualityRule, says: str) -> None:
    (problem,) = rule_problems(with_rules(rule))
    assert says in problem
    assert outcome(rule).crashed


HARVESTED = """
    Hasil Panen Tahun 2022

    Kecamatan    | Luas Panen (Ha) | Produksi (Ton) | Produktivitas (Ku/Ha)
    Susukan      | 10              | 50             | 50
    Batur        | 60              | 50             | 900
    Pulau Pinang | 20              | 100            | 50
"""


def test_a_rule_that_crashes_is_our_fault_and_never_that_of_the_department() -> None:
    broken = stated(expectation="expect_column_values_to_match_regex", property="luas", arguments={"regex": "["})
    inspection = inspect(HARVESTED, with_rules(broken))
    assert codes(inspection) == {"G01"}
    assert the(inspection, "G01").dimension.value == "engine"
    assert str(inspection.verdict) == "DITERIMA"
    assert len(figures(inspection)) == 9
    assert all(s.passed == s.tested for s in inspection.slices[0].scores)


def test_a_stated_rule_is_told_with_its_own_words_and_holds_the_row_back_if_it_is_an_error() -> None:
    rule = stated(
        name="hasil yang wajar",
        code="V03",
        description="paling banyak 120 ku/ha",
        expectation="expect_column_values_to_be_between",
        property="hasil",
        arguments={"max_value": 120},
    )
    of_error = inspect(HARVESTED, replace(with_rules(rule), quarantine_limit=0.5))
    assert the(of_error, "V03").message() == "Produktivitas bernilai 900; seharusnya paling banyak 120 ku/ha."
    assert the(of_error, "V03").cells == ("D5",)
    assert {place for place, *_ in figures(of_error)} == {"Susukan", "Pulau Pinang"}
    as_warning = inspect(HARVESTED, with_rules(replace(rule, severity=Severity.WARNING)))
    assert len(figures(as_warning)) == 9
    assert str(as_warning.verdict) == "DITERIMA DENGAN CATATAN"


def test_a_rule_between_columns_marks_the_cells_of_both() -> None:
    rule = stated(
        description="produksi lebih besar dari luas",
        expectation="expect_column_pair_values_a_to_be_greater_than_b",
        arguments={"column_A": "produksi", "column_B": "luas"},
    )
    said = the(inspect(HARVESTED, replace(with_rules(rule), quarantine_limit=0.5)), "X05")
    assert said.cells == ("C5", "B5")
    assert said.message() == 'Berlawanan dengan aturan "produksi lebih besar dari luas": Produksi 50, Luas Panen 60.'


def test_a_blank_figure_breaks_no_rule_about_another_unless_the_rule_says_so() -> None:
    pair = {"column_A": "produksi", "column_B": "luas"}
    blank = rows(
        ("33.99.01", 10.0, 50.0, 50.0, "2022"),
        ("33.99.02", 60.0, None, 900.0, "2022"),
        columns="kode_kecamatan luas produksi hasil tahun",
    )
    name = "expect_column_pair_values_a_to_be_greater_than_b"
    strict = {**pair, "ignore_row_if": "both_values_are_missing"}
    assert outcome(stated(expectation=name, arguments=pair), blank).failed == ()
    assert outcome(stated(expectation=name, arguments=strict), blank).failed == (1,)


def test_a_rule_of_the_whole_table_is_said_at_its_first_cell() -> None:
    rule = stated(description="dua puluh kecamatan", metric="rowCount", arguments={"mustBe": 20})
    said = the(inspect(HARVESTED, with_rules(rule)), "X05")
    assert said.cells == ("A3",)
    assert said.message() == 'Tabel ini berlawanan dengan aturan "dua puluh kecamatan"; yang ditemukan: 3.'


def test_days_in_the_wrong_order_hold_their_row_at_both_cells() -> None:
    begin = Property("mulai", Kind.ATTRIBUTE, LogicalType.DATE, "Tanggal Mulai")
    end = replace(begin, name="selesai", title="Tanggal Selesai")
    rule = stated(
        code="X06",
        description="selesai tidak sebelum mulai",
        expectation="expect_column_pair_values_a_to_be_at_most_b",
        arguments={"column_A": "mulai", "column_B": "selesai"},
    )
    courses = contract(KECAMATAN, begin, end, PEOPLE, title="Pelatihan", rules=(rule,), quarantine_limit=0.5)
    sheet = """
        Pelatihan Tahun 2022

        Kecamatan    | Tanggal Mulai | Tanggal Selesai | Penduduk
        Susukan      | 14/02/2022    | 20/02/2022      | 12
        Batur        | 15/03/2022    | 02/01/2022      | 13
        Pulau Pinang | 16/03/2022    | 16/03/2022      | 14
    """
    said = the(inspect(sheet, courses), "X06")
    assert said.cells == ("B5", "C5")
    assert said.message().startswith("Tanggal Mulai 15/03/2022, Tanggal Selesai 02/01/2022: berlawanan")


def test_every_rule_is_compiled_once_for_each_version_of_a_contract() -> None:
    assert JUDGE.rules(LIVESTOCK) is JUDGE.rules(LIVESTOCK)
    assert JUDGE.rules(versioned(LIVESTOCK, "9")) is not JUDGE.rules(LIVESTOCK)
    names = [r.name for r in compile_rules(contract(KECAMATAN, DESA, TONS, title="A"), GAZETTEER)]
    assert names == [
        "key",
        "kode_kecamatan required",
        "kode_kecamatan known",
        "kode_desa required",
        "kode_desa known",
        "tahun required",
    ]
    assert TONS.logical_type is LogicalType.NUMBER
