"""A resubmission against the last upload: what is fixed, what is left, what is new."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

from lumbung.findings import Finding, finding
from lumbung.reports.progress import Earlier, Progress, Said, compare, noted
from lumbung.sheets.grid import CellValue
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook

HEAD: list[list[CellValue]] = [
    ["Populasi Ternak Menurut Kecamatan Tahun 2022"],
    [],
    ["No", "Kecamatan", "Sapi", "Kerbau"],
]
BODY: list[list[CellValue]] = [
    [1, "Lahat", 401, 12],
    [2, "Kikim Timur", "381 ekor", 4],
    [3, "Merapi Barat", 55, "7 ekor"],
    [4, "Pajar Bulan", "90 ekor", 8],
]


def reading(rows: Sequence[Sequence[CellValue]] = BODY, sheet: str = "Data") -> Reading:
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.title = sheet
    for row in (*HEAD, *rows):
        page.append(list(row))
    stream = BytesIO()
    workbook.save(stream)
    return read_workbook(stream.getvalue(), "Ternak.xlsx")


def words(*cells: str, found: str = "381 ekor", count: int | None = None, sheet: str = "Data") -> Finding:
    return finding("C04", sheet=sheet, cells=cells, count=count, column="Sapi", found=found, suggestion="")


def against(before: Sequence[Finding], after: Sequence[Finding], now: Reading, then: Reading | None = None) -> Progress:
    return compare(Earlier("Ternak.xlsx", None, then or reading(), noted(before)), now, after)


def counts(progress: Progress) -> tuple[int, int, int]:
    return progress.fixed, progress.left, progress.new


def test_cells_are_fixed_left_and_new() -> None:
    before = [words("C5", "C7"), words("D6", found="7 ekor")]
    after = [words("C7"), finding("X02", sheet="Data", cells=["D8"], column="Kerbau", found="30", expected="31")]
    progress = against(before, after, reading())

    assert counts(progress) == (2, 1, 1)
    assert progress.left_over == {0}
    assert [(said.title, said.cells) for said in progress.mended] == [
        ("Teks di kolom angka", ("C5",)),
        ("Teks di kolom angka", ("D6",)),
    ]


def test_a_row_that_moved_is_known_again_by_its_labels() -> None:
    moved = [[1, "Jarai", 3, 3], [2, "Muara Payang", 5, 5], *BODY[1:2]]
    progress = against([words("C5")], [words("C6")], reading(moved))
    assert counts(progress) == (0, 1, 0), "Kikim Timur stands in row 6 now"


def test_another_row_in_the_same_place_is_another_mistake() -> None:
    other = [BODY[0], [2, "Jarai", "77 ekor", 4], *BODY[2:]]
    progress = against([words("C5")], [words("C5", found="77 ekor")], reading(other))
    assert counts(progress) == (0, 1, 0), "the label may have been mended: the cell is still wrong"
    apart = [BODY[0], BODY[2], [3, "Jarai", "77 ekor", 4]]
    assert counts(against([words("C5")], [words("C6", found="77 ekor")], reading(apart))) == (1, 0, 1)


def test_columns_and_sheets_may_be_renamed_or_moved() -> None:
    assert counts(against([words("C5")], [words("C5", sheet="Ternak")], reading(sheet="Ternak"))) == (0, 1, 0)


def test_cells_that_no_list_names_are_counted() -> None:
    before = [Said("C04", "Data", ("C4", "C5"), 30, "…")]
    earlier = Earlier("Ternak.xlsx", None, reading(), tuple(before))
    assert counts(compare(earlier, reading(), [words("C7", count=1)])) == (29, 1, 0), "one of the 28 unnamed"
    assert counts(compare(earlier, reading(), [words("C5", count=12)])) == (18, 12, 0)
    assert counts(compare(earlier, reading(), [words("C5", count=40)])) == (0, 30, 10)
    assert counts(compare(earlier, reading(), [])) == (30, 0, 0)


def test_a_finding_without_a_cell_counts_as_one_and_is_told_apart_by_what_it_says() -> None:
    missing, other = finding("F09", what="Periode", found="a"), finding("F09", what="Data", found="b")
    assert counts(against([missing], [missing], reading())) == (0, 1, 0)
    assert counts(against([missing], [], reading())) == (1, 0, 0)
    both = against([missing, other], [other], reading())
    assert counts(both) == (1, 1, 0)
    assert [said.message for said in both.mended] == [missing.message()]


def test_mere_notes_are_no_progress() -> None:
    note = finding("S02", sheet="Data", cells=["A8"])
    assert counts(against([note], [note], reading())) == (0, 0, 0)


def test_a_finding_that_the_catalogue_knows_no_longer_is_told_by_its_code() -> None:
    gone = Earlier("Ternak.xlsx", None, reading(), (Said("Z99", "Data", ("C5",), 1, "…"),))
    assert [said.title for said in compare(gone, reading(), []).mended] == ["Z99"]
