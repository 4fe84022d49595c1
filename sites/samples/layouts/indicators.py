"""Indicators of the regency as a whole, one per row with its unit, the years beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lumbung.contracts.model import Source
from lumbung.reference.satuan import units
from sites.samples.form import Form, Head, Line, Paper
from sites.samples.layouts.base import Workbook, headline, shown
from sites.samples.view import View
from sites.samples.wording import heading_of


class Indicators(Workbook):
    """Uraian, Satuan, one column per period: each row another measure in another unit."""

    name = "daftar_ukuran"
    periods = 3

    def suits(self, view: View) -> bool:
        """Where the rows may name the measures and the header the periods."""
        listed = all(Source.ROWLABEL in measure.sources for measure in view.contract.measures)
        return listed and not view.labels and Source.HEADER in view.contract.period.sources

    def forms(self, view: View) -> Iterable[Form]:
        """One sheet."""
        columns = replace(view, across=True).columns()
        lines = []
        for number, measure in enumerate(view.contract.measures, start=1):
            own = [column for column in columns if column.measure is measure]
            figures = shown(own, view.figures(view.rows[0], own))
            lines.append(Line((number, measure.title, units()[str(measure.unit)].name), figures))
        yield Form(
            "Indikator",
            headline(view),
            ("No", "Uraian", "Satuan"),
            tuple(Head(heading_of(period, view.contract.grain)) for period in view.periods),
            tuple(lines),
            notes=("Sumber : Laporan dinas",),
            paper=Paper(label_widths=(5, 38, 24), fill="DDEBF7"),
        )
