"""V: a figure or label that its contract does not allow."""

from __future__ import annotations

from random import Random

from benchmarks.inspect.books import Book
from benchmarks.inspect.plants.choosing import counted, one, plain, some
from benchmarks.inspect.plants.model import ERROR, Planted, Told, overwritten, plant
from lumbung.contracts.model import Kind


@plant("V01", ERROR, "a required figure left blank", books=6)
def blank_figure(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in plain(book) if f.measure and f.measure.required))
    return overwritten(book, "V01", ERROR, {spot: ""}) if spot else None


@plant("V02", ERROR, "a label that is none of the choices", books=6)
def unknown_category(book: Book, random: Random) -> Planted | None:
    spots = [s for p in book.contract.of_kind(Kind.CATEGORY) for s in book.labels(p) if s.value]
    spot = one(random, spots)
    return overwritten(book, "V02", ERROR, {spot: "Zzz Qqq"}) if spot else None


@plant("V03", ERROR, "a percentage above a hundred", books=6)
def above_the_limit(book: Book, random: Random) -> Planted | None:
    limited = [f for f in book.figures() if f.measure and f.measure.maximum is not None and not f.total]
    spot = one(random, limited)
    return overwritten(book, "V03", ERROR, {spot: float(spot.measure.maximum) + 46.5}) if spot else None  # type: ignore[union-attr, arg-type]


@plant("V03", ERROR, "a percentage below nought", books=3)
def below_the_limit(book: Book, random: Random) -> Planted | None:
    limited = [f for f in book.figures() if f.measure and f.measure.minimum == 0 and f.measure.maximum and not f.total]
    spot = one(random, limited)
    return overwritten(book, "V03", ERROR, {spot: -12.5}) if spot else None


@plant("V07", ERROR, "a count with a minus sign", books=8)
def negative_count(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in counted(book) if f.value > 0 and f.measure and f.measure.maximum is None))
    return overwritten(book, "V07", ERROR, {spot: -int(spot.value)}) if spot else None


@plant("V07", ERROR, "two counts with a minus sign, far apart", books=3)
def negative_counts(book: Book, random: Random) -> Planted | None:
    figures = [f for f in counted(book) if f.value > 0 and f.measure and f.measure.maximum is None]
    spots = some(random, figures, 2)
    if len({(s.form, s.row) for s in spots}) < 2 or len({(s.form, s.column) for s in spots}) < 2:
        return None
    told = Told(book)
    for spot in spots:
        book.write(spot, -int(spot.value))
        told.at("V07", ERROR, spot).mend((spot, spot.value))
    return told.done()


@plant("V09", ERROR, "a fraction of a thing that is counted", books=8)
def fraction_of_a_count(book: Book, random: Random) -> Planted | None:
    spot = one(random, counted(book))
    return overwritten(book, "V09", ERROR, {spot: int(spot.value) + 0.5}) if spot else None
