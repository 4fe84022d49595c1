"""The form as it is printed: title block, merged headings, column numbers, Jumlah, source, signature."""

from __future__ import annotations

from collections.abc import Iterable

from sites.samples.form import Form, Paper, signed
from sites.samples.layouts.base import Workbook, body, headline, numbered, totals
from sites.samples.sheet import Value
from sites.samples.view import View, heads


class Official(Workbook):
    """Capitals, column numbers (1) (2) (3), a total, the source and a signature."""

    name = "resmi"

    def suits(self, view: View) -> bool:
        """Always."""
        return bool(view.rows)

    def forms(self, view: View) -> Iterable[Form]:
        """One sheet."""
        columns = view.columns()
        yield Form(
            "Data",
            tuple(line.upper() for line in headline(view)),
            numbered(view),
            heads(columns),
            (*body(view, columns), *totals(view, columns, "JUMLAH")),
            notes=("Sumber : Laporan dinas",),
            signature=signed(f"{_town(view)}, 31 Januari {int(view.periods[-1][:4]) + 1}", "Dinas"),
            paper=Paper(font="Arial", size=10, fill="D9E1F2", numbering="(1)", landscape=True, freeze=True),
        )


def _town(view: View) -> str:
    """The town where the form is signed: the name of the regency without what it is."""
    return view.regency.partition(" ")[2] or view.regency


class Yearbook(Workbook):
    """The table of a yearbook: a table number, numbers before the names, noughts as dashes, spaced Jumlah."""

    name = "buku"

    def suits(self, view: View) -> bool:
        """Where '-' means nought."""
        return all(m.nil_is_zero for m in view.contract.measures) and len(view.labels) == 1

    def forms(self, view: View) -> Iterable[Form]:
        """One sheet."""
        columns = view.columns()
        yield Form(
            "Sheet1",
            headline(view),
            numbered(view),
            heads(columns),
            (*body(view, columns, number=lambda i: f"{i:02d}."), *totals(view, columns, "J u m l a h")),
            notes=("Sumber Data : Laporan dinas",),
            paper=Paper(font="Times New Roman", table_number="Tabel : 4.1.", zero="-", gap=True, number=_plain),
        )

    def file_name(self, view: View) -> str:
        """A table number in front."""
        return f"4.1 {view.title} {view.when}"


def _plain(value: Value) -> Value:
    return value
