"""L01, L04, L05 and C23: templates of ours for something else, outdated, with a sheet less, or uncomputed."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from random import Random

import openpyxl

from benchmarks.harmonise.roundtrip import filled, periods
from benchmarks.inspect.books import Book
from benchmarks.inspect.plants.choosing import one
from benchmarks.inspect.plants.model import BLOCKER, INFO, WARNING, Expected, Planted, Told, plant
from benchmarks.inspect.shelf import shelf
from lumbung.contracts.template.plan import plan
from lumbung.returned import (
    GUIDE_HEADING,
    GUIDE_SHEET,
    SHEETS_JOINT,
    SHEETS_LABEL,
    TEMPLATE_LABEL,
    TemplateMark,
)
from sites.samples.sheet import Sheet

WORKBOOKS = ("xlsx", "xls", "ods")


@plant("L01", BLOCKER, "a template one of whose sheets was deleted", formats=WORKBOOKS, books=5)
def sheet_deleted(book: Book, random: Random) -> Planted | None:
    names = [sheet.name for sheet in book.sheets]
    if len(names) < 2:
        return None
    gone = random.choice(names)
    book.drawn = [drawn for drawn in book.drawn if drawn.sheet.name != gone]
    _mark(book, TemplateMark(book.contract.id, book.contract.version, tuple(names)))
    return Told(book).near("L01", BLOCKER).done()


@plant("L04", BLOCKER, "a table in the template of another dataset", formats=WORKBOOKS, books=5)
def template_of_another_dataset(book: Book, random: Random) -> Planted | None:
    others = [c for c in shelf(book.site).inspector.registry.contracts.values() if c.dataset != book.contract.dataset]
    other = random.choice(others)
    _mark(book, TemplateMark(other.id, other.version))
    return Told(book).near("L04", BLOCKER).done()


@plant("L04", BLOCKER, "a filled-in template of another OPD", formats=("xlsx",), books=4)
def template_of_another_opd(book: Book, random: Random) -> Planted | None:
    inspector = shelf(book.site).inspector
    other = one(random, (c for c in inspector.registry.contracts.values() if c.opd != book.opd and c.measures))
    if other is None:
        return None
    period = next(periods(other))
    template = plan(other, inspector.gazetteer, other.opd.upper(), inspector.site.name, period, date(2024, 1, 1))
    book.raw = filled(template, random)[1]
    return Told(book).near("L04", BLOCKER).done(name="kiriman.xlsx")


@plant("L05", WARNING, "a template from before a change of the contract", formats=WORKBOOKS, books=5)
def older_template(book: Book, random: Random) -> Planted | None:
    _mark(book, TemplateMark(book.contract.id, "0.9.0"))
    return Told(book).near("L05", WARNING).done()


@plant("C23", INFO, "a template whose sums nobody computed", formats=("xlsx",), books=5)
def template_uncomputed(book: Book, random: Random) -> Planted | None:
    inspector, period = shelf(book.site).inspector, next(periods(book.contract))
    regency = inspector.site.name
    template = plan(book.contract, inspector.gazetteer, book.opd.upper(), regency, period, date(2024, 1, 1))
    book.raw = filled(template, random)[1]
    sums = {
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(BytesIO(book.raw)).worksheets[: len(template.forms)]
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=SUM(")
    }
    titles = {title for title, _ in sums}
    if len(titles) != 1:
        return None
    near = frozenset(cell for _, cell in sums)
    return Planted((Expected("C23", INFO, titles.pop(), near=near),), name=template.file_name)


def _mark(book: Book, mark: TemplateMark) -> None:
    """A sheet PETUNJUK as our templates have it."""
    sheet = Sheet(GUIDE_SHEET)
    lines = [(GUIDE_HEADING, ""), ("Data", "Templat data"), (TEMPLATE_LABEL, mark.text)]
    lines += [(SHEETS_LABEL, SHEETS_JOINT.join(mark.sheets))] if mark.sheets else []
    for row, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            sheet.put(row, column, text)
    book.beside.append(sheet)
