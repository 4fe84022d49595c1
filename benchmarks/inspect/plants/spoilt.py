"""C at a heading: an error or a formula in its cell, and so no column of figures."""

from __future__ import annotations

from random import Random

from benchmarks.inspect.books import Book, Spot
from benchmarks.inspect.plants.choosing import one
from benchmarks.inspect.plants.headers import losing, plain_headings
from benchmarks.inspect.plants.model import ERROR, Planted, overwritten, plant
from sites.samples.sheet import ErrorValue
from sites.samples.view import Column


@plant("C01", ERROR, "an error in place of a heading", formats=("xlsx", "csv", "html"), books=6)
def error_in_a_heading(book: Book, random: Random) -> Planted | None:
    chosen = _heading(book, random)
    return overwritten(book, "C01", losing(book, chosen[1]), {chosen[0]: ErrorValue("#REF!")}) if chosen else None


@plant("C02", ERROR, "a heading that is a formula never computed", formats=("xlsx",), books=4)
def uncomputed_heading(book: Book, random: Random) -> Planted | None:
    chosen = _heading(book, random)
    return overwritten(book, "C02", losing(book, chosen[1]), {chosen[0]: "=A1"}) if chosen else None


def _heading(book: Book, random: Random) -> tuple[Spot, Column] | None:
    headings = plain_headings(book)
    return one(random, headings) if len(headings) > 2 and len(book.drawn) == 1 else None
