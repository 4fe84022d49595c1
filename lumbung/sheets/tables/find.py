"""Grid → tables, as a careful person would find them. Every non-empty cell ends in exactly one place.

A sheet is read from the top: the first line of figures with headings above it makes a table; what stands above its
header is its title, what stands below its body are its remarks; then the search goes on below. ``docs/reading.md``
shows the way step by step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lumbung.findings import Finding
from lumbung.sheets.addresses import area, letter
from lumbung.sheets.figures.doubts import suspect_thousands
from lumbung.sheets.figures.marks import heading_mark, marks_of
from lumbung.sheets.figures.restoring import restore_headings, restore_labels
from lumbung.sheets.figures.values import Figures, read_figures
from lumbung.sheets.grid import Grid
from lumbung.sheets.model import Column, Skipped, Table, TableRow, TextRow
from lumbung.sheets.noticed.notices import notices
from lumbung.sheets.noticed.ragged import ragged
from lumbung.sheets.noticed.seen import Seen
from lumbung.sheets.tables.body import Body, collect
from lumbung.sheets.tables.bulk import LongRows
from lumbung.sheets.tables.columns import Columns, find_columns
from lumbung.sheets.tables.entries import Entry, Kind
from lumbung.sheets.tables.groups import repeat_labels, say_carried
from lumbung.sheets.tables.header import Header, find_header
from lumbung.sheets.tables.headings import paths
from lumbung.sheets.tables.kinds import Told, tell
from lumbung.sheets.tables.layout import Layout, Line, Look, label_value, lay_out, shown
from lumbung.sheets.tables.legend import Legend, Reader, legend_of
from lumbung.sheets.tables.lines import is_data, is_numbering
from lumbung.sheets.tables.registers import first_text_row, is_first_row, opens_text_table
from lumbung.sheets.tables.second_look import LookAgainError, hold_alike
from lumbung.sheets.tables.settling import settle_headings
from lumbung.sheets.tables.strays import skip_lines, strays
from lumbung.sheets.tables.strips import strips
from lumbung.sheets.words import words
from lumbung.text import fold


def find_tables(grid: Grid) -> tuple[list[Table], list[Skipped], list[Finding]]:
    """The tables of a sheet from top to bottom, what belongs to none of them, and doubts about figures."""
    try:
        return _find(lay_out(grid))
    except LookAgainError:
        return _find(lay_out(grid, every_line=True))


def _find(whole: Layout) -> tuple[list[Table], list[Skipped], list[Finding]]:
    tables: list[Table] = []
    skipped: list[Skipped] = []
    findings: list[Finding] = []
    parts = strips(whole)
    if len(parts) > 1 and any(line.alike for line in whole.lines):
        raise LookAgainError  # alike is said of whole rows, not of what each strip has of them
    for layout in parts:
        _read_strip(layout, tables, skipped, findings)
    return tables, skipped, findings


def _read_strip(layout: Layout, tables: list[Table], skipped: list[Skipped], findings: list[Finding]) -> None:
    settle_headings(layout)
    start = 0
    while (header := _next_header(layout, start)) is not None:
        body = collect(layout, header)
        table, rest, doubts = _table(layout, header, body, layout.lines[start : header.first])
        tables.append(table)
        skipped += rest
        findings += doubts
        start = body.end
    skipped += skip_lines(layout.grid.sheet, layout.lines[start:], "tidak termasuk tabel mana pun")


def _next_header(layout: Layout, start: int) -> Header | None:
    """The header of the next table at or below position ``start``: figures first, then tables of text alone."""
    lines = layout.lines
    for position in range(start, len(lines)):
        if position > start and is_data(lines[position - 1]):
            continue  # no header can stand between two lines of data
        candidate = is_data(lines[position]) or (position > start and is_numbering(lines[position]))
        if candidate and (header := find_header(layout, start, position)):
            return header
    for position in range(start, len(lines) - 2):
        if opens_text_table(lines, position):
            below_header = position > start and is_first_row(lines, position)
            if header := find_header(layout, start, position if below_header else first_text_row(lines, position)):
                return header
    return None


def _table(
    layout: Layout, header: Header, body: Body, above: Sequence[Line]
) -> tuple[Table, list[Skipped], tuple[Finding, ...]]:
    sheet = layout.grid.sheet
    headings, dated = restore_headings(layout, header, paths(layout, header))
    reader = Reader(_legend(header, headings, body))
    read = reader.paths(headings)
    columns = find_columns(header, read, body.lines)
    lines = [line for line in above if not is_data(line)]
    title = _title(layout, header, columns, lines)
    figures = read_figures(columns, body.lines, layout.grid, title)
    reader.body(figures.by_row, columns.labels)
    told = tell(layout, columns, body.lines, figures)
    hold_alike(layout, header, read, columns, told.entries, reader.legend)
    dated += restore_labels(columns, body.lines, figures.by_row, sheet)
    repeat_labels(layout, columns, told.entries, figures.by_row)
    carried = say_carried(layout, columns, told.entries)
    doubts = (*figures.doubts, *dated, *carried, *suspect_thousands(layout.grid, columns, told, title))
    seen = Seen(layout, lines, header, body, columns, told)
    outside = ragged(seen)
    table = Table(
        sheet=sheet,
        range=_range(header, columns, told),
        title=title,
        header_rows=header.rows,
        numbering_row=header.numbering.row if header.numbering else None,
        columns=tuple(_flagged(c, reader.headings.get(n, ())) for n, c in columns.by_number.items()),
        rows=_with_alike(layout, columns, figures, told.of(Kind.ROW), reader),
        totals=_rows(layout, columns, told.of(Kind.TOTAL), reader),
        history=_rows(layout, columns, told.of(Kind.HISTORY), reader),
        sections=tuple(TextRow(e.line.row, e.line.text) for e in told.of(Kind.SECTION)),
        notes=tuple(_notes(layout, body.notes)),
        unnamed=outside.unnamed,
        ragged=outside.rows,
        notices=notices(seen, outside),
        conventions={columns.by_number[c].letter: kept for c, kept in figures.conventions.items()},
        grid=layout.grid,
    )
    rest = [
        *skip_lines(sheet, [line for line in above if is_data(line)], "angka di atas tabel tanpa kepala kolom"),
        *skip_lines(sheet, body.repeated, "kepala tabel yang berulang"),
        *strays(layout, columns, told, outside),
    ]
    return table, rest, doubts


def _range(header: Header, columns: Columns, told: Told) -> str:
    numbers = list(columns.by_number)
    rows = [e.line.last for e in told.entries if e.kind is not Kind.STRAY]
    return area(header.rows[0], min(numbers), max([header.bottom, *rows]), max(numbers))


def _title(layout: Layout, header: Header, columns: Columns, lines: Iterable[Line]) -> tuple[str, ...]:
    title = [text for line in lines for cell in line.cells.values() if (text := shown(cell))]
    if any(fold(text).split(" ", 1)[0] not in words().title for text in title):
        return tuple(title)
    return (*title, *_heading_as_title(layout, header, columns))


def _heading_as_title(layout: Layout, header: Header, columns: Columns) -> Iterable[str]:
    """A merged heading over all (or nearly all) value columns says what the table is about."""
    line = header.lines[0]
    for span in layout.line_spans(line):
        covered = sum(span.left <= c <= span.right for c in columns.values)
        if (span.right > span.left and covered * 3 >= len(columns.values) * 2 and covered) or (
            span.right - span.left >= 3 and span.left <= header.shape.stub < span.right
        ):
            yield shown(line.cells[span.left])


def _legend(header: Header, headings: Mapping[int, tuple[str, ...]], body: Body) -> Legend:
    stub = [
        shown(cell)
        for line in body.lines
        for column, cell in line.cells.items()
        if column <= header.shape.stub and line.looks[column] is Look.TEXT
    ]
    return legend_of([line.text for line in body.notes], [*stub, *(h for path in headings.values() for h in path)])


def _rows(layout: Layout, columns: Columns, entries: Iterable[Entry], reader: Reader) -> tuple[TableRow, ...]:
    """Rows with every column; a label merged over several rows stands in each of them."""
    merged = {place: label_value(cell) for place, cell in layout.merged_down(columns.labels).items()}
    return tuple(
        TableRow(
            e.line.row,
            {c.letter: e.values.get(n, merged.get((e.line.row, n))) for n, c in columns.by_number.items()},
            _flags(e, columns, reader),
            frozenset(letter(n) for n in e.carried),
        )
        for e in entries
    )


def _flags(entry: Entry, columns: Columns, reader: Reader) -> Mapping[str, str]:
    """The marks beside the values of a row, and those dropped from its labels."""
    dropped = {letter(n): " ".join(marks) for n, marks in reader.cells.get(entry.line.row, {}).items()}
    return marks_of(entry.line, columns) | dropped


def _flagged(column: Column, dropped: Sequence[str]) -> Column:
    flag = " ".join(filter(None, (*dropped, heading_mark(column.path))))
    return replace(column, flag=flag or None)


def _with_alike(
    layout: Layout, columns: Columns, figures: Figures, entries: Sequence[Entry], reader: Reader
) -> tuple[TableRow, ...] | LongRows:
    rows = _rows(layout, columns, entries, reader)
    if not any(entry.line.alike for entry in entries):
        return rows
    parts: list[TableRow | range] = []
    for row, entry in zip(rows, entries, strict=True):
        parts += [row, entry.line.alike] if entry.line.alike else [row]
    return LongRows(layout.grid, figures.readers, reader.legend, parts)


def _notes(layout: Layout, lines: Iterable[Line]) -> Iterable[TextRow]:
    for line in lines:
        yield TextRow(line.row, line.text)
        yield from (TextRow(row, Line(row, layout.grid.line(row)).text) for row in line.alike)
