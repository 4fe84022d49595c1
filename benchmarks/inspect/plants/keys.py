"""K: a row that stands twice, or cannot be told from others."""

from __future__ import annotations

from random import Random

from benchmarks.inspect.books import Book, Spot
from benchmarks.inspect.plants.choosing import one, some
from benchmarks.inspect.plants.model import ERROR, WARNING, Planted, Told, overwritten, plant
from lumbung.contracts.model import Kind, PersonalKind, RegionLevel


@plant("K01", ERROR, "a kecamatan that stands twice, another missing", books=8)
def twice(book: Book, random: Random) -> Planted | None:
    spots = some(random, [s for s in _lowest_labels(book) if s.form == 0], 2)
    if len(spots) < 2:
        return None
    first, second = spots
    book.write(second, first.value)
    return Told(book).at("K01", ERROR, first, second).mend((second, second.value)).done()


@plant("K01", ERROR, "a desa that stands twice in its kecamatan", books=6)
def desa_twice(book: Book, random: Random) -> Planted | None:
    regions = book.contract.of_kind(Kind.REGION)
    others = [p for p in book.contract.of_kind(Kind.CATEGORY) if any(book.labels(p))]
    if len(regions) != 2 or others:
        return None
    spots = [s for s in book.labels(regions[1]) if s.value and s.form == 0][:3]  # all of the first kecamatan
    if len(spots) < 3 or len({s.value for s in spots}) < 3 or spots[2].row - spots[0].row > 2:
        return None
    book.write(spots[2], spots[0].value)
    return Told(book).at("K01", ERROR, spots[0], spots[2]).mend((spots[2], spots[2].value)).done()


@plant("K03", ERROR, "a row without its name", books=6)
def nameless(book: Book, random: Random) -> Planted | None:
    spot = one(random, _lowest_labels(book))
    return overwritten(book, "K03", ERROR, {spot: ""}) if spot else None


@plant("K04", WARNING, "a person once more under a number with another digit", books=5)
def one_person_twice(book: Book, random: Random) -> Planted | None:
    persons = {p.personal: p for p in book.contract.properties if p.personal}
    if not {PersonalKind.NIK, PersonalKind.NAMA, PersonalKind.LAHIR} <= persons.keys() or len(book.drawn) > 1:
        return None
    numbers = list(book.labels(persons[PersonalKind.NIK]))
    first, second = some(random, numbers, 2)
    for prop in (p for p in book.contract.properties if p.title in book.drawn[0].form.labels):
        said = {s.row: s for s in book.labels(prop)}
        book.write(said[second.row], said[first.row].value)
    book.write(second, f"{str(first.value)[:-1]}{random.randrange(1, 9)}")
    return Told(book).at("K04", WARNING, first, second).done()


def _lowest_labels(book: Book) -> list[Spot]:
    """The names of kecamatan, one to a row."""
    regions = book.contract.of_kind(Kind.REGION)
    if not regions or not regions[-1].key or regions[-1].region_level is not RegionLevel.KECAMATAN:
        return []
    others = [p for p in book.contract.of_kind(Kind.CATEGORY) if any(book.labels(p))]
    return [] if others else [s for s in book.labels(regions[-1]) if s.value]
