"""C06, C07, C08, C09, V06 and X06: days written as text, or in a way that leaves open which day is meant."""

from __future__ import annotations

from random import Random

from benchmarks.inspect.books import Book, Spot
from benchmarks.inspect.plants.choosing import one
from benchmarks.inspect.plants.model import ERROR, INFO, WARNING, Planted, Told, overwritten, plant
from lumbung.contracts.model import Kind, LogicalType, Property
from sites.samples.wording import MONTHS


@plant("C06", INFO, "a day written out in words", books=4)
def day_in_words(book: Book, random: Random) -> Planted | None:
    spot = one(random, _days(book))
    return overwritten(book, "C06", INFO, {spot: _in_words(spot)}) if spot else None


@plant("C07", WARNING, "a day with the month in front, against its column", books=5)
def month_in_front(book: Book, random: Random) -> Planted | None:
    spot = one(random, (s for s in _days(book) if _parts(s)[0] > 12))
    if spot is None:
        return None
    day, month, year = _parts(spot)
    book.write(spot, f"{month:02}/{day:02}/{year}")
    return Told(book).at("C07", WARNING, spot).mend((spot, _in_words(spot))).done()


@plant("C07", WARNING, "days of which none shows what stands in front", books=4)
def open_order(book: Book, random: Random) -> Planted | None:
    days = [s for s in _days(book, personal=False) if s.form == 0]
    if len(days) < 3 or len(book.drawn) > 1:
        return None
    told = Told(book)
    for i, spot in enumerate(days):
        month, year = _parts(spot)[1:]
        book.write(spot, f"{1 + (month + i % 10) % 12:02}/{month:02}/{year}")
    doubtful = [s for s in (book.spot(s.form, s.row, s.column) for s in days) if _parts(s)[0] != _parts(s)[1]]
    return told.at("C07", WARNING, *doubtful).mend(*((s, _in_words(s)) for s in doubtful)).done()


@plant("C08", ERROR, "a day that no calendar has", books=6)
def impossible_day(book: Book, random: Random) -> Planted | None:
    spot = one(random, _days(book))
    if spot is None:
        return None
    day, month = random.choice(((31, 2), (30, 2), (31, 4), (32, 1)))
    return overwritten(book, "C08", ERROR, {spot: f"{day}/{month:02}/{_parts(spot)[2]}"})


@plant("C09", WARNING, "a year of two digits", books=6)
def two_digits_of_a_year(book: Book, random: Random) -> Planted | None:
    spot = one(random, _days(book))
    if spot is None:
        return None
    day, month, year = _parts(spot)
    return overwritten(book, "C09", WARNING, {spot: f"{day:02}/{month:02}/{year % 100:02}"})


@plant("V06", ERROR, "a day centuries away", books=6)
def day_centuries_away(book: Book, random: Random) -> Planted | None:
    spot = one(random, _days(book))
    if spot is None:
        return None
    day, month, _ = _parts(spot)
    return overwritten(book, "V06", ERROR, {spot: f"{day:02}/{month:02}/{random.choice((1824, 2204, 1204))}"})


@plant("X06", ERROR, "an end before the beginning", books=6)
def end_before_the_beginning(book: Book, random: Random) -> Planted | None:
    if len(_dated(book)) < 2 or len(book.drawn) > 1:
        return None
    begins, ends = (list(book.labels(p)) for p in _dated(book)[:2])
    row = random.choice([s.row for s in ends if _parts(s)[1] > 1])
    begin, end = (next(s for s in spots if s.row == row) for spots in (begins, ends))
    day, month, year = _parts(end)
    book.write(end, f"{day:02}/{month:02}/{year - 1}")
    return Told(book).at("X06", ERROR, begin, end).mend((end, end.value)).done()


def _days(book: Book, *, personal: bool = True) -> list[Spot]:
    return [s for p in _dated(book)[:1] if personal or not p.personal for s in book.labels(p)]


def _dated(book: Book) -> list[Property]:
    return [p for p in book.contract.of_kind(Kind.ATTRIBUTE) if p.logical_type is LogicalType.DATE]


def _parts(spot: Spot) -> tuple[int, int, int]:
    day, month, year = map(int, str(spot.value).split("/"))
    return day, month, year


def _in_words(spot: Spot) -> str:
    day, month, year = _parts(spot)
    return f"{day} {MONTHS[month - 1]} {year}"
