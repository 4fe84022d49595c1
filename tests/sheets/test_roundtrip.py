"""Random tables in random layouts, written and read back: the same headings, rows, totals and values, nothing lost.

What the generator leaves out is ambiguous to a person too: a last row that happens to be the sum of the others (it may
be the total), figures that may be years, and English thousands without any decimals (held as a doubt).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from functools import partial

import openpyxl
import xlwt
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lumbung.sheets.addresses import letter
from lumbung.sheets.figures.witness import witnessed
from lumbung.sheets.model import Role, Table, TableRow
from lumbung.sheets.read import read_workbook
from tests.sheets.cover import misplaced

Value = int | float | None
Placed = dict[tuple[int, int], object]

NAMES = ["Susukan", "Mandiraja", "Bawang", "Rakit", "Punggelan", "Wanadadi", "Batur", "Kalibening", "Paga", "Mego"]
TITLES = ["Tabel 5.3.1", "Hasil Kebun Menurut Kecamatan", "Kabupaten Banjarnegara, 2022"]
THINGS = ["Padi", "Jagung", "Kopi", "Teh", "Kakao", "Cengkih", "Lada", "Vanili"]
PARTS = ["Negeri", "Swasta", "Lainnya"]
STYLES = ["stored", "indonesian", "english", "space"]
ABSENT = ["-", "…", "NA", None]
TOTALS = ["Jumlah", "J u m l a h", "TOTAL", "Jumlah/Total"]


@dataclass
class Drawn:
    """A table as its author means it, and the choices of how to lay it out."""

    titles: list[str]
    paths: list[tuple[str, ...]]  # of the value columns, all of one depth
    rows: list[tuple[str, list[Value]]]
    decimals: int
    total: str | None  # where it stands: first, last
    total_label: str
    total_merged: bool  # its label covers the column of numbers too
    unit: str | None  # a row of its own under the headings
    history: list[tuple[str, list[Value]]]
    sections: set[int]  # rows before which a section opens
    counter: bool
    numbering: str | None
    note: bool
    spacer: bool
    gap: bool  # a blank row under the title
    offset: tuple[int, int]
    style: str
    absent: str | None
    writer: str
    cells: Placed = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        return ["No", "Kecamatan"] if self.counter else ["Kecamatan"]

    @property
    def first_value(self) -> int:
        return self.offset[1] + len(self.labels) + self.spacer + 1

    @property
    def sums(self) -> list[Value]:
        return [round(sum(v for v in column if v), self.decimals) for column in zip(*self.figures, strict=True)]

    @property
    def figures(self) -> list[list[Value]]:
        return [values for _, values in self.rows]


def _number(decimals: int) -> st.SearchStrategy[Value]:
    whole = st.integers(0, 1800) | st.integers(2200, 900_000)
    return whole if not decimals else st.builds(lambda n, d: round(n + d / 100, 2), whole, st.integers(1, 99))


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    writer = draw(st.sampled_from(["openpyxl", "xlwt", "csv"]))
    style = draw(st.sampled_from(STYLES))
    decimals = 2 if style == "english" else draw(st.sampled_from([0, 2]))
    paths = _paths(draw, depth=draw(st.integers(1, 2 if writer == "csv" else 3)))
    value = _number(decimals)
    line = st.lists(value | st.none() if len(paths) > 1 else value, min_size=len(paths), max_size=len(paths))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=8, unique=True))
    rows = [(name, draw(line.filter(any))) for name in names]
    total = draw(st.sampled_from(["first", "last", None]))
    years = draw(st.integers(0, 3)) if total == "last" else 0
    return Drawn(
        titles=TITLES[: draw(st.integers(0, 3))],
        paths=paths,
        rows=rows,
        decimals=decimals,
        total=total,
        total_label=draw(st.sampled_from(TOTALS)),
        total_merged=draw(st.booleans()),
        unit=draw(st.sampled_from(["(Ha)", "(Ton)", None])),
        history=[(f"Tahun {2021 - i}", draw(line.filter(any))) for i in range(years)],
        sections=draw(st.sampled_from([set(), {0}, {0, 2}])),
        counter=draw(st.booleans()),
        numbering=draw(st.sampled_from(["({})", "{}", None])),
        note=draw(st.booleans()),
        spacer=draw(st.booleans()),
        gap=draw(st.booleans()),
        offset=draw(st.tuples(st.integers(0, 3), st.integers(0, 2))),
        style=style,
        absent=draw(st.sampled_from(ABSENT)),
        writer=writer,
    )


def _paths(draw: st.DrawFn, depth: int) -> list[tuple[str, ...]]:
    things = draw(st.lists(st.sampled_from(THINGS), min_size=1, max_size=3, unique=True))
    if depth == 1:
        return [(thing,) for thing in things]
    parts = PARTS[: draw(st.integers(2, 3))]
    if depth == 2:
        return [(thing, part) for thing in things for part in parts]
    return [("Hasil Kebun", thing, part) for thing in things for part in parts]


def _is_sum(row: list[Value], others: list[list[Value]]) -> bool:
    columns = zip(row, *others, strict=True)
    return any(value and abs(value - sum(v for v in rest if v)) <= 0.001 * value for value, *rest in columns)


def _text(value: Value, table: Drawn) -> object:
    if value is None:
        return table.absent
    if table.style == "stored":
        return value
    english = f"{value:,.{table.decimals}f}"
    marks = {"indonesian": str.maketrans(",.", ".,"), "space": str.maketrans(",.", "\xa0,"), "english": {}}
    return english.translate(marks[table.style])


def _lay_out(table: Drawn) -> None:
    top, left = table.offset
    row = top
    for title in table.titles:
        row += 1
        table.cells[row, left + 1] = title
    row += table.gap and bool(table.titles)
    row = _lay_header(table, row)
    if table.unit:
        row += 1
        table.cells |= {(row, table.first_value + i): table.unit for i in range(len(table.paths))}
    put = partial(_lay_line, table)
    if table.numbering:
        row += 1
        places = [left + 1 + i for i in range(len(table.labels))]
        places += [table.first_value + i for i in range(len(table.paths))]
        for i, column in enumerate(places, start=1):
            table.cells[row, column] = int(table.numbering.format(i)) if table.numbering == "{}" else f"({i})"
    if table.total == "first":
        row = _lay_total(table, row)
    for i, (name, values) in enumerate(table.rows):
        if i in table.sections:
            row += 1
            table.cells[row, left + len(table.labels)] = f"Wilayah {i + 1}:"
        row = put(row, name, values, i + 1)
    if table.total == "last":
        row = _lay_total(table, row)
    for name, values in table.history:
        row = put(row, name, values)
    if table.note:
        table.cells[row + 1, left + 1] = "Sumber: Dinas Pertanian Kabupaten Banjarnegara"


def _lay_header(table: Drawn, row: int) -> int:
    left, depth = table.offset[1], len(table.paths[0])
    for i, label in enumerate(table.labels):
        table.cells[row + 1, left + 1 + i] = label
        table.merges.append((row + 1, left + 1 + i, row + depth, left + 1 + i))
    for level in range(depth):
        start = 0
        for i, path in enumerate(table.paths):
            if i + 1 == len(table.paths) or table.paths[i + 1][: level + 1] != path[: level + 1]:
                table.cells[row + 1 + level, table.first_value + start] = path[level]
                table.merges.append(
                    (row + 1 + level, table.first_value + start, row + 1 + level, table.first_value + i)
                )
                start = i + 1
    table.merges[:] = [m for m in table.merges if m[:2] != m[2:]]
    return row + depth


def _lay_total(table: Drawn, above: int) -> int:
    row, left = _lay_line(table, above, table.total_label, table.sums), table.offset[1]
    if table.total_merged and table.counter:
        table.cells[row, left + 1] = table.cells.pop((row, left + 2))
        table.merges.append((row, left + 1, row, left + 2))
    return row


def _lay_line(table: Drawn, above: int, name: str, values: list[Value], number: int | None = None) -> int:
    row, left = above + 1, table.offset[1]
    table.cells[row, left + len(table.labels)] = name
    if number is not None and table.counter:
        table.cells[row, left + 1] = number
    for i, value in enumerate(values):
        if (text := _text(value, table)) is not None:
            table.cells[row, table.first_value + i] = text
    return row


def _written(table: Drawn) -> tuple[bytes, str]:
    if table.writer == "csv":
        return _as_csv(table), "uji.csv"
    buffer = io.BytesIO()
    if table.writer == "xlwt":
        book = xlwt.Workbook()
        sheet = book.add_sheet("Lembar")
        for (row, column), value in table.cells.items():
            sheet.write(row - 1, column - 1, value)
        for top, left, bottom, right in table.merges:
            sheet.merge(top - 1, bottom - 1, left - 1, right - 1)
        book.save(buffer)
        return buffer.getvalue(), "uji.xls"
    other = openpyxl.Workbook()
    for (row, column), value in table.cells.items():
        other.worksheets[0].cell(row, column, value)  # type: ignore[arg-type]
    for top, left, bottom, right in table.merges:
        other.worksheets[0].merge_cells(None, top, left, bottom, right)
    other.save(buffer)
    return buffer.getvalue(), "uji.xlsx"


def _as_csv(table: Drawn) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    wide = max(column for _, column in table.cells)
    for row in range(1, max(row for row, _ in table.cells) + 1):
        writer.writerow([table.cells.get((row, column), "") for column in range(1, wide + 1)])
    return buffer.getvalue().encode()


def _read(table: Drawn, rows: tuple[TableRow, ...]) -> list[tuple[object, list[object]]]:
    name = letter(table.offset[1] + len(table.labels))
    values = [letter(table.first_value + i) for i in range(len(table.paths))]
    return [(row.cells[name], [row.cells.get(column) for column in values]) for row in rows]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(drawn())
def test_a_table_comes_back_as_its_author_meant_it(table: Drawn) -> None:
    figures = table.figures
    assume(not _is_sum(figures[-1], figures[:-1]) and not _is_sum(figures[0], figures[1:]))
    assume(table.total is None or all(table.sums))
    _lay_out(table)
    data, name = _written(table)
    reading = read_workbook(data, name)
    assert misplaced(reading) == []
    typed_as_text = table.writer != "csv" and table.style != "stored"
    assert [f.code for f in (*reading.findings, *witnessed(reading))] == (["C03"] if typed_as_text else [])
    (found,) = reading.tables
    _same(table, found)


def _same(table: Drawn, found: Table) -> None:
    assert found.title[: len(table.titles)] == tuple(table.titles)
    values = [c.path for c in found.columns if c.role is Role.VALUE]
    assert values == [(*path, table.unit) if table.unit else path for path in table.paths]
    assert _read(table, found.rows) == table.rows
    assert [values for _, values in _read(table, found.totals)] == ([table.sums] if table.total else [])
    assert _read(table, found.history) == table.history
    assert [s.text for s in found.sections] == [f"Wilayah {i + 1}:" for i in sorted(table.sections)]
    assert [n.text for n in found.notes] == (["Sumber: Dinas Pertanian Kabupaten Banjarnegara"] if table.note else [])
    assert (found.numbering_row is not None) == (table.numbering is not None)
