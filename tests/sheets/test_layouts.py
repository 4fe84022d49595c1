"""One small table of figures in many layouts: every layout must give the same figures back."""

from __future__ import annotations

import io
from dataclasses import dataclass

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.sheets.addresses import address, area, letter
from lumbung.sheets.read import read_workbook
from tests.sheets.cover import misplaced

NAMES = ("Susukan", "B a t u r", "Purwareja Klampok", "Rakit", "Wanayasa", "Pandanarum", "Bawang")
GROUPS = ("Sekolah", "Guru", "Murid")
LEAVES = ("Negeri", "Swasta")


@dataclass(frozen=True)
class Layout:
    """How the table is laid out; the figures stay the same."""

    rows: int
    groups: int
    numbered: bool  # a column No of 1, 2, 3 before the names
    dotted: bool  # written as '01.'
    merged_stub: bool  # the stub's heading merged over No and name, and down the header
    numbering: bool
    gap: bool  # blank rows around the body
    total: str
    history: int
    title_rows: int
    title_gap: bool
    title_merged: bool  # over all columns
    remark: bool
    as_text: bool  # figures typed as text with dots
    offset: int  # columns left blank on the left


LAYOUTS = st.builds(
    Layout,
    rows=st.integers(2, 7),
    groups=st.integers(1, 3),
    numbered=st.booleans(),
    dotted=st.booleans(),
    merged_stub=st.booleans(),
    numbering=st.booleans(),
    gap=st.booleans(),
    total=st.sampled_from(["", "Jumlah", "J u m l a h", "Jumlah/Total", "TOTAL"]),
    history=st.integers(0, 3),
    title_rows=st.integers(0, 3),
    title_gap=st.booleans(),
    title_merged=st.booleans(),
    remark=st.booleans(),
    as_text=st.booleans(),
    offset=st.integers(0, 2),
)


def figure(row: int, column: int) -> int:
    """A figure that no sum of others equals by accident."""
    return (row + 2) ** 2 * 137 + (column + 1) * 1009


def typed(value: int, layout: Layout) -> int | str:
    """The figure as a cell holds it."""
    return f"{value:,}".replace(",", ".") + " " if layout.as_text else value


class Pen:
    """Writes the table row by row."""

    def __init__(self, sheet: Worksheet, layout: Layout) -> None:
        self.sheet = sheet
        self.layout = layout
        self.row = 0
        self.name = layout.offset + 1 + layout.numbered
        self.first = self.name + 1
        self.columns = layout.groups * len(LEAVES)

    def put(self, column: int, value: str | int) -> None:
        self.sheet.cell(self.row, column, value)

    def write(self) -> None:
        for text in ("Tabel 4.1", "Jumlah Sekolah, Guru dan Murid", "Kabupaten Banjarnegara 2022")[
            : self.layout.title_rows
        ]:
            self.row += 1
            self.put(self.layout.offset + 1, text)
            if self.layout.title_merged:
                self.sheet.merge_cells(area(self.row, self.layout.offset + 1, self.row, self.first + self.columns - 1))
        self.row += self.layout.title_gap
        self.header()
        self.row += self.layout.gap
        for i in range(self.layout.rows):
            self.body(i)
        self.row += self.layout.gap
        self.footer()

    def header(self) -> None:
        self.row += 1
        top, left = self.row, self.layout.offset + 1
        merged = self.layout.merged_stub
        if self.layout.numbered and not merged:
            self.put(left, "No")
        self.put(left if merged else self.name, "Kecamatan")
        for g in range(self.layout.groups):
            start = self.first + g * len(LEAVES)
            self.put(start, GROUPS[g])
            self.sheet.merge_cells(area(top, start, top, start + 1))
        self.row += 1
        for c in range(self.columns):
            self.put(self.first + c, LEAVES[c % len(LEAVES)])
        if merged:
            self.sheet.merge_cells(area(top, left, top + 1, self.name))
        if self.layout.numbering:
            self.row += 1
            for i, column in enumerate((left, *range(self.first, self.first + self.columns)), start=1):
                self.put(column, f"({i})")

    def body(self, i: int) -> None:
        self.row += 1
        if self.layout.numbered:
            self.put(self.name - 1, f"{i + 1:02d}." if self.layout.dotted else i + 1)
        self.put(self.name, NAMES[i])
        for c in range(self.columns):
            self.put(self.first + c, typed(figure(i, c), self.layout))

    def footer(self) -> None:
        labels = [self.layout.total, *(f"Tahun {2021 - i}" for i in range(self.layout.history))]
        for k, label in enumerate(labels if self.layout.total else ()):
            self.row += 1
            self.put(self.layout.offset + 1, label)
            for c in range(self.columns):
                total = sum(figure(i, c) for i in range(self.layout.rows)) + 17 * k
                self.put(self.first + c, typed(total, self.layout))
        if self.layout.remark:
            self.row += 1
            self.put(self.layout.offset + 1, "Sumber Data : Dinas Pendidikan")


@settings(max_examples=150, deadline=None)
@given(LAYOUTS)
def test_the_same_figures_come_back_from_every_layout(layout: Layout) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    pen = Pen(sheet, layout)
    pen.write()
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read_workbook(buffer.getvalue(), "uji.xlsx")
    (table,) = reading.tables
    values = [letter(pen.first + c) for c in range(pen.columns)]
    assert [c.letter for c in table.columns if c.role.value == "value"] == values
    assert [row.cells[letter(pen.name)] for row in table.rows] == list(NAMES[: layout.rows])
    assert [[row.cells[v] for v in values] for row in table.rows] == [
        [figure(i, c) for c in range(pen.columns)] for i in range(layout.rows)
    ]
    assert len(table.totals) == bool(layout.total)
    assert len(table.history) == (layout.history if layout.total else 0)
    assert len(table.notes) == layout.remark
    assert all(table.column(v).path == (GROUPS[c // 2], LEAVES[c % 2]) for c, v in enumerate(values))
    assert misplaced(reading) == [], address(1, 1)
