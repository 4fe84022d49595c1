"""Numbers typed as text, with points between the thousands and a blank behind."""

from __future__ import annotations

from collections.abc import Iterable

from sites.samples.form import Form, Paper
from sites.samples.layouts.base import Workbook, body, headline, numbered, totals
from sites.samples.sheet import Value
from sites.samples.view import View, heads


class Typed(Workbook):
    """Every figure is a text cell."""

    name = "teks"

    def suits(self, view: View) -> bool:
        """Where the sheet itself shows how its numbers are written: some are whole and reach a thousand."""
        whole = all(m.logical_type == "integer" for m in view.contract.measures)
        return whole and any(isinstance(v, int) and v > 9999 for v in view.total(view.rows, view.columns()))

    def forms(self, view: View) -> Iterable[Form]:
        """One sheet."""
        columns = view.columns()
        yield Form(
            "Sheet1",
            headline(view),
            numbered(view),
            heads(columns),
            (*body(view, columns, spell=_spaced), *totals(view, columns, "Jumlah Total")),
            paper=Paper(font="Cambria", number=_text, number_format=None, fill="FFF2CC"),
        )


def _spaced(label: str) -> str:
    return f"  {label} "


def _text(value: Value) -> Value:
    return value if isinstance(value, str) else f"{value:,}".translate(str.maketrans(",.", ".,")) + " "
