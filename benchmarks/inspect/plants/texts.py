"""C18 and C21: texts that were cut off, and groups that became dates."""

from __future__ import annotations

import re
from datetime import date
from random import Random

import openpyxl

from benchmarks.inspect.books import Book, Spot
from benchmarks.inspect.plants.choosing import one
from benchmarks.inspect.plants.model import ERROR, INFO, WARNING, Planted, Told, plant
from lumbung.contracts.model import Kind
from lumbung.findings import Severity

CUT = 255
_RANGE = re.compile(r"(\d{1,2})-(\d{1,2})")
_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


@plant("C18", WARNING, "a remark cut off at 255 letters", books=5)
def remark_cut_off(book: Book, random: Random) -> Planted | None:
    free = [p for p in book.contract.of_kind(Kind.ATTRIBUTE) if not (p.key or p.personal or p.required or p.pattern)]
    spot = one(random, (s for p in free for s in book.labels(p) if p.logical_type == "string"))
    if spot is None:
        return None
    words = random.choice(("sudah ditangani bersama kelompok masyarakat ", "dilaporkan oleh perangkat setempat "))
    book.write(spot, (words * CUT)[: CUT - 1] + "k")
    return Told(book).at("C18", WARNING, spot).mend((spot, spot.value)).done()


@plant("C21", INFO, "a group among others that became a date", books=6)
def group_became_a_date(book: Book, random: Random) -> Planted | None:
    return _dated(book, random, INFO, first=False)


@plant("C21", WARNING, "the first of the groups became a date", books=4)
def first_group_became_a_date(book: Book, random: Random) -> Planted | None:
    return _dated(book, random, WARNING, first=True)  # of a heading an error: its column is lost


def _dated(book: Book, random: Random, severity: Severity, *, first: bool) -> Planted | None:
    groups = [s for s in _groups(book) if s.form == 0]
    if len(groups) < 4 or len(book.drawn) > 1:
        return None
    spot = groups[0] if first else random.choice(groups[1:-1])
    day = _as_date(str(spot.value))
    if day is None:
        return None
    if book.format == "xlsx":
        name = book.sheet_of(spot).name

        def convert(workbook: openpyxl.Workbook) -> None:
            workbook[name][spot.cell] = day
            workbook[name][spot.cell].number_format = "d-mmm"

        book.finish.append(convert)
    else:
        book.write(spot, f"{day.day:02}-{_SHORT[day.month - 1]}")
    loses = first and spot.row <= book.drawn[0].headings[1]
    return Told(book).at("C21", ERROR if loses else severity, spot).mend((spot, spot.value)).done()


def _groups(book: Book) -> list[Spot]:
    """Labels and headings such as 5-9, in sheet order."""
    labels = [s for p in book.contract.of_kind(Kind.CATEGORY) for s in book.labels(p)]
    named = labels or [s for s, _ in book.headings()]
    found = [s for s in named if _RANGE.fullmatch(str(s.value))]
    return found if len(found) + 1 >= len(named) > 0 else []


def _as_date(text: str) -> date | None:
    """What an Indonesian Excel makes of a range: day and month; None where it leaves the text alone."""
    first, second = map(int, text.split("-"))
    return date(2024, second, first) if 0 < first < 29 and 0 < second < 13 else None
