"""A bare list: headings in the first row, no title; the file's name says what and when. Also saved as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lumbung.contracts.model import Source
from sites.samples.form import Drawn, Form, Paper, draw
from sites.samples.layouts.base import Workbook, body, headline, numbered, totals
from sites.samples.textfiles import delimited
from sites.samples.view import View, heads


class Plain(Workbook):
    """Headings in row 1, no total."""

    name = "polos"

    def suits(self, view: View) -> bool:
        """Where the file's name may give the period."""
        return bool(view.rows) and Source.FILENAME in view.contract.period.sources

    def drawn(self, view: View) -> Sequence[Drawn]:
        """One sheet, everything above the headings and below the body cut away."""
        columns = view.columns()
        form = Form("Sheet1", (), numbered(view), heads(columns), body(view, columns), paper=Paper(borders=False))
        return [_cut(draw(form))]

    def file_name(self, view: View) -> str:
        """Underscores for spaces."""
        return f"{view.title} {view.when}".replace(" ", "_")


def _cut(drawn: Drawn) -> Drawn:
    """The form without the rows above its headings and without the notes below its body."""
    sheet = drawn.sheet
    filled = sorted({row for row, _ in sheet.cells})
    notes = [row for (row, column), (value, look) in sheet.cells.items() if column == 1 and look.italic and value]
    last = min(notes, default=filled[-1] + 1)
    down = filled[0] - 1
    sheet.cells = {(row - down, column): cell for (row, column), cell in sheet.cells.items() if row < last}
    sheet.merges = [(t - down, le, b - down, r) for t, le, b, r in sheet.merges if b < last]
    sheet.heights = {row - down: height for row, height in sheet.heights.items() if row < last}
    return drawn.moved(-down)


class Delimited(Workbook):
    """A sheet saved as CSV by an Indonesian Excel: semicolons, decimal commas, merged headings blank but the first."""

    name = "csv"
    extension = ".csv"

    def suits(self, view: View) -> bool:
        """Always."""
        return bool(view.rows)

    def forms(self, view: View) -> Iterable[Form]:
        """One sheet."""
        columns = view.columns()
        lines = (*body(view, columns), *totals(view, columns))
        yield Form("Data", headline(view), numbered(view), heads(columns), lines, paper=Paper(centred=False))

    def data(self, view: View) -> bytes:
        """The bytes of the CSV file."""
        (sheet,) = self.sheets(view)
        return delimited(sheet)
