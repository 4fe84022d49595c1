"""A clean workbook as the generator of samples draws it, with the places on it that a fault can be planted in.

A :class:`Book` may be written on; :class:`Shelf` hands out fresh ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from io import BytesIO

import openpyxl

from lumbung.contracts.model import Contract, Property
from sites.samples.form import Drawn, Head, Line
from sites.samples.opendocument import ods
from sites.samples.sheet import Sheet, Value, letter
from sites.samples.textfiles import delimited, webpage
from sites.samples.view import Column, View
from sites.samples.workbook import xls, xlsx

WRITERS: Mapping[str, Callable[[Sequence[Sheet]], bytes]] = {
    "xlsx": xlsx,
    "xls": xls,
    "ods": ods,
    "csv": lambda sheets: delimited(sheets[0]),
    "html": lambda sheets: webpage(sheets[0]),
}
EXTENSIONS = {"html": "xls"}
"""A web page calls itself .xls, as reporting systems have it."""


@dataclass(frozen=True)
class Spot:
    """One cell of a book, with what stands in it."""

    form: int  # which of the drawn forms
    row: int
    column: int
    value: Value

    @property
    def cell(self) -> str:
        """Its A1 address."""
        return f"{letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Figure(Spot):
    """A cell of figures, with what is known of it."""

    line: Line
    number: int  # of the line in its form
    measure: Property | None
    codes: tuple[tuple[str, str], ...]  # (property, code) of the headings
    total: bool  # its column adds up others


@dataclass
class Book:
    """One clean workbook."""

    site: str
    opd: str
    contract: Contract
    view: View
    layout: str
    format: str
    stem: str
    drawn: list[Drawn]
    finish: list[Callable[[openpyxl.Workbook], None]] = field(default_factory=list)  # done to an .xlsx at the end
    beside: list[Sheet] = field(default_factory=list)  # further sheets, on which nothing of the dataset stands
    raw: bytes | None = None  # instead of everything drawn

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.stem}.{EXTENSIONS.get(self.format, self.format)}"

    @property
    def sheets(self) -> list[Sheet]:
        """Its sheets, each once."""
        return [*{id(d.sheet): d.sheet for d in self.drawn}.values(), *self.beside]

    def copy(self) -> Book:
        """A book that may be written on."""
        return replace(self, drawn=deepcopy(self.drawn), finish=list(self.finish), beside=list(self.beside))

    def data(self) -> bytes:
        """The bytes of the file."""
        if self.raw is not None:
            return self.raw
        data = WRITERS[self.format](self.sheets)
        if not self.finish:
            return data
        workbook = openpyxl.load_workbook(BytesIO(data))
        for change in self.finish:
            change(workbook)
        out = BytesIO()
        workbook.save(out)
        return out.getvalue()

    # ------------------------------------------------------------------ places

    def figures(self) -> Iterator[Figure]:
        """Cells of body rows that hold a number."""
        return (f for f in self._cells("body") if _is_number(f.value))

    def printed_totals(self) -> Iterator[Figure]:
        """Cells of the Jumlah row below the body that hold a number."""
        return (f for f in self._cells("total") if _is_number(f.value))

    def subtotals(self) -> Iterator[Figure]:
        """Cells of subtotal rows that hold a number."""
        return (f for f in self._cells("subtotal") if _is_number(f.value))

    def labels(self, prop: Property) -> Iterator[Spot]:
        """Cells of body rows that name a region or category in a column of its own."""
        for i, drawn in enumerate(self.drawn):
            if prop.title in drawn.form.labels:
                at = drawn.form.labels.index(prop.title)
                for row, line in zip(drawn.rows, drawn.form.lines, strict=True):
                    if line.kind == "body" and at < len(line.labels) and line.labels[at] is not None:
                        yield self.spot(i, row, at + 1)

    def headings(self) -> Iterator[tuple[Spot, Column | None]]:
        """The lowest heading of each column of figures, and the column it stands over."""
        for i, drawn in enumerate(self.drawn):
            columns = self._columns(drawn)
            for offset, column in enumerate(columns):
                yield self.spot(i, self._foot(drawn, drawn.first + offset), drawn.first + offset), column

    def label_headings(self) -> Iterator[Spot]:
        """The headings of the label columns."""
        for i, drawn in enumerate(self.drawn):
            for offset, text in enumerate(drawn.form.labels):
                if text:
                    yield self.spot(i, drawn.headings[0], offset + 1)

    def titles(self, form: int = 0) -> Iterator[Spot]:
        """The lines of the title."""
        drawn = self.drawn[form]
        for row in range(drawn.top, drawn.top + len(drawn.form.titles)):
            for column in (1, 3):
                if drawn.sheet.cells.get((row, column), ("", None))[0] in drawn.form.titles:
                    yield self.spot(form, row, column)

    def spot(self, form: int, row: int, column: int) -> Spot:
        """A cell as it is now."""
        cells = self.drawn[form].sheet.cells
        return Spot(form, row, column, cells[row, column][0] if (row, column) in cells else "")

    def sheet_of(self, spot: Spot) -> Sheet:
        """The sheet a cell stands on."""
        return self.drawn[spot.form].sheet

    # ------------------------------------------------------------------ writing

    def write(self, spot: Spot, value: Value) -> None:
        """Write over a cell, in its look."""
        sheet = self.sheet_of(spot)
        look = sheet.cells[spot.row, spot.column][1] if (spot.row, spot.column) in sheet.cells else None
        sheet.put(spot.row, spot.column, value, look)

    # ------------------------------------------------------------------ how a form is read

    def _cells(self, kind: str) -> Iterator[Figure]:
        for i, drawn in enumerate(self.drawn):
            columns = self._columns(drawn)
            for number, (row, line) in enumerate(zip(drawn.rows, drawn.form.lines, strict=True)):
                if line.kind == kind:
                    yield from self._figures(i, drawn, row, (number, line), columns)

    def _figures(
        self, form: int, drawn: Drawn, row: int, of: tuple[int, Line], columns: Sequence[Column | None]
    ) -> Iterator[Figure]:
        number, line = of
        for offset in range(len(line.values)):
            at = drawn.first + offset
            column = columns[offset]
            measure = column.measure if column else self._named(line)
            codes = column.codes if column else ()
            value = drawn.sheet.cells[row, at][0]
            total = any(self.contract.named(name).is_total(code) for name, code in codes)
            yield Figure(form, row, at, value, line, number, measure, codes, total)

    def _columns(self, drawn: Drawn) -> list[Column | None]:
        """What each column of figures is about, by its headings; None where the rows say it."""
        known = {c.path: c for c in replace(self.view, across=True).columns()}
        known |= {c.path: c for c in self.view.columns()}
        return [known.get(path) for path in _paths(drawn.form.heads)]

    def _named(self, line: Line) -> Property | None:
        return next((m for m in self.contract.measures if m.title in line.labels), None)

    def _foot(self, drawn: Drawn, column: int) -> int:
        """The row of the lowest heading over a column: the top of the merge that reaches the last heading row."""
        top, bottom = drawn.headings
        for first, left, last, right in drawn.sheet.merges:
            if left <= column <= right and first >= top and last == bottom:
                return first
        return bottom


def _paths(heads: Sequence[Head], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for head in heads:
        if head.parts:
            yield from _paths(head.parts, (*above, head.text))
        else:
            yield (*above, head.text)


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float))
