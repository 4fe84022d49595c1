"""L: sheets and tables that are hidden, doubled, or not of the dataset."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from random import Random

import openpyxl

from benchmarks.inspect.books import Book
from benchmarks.inspect.plants.choosing import one, plain
from benchmarks.inspect.plants.model import ERROR, INFO, WARNING, Planted, Told, plant
from sites.samples.layouts.base import stack

WORKBOOKS = ("xlsx", "xls", "ods")


@plant("L03", WARNING, "a hidden sheet with the data", formats=("xlsx",), books=4)
def hidden_sheet(book: Book, random: Random) -> Planted | None:
    if len(book.sheets) < 2:
        return None
    name = book.sheets[-1].name

    def hide(workbook: openpyxl.Workbook) -> None:
        workbook[name].sheet_state = random.choice(("hidden", "veryHidden"))

    book.finish.append(hide)
    told = Told(book)
    last = len(book.drawn) - 1
    spots = [book.spot(last, row, column) for row, column in book.drawn[last].sheet.cells]
    return told.near("L03", WARNING, *spots).done()


@plant("L06", ERROR, "the same table twice, with other figures", formats=WORKBOOKS, books=5)
def other_figures_again(book: Book, random: Random) -> Planted | None:
    return _again(book, random, changed=True)


@plant("L11", WARNING, "the same table twice", formats=WORKBOOKS, books=4)
def same_figures_again(book: Book, random: Random) -> Planted | None:
    return _again(book, random, changed=False)


@plant("L08", WARNING, "hidden rows with figures", formats=("xlsx",), books=5)
def hidden_rows(book: Book, random: Random) -> Planted | None:
    spot = one(random, plain(book))
    if spot is None:
        return None
    name = book.sheet_of(spot).name

    def hide(workbook: openpyxl.Workbook) -> None:
        workbook[name].row_dimensions[spot.row].hidden = True

    book.finish.append(hide)
    cells = [book.spot(spot.form, spot.row, c) for c in range(1, max(c for _, c in book.sheet_of(spot).cells) + 1)]
    return Told(book).near("L08", WARNING, *cells).done()


@plant("L08", WARNING, "a hidden column with figures", formats=("xlsx",), books=4)
def hidden_column(book: Book, random: Random) -> Planted | None:
    spot = one(random, plain(book))
    if spot is None:
        return None
    name, letters = book.sheet_of(spot).name, spot.cell.rstrip("0123456789")

    def hide(workbook: openpyxl.Workbook) -> None:
        workbook[name].column_dimensions[letters].hidden = True

    book.finish.append(hide)
    cells = [book.spot(spot.form, row, spot.column) for row, c in book.sheet_of(spot).cells if c == spot.column]
    return Told(book).near("L08", WARNING, *cells).done()


@plant("L09", INFO, "formatting far below the table", formats=("xlsx",), books=3)
def inflated(book: Book, random: Random) -> Planted | None:
    name = book.sheets[0].name

    def inflate(workbook: openpyxl.Workbook) -> None:
        workbook[name]["A6000"].number_format = "0.00"

    book.finish.append(inflate)
    return Told(book).near("L09", INFO, book.spot(0, 6000, 1)).done()


def _again(book: Book, random: Random, *, changed: bool) -> Planted | None:
    """The only form once more below itself."""
    if len(book.drawn) > 1 or not list(book.titles()) or book.contract.is_register:
        return None
    twin = replace(deepcopy(book.drawn[0]), form=book.drawn[0].form)
    book.drawn = list(stack([book.drawn[0], twin], gap=3))
    told = Told(book)
    if not changed:
        spots = [s for s in book.figures() if s.form == 1]
        return told.near("L11", WARNING, *spots).done()
    spots = [f for f in plain(book) if f.form == 1]
    if any(f.total or f not in spots for f in book.figures() if f.form == 1):
        return None  # what adds up others would have to change with them
    if not spots:
        return None
    for spot in spots[:: random.choice((1, 2, 5))]:
        book.write(spot, spot.value + 1)
    for total in (t for t in book.printed_totals() if t.form == 1 and not t.total):
        column = [f for f in book.figures() if (f.form, f.column) == (1, total.column)]
        book.write(total, sum(f.value for f in column) if total.measure and total.measure.additive else total.value)
    everywhere = [book.spot(0, row, column) for row, column in book.drawn[0].sheet.cells]
    return told.near("L06", ERROR, *everywhere).done()
