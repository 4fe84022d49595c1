"""Ranges and codes that a program took for dates, told by their neighbours."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from lumbung.findings import Severity
from lumbung.sheets.figures.ranges import Restored, restore
from lumbung.sheets.grid import Cell, CellKind
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from tests.sheets.drawing import labels, saved


def _cells(*values: str | date) -> list[Cell]:
    return [Cell(v, CellKind.TEXT if isinstance(v, str) else CellKind.DATE) for v in values]


def _day(day: int, month: int, year: int = 2026) -> date:
    return date(year, month, day)


@pytest.mark.parametrize(
    ("values", "position", "text"),
    [
        (("0-4", _day(5, 9), "10-14", "15-19"), 1, "5-9"),
        (("0-4", _day(9, 5), "10-14", "15-19"), 1, "5-9"),
        (("0 – 4 tahun", _day(5, 9), "10 – 14 tahun", "15 – 19 tahun"), 1, "5 – 9 tahun"),
        (("0-5", _day(5, 10), "10-15", "15-20"), 1, "5-10"),
        (("0-4", "5-9", _day(1, 10, 2014), "15-19"), 2, "10-14"),
        (("3-1", _day(3, 2), "3-3", "3-4"), 1, "3-2"),
        (("1/1", "1/2", _day(1, 3), "1/4"), 2, "1/3"),
        (("0-4", "05-Sep", "10-14", "15-19"), 1, "5-9"),
        (("3-3", "3-4", "Mar-05", "3-6"), 2, "3-5"),
    ],
)
def test_a_single_gap_between_neighbours_is_filled_for_certain(
    values: tuple[str | date, ...], position: int, text: str
) -> None:
    assert restore(_cells(*values)) == {position: Restored(text, certain=True)}


def test_two_gaps_in_a_row_are_filled_together() -> None:
    found = restore(_cells("0-4", _day(5, 9), _day(14, 10), "15-19", "20-24"))
    assert found == {1: Restored("5-9", certain=True), 2: Restored("10-14", certain=True)}


def test_with_one_neighbour_it_is_only_proposed() -> None:
    assert restore(_cells(_day(1, 4), "5-9", "10-14")) == {0: Restored("1-4", certain=False)}


@pytest.mark.parametrize(
    "values",
    [
        (_day(5, 9), _day(6, 9), "5-9", "10-14"),  # nothing follows
        ("0-4", _day(7, 8), "10-14", "15-19"),
        ("Senin", _day(5, 9), "Selasa", "Rabu"),
        ("0-4", _day(5, 9), _day(6, 9), _day(7, 9), "10-14"),
    ],
)
def test_dates_that_fill_no_gap_stay_dates(values: tuple[str | date, ...]) -> None:
    assert restore(_cells(*values)) == {}


def _book(rows: list[list[object]]) -> Reading:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return read_workbook(saved(book), "umur.xlsx")


def test_an_age_group_among_labels_is_put_right_and_noted() -> None:
    reading = _book([["Umur", "L", "P"], ["0-4", 5, 6], [_day(5, 9), 7, 8], ["10-14", 9, 3], ["15-19", 4, 4]])
    assert labels(reading.tables[0].rows, "A") == ["0-4", "5-9", "10-14", "15-19"]
    assert [(f.code, f.cells, f.severity) for f in reading.findings] == [("C21", ("A3",), Severity.INFO)]


def test_a_likely_age_group_stays_and_is_proposed() -> None:
    reading = _book([["Umur", "L", "P"], [_day(1, 4), 7, 8], ["5-9", 5, 6], ["10-14", 9, 3], ["15-19", 4, 4]])
    assert labels(reading.tables[0].rows, "A")[0] == "2026-04-01"
    (found,) = reading.findings
    assert (found.code, found.severity, found.parameters["proposed"]) == ("C21", Severity.WARNING, "1-4")


def test_an_age_group_among_headings_is_put_right() -> None:
    reading = _book([["Kecamatan", "0-4", _day(5, 9), "10-14", "15-19"], ["A", 5, 6, 7, 8], ["B", 7, 8, 9, 10]])
    assert [c.path for c in reading.tables[0].columns][1:4] == [("0-4",), ("5-9",), ("10-14",)]
    assert [f.code for f in reading.findings] == ["C21"]
