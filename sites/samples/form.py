"""How an OPD lays a table out on paper: titles, merged headings, numbering, Jumlah, history, notes, signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sites.samples.sheet import Look, Sheet, Value, letter

SAMPLE_NOTE = "Catatan : Data contoh, bukan data resmi"
Kind = Literal["body", "section", "subtotal", "total", "history"]


@dataclass(frozen=True)
class Head:
    """A heading over one column, or over the headings below it."""

    text: str
    parts: tuple[Head, ...] = ()

    @property
    def depth(self) -> int:
        """Rows this heading and those below it take."""
        return 1 + max((p.depth for p in self.parts), default=0)

    @property
    def width(self) -> int:
        """Columns this heading spans."""
        return sum(p.width for p in self.parts) or 1


@dataclass(frozen=True)
class Line:
    """One row under the heading; ``labels`` fill the label columns from the left."""

    labels: tuple[str | int | None, ...]  # None: merged with the cell above
    values: tuple[Value | None, ...] = ()
    kind: Kind = "body"


@dataclass(frozen=True)
class Paper:
    """The habits of one operator."""

    font: str = "Calibri"
    size: int = 11
    fill: str | None = None
    borders: bool = True
    numbering: Literal["", "1", "(1)"] = ""
    table_number: str = ""  # 'Tabel : 5.1.1.' in column A, with the title from column C
    centred: bool = True  # title merged and centred over the table
    nil: str = "-"  # how no value is written
    zero: str | None = None  # how 0 is written, where not as 0
    number: Callable[[Value], Value] | None = None  # e.g. numbers as text
    number_format: str | None = "#,##0"
    label_widths: tuple[float, ...] = (5, 24)
    value_width: float = 11
    gap: bool = False  # an empty row under the heading
    landscape: bool = False
    freeze: bool = False


@dataclass(frozen=True)
class Form:
    """One sheet."""

    sheet: str
    titles: tuple[str, ...]
    labels: tuple[str, ...]  # headings of the label columns; '' continues the heading to its left
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()  # lines of the signature block, right below
    keys: tuple[tuple[str, str], ...] = ()  # ('OPD', ': Dinas …') rows under the title
    paper: Paper = field(default_factory=Paper)


@dataclass(frozen=True)
class Drawn:
    """A form on its sheet, and where its parts went."""

    form: Form
    sheet: Sheet
    top: int  # sheet row of the first title
    headings: tuple[int, int]  # first and last sheet row of the headings, without the numbers below them
    rows: tuple[int, ...]  # sheet row of each line
    first: int  # column of the first value

    def moved(self, down: int) -> Drawn:
        """The same, so many rows further down."""
        top, bottom = self.headings
        rows = tuple(row + down for row in self.rows)
        return replace(self, top=self.top + down, headings=(top + down, bottom + down), rows=rows)

    def cell(self, line: int, column: int) -> str:
        """A1 address of a value: line and value column counted from 0."""
        return f"{letter(self.first + column)}{self.rows[line]}"


def replaced(lines: Sequence[Line], line: int, column: int, value: Value | None) -> tuple[Line, ...]:
    """The lines with one value replaced."""
    old = lines[line]
    values = (*old.values[:column], value, *old.values[column + 1 :])
    return (*lines[:line], replace(old, values=values), *lines[line + 1 :])


def draw(form: Form) -> Drawn:
    """Lay the form out on a sheet."""
    paper, sheet = form.paper, Sheet(form.sheet, form.paper.font, form.paper.size)
    sheet.landscape = paper.landscape
    first = len(form.labels) + 1
    last = first + sum(h.width for h in form.heads) - 1
    row = _titles(sheet, form, last)
    headings = (row, row + max(h.depth for h in form.heads) - 1)
    row = _headings(sheet, form, row, first)
    row += 1 if paper.gap else 0
    if paper.freeze:
        sheet.frozen = (row, first)
    rows = tuple(range(row, row + len(form.lines)))
    for number, line in zip(rows, form.lines, strict=True):
        _line(sheet, form, number, line, last)
    _join_labels(sheet, form, rows)
    _footer(sheet, form, rows[-1] + 1, last)
    for column in range(1, last + 1):
        labels = paper.label_widths
        sheet.widths[column] = labels[min(column, len(labels)) - 1] if column < first else paper.value_width
    return Drawn(form, sheet, 1, headings, rows, first)


def _titles(sheet: Sheet, form: Form, last: int) -> int:
    paper = form.paper
    look = Look(bold=True, size=paper.size + 1, align="center" if paper.centred else "left")
    left = 3 if paper.table_number else 1
    if paper.table_number:
        sheet.put(1, 1, paper.table_number, Look(bold=True))
    for row, title in enumerate(form.titles, start=1):
        if paper.centred:
            sheet.block(row, left, row, last, title, look)
        else:
            sheet.put(row, left, title, look)
    row = len(form.titles) + 2
    for key, value in form.keys:
        sheet.put(row, 1, key)
        sheet.put(row, 3, value)
        row += 1
    return row + (1 if form.keys else 0)


def _headings(sheet: Sheet, form: Form, top: int, first: int) -> int:
    paper = form.paper
    depth = max(h.depth for h in form.heads)
    bottom = top + depth - 1
    look = Look(bold=True, align="center", wrap=True, border=paper.borders, fill=paper.fill)
    column = 1
    while column < first:
        end = column
        while end + 1 < first and form.labels[end] == "":
            end += 1
        sheet.block(top, column, bottom, end, form.labels[column - 1], look)
        column = end + 1
    for head in form.heads:
        column = _head(sheet, head, (top, bottom), column, look, paper.value_width)
    return _numbering(sheet, form, bottom + 1, first, column - 1)


def _printed_lines(text: str, width: float) -> int:
    return sum(1 + int(1.1 * len(part) / width) for part in text.split("\n"))


def _head(sheet: Sheet, head: Head, rows: tuple[int, int], left: int, look: Look, width: float) -> int:
    top, bottom = rows
    end = left + head.width - 1
    foot = bottom - max((p.depth for p in head.parts), default=0)
    sheet.block(top, left, foot, end, head.text, look)
    if foot == top:
        needed = 1.3 * sheet.size * _printed_lines(head.text, width * head.width) + 4
        sheet.heights[top] = max(needed, sheet.heights.get(top, 0))
    for part in head.parts:
        left = _head(sheet, part, (foot + 1, bottom), left, look, width)
    return end + 1


def _numbering(sheet: Sheet, form: Form, row: int, first: int, last: int) -> int:
    paper = form.paper
    if not paper.numbering:
        return row
    look = Look(italic=True, align="center", border=paper.borders, size=paper.size - 1)
    joined = [c for c in range(2, first) if form.labels[c - 1] == ""]
    columns = [c for c in range(1, last + 1) if c not in joined]
    for number, column in enumerate(columns, start=1):
        end = max([column, *(c for c in joined if column < c < first)]) if column < first else column
        text: Value = f"({number})" if paper.numbering == "(1)" else number
        sheet.block(row, column, row, end, text, look)
    return row + 1


def _line(sheet: Sheet, form: Form, row: int, line: Line, last: int) -> None:
    paper = form.paper
    first = len(form.labels) + 1
    strong = line.kind in ("section", "subtotal", "total")
    look = Look(bold=strong, border=paper.borders, align="left")
    if line.kind in ("total", "history", "subtotal") and len(line.labels) == 1:
        centre = Look(bold=strong, border=paper.borders, align="center")
        sheet.block(row, 1, row, first - 1, line.labels[0] or "", centre)
    else:
        for column in range(1, first):
            text = (line.labels[column - 1] or "") if column <= len(line.labels) else ""
            sheet.put(row, column, text, look if isinstance(text, str) else replace(look, align="center"))
    for column, value in enumerate(line.values, start=first):
        sheet.put(row, column, *_shown(paper, value, strong))
    for column in range(first + len(line.values), last + 1):
        sheet.put(row, column, "", look)


def _join_labels(sheet: Sheet, form: Form, rows: tuple[int, ...]) -> None:
    for column in range(len(form.labels)):
        top = rows[0]
        for row, line in zip((*rows, rows[-1] + 1), (*form.lines, Line(labels=())), strict=True):
            joined = column < len(line.labels) and line.labels[column] is None
            if not joined:
                if row - 1 > top:
                    sheet.merges.append((top, column + 1, row - 1, column + 1))
                top = row


def _shown(paper: Paper, value: Value | None, strong: bool) -> tuple[Value, Look]:
    shown: Value = paper.nil if value is None else value
    if shown == 0 and paper.zero is not None:
        shown = paper.zero
    if paper.number and not isinstance(shown, str):
        shown = paper.number(shown)
    number_format = "#,##0.00" if isinstance(shown, float) else paper.number_format
    return shown, Look(bold=strong, border=paper.borders, align="right", number_format=number_format)


def _footer(sheet: Sheet, form: Form, row: int, last: int) -> None:
    for note in (*form.notes, SAMPLE_NOTE):
        sheet.put(row, 1, note, Look(italic=True, size=form.paper.size - 1))
        row += 1
    row += 1
    left = max(len(form.labels) + 1, last - 2)
    for text in form.signature:
        sheet.put(row, left, text)
        row += 1


def indonesian(decimals: int = 0, tail: str = "") -> Callable[[Value], Value]:
    """Numbers as Indonesian text, e.g. ``1.255`` or ``12,40``, with ``tail`` behind (trailing spaces)."""

    def text(value: Value) -> Value:
        plain = f"{value:,.{decimals}f}"
        return plain.translate(str.maketrans(",.", ".,")) + tail

    return text


def signed(place_and_date: str, office: str, *more: str) -> tuple[str, ...]:
    """A signature block without a person's name: those are filled in by hand."""
    return (place_and_date, "Mengetahui,", f"Kepala {office}", *more, "", "", "", "( ............................... )")
