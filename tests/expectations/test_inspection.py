"""The answer to a file: what is accepted, what is held back, the verdict and the scores."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from expectations.brevity import MOST_ALIKE, brief, shortened
from expectations.inspect import Inspector
from expectations.model import InspectedSlice, Inspection, Score, Verdict
from expectations.verdict import verdict
from lumbung.contracts.model import RegionLevel, Source
from lumbung.contracts.registry import Registry
from lumbung.findings import MARKED_CELLS, SHOWN_CELLS, Dimension, Severity, finding
from lumbung.text import figure_text
from tests.harmonise.regency import (
    ANIMAL,
    GAZETTEER,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    PEOPLE,
    SEX,
    SITE,
    TONS,
    VILLAGERS,
    YEAR,
    changed,
    codes,
    contract,
    figures,
    inspect,
    the,
)
from tests.sheets.drawing import as_xlsx

COMPLETE = replace(LIVESTOCK, complete_over=RegionLevel.KECAMATAN)
HEAD = "Jumlah Ternak Tahun 2022\n\nKecamatan | Sapi Perah | Sapi\n"
CLEAN = HEAD + "Susukan | 1 | 2\nBatur | 3 | 4\nPulau Pinang | 5 | 6"


def score(inspection: Inspection, dimension: Dimension) -> tuple[int, int]:
    (part,) = inspection.slices
    (one,) = (s for s in part.scores if s.dimension is dimension)
    return one.passed, one.tested


# -- verdict


def piece(read: int, quarantined: int, limit: float = 0.2, accepted: int = 5) -> InspectedSlice:
    return InspectedSlice(
        contract=replace(LIVESTOCK, quarantine_limit=limit),
        period="2022",
        sheet="S",
        range="A1:B2",
        accepted=pd.DataFrame({"x": range(accepted)}),
        cells=pd.DataFrame(),
        status="tetap",
        doubtful=frozenset(),
        rows_read=read,
        rows_quarantined=quarantined,
        quarantine=(),
        printed=(),
        scores=(),
    )


NOTE, WARNING = finding("S02"), finding("T04", missing=1, expected=2, level="kecamatan", names="Batur")
ERROR, BLOCKER = finding("X02"), finding("H02", column="A", found="B")
UNNAMED = finding("H04", letter="E")


@pytest.mark.parametrize(
    ("findings", "slices", "answer"),
    [
        ((), (piece(20, 0),), Verdict.ACCEPTED),
        ((NOTE,), (piece(20, 0),), Verdict.ACCEPTED),
        ((WARNING,), (piece(20, 0),), Verdict.ACCEPTED_WITH_NOTES),
        ((ERROR,), (piece(20, 0),), Verdict.ACCEPTED_WITH_NOTES),  # an error that holds nothing back
        ((UNNAMED,), (piece(20, 0),), Verdict.ACCEPTED_IN_PART),  # a column is not loaded
        ((ERROR,), (piece(20, 1),), Verdict.ACCEPTED_IN_PART),
        ((ERROR,), (piece(20, 4),), Verdict.ACCEPTED_IN_PART),  # a fifth is allowed
        ((ERROR,), (piece(20, 5),), Verdict.RETURNED),
        ((ERROR,), (piece(20, 5, limit=0.25),), Verdict.ACCEPTED_IN_PART),
        ((ERROR,), (piece(20, 0), piece(20, 5)), Verdict.RETURNED),  # one dataset is enough
        ((), (piece(20, 0, accepted=0),), Verdict.RETURNED),  # nothing left to accept
        ((BLOCKER,), (piece(20, 0),), Verdict.RETURNED),
        ((), (), Verdict.RETURNED),
    ],
)
def test_the_verdict_follows_from_the_findings_and_from_how_much_is_held_back(
    findings: tuple[object, ...], slices: tuple[InspectedSlice, ...], answer: Verdict
) -> None:
    assert verdict(findings, slices) is answer  # type: ignore[arg-type]


def test_a_clean_file_is_accepted_and_every_figure_is_there() -> None:
    inspection = inspect(CLEAN, COMPLETE)
    assert inspection.verdict is Verdict.ACCEPTED
    assert codes(inspection) == set()
    assert sorted(figures(inspection).values()) == [1, 2, 3, 4, 5, 6]
    assert [s.value for s in inspection.slices[0].scores] == [1, 1, 1, 1, None, 1]


# -- keys, quarantine, overlap


def test_a_place_that_stands_twice_is_one_mistake_and_neither_row_is_taken() -> None:
    inspection = inspect(CLEAN + "\nBatur | 3 | 5", replace(COMPLETE, quarantine_limit=0.9))
    said = the(inspection, "K01")
    assert (said.cells, said.count) == (("A5", "A7"), 2)
    assert said.message() == "Kecamatan muncul lebih dari sekali: Batur."
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Pulau Pinang"}
    assert codes(inspection) == {"K01"}, "a region that is held back is not missing as well"


def test_the_quarantine_holds_each_row_once_and_whole_with_all_that_is_wrong() -> None:
    inspection = inspect(HEAD + "Susukan | -1 | lima\nBatur | 3 | 4\nPulau Pinang | 5 | 6", COMPLETE)
    (part,) = inspection.slices
    (held,) = part.quarantine
    assert (held.sheet, held.row, set(held.codes)) == ("Sheet", 4, {"V07", "C04"})
    assert held.content == {"A": "Susukan", "B": -1, "C": "lima"}
    assert (part.rows_read, part.rows_accepted, part.rows_quarantined) == (3, 2, 1)


def test_a_figure_beside_a_wrong_one_in_the_same_row_is_still_accepted() -> None:
    inspection = inspect(
        HEAD + "Susukan | -1 | 2\nBatur | 3 | 4\nPulau Pinang | 5 | 6", replace(COMPLETE, quarantine_limit=0.5)
    )
    assert the(inspection, "V07").message() == "Populasi bernilai -1; jumlah tidak boleh negatif."
    assert figures(inspection)["Susukan", "sapi", "2022"] == 2
    assert ("Susukan", "sapi_perah", "2022") not in figures(inspection)
    assert inspection.verdict is Verdict.ACCEPTED_IN_PART


def test_a_fraction_of_an_animal_is_held_back() -> None:
    inspection = inspect(
        HEAD + "Susukan | 1 | 2\nBatur | 3,5 | 4\nPulau Pinang | 5 | 6", replace(COMPLETE, quarantine_limit=0.5)
    )
    assert the(inspection, "V09").message() == "Populasi bernilai 3,5; seharusnya bilangan bulat."


def test_two_tables_that_claim_the_same_rows_are_both_held_back_there() -> None:
    other = HEAD + "Batur | 30 | 40\nPulau Pinang | 50 | 60"
    first = HEAD + "Susukan | 1 | 2\nBatur | 3 | 4"
    inspection = inspect(first, replace(COMPLETE, quarantine_limit=0.9), more=(other,))
    said = the(inspection, "L06")
    assert (said.sheet, said.cells) == ("Sheet", ("B5", "C5"))
    assert said.parameters["found"] == "Sheet!B5, C5; Sheet1!B4, C4"
    assert said.beside == (("Sheet1", ("B4", "C4")),)
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Pulau Pinang"}


def test_two_tables_of_different_years_do_not_overlap() -> None:
    inspection = inspect(CLEAN, COMPLETE, more=(CLEAN.replace("2022", "2021"),))
    assert {s.period for s in inspection.slices} == {"2021", "2022"}
    assert codes(inspection) == set()


# -- what is missing


def test_a_sheet_that_goes_back_is_told_for_what_is_wrong_with_it_and_not_as_missing() -> None:
    kinds = contract(KECAMATAN, replace(ANIMAL, sources=(Source.SHEET,)), replace(HEADS, required=True), title="Ternak")
    sheet = "Ternak Tahun 2022\n\nKecamatan | Populasi\nSusukan | 1\nBatur | 2\nPulau Pinang | 3"
    for other in (sheet.replace("2022", "2021"), sheet.replace("Populasi", "Populasii")):
        data = as_xlsx(sheet, other, sheets=("Sapi Perah", "Sapi"))
        found = inspect(data, kinds, name="ternak 2022.xlsx")
        heavy = [f for f in found.findings if f.severity is not Severity.INFO]
        assert [(f.sheet, f.severity) for f in heavy] == [("Sapi", Severity.BLOCKER)], heavy


def test_last_years_sheet_put_aside_hidden_is_told_as_that_and_sends_nothing_back() -> None:
    rows = "Jumlah Ternak Tahun {}\n\nKecamatan | Sapi Perah | Sapi\nSusukan | 1 | 2\nBatur | 3 | 4"
    workbook = openpyxl.load_workbook(BytesIO(as_xlsx(rows.format(2022), rows.format(2021), sheets=("2022", "Lama"))))
    workbook["Lama"].sheet_state = "hidden"
    workbook.save(saved := BytesIO())
    found = inspect(saved.getvalue(), LIVESTOCK, name="ternak 2022.xlsx")
    assert [f.code for f in found.findings if f.severity is not Severity.INFO] == ["L03"]


def test_missing_regions_are_named() -> None:
    inspection = inspect(HEAD + "Susukan | 1 | 2\nBatur | 3 | 4", COMPLETE)
    assert the(inspection, "T04").message() == "1 dari 3 kecamatan belum ada (2022): Pulau Pinang."
    assert score(inspection, Dimension.COMPLETENESS) == (4 + 2, 4 + 3)
    assert inspection.verdict is Verdict.ACCEPTED_WITH_NOTES


def test_a_region_whose_name_could_not_be_read_is_not_missing_as_well() -> None:
    assert codes(inspect(CLEAN.replace("Batur", "Baturr"), replace(COMPLETE, quarantine_limit=0.5))) == {"R01"}


def test_a_region_without_any_figure_is_missing() -> None:
    assert "Batur" in the(inspect(HEAD + "Susukan | 1 | 2\nBatur | |\nPulau Pinang | 5 | 6", COMPLETE), "T04").message()


def test_regions_may_come_on_several_sheets() -> None:
    inspection = inspect(
        HEAD + "Susukan | 1 | 2\nBatur | 3 | 4", COMPLETE, more=(HEAD + "Pulau Pinang | 5 | 6\n33.99.03x | 1 | 1",)
    )
    assert "T04" not in codes(inspection)


def test_of_several_years_it_is_said_which_one_lacks_a_region() -> None:
    by_year = contract(KECAMATAN, PEOPLE, title="Jumlah Penduduk", complete_over=RegionLevel.KECAMATAN)
    by_year = replace(by_year, properties=(KECAMATAN, PEOPLE, replace(YEAR, sources=(Source.HEADER,))))
    inspection = inspect(
        "Jumlah Penduduk\n\nKecamatan | 2021 | 2022\nSusukan | 1 | 2\nBatur | 3 |\nPulau Pinang | 5 | 6", by_year
    )
    said = the(inspection, "T04")
    assert (said.period, said.parameters["names"]) == ("2022", "Batur")


def test_a_missing_kind_is_named_unless_it_is_optional_or_a_total() -> None:
    inspection = inspect(
        "Jumlah Ternak Tahun 2022\n\nKecamatan | Sapi\nSusukan | 1\nBatur | 2\nPulau Pinang | 3", COMPLETE
    )
    assert the(inspection, "T04").message() == "1 dari 2 jenis ternak belum ada atau belum berisi (2022): Sapi Perah."


def test_a_region_that_another_row_most_probably_means_is_not_among_the_missing_ones() -> None:
    lenient = replace(COMPLETE, quarantine_limit=0.9)
    assert the(inspect(HEAD + "Susukan | 1 | 2\nBaturr | 3 | 4", lenient), "T04").parameters["names"] == "Pulau Pinang"


def test_a_kind_is_missing_beside_a_stranger_and_not_beside_a_word_in_its_place() -> None:
    by_sex = contract(KECAMATAN, ANIMAL, SEX, HEADS, title="Jumlah Ternak")
    sheet = """
    Jumlah Ternak Tahun 2022

    Kecamatan    | Sapi      |           | {}
                 | Laki-laki | Perempuan | {}
    Susukan      | 1         | 2         | 3
    Batur        | 4         | 5         | 6
    Pulau Pinang | 7         | 8         | 9
    """
    assert codes(inspect(sheet.format("Keterangan angka", ""), by_sex, merges="A3:A4 B3:C3 D3:D4")) == {"H03", "T04"}
    assert codes(inspect(sheet.format("Gajah", "Laki-laki"), by_sex, merges="A3:A4 B3:C3")) == {"H03"}


def test_a_required_column_left_blank_is_told_at_its_cells_alone() -> None:
    fields = contract(KECAMATAN, HEADS, TONS, title="Hasil", quarantine_limit=0.9)
    sheet = "Hasil Tahun 2022\n\nKecamatan | Populasi | Produksi (Ton)\nSusukan | 1 |\nBatur | 2 |"
    needed = changed(fields, "produksi", required=True)
    assert codes(inspect(sheet, needed)) == {"V01"}
    assert the(inspect(sheet, fields), "T04").remedy().startswith("Tambahkan kolomnya, atau isi")


# -- scores


def test_scores_count_what_was_tested_and_what_passed() -> None:
    drawing = "Jumlah Ternak Tahun 2022\n\nKecamatan | Sapi Perah | Sapi | Gajah\n"
    drawing += "Susukan | 1 | lima | 1\nBatur | -3 | | 1\nPulau Pinnag | 5 | 6 | 1\nJumlah | 3 | 6 | 3"
    inspection = inspect(drawing, replace(COMPLETE, quarantine_limit=0.9))
    assert score(inspection, Dimension.STRUCTURE) == (2, 3)  # Gajah is not loaded
    assert score(inspection, Dimension.COMPLETENESS) == (3 + 3, 4 + 3)  # one blank; the unread name is not missing
    assert score(inspection, Dimension.VALIDITY) == (1, 3)  # a text and a negative
    assert score(inspection, Dimension.UNIQUENESS) == (3, 3)
    assert score(inspection, Dimension.REFERENCE) == (2, 3)
    assert score(inspection, Dimension.CONSISTENCY) == (0, 0)  # each total has a part that is refused or unread


def test_what_was_not_tested_has_no_score() -> None:
    assert Score(Dimension.CONSISTENCY, 0, 0).value is None
    assert Score(Dimension.CONSISTENCY, 1, 4).value == 0.25


def test_a_wrong_total_lowers_consistency() -> None:
    inspection = inspect(CLEAN + "\nJumlah | 9 | 13", COMPLETE)
    assert score(inspection, Dimension.CONSISTENCY) == (1, 2)


def test_what_no_single_file_shows_is_not_measured_by_inspecting_it() -> None:
    measured = {s.dimension for s in inspect(CLEAN, COMPLETE).slices[0].scores}
    assert not measured & {Dimension.TIMELINESS, Dimension.ACCURACY, Dimension.METADATA}


# -- owners and repetition


def test_a_dataset_of_another_department_is_returned_with_the_name_of_its_owner() -> None:
    inspector = Inspector(SITE, Registry({"jumlah_ternak": LIVESTOCK}), GAZETTEER)
    inspection = inspector.inspect(as_xlsx(CLEAN), "ternak.xlsx", "dinkes")
    said = the(inspection, "F10")
    assert (said.parameters["owner"], said.parameters["opd"]) == ("dinas", "dinkes")
    assert inspection.verdict is Verdict.RETURNED


def test_without_a_department_every_contract_is_tried() -> None:
    inspector = Inspector(SITE, Registry({"jumlah_ternak": LIVESTOCK, "penduduk_desa": VILLAGERS}), GAZETTEER)
    assert inspector.inspect(as_xlsx(CLEAN), "ternak.xlsx", None).verdict is Verdict.ACCEPTED


def test_a_file_that_cannot_be_read_says_only_that() -> None:
    assert codes(inspect(b"\xd0\xcf\x11\xe0 tidak utuh", LIVESTOCK)) == {"F01"}


def test_hundreds_of_like_findings_are_cut_short_and_counted_exactly() -> None:
    many = [finding("R01", cells=(f"A{n}",), column="Kecamatan", found=str(n)) for n in range(500)]
    other = finding("X02", cells=("B9",), column="Sapi")
    told = brief([*many, other])
    assert len([f for f in told if f.code == "R01"]) == MOST_ALIKE
    assert sum(f.count for f in told) == 501
    assert max(len(f.cells) for f in told) <= SHOWN_CELLS
    assert brief(many[:MOST_ALIKE]) == tuple(many[:MOST_ALIKE])


def test_a_list_of_cells_that_was_cut_is_told_and_a_list_of_notes_is_not() -> None:
    wrong = finding("C04", cells=[f"B{n}" for n in range(35)], column="Sapi", found="12 ekor")
    noted = finding("C03", cells=[f"C{n}" for n in range(35)])
    [*_, said] = shortened([wrong, noted])

    assert (said.code, said.severity, said.count) == ("G02", Severity.INFO, 15)
    assert "Teks di kolom angka (20 dari 35)" in said.message()
    assert "(20 of 35)" in said.message("en")
    assert shortened([noted]) == (noted,)


def test_the_workbook_marks_more_cells_than_a_list_names() -> None:
    wrong = finding("C04", cells=[f"B{n}" for n in range(1, 2001)], column="Sapi", found="12 ekor")
    assert (len(wrong.cells), len(wrong.marked), wrong.count) == (SHOWN_CELLS, MARKED_CELLS, 2000)
    joined = brief([finding("R01", cells=(f"A{n}",), column="Kecamatan", found=str(n)) for n in range(500)])
    assert sum(len(f.marked) for f in joined) == 500


@pytest.mark.parametrize(("value", "text"), [(1234.5, "1.234,5"), (-1e6, "-1.000.000"), (0.125, "0,125"), (7.0, "7")])
def test_figures_in_messages_are_written_the_indonesian_way(value: float, text: str) -> None:
    assert figure_text(value) == text


def test_findings_come_heaviest_first() -> None:
    drawing = HEAD + "Susukan | -1 | 2\nBatur | - | 4"
    severities = [f.severity.rank for f in inspect(drawing, changed(COMPLETE, "populasi", minimum=0)).findings]
    assert severities == sorted(severities)
    assert len(set(severities)) > 1
