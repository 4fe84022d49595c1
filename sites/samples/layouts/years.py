"""Several periods in one file: across the header, one below the other, or one sheet each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lumbung.contracts.model import Source
from sites.samples.form import Drawn, Form, Paper, draw
from sites.samples.layouts.base import FEW_ROWS, Workbook, body, headline, numbered, stack, totals
from sites.samples.view import View, heads
from sites.samples.wording import sheet_safe

MOST_COLUMNS = 36


class Years(Workbook):
    """Periods over the columns."""

    name = "deret"
    periods = 2

    def suits(self, view: View) -> bool:
        """Where the period may stand in the header and the table stays narrow enough to print."""
        wide = self.periods * len(view.columns())
        return Source.HEADER in view.contract.period.sources and wide <= MOST_COLUMNS and bool(view.labels)

    def forms(self, view: View) -> Iterable[Form]:
        """One sheet."""
        across = replace(view, across=True)
        columns = across.columns()
        yield Form(
            "Tabel",
            headline(view),
            numbered(view),
            heads(columns),
            (*body(across, columns), *totals(across, columns)),
            notes=("Sumber : Laporan dinas, diolah",),
            paper=Paper(fill="E2EFDA", landscape=True),
        )


class PerPeriod(Workbook):
    """One sheet per period."""

    name = "lembar_periode"
    periods = 2

    def suits(self, view: View) -> bool:
        """Where the title may give the period."""
        return Source.TITLE in view.contract.period.sources and bool(view.labels) and len(view.rows) <= FEW_ROWS

    def forms(self, view: View) -> Iterable[Form]:
        """One form per period, each with its own title."""
        for period in view.periods:
            alone = replace(view, periods=(period,))
            columns = alone.columns()
            yield Form(
                sheet_safe(alone.when),
                headline(alone),
                numbered(alone),
                heads(columns),
                (*body(alone, columns), *totals(alone, columns)),
                paper=Paper(numbering="1"),
            )


class Stacked(PerPeriod):
    """One table below the other on one sheet."""

    name = "bertumpuk"

    def drawn(self, view: View) -> Sequence[Drawn]:
        """One sheet."""
        return stack([draw(replace(form, sheet="Sheet1")) for form in self.forms(view)])
