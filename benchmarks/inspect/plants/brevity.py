"""G02 and G03: lists too long to be told whole, and sums that nobody can check any more."""

from __future__ import annotations

from random import Random

import openpyxl
from openpyxl.styles import Font

from benchmarks.inspect.books import Book
from benchmarks.inspect.plants.choosing import counted, one, plain
from benchmarks.inspect.plants.model import ERROR, INFO, WARNING, Planted, Told, plant
from lumbung.findings import SHOWN_CELLS


@plant("G02", INFO, "more figures struck through than a list holds", formats=("xlsx",), books=4)
def many_struck_through(book: Book, random: Random) -> Planted | None:
    figures = [f for f in plain(book) if f.form == 0][: SHOWN_CELLS + random.randrange(5, 15)]
    if len(figures) <= SHOWN_CELLS:
        return None
    name = book.sheet_of(figures[0]).name

    def strike(workbook: openpyxl.Workbook) -> None:
        for figure in figures:
            workbook[name][figure.cell].font = Font(strike=True)

    book.finish.append(strike)
    return Told(book).near("G02", INFO).at("C19", WARNING, *figures).done()


@plant("G03", INFO, "a sum one of whose parts cannot be read", books=5)
def sum_of_the_unreadable(book: Book, random: Random) -> Planted | None:
    totals = {(t.form, t.column): t for t in book.printed_totals() if t.measure and t.measure.additive and not t.total}
    spot = one(random, (f for f in counted(book) if (f.form, f.column) in totals))
    if spot is None:
        return None
    book.write(spot, f"{spot.value} ?")
    told = Told(book).at("C04", ERROR, spot).at("G03", INFO, totals[spot.form, spot.column])
    return told.mend((spot, spot.value)).done()
