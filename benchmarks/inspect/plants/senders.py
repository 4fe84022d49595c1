"""L02 and L10: what stands beside the table and is not of the dataset, and heads that name somebody else."""

from __future__ import annotations

from random import Random

from benchmarks.inspect.books import Book, Spot
from benchmarks.inspect.plants.choosing import one
from benchmarks.inspect.plants.model import BLOCKER, INFO, Planted, Told, plant
from benchmarks.inspect.shelf import shelf
from lumbung.text import fold
from sites.samples.sheet import Look, Sheet

WORKBOOKS = ("xlsx", "xls", "ods")


@plant("L02", INFO, "a sheet with a table of something else", formats=WORKBOOKS, books=5)
def another_table_on_a_sheet(book: Book, random: Random) -> Planted | None:
    sheet = Sheet(random.choice(("Coretan", "Sheet9", "Lain-lain")))
    rows = [("Daftar Barang Zzz",), (), ("Barang Qqq", "Banyak Xyz")]
    rows += [(f"Barang {name}", random.randrange(1, 90)) for name in ("A", "B", "C", "D")]
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            sheet.put(row, column, value, Look(border=row > 2))
    book.beside.append(sheet)
    return Told(book).beside("L02", INFO, sheet).done()


@plant("L10", BLOCKER, "the name of another OPD above the table", books=5)
def another_opd_above(book: Book, random: Random) -> Planted | None:
    return _above(book, random, "{}")


@plant("L10", BLOCKER, "another OPD, said to be the sender", books=4)
def another_opd_announced(book: Book, random: Random) -> Planted | None:
    return _above(book, random, "OPD : {}")


def _above(book: Book, random: Random, words: str) -> Planted | None:
    """A text in the empty row between title and headings."""
    drawn = book.drawn[0]
    spot = Spot(0, drawn.headings[0] - 1, 1, "")
    known = shelf(book.site).inspector.names
    free = all(book.spot(0, spot.row, c).value == "" for c in range(1, drawn.first + 60))
    if spot.row < 2 or not free or known is None or not list(book.titles()):
        return None
    mine = {fold(s) for p in book.contract.properties for c in p.categories for s in (c.code, *c.spellings)}
    others = [
        o for o in known.opds.values() if o.id != book.opd and fold(o.name) not in mine and o.name.startswith("Dinas")
    ]
    other = one(random, others)
    if other is None:
        return None
    book.write(spot, words.format(random.choice((other.name, other.name.upper()))))
    return Told(book).at("L10", BLOCKER, spot).mend((spot, "")).done()
