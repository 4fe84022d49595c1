"""C10, C11, C12, V04, V05 and V08: numbers that identify, and what typing them as figures does to them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.inspect.books import Book, Spot
from benchmarks.inspect.plants.choosing import one
from benchmarks.inspect.plants.model import ERROR, INFO, Planted, Told, overwritten, plant
from lumbung.contracts.lengths import digits_of
from lumbung.contracts.model import Kind, PersonalKind, Property

CELLS = ("xlsx", "xls", "ods")


@plant("C10", ERROR, "a number of sixteen digits typed as a figure", formats=CELLS, books=5)
def digits_lost(book: Book, random: Random) -> Planted | None:
    return _written(book, random, lambda _, text: int(text[:15] + "0") if len(text) == 16 else None, "C10")


@plant("C11", ERROR, "a number whose first noughts were lost", formats=CELLS, books=5)
def noughts_lost(book: Book, random: Random) -> Planted | None:
    return _written(book, random, lambda _, text: int(text) if text.startswith("0") else None, "C11")


@plant("C11", INFO, "the code of a list typed as a figure", formats=CELLS, books=4)
def code_as_a_figure(book: Book, random: Random) -> Planted | None:
    coded = [p for p in book.contract.of_kind(Kind.CATEGORY) if all(c.code.isdigit() for c in p.categories)]
    spots = [(s, c) for p in coded for s in book.labels(p) for c in p.categories if c.name == s.value]
    chosen = one(random, ((s, c) for s, c in spots if c.code.startswith("0")))
    return overwritten(book, "C11", INFO, {chosen[0]: int(chosen[1].code)}) if chosen else None


@plant("C12", ERROR, "an identifier in scientific notation", books=5)
def identifier_in_scientific_notation(book: Book, random: Random) -> Planted | None:
    def shortened(prop: Property, text: str) -> str | None:
        return f"{text[0]},{text[1:3]}E+{len(text) - 1}" if len(text) > 11 else None

    return _written(book, random, shortened, "C12")


@plant("V04", ERROR, "a letter in a number that identifies", books=6)
def letter_in_a_number(book: Book, random: Random) -> Planted | None:
    return _written(book, random, lambda _, text: f"{text[:4]}{random.choice('ABX')}{text[5:]}", "V04")


@plant("V05", ERROR, "a number with a digit too few", books=4)
def digit_too_few(book: Book, random: Random) -> Planted | None:
    return _written(book, random, lambda _, text: text[:-1], "V05")


@plant("V05", ERROR, "a number with a digit too many", books=4)
def digit_too_many(book: Book, random: Random) -> Planted | None:
    return _written(book, random, lambda _, text: f"{text}{random.randrange(1, 9)}", "V05")


@plant("V08", ERROR, "a NIK that is not of the day of birth beside it", books=6)
def nik_of_another_day(book: Book, random: Random) -> Planted | None:
    def other_day(prop: Property, text: str) -> str | None:
        if prop.personal is not PersonalKind.NIK:
            return None
        day = int(text[6:8])
        return f"{text[:6]}{day - 1 if day % 40 > 1 else day + 1:02}{text[8:]}"

    return _written(book, random, other_day, "V08")


@plant("V08", ERROR, "the NIK of the other sex", books=4)
def nik_of_the_other_sex(book: Book, random: Random) -> Planted | None:
    def other_sex(prop: Property, text: str) -> str | None:
        if prop.personal is not PersonalKind.NIK:
            return None
        day = int(text[6:8])
        return f"{text[:6]}{day - 40 if day > 40 else day + 40:02}{text[8:]}"

    return _written(book, random, other_sex, "V08")


def _written(
    book: Book, random: Random, wrong: Callable[[Property, str], str | int | None], code: str
) -> Planted | None:
    """A wrong number in place of one that identifies."""
    numbered = [p for p in book.contract.of_kind(Kind.ATTRIBUTE) if digits_of(p)]
    spots = [(s, w) for p in numbered for s in book.labels(p) if (w := wrong(p, str(s.value))) is not None]
    chosen: tuple[Spot, str | int] | None = one(random, spots)
    if chosen is None:
        return None
    spot, value = chosen
    book.write(spot, value)
    return Told(book).at(code, ERROR, spot).mend((spot, spot.value)).done()
