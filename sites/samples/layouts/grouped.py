"""Desa under their kecamatan: below a row with its name, beside a merged cell, or on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from lumbung.contracts.model import Contract, Kind, Source
from sites.samples.form import Form, Line, Paper
from sites.samples.layouts.base import Workbook, body, headline, numbered, shown, total, totals
from sites.samples.rows import Row
from sites.samples.sheet import Value
from sites.samples.view import View, heads
from sites.samples.wording import roman, sheet_safe


def _groups(view: View) -> Iterator[tuple[Row, tuple[Row, ...]]]:
    """The rows of each kecamatan, the first of them beside."""
    for _, rows in groupby(view.rows, key=lambda row: row.group):
        group = tuple(rows)
        yield group[0], group


def _two_levels(contract: Contract, source: Source) -> bool:
    regions = contract.of_kind(Kind.REGION)
    return len(regions) == 2 and source in regions[0].sources and contract.properties[0] is regions[0]


class Sections(Workbook):
    """A row with the name of the kecamatan, Roman numbered, above its desa."""

    name = "kelompok"

    def suits(self, view: View) -> bool:
        """Where the kecamatan may stand above its rows."""
        return _two_levels(view.contract, Source.SECTION)

    def forms(self, view: View) -> Iterable[Form]:
        """One sheet."""
        columns = view.columns()
        lines: list[Line] = []
        for number, (first, rows) in enumerate(_groups(view), start=1):
            lines.append(Line((roman(number), f"KECAMATAN {first.labels[0].upper()}"), (), "section"))
            lines += body(view, columns, rows, skip=1)
        yield Form(
            "Per Desa",
            tuple(line.upper() for line in headline(view)),
            numbered(view, skip=1),
            heads(columns),
            (*lines, *totals(view, columns, "JUMLAH")),
            notes=("Sumber : Laporan dinas",),
            paper=Paper(font="Arial", fill="D9E1F2"),
        )


class Merged(Workbook):
    """The kecamatan in a cell merged over its desa, with a subtotal below them."""

    name = "gabung"

    def suits(self, view: View) -> bool:
        """Where the kecamatan may stand in a column."""
        return _two_levels(view.contract, Source.COLUMN)

    def forms(self, view: View) -> Iterable[Form]:
        """One sheet."""
        columns = view.columns()
        lines: list[Line] = []
        for number, (_, rows) in enumerate(_groups(view), start=1):
            for i, row in enumerate(rows):
                outer: tuple[Value | None, ...] = (number, row.labels[0]) if i == 0 else (None, None)
                figures = shown(columns, view.figures(row, columns))
                lines.append(Line((*outer, *row.labels[1:]), figures))  # type: ignore[arg-type]
            lines.append(total(view, columns, f"Jumlah {rows[0].labels[0]}", rows))
        yield Form(
            "Data Desa",
            headline(view),
            numbered(view),
            heads(columns),
            (*lines, *totals(view, columns, "Jumlah Kabupaten")),
            paper=Paper(numbering="(1)"),
        )


class PerKecamatan(Workbook):
    """One sheet per kecamatan."""

    name = "lembar_kecamatan"

    def suits(self, view: View) -> bool:
        """Where title or tab may name the kecamatan."""
        return _two_levels(view.contract, Source.TITLE) or _two_levels(view.contract, Source.SHEET)

    def forms(self, view: View) -> Iterable[Form]:
        """One form per kecamatan."""
        columns = view.columns()
        for first, rows in _groups(view):
            name = first.labels[0]
            yield Form(
                sheet_safe(name),
                (headline(view)[0], f"KECAMATAN {name.upper()}", view.when),
                numbered(view, skip=1),
                heads(columns),
                (*body(view, columns, rows, skip=1), _below(total(view, columns, "Jumlah", rows))),
                paper=Paper(fill="FCE4D6"),
            )


def _below(line: Line) -> Line:
    return Line(line.labels, line.values, "total")
