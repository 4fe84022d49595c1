"""An explanation that was accepted closes the finding about one figure, as long as the figure stays what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expectations.inspect import Inspector
from expectations.model import Inspection
from expectations.relief import Relief
from lumbung.contracts.model import Contract, QualityRule, RegionLevel
from lumbung.contracts.registry import Registry
from lumbung.findings import Finding, Severity
from lumbung.reference.waivers import FILE_NAME, Waiver, Waivers, read_waivers, written_out
from tests.harmonise.regency import GAZETTEER, HARVEST, LIVESTOCK, SITE, figures
from tests.sheets.drawing import as_xlsx

LIMIT = QualityRule(
    name="hasil yang wajar",
    code="V03",
    severity=Severity.ERROR,
    property="hasil",
    description="paling banyak 120 ku/ha",
    expectation="expect_column_values_to_be_between",
    arguments={"max_value": 120},
)
NONE = Waivers()
CONTRACT = replace(HARVEST, rules=(LIMIT,), quarantine_limit=0.9)
ROUGH = replace(LIVESTOCK, quarantine_limit=0.9)

SHEET = """
    Hasil Panen Tahun {year}

    Kecamatan    | Luas Panen (Ha) | Produksi (Ton) | Produktivitas (Ku/Ha)
    Susukan      | 10              | 50             | 50
    Batur        | 60              | 50             | {batur}
    Pulau Pinang | 20              | 100            | {pinang}
"""


def sheet(batur: int = 900, pinang: int = 50, year: int = 2022) -> str:
    return SHEET.format(batur=batur, pinang=pinang, year=year)


def inspected(text: str, waivers: Waivers = NONE, *, beta: tuple[str, ...] = (), of: Contract = CONTRACT) -> Inspection:
    inspector = Inspector(SITE, Registry({of.dataset: of}), GAZETTEER)
    inspector.relief = Relief(waivers, beta)
    return inspector.inspect(as_xlsx(text), "uji.xlsx", "dinas")


def only(inspection: Inspection, code: str = "V03") -> Finding:
    (found,) = [f for f in inspection.findings if f.code == code]
    return found


def accepted(finding: Finding, reason: str = "panen dua kali") -> Waivers:
    lines = [
        Waiver(finding.id, finding.period or "", finding.code, anchor, reason, "Penguji", date(2026, 2, 1))
        for anchor in finding.anchors
    ]
    return Waivers(tuple(lines))


def test_an_explained_error_is_closed_with_its_reason_and_its_row_is_released() -> None:
    before = inspected(sheet())
    assert (str(before.verdict), len(figures(before))) == ("DITERIMA SEBAGIAN", 6)
    after = inspected(sheet(), accepted(only(before)))
    closed = only(after)
    assert (closed.severity, closed.cells) == (Severity.INFO, ("D5",))
    assert closed.closed_because() == "Ditutup: penjelasan diterima Penguji pada 2026-02-01: panen dua kali"
    assert (str(after.verdict), len(figures(after))) == ("DITERIMA", 9)
    assert {name for _, name in after.slices[0].explained} == {"hasil"}, "the figure is published as explained"


def test_the_fingerprint_stays_while_the_figure_stays_wherever_it_stands() -> None:
    before = only(inspected(sheet()))
    moved = sheet().replace("    Susukan      | 10              | 50             | 50\n", "")
    assert only(inspected(moved)).cells == ("D4",)
    assert only(inspected(moved)).id == before.id
    assert str(inspected(moved, accepted(before)).verdict) == "DITERIMA"
    assert only(inspected(sheet(), accepted(before))).id == before.id, "a closed finding is known by the same name"


@pytest.mark.parametrize("changed", [sheet(batur=901), sheet(year=2023)])
def test_another_figure_or_period_is_another_finding(changed: str) -> None:
    before = only(inspected(sheet()))
    after = inspected(changed, accepted(before))
    assert only(after).severity is Severity.ERROR
    assert only(after).id != before.id
    assert str(after.verdict) == "DITERIMA SEBAGIAN"


def test_of_two_alike_figures_the_explained_one_is_closed_and_the_other_stays() -> None:
    waivers = accepted(only(inspected(sheet())))
    both = inspected(sheet(pinang=900), waivers)
    told = {f.cells: f.severity for f in both.findings if f.code == "V03"}
    assert told == {("D5",): Severity.INFO, ("D6",): Severity.ERROR}
    assert {place for place, *_ in figures(both)} == {"Susukan", "Batur"}


def test_a_row_is_explained_whole_or_not_at_all() -> None:
    pair = QualityRule(
        name="a",
        code="X05",
        severity=Severity.ERROR,
        property=None,
        description="produksi lebih besar dari luas",
        expectation="expect_column_pair_values_a_to_be_greater_than_b",
        arguments={"column_A": "produksi", "column_B": "luas"},
    )
    contract = replace(HARVEST, rules=(pair,), version="pair", quarantine_limit=0.9)
    waivers = accepted(only(inspected(sheet(), of=contract), "X05"))
    assert only(inspected(sheet(), waivers, of=contract), "X05").severity is Severity.INFO
    changed = inspected(sheet().replace("60 ", "61 "), waivers, of=contract)
    assert only(changed, "X05").severity is Severity.ERROR, "one of its two figures is another now"
    assert only(changed, "X05").cells == ("C5", "B5")


def test_a_wrong_total_that_is_explained_puts_no_figure_in_doubt() -> None:
    text = """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi | Kerbau
        Susukan      | 10   | 1
        Batur        | 20   | 2
        Pulau Pinang | 30   | 3
        Jumlah       | 61   | 6
    """
    before = inspected(text, of=LIVESTOCK)
    assert before.slices[0].doubtful
    after = inspected(text, accepted(only(before, "X02")), of=LIVESTOCK)
    assert only(after, "X02").closure is not None
    assert not after.slices[0].doubtful
    other_part = inspected(text.replace("20 ", "19 "), accepted(only(before, "X02")), of=LIVESTOCK)
    assert only(other_part, "X02").closure is None, "the sum it is held against is another"


HERDS = """
    Jumlah Ternak Tahun 2022

    Kecamatan    | Sapi | Sapi Perah | Total
    Susukan      | 10   | 1      | 11
    Batur        | 20   | 2      | 30
    Pulau Pinang | 30   | 3      | 33
"""


def test_a_wrong_sum_is_explained_for_its_own_row_and_for_its_own_parts() -> None:
    before = only(inspected(HERDS, of=ROUGH), "X01")
    waivers = accepted(before)
    (line,) = waivers.all
    assert ("33.99.02" in line.anchor.row, line.anchor.figures) == (True, "30; 22 = 20 + 2")
    assert only(inspected(HERDS, waivers, of=ROUGH), "X01").closure is not None
    twice = inspected(HERDS.replace("30   | 3      | 33", "20   | 2      | 30"), waivers, of=ROUGH)
    assert {f.cells: f.closure is not None for f in twice.findings if f.code == "X01"} == {
        ("D5",): True,
        ("D6",): False,
    }, "the same figures of another kecamatan are another mistake"
    shifted = inspected(HERDS.replace("20   | 2 ", "19   | 3 "), waivers, of=ROUGH)
    assert only(shifted, "X01").closure is None, "other parts of the same sum"


def test_words_do_not_read_a_figure_nor_find_a_region_nor_make_a_key_unique() -> None:
    unreadable = sheet().replace("| 900", "| sembilan")
    unknown = sheet().replace("Batur ", "Baturrr")
    twice = sheet().replace("Pulau Pinang", "Batur       ")
    for text, code in ((unreadable, "C04"), (unknown, "R01"), (twice, "K01")):
        before = inspected(text)
        heavy = [f for f in before.findings if f.code == code]
        assert heavy, code
        waivers = Waivers(tuple(w for f in heavy for w in accepted(f).all))
        after = inspected(text, waivers)
        assert [f.severity for f in after.findings if f.code == code] == [f.severity for f in heavy]
        assert figures(after) == figures(before)


def test_a_withdrawn_explanation_closes_nothing() -> None:
    finding = only(inspected(sheet()))
    withdrawn = accepted(finding).revoked(finding.id, "Penguji", date(2026, 3, 1))
    assert only(inspected(sheet(), withdrawn)).severity is Severity.ERROR


def test_the_register_keeps_who_accepted_an_explanation_beside_who_withdrew_it(tmp_path: Path) -> None:
    finding = only(inspected(sheet()))
    withdrawn = accepted(finding).revoked(finding.id, "Pencabut", date(2026, 3, 1))
    (tmp_path / FILE_NAME).write_text(written_out(withdrawn))
    (line,) = read_waivers(tmp_path).all
    assert (line.by, line.on, line.revoked_by, line.revoked_on) == (
        "Penguji", date(2026, 2, 1), "Pencabut", date(2026, 3, 1),
    )  # fmt: skip
    without = [row.rsplit(",", 2)[0] for row in written_out(withdrawn).splitlines()]
    (tmp_path / FILE_NAME).write_text("\n".join(without))
    assert read_waivers(tmp_path).all[0].revoked_by == "", "a register of before these columns is read, too"


def test_a_missing_region_that_is_explained_is_a_note_until_another_is_missing_too() -> None:
    text = sheet(batur=100).replace("    Susukan      | 10              | 50             | 50\n", "")
    whole = replace(CONTRACT, complete_over=RegionLevel.KECAMATAN)
    waivers = accepted(only(inspected(text, of=whole), "T04"))
    assert str(inspected(text, waivers, of=whole).verdict) == "DITERIMA"
    less = text.replace("    Batur        | 60              | 50             | 100\n", "")
    assert only(inspected(less, waivers, of=whole), "T04").severity is Severity.WARNING


def test_a_code_on_trial_warns_at_most_and_says_so() -> None:
    after = inspected(sheet(), beta=("V03",))
    found = only(after)
    assert (found.severity, str(after.verdict), len(figures(after))) == (
        Severity.WARNING,
        "DITERIMA DENGAN CATATAN",
        9,
    )
    assert found.message().endswith("Aturan ini masih uji coba: tidak menahan data.")


def test_a_rule_on_trial_in_a_contract_warns_at_most_and_says_so() -> None:
    trial = replace(CONTRACT, rules=(replace(LIMIT, beta=True),), version="beta")
    after = inspected(sheet(), of=trial)
    assert only(after).severity is Severity.WARNING
    assert only(after).beta
    assert len(figures(after)) == 9


def test_a_code_on_trial_lets_nothing_through_that_could_not_be_read() -> None:
    after = inspected(sheet().replace("| 900", "| sembilan"), beta=("C04",))
    assert only(after, "C04").severity is Severity.ERROR
