"""A wide table broken in two for printing: the second half below, headed Lanjutan, its labels repeated."""

from __future__ import annotations

from collections.abc import Sequence

from sites.samples.form import Drawn, Form, Paper, draw
from sites.samples.layouts.base import FEW_ROWS, Workbook, body, headline, numbered, stack, totals
from sites.samples.rows import header_dimensions
from sites.samples.view import Column, View, heads

WIDE = 6


class Continued(Workbook):
    """Two tables, each with half the categories."""

    name = "lanjutan"

    def suits(self, view: View) -> bool:
        """Where one dimension spreads wide over the header."""
        dimensions = header_dimensions(view.contract)
        kinds = {c.codes[0] for c in view.columns(totals=False) if c.codes}
        return len(dimensions) > 0 and len(kinds) >= WIDE and len(view.rows) <= FEW_ROWS

    def drawn(self, view: View) -> Sequence[Drawn]:
        """One sheet with both halves."""
        columns = view.columns(totals=False)
        kinds = list(dict.fromkeys(c.codes[0] for c in columns))
        first = set(kinds[: (len(kinds) + 1) // 2])
        halves = [tuple(c for c in columns if (c.codes[0] in first) is half) for half in (True, False)]
        titles = headline(view)
        forms = [
            _form(view, halves[0], titles),
            _form(view, halves[1], (f"Lanjutan {titles[0]}", titles[1])),
        ]
        return stack([draw(form) for form in forms])


def _form(view: View, columns: Sequence[Column], titles: tuple[str, ...]) -> Form:
    lines = (*body(view, columns), *totals(view, columns))
    return Form("Sheet1", titles, numbered(view), heads(columns), lines, paper=Paper(centred=False))
