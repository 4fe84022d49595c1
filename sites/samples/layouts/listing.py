"""The list of most requests for data: Uraian, Satuan, one column per year, Keterangan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lumbung.contracts.model import Source
from lumbung.reference.satuan import units
from sites.samples.form import Form, Head, Line, Paper
from sites.samples.layouts.base import Workbook, body, headline
from sites.samples.rows import header_dimensions, label_properties
from sites.samples.view import View, heads


class Listing(Workbook):
    """One line per category, its unit beside it."""

    name = "daftar"
    periods = 3

    def suits(self, view: View) -> bool:
        """A list of the regency as a whole with one measure, its years in the header."""
        labelled = label_properties(view.contract)
        listed = len(labelled) == 1 and Source.ROWLABEL in labelled[0].sources
        single = len(view.contract.measures) == 1 and not header_dimensions(view.contract)
        return listed and single and Source.HEADER in view.contract.period.sources

    def forms(self, view: View) -> Iterable[Form]:
        """One sheet."""
        across = replace(view, across=True)
        columns = across.columns()
        measure = view.contract.measures[0]
        unit = units()[str(measure.unit)].name
        lines = tuple(Line((*line.labels, unit), (*line.values, "")) for line in body(across, columns))
        yield Form(
            "Data",
            headline(view),
            ("No", "Uraian", "Satuan"),
            (*heads(columns), Head("Keterangan")),
            lines,
            notes=("Sumber : Laporan dinas",),
            paper=Paper(label_widths=(5, 38, 14), centred=False, fill="FFF2CC"),
        )
