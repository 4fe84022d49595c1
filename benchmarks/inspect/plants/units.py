"""U and H11: figures in another unit than the contract's."""

from __future__ import annotations

from random import Random

from benchmarks.inspect.books import Book, Figure
from benchmarks.inspect.plants.choosing import in_column, one, plain, some
from benchmarks.inspect.plants.headers import losing
from benchmarks.inspect.plants.model import ERROR, INFO, Planted, Told, overwritten, plant

ALIKE = {"ha": ("m2", 10_000), "ton": ("kg", 1000), "rupiah": ("ribu rupiah", 0.001)}
"""Unit → another of its kind, and how many of it make one."""


@plant("U02", INFO, "a column in another unit of the kind, and its heading says so", books=4)
def convertible_unit(book: Book, random: Random) -> Planted | None:
    headings = [(s, c) for s, c in book.headings() if c and c.measure.unit in ALIKE and not c.codes and "(" in s.value]
    if not headings or len(book.drawn) > 1:
        return None
    spot, column = random.choice(headings)
    unit, factor = ALIKE[str(column.measure.unit)]
    book.write(spot, f"{str(spot.value).partition('(')[0]}({unit})")
    for figure in (*book.figures(), *book.printed_totals()):
        if figure.column == spot.column:
            book.write(figure, round(figure.value * factor, 4))
    return Told(book).at("U02", INFO, spot).done()


@plant("U01", ERROR, "a unit that nobody knows, in the column of units", books=4)
def unknown_unit(book: Book, random: Random) -> Planted | None:
    spots = []
    for i, drawn in enumerate(book.drawn):
        if "Satuan" in drawn.form.labels and not any(p.title == "Satuan" for p in book.contract.properties):
            column = drawn.form.labels.index("Satuan") + 1
            spots += [book.spot(i, row, column) for row in drawn.rows]
    spot = one(random, (s for s in spots if s.value))
    return overwritten(book, "U01", ERROR, {spot: random.choice(("bks", "zzqq", "krg"))}) if spot else None


@plant("U03", ERROR, "some figures a thousand times too large", books=6)
def other_unit_in_some(book: Book, random: Random) -> Planted | None:
    amounts = [f for f in plain(book) if f.measure and f.measure.unit in ("ton", "rupiah", "kg") and f.value > 0]
    like = one(random, amounts)
    column = in_column(amounts, like) if like else []
    if len(column) < 12 or like is None or not _keeps_to_another(book, like):
        return None
    spots = some(random, column, 3)
    told = Told(book).at("U03", ERROR, *spots)
    for spot in spots:
        book.write(spot, spot.value * 1000)
        told.mend((spot, spot.value))
    return told.done()


@plant("H11", ERROR, "a heading in a unit of another kind", books=5)
def unit_of_another_kind(book: Book, random: Random) -> Planted | None:
    measures = [(s, c) for s, c in book.headings() if c and not c.codes and s.form == 0]
    chosen = one(random, measures)
    if chosen is None or len(book.contract.measures) < 2 or len(book.drawn) > 1:
        return None
    spot, column = chosen
    other = "(ha)" if column.measure.unit not in ("ha", "m2", "km2") else "(orang)"
    book.write(spot, f"{str(spot.value).partition('(')[0].strip()} {other}")
    return Told(book).at("H11", losing(book, column), spot).mend((spot, spot.value)).done()


def _keeps_to_another(book: Book, like: Figure) -> bool:
    """Whether the column keeps nearly one ratio to another in the rows, so that a thousand times stands out."""
    mine = {f.row: f.value for f in in_column(plain(book), like)}
    columns = {(f.form, f.column): f for f in book.figures() if f.form == like.form and f.column != like.column}
    for other in columns.values():
        ratios = [mine[f.row] / f.value for f in in_column(book.figures(), other) if f.value and mine.get(f.row)]
        if len(ratios) > 11 and max(ratios) < 3.5 * min(ratios):
            return True
    return False
