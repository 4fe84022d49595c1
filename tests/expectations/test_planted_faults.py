"""One fault planted into a clean workbook is one finding, at its cell, and holds back what it makes doubtful."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from expectations.inspect import Inspector
from expectations.model import Inspection, Verdict
from lumbung.findings import Finding, Severity
from lumbung.site import load_site
from tests.pipelines.small_site import KECAMATAN, even, livestock, make_site, paddy

CLEAN = livestock(2024, even(10, 20))
FIRST_ROW = 4  # of the body; the total stands below the six kecamatan
TOTAL_ROW = FIRST_ROW + len(KECAMATAN)


@pytest.fixture(scope="module")
def inspector(tmp_path_factory: pytest.TempPathFactory) -> Inspector:
    return Inspector(load_site(make_site(tmp_path_factory.mktemp("uji")).folder))


def inspected(inspector: Inspector, data: bytes, name: str = "ternak.xlsx") -> Inspection:
    return inspector.inspect(data, name, "distan")


def changed(data: bytes, **cells: object) -> bytes:
    """The workbook with some cells overwritten; '=#REF!' style errors as error cells."""
    workbook = openpyxl.load_workbook(BytesIO(data))
    sheet: Worksheet = workbook.worksheets[0]
    for address, value in cells.items():
        sheet[address] = value
        if isinstance(value, str) and value.startswith("#"):
            sheet[address].data_type = "e"
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def heavy(inspection: Inspection) -> list[Finding]:
    return [f for f in inspection.findings if f.severity is not Severity.INFO]


def only(inspection: Inspection) -> tuple[str, tuple[str, ...]]:
    """Code and cells of the one finding above a note."""
    (found,) = heavy(inspection)
    return found.code, found.cells


def figures(inspection: Inspection) -> dict[tuple[str, str], float]:
    frame = inspection.slices[0].accepted
    return {(r.kode_kecamatan, r.jenis_ternak): r.jumlah for r in frame.itertuples()}


def test_a_clean_workbook_is_accepted_figure_by_figure(inspector: Inspector) -> None:
    inspection = inspected(inspector, CLEAN)
    assert (inspection.verdict, heavy(inspection)) == (Verdict.ACCEPTED, [])
    expected = {}
    for i, code in enumerate(KECAMATAN.values()):
        expected |= {(code, "sapi"): 10 + i, (code, "kerbau"): 20 + i}
    assert figures(inspection) == expected


def test_every_figure_knows_the_cell_it_came_from(inspector: Inspector) -> None:
    piece = inspected(inspector, CLEAN).slices[0]
    assert list(piece.cells["jumlah"])[:4] == ["C4", "D4", "C5", "D5"]


def test_words_in_a_cell_of_figures_hold_back_that_figure_alone(inspector: Inspector) -> None:
    inspection = inspected(inspector, changed(CLEAN, C5="12 ekor"))
    assert (only(inspection), inspection.verdict) == (("C04", ("C5",)), Verdict.ACCEPTED_IN_PART)
    assert ("99.01.02", "sapi") not in figures(inspection)
    assert ("99.01.02", "kerbau") in figures(inspection)
    assert inspection.slices[0].quarantine[0].row == 5


def test_an_error_cell_is_named_once_and_blames_no_total(inspector: Inspector) -> None:
    inspection = inspected(inspector, changed(CLEAN, D6="#REF!"))
    assert only(inspection) == ("C01", ("D6",))
    assert ("99.01.03", "kerbau") not in figures(inspection)


def test_a_negative_count_is_held_back(inspector: Inspector) -> None:
    inspection = inspected(inspector, changed(CLEAN, C7=-13, C10=10 + 11 + 12 - 13 + 14 + 15))
    assert only(inspection) == ("V07", ("C7",))


def test_a_fraction_of_an_animal_is_held_back(inspector: Inspector) -> None:
    inspection = inspected(inspector, changed(CLEAN, C4=10.5, C10=75.5))
    assert only(inspection) == ("V09", ("C4",))


def test_a_misspelt_kecamatan_is_suggested_and_never_guessed(inspector: Inspector) -> None:
    inspection = inspected(inspector, changed(CLEAN, B6="Curupp"))
    code, cells = only(inspection)
    assert (code, cells) == ("R01", ("B6",))
    assert "Curup" in heavy(inspection)[0].message()
    assert not any(region == "99.01.03" for region, _ in figures(inspection))


def test_a_kecamatan_that_stands_twice_is_one_mistake(inspector: Inspector) -> None:
    inspection = inspected(inspector, changed(CLEAN, B5="Alam"))
    codes = {f.code: f.cells for f in heavy(inspection)}
    assert codes["K01"] == ("B4", "B5")
    assert not any(region == "99.01.01" for region, _ in figures(inspection))


def test_a_wrong_total_publishes_its_column_as_doubtful(inspector: Inspector) -> None:
    inspection = inspected(inspector, changed(CLEAN, C10=76))
    assert (only(inspection), inspection.verdict) == (("X02", ("C10",)), Verdict.ACCEPTED_WITH_NOTES)
    piece = inspection.slices[0]
    assert len(piece.doubtful) == len(KECAMATAN)
    assert all(piece.accepted.loc[i, "jenis_ternak"] == "sapi" for i, _ in piece.doubtful)


def test_a_missing_kecamatan_is_named(inspector: Inspector) -> None:
    rest = {name: values for name, values in even(10, 20).items() if name != "Danau"}
    inspection = inspected(inspector, livestock(2024, rest))
    (found,) = heavy(inspection)
    assert found.code == "T04"
    assert "Danau" in found.message()


def test_a_missing_required_column_is_one_blocker_and_nothing_else(inspector: Inspector) -> None:
    inspection = inspected(inspector, paddy(2024, even(5, 7), tons="Hasil"), "padi.xlsx")
    assert inspection.verdict is Verdict.RETURNED
    assert [f.code for f in inspection.findings if f.severity is Severity.BLOCKER] == ["H02"]
    assert not any(f.code.startswith(("V", "K", "R")) for f in inspection.findings)


def test_a_column_nobody_knows_is_said_and_not_loaded(inspector: Inspector) -> None:
    inspection = inspected(inspector, changed(CLEAN, E3="Unta", E4=1, E5=2, E6=3, E7=4, E8=5, E9=6, E10=21))
    code, cells = only(inspection)
    assert (code, cells) == ("H03", ("E3",))
    assert {kind for _, kind in figures(inspection)} == {"sapi", "kerbau"}


def test_a_title_and_a_file_name_of_different_years_send_the_file_back(inspector: Inspector) -> None:
    inspection = inspected(inspector, CLEAN, "ternak 2023.xlsx")
    assert (only(inspection), inspection.verdict) == (("T03", ("A1",)), Verdict.RETURNED)
    assert only(inspected(inspector, CLEAN, "ternak kiriman 2025.xlsx")) == ("T03", ("A1",))


def test_a_unit_of_the_title_is_converted_in_the_open(inspector: Inspector) -> None:
    data = paddy(2024, even(5, 7))
    in_square_metres = changed(data, C3="Luas Panen (m2)")
    piece = inspected(inspector, in_square_metres, "padi.xlsx")
    assert "U02" in {f.code for f in piece.findings}
    assert piece.slices[0].accepted["luas_panen"].iloc[0] == pytest.approx(5 / 10_000)


def test_a_unit_that_cannot_be_converted_is_refused(inspector: Inspector) -> None:
    inspection = inspected(inspector, changed(paddy(2024, even(5, 7)), C3="Luas Panen (orang)"), "padi.xlsx")
    assert inspection.verdict is Verdict.RETURNED
    assert "H11" in {f.code for f in inspection.findings}


def test_too_many_bad_rows_return_the_file(inspector: Inspector) -> None:
    inspection = inspected(inspector, changed(CLEAN, C4="a", C5="b", C6="c"))
    assert inspection.verdict is Verdict.RETURNED


def test_a_table_of_the_same_columns_under_another_title_is_not_claimed(inspector: Inspector) -> None:
    inspection = inspected(inspector, changed(CLEAN, A1="Pemotongan Hewan Tahun 2024"), "potong.xlsx")
    assert (inspection.verdict, inspection.slices) == (Verdict.RETURNED, ())
    assert [f.code for f in heavy(inspection)] == ["F09"]


def test_a_dataset_of_another_opd_is_sent_back_to_its_owner(inspector: Inspector) -> None:
    inspection = inspector.inspect(CLEAN, "ternak.xlsx", "dinkes")
    assert [f.code for f in heavy(inspection)] == ["F10"]
    assert inspection.verdict is Verdict.RETURNED


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("nol.xlsx", b"", "F04"),
        ("laporan.xlsx", b"%PDF-1.7\n" + b"x" * 400, "F02"),
        ("rusak.xlsx", CLEAN[: len(CLEAN) // 2], "F01"),
        ("acak.xlsx", bytes(range(256)) * 8, "F01"),
    ],
)
def test_what_is_no_workbook_is_returned_with_its_reason(
    inspector: Inspector, name: str, data: bytes, code: str
) -> None:
    inspection = inspected(inspector, data, name)
    assert inspection.verdict is Verdict.RETURNED
    assert [f.code for f in inspection.findings if f.severity is Severity.BLOCKER] == [code]


def test_mending_the_cells_that_were_named_makes_the_file_whole(inspector: Inspector, tmp_path: Path) -> None:
    from lumbung.reports.annotate import annotate

    bad = changed(CLEAN, C5="12 ekor", B6="Curupp")
    first = inspected(inspector, bad)
    path = annotate(bad, first.reading, first.findings, first.verdict, "Distan", tmp_path)
    workbook = openpyxl.load_workbook(path)
    workbook["Data"]["C5"] = 11
    workbook["Data"]["B6"] = "Curup"
    workbook.save(path)
    second = inspected(inspector, path.read_bytes(), path.name)
    assert (second.verdict, heavy(second)) == (Verdict.ACCEPTED, [])
    assert figures(second) == figures(inspected(inspector, CLEAN))
