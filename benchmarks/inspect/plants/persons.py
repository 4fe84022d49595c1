"""P: numbers of persons where none belong, and counts so small that they tell of somebody.

Whoever is told of cannot exist: no region has the code 99, and no serial number is 0000.
"""

from __future__ import annotations

from random import Random

import openpyxl
from openpyxl.comments import Comment

from benchmarks.inspect.books import Book, Spot
from benchmarks.inspect.plants.choosing import one, plain
from benchmarks.inspect.plants.headers import beside
from benchmarks.inspect.plants.model import BLOCKER, WARNING, Planted, Told, plant
from benchmarks.inspect.plants.rows import last_row
from lumbung.contracts.lengths import digits_of
from lumbung.contracts.model import Kind

NIK = "9901011501900000"
PHONE = "0812 0000 0000"


@plant("P01", BLOCKER, "a column of NIK in a table of figures", books=6)
def column_of_nik(book: Book, random: Random) -> Planted | None:
    if book.contract.is_register:
        return None
    return beside(book, random.choice(("NIK", "No. KTP", "NIK Petugas")), _nik, "P01", BLOCKER)


@plant("P01", BLOCKER, "a column of numbers of persons whose heading does not say so", books=4)
def unnamed_numbers_of_persons(book: Book, random: Random) -> Planted | None:
    if book.contract.is_register:
        return None
    return beside(book, "Identitas", _nik, "P01", BLOCKER)


@plant("P02", WARNING, "a telephone number in a remark below the table", books=4)
def telephone_below(book: Book, random: Random) -> Planted | None:
    if len(book.drawn) > 1:
        return None
    spot = Spot(0, last_row(book) + 1, 1, "")
    book.write(spot, f"Keterangan: hubungi operator di {random.choice((PHONE, PHONE.replace(' ', '-')))}")
    return Told(book).at("P02", WARNING, spot).mend((spot, "Keterangan: hubungi operator")).done()


@plant("P02", WARNING, "a NIK in a column of remarks", books=4)
def nik_in_remarks(book: Book, random: Random) -> Planted | None:
    spots = [s for p in book.contract.of_kind(Kind.ATTRIBUTE) if _is_free(book, p.name) for s in book.labels(p)]
    spot = one(random, spots)
    if spot is None:
        return None
    book.write(spot, f"{spot.value} {NIK}".strip())
    return Told(book).at("P02", WARNING, spot).mend((spot, spot.value)).done()


@plant("P02", WARNING, "a NIK in a comment", formats=("xlsx",), books=4)
def nik_in_a_comment(book: Book, random: Random) -> Planted | None:
    spot = one(random, plain(book))
    if spot is None:
        return None
    name = book.sheet_of(spot).name

    def remark(workbook: openpyxl.Workbook) -> None:
        workbook[name][spot.cell].comment = Comment(f"menurut warga {NIK}", "Operator")

    book.finish.append(remark)
    return Told(book).at("P02", WARNING, spot).done()


@plant("P03", WARNING, "a count of two persons", books=6)
def few_persons(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in plain(book) if f.measure and f.measure.small_cells and f.value > 9))
    if spot is None:
        return None
    few = random.choice((1, 2, 4))
    for total in book.printed_totals():
        if (total.form, total.column) == (spot.form, spot.column):
            book.write(total, total.value - spot.value + few)
    book.write(spot, few)
    return Told(book).at("P03", WARNING, spot).done()


def _nik(row: int) -> str:
    return f"9901{row % 90 + 10:02}{row % 28 + 1:02}01900000"


def _is_free(book: Book, name: str) -> bool:
    prop = book.contract.named(name)
    return not (prop.key or prop.personal or prop.required or digits_of(prop) or prop.logical_type != "string")
