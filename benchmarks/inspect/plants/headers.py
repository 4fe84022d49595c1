"""H: headings that are missing, unknown, doubled or spelled otherwise."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from random import Random

from benchmarks.inspect.books import Book, Spot
from benchmarks.inspect.plants.choosing import one
from benchmarks.inspect.plants.model import BLOCKER, ERROR, INFO, WARNING, Planted, Told, overwritten, plant
from lumbung.contracts.model import Contract, Kind
from lumbung.findings import Severity
from lumbung.text import fold
from sites.samples.sheet import Look, Value
from sites.samples.view import Column


@plant("H01", BLOCKER, "a table without its headings", books=6)
def no_headings(book: Book, random: Random) -> Planted | None:
    if len(book.drawn) > 1:
        return None
    drawn = book.drawn[0]
    top, bottom = drawn.headings[0], drawn.headings[1] + bool(drawn.form.paper.numbering)
    sheet = drawn.sheet
    sheet.cells = {(row, column): cell for (row, column), cell in sheet.cells.items() if not top <= row <= bottom}
    sheet.merges = [m for m in sheet.merges if not top <= m[0] <= bottom]
    return Told(book).near("H01", BLOCKER, *(book.spot(0, row, column) for row, column in sheet.cells)).done()


@plant("H02", BLOCKER, "a required measure whose heading names something else", books=6)
def required_measure_missing(book: Book, random: Random) -> Planted | None:
    required = [s for s, c in plain_headings(book) if c.measure.required and len(book.contract.measures) > 1]
    spot = one(random, required) if len(book.drawn) == 1 else None
    if spot is None:
        return None
    book.write(spot, "Zzz Qqq")
    return Told(book).near("H02", BLOCKER, *_header(book, spot)).mend((spot, spot.value)).done()


@plant("H02", BLOCKER, "no column of regions", books=6)
def region_column_missing(book: Book, random: Random) -> Planted | None:
    regions = book.contract.of_kind(Kind.REGION)
    if len(regions) != 1 or len(book.drawn) != 1:
        return None
    spot = next((s for s in book.label_headings() if s.value == regions[0].title), None)
    if spot is None:
        return None
    _take_out(book, spot.column)
    return Told(book).near("H02", BLOCKER, *_header(book, spot)).done()


@plant("H03", WARNING, "a column that no contract knows", books=8)
def unknown_column(book: Book, random: Random) -> Planted | None:
    return beside(book, "Zzz Qqq", lambda row: row % 7, "H03", WARNING)


@plant("H04", ERROR, "a column of figures without a heading", books=5)
def blank_heading(book: Book, random: Random) -> Planted | None:
    headings = plain_headings(book)
    chosen = one(random, headings) if len(headings) > 2 and len(book.drawn) == 1 else None
    if chosen is None:
        return None
    return overwritten(book, "H04", losing(book, chosen[1]), {chosen[0]: ""})


@plant("H05", ERROR, "two columns of one heading", books=6)
def doubled_heading(book: Book, random: Random) -> Planted | None:
    pair = one(random, _siblings(book))
    if pair is None:
        return None
    (first, one_of), (second, other) = pair
    book.write(second, first.value)
    return Told(book).at("H05", losing(book, one_of, other), first, second).mend((second, second.value)).done()


@plant("H06", INFO, "a heading that is an alias", books=4)
def alias(book: Book, random: Random) -> Planted | None:
    regions = [p for p in book.contract.of_kind(Kind.REGION) if p.aliases]
    spots = [(s, p) for s in book.label_headings() for p in regions if s.value == p.title]
    chosen = one(random, spots) if len(book.drawn) == 1 else None
    return overwritten(book, "H06", INFO, {chosen[0]: chosen[1].aliases[0]}) if chosen else None


@plant("H07", WARNING, "a heading with a letter too many", books=6)
def likely_heading(book: Book, random: Random) -> Planted | None:
    headings = [s for s, c in plain_headings(book) if len(str(s.value)) > 8 and not c.measure.required]
    spot = one(random, headings) if len(book.drawn) == 1 else None
    if spot is None:
        return None
    name = str(spot.value)
    at = len(name.partition("(")[0].strip()) // 2
    return overwritten(book, "H07", WARNING, {spot: name[:at] + "x" + name[at:]})


@plant("H08", BLOCKER, "two headings that mean one thing", books=6)
def two_names_of_one_thing(book: Book, random: Random) -> Planted | None:
    known = [(a, b, other) for a, b in _siblings(book) for other in _other_names(book.contract, a[1], str(a[0].value))]
    chosen = one(random, known)
    if chosen is None:
        return None
    (first, _), (second, _), other = chosen
    book.write(second, other)
    return Told(book).at("H08", BLOCKER, first, second).mend((second, second.value)).done()


@plant("H09", INFO, "headings over several rows", books=3)
def merged_headings(book: Book, random: Random) -> Planted | None:
    if not any(h.parts for h in book.drawn[0].form.heads) or book.format in ("csv",):
        return None
    return Told(book).near("H09", INFO, *_header(book, book.spot(0, book.drawn[0].headings[0], 1))).done()


@plant("H10", INFO, "columns in another order", books=3)
def other_order(book: Book, random: Random) -> Planted | None:
    headings = plain_headings(book)
    if len(book.drawn) > 1 or book.drawn[0].headings[0] != book.drawn[0].headings[1] or len(headings) < 3:
        return None
    (first, one_of), (second, other) = headings[0], headings[-1]
    if (one_of.measure, one_of.codes) == (other.measure, other.codes):
        return None  # times are in no order of their own
    sheet = book.drawn[0].sheet
    for row in (book.drawn[0].headings[0], *book.drawn[0].rows):
        cells = sheet.cells
        cells[row, first.column], cells[row, second.column] = cells[row, second.column], cells[row, first.column]
    return Told(book).near("H10", INFO, *_header(book, first)).done()


@plant("H12", INFO, "a row of column numbers", books=3)
def numbering_row(book: Book, random: Random) -> Planted | None:
    drawn = book.drawn[0]
    if not drawn.form.paper.numbering or len(book.drawn) > 1:
        return None
    row = [book.spot(0, drawn.headings[1] + 1, c) for c in range(1, drawn.first + 40)]
    return Told(book).near("H12", INFO, *row).done()


@plant("H13", WARNING, "a title that speaks of a part only", books=5)
def title_about_a_part(book: Book, random: Random) -> Planted | None:
    title = next(book.titles(), None)
    at = str(title.value).lower().find(book.view.title.lower()) if title else -1
    if title is None or at < 0 or len(book.drawn) > 1:
        return None
    remark = random.choice((" yang Diusulkan Kembali", " Khusus Daerah Terpencil"))
    words = f"{str(title.value)[: at + len(book.view.title)]}{remark}{str(title.value)[at + len(book.view.title) :]}"
    return overwritten(book, "H13", WARNING, {title: words})


def plain_headings(book: Book) -> list[tuple[Spot, Column]]:
    """Headings of columns of figures that add up no others."""
    contract = book.contract
    return [
        (s, c)
        for s, c in book.headings()
        if c and not any(contract.named(name).is_total(code) for name, code in c.codes)
    ]


def losing(book: Book, *columns: Column) -> Severity:
    """How a heading weighs by which columns are not loaded: a blocker where they are all there is of a required
    measure, or all of it beside other measures of the same category and period."""
    left = [c for c in (c for _, c in book.headings() if c) if c not in columns]
    for lost in (c for c in columns if c.measure.required):
        held = [c for c in left if c.measure is lost.measure]
        beside = [c for c in left if (c.codes, c.period) == (lost.codes, lost.period)]
        if not held or (beside and not any(c in held for c in beside)):
            return BLOCKER
    return ERROR


def _siblings(book: Book) -> list[tuple[tuple[Spot, Column], tuple[Spot, Column]]]:
    """Pairs of columns of figures, the left one first, whose headings differ in the lowest row alone."""
    headings = plain_headings(book)
    if len(book.drawn) > 1 or len(headings) < 3:
        return []
    return [(a, b) for a, b in combinations(headings, 2) if a[1].path[:-1] == b[1].path[:-1] and a[1].path != b[1].path]


def _other_names(contract: Contract, column: Column, heading: str) -> list[str]:
    """What else the lowest heading of a column may be called."""
    for name, code in column.codes:
        category = next(c for c in contract.named(name).categories if c.code == code)
        if category.name == heading:
            return [a for a in category.aliases if fold(a) != fold(heading)]
    bare = heading.partition("(")[0].strip()
    unit = heading.removeprefix(bare)
    aliases = column.measure.aliases if bare == column.measure.title else ()
    return [f"{a}{unit}" for a in aliases if fold(a) != fold(bare)]


def _header(book: Book, spot: Spot) -> list[Spot]:
    drawn = book.drawn[spot.form]
    last = max(column for _, column in drawn.sheet.cells)
    rows = range(drawn.headings[0], drawn.headings[1] + 1)
    return [book.spot(spot.form, row, column) for row in rows for column in range(1, last + 2)]


def _take_out(book: Book, column: int) -> None:
    """A column out of the only form, the rest moved to the left."""
    sheet = book.drawn[0].sheet
    top = book.drawn[0].headings[0]
    kept = {}
    for (row, at), cell in sheet.cells.items():
        if row < top or at < column:
            kept[row, at] = cell
        elif at > column:
            kept[row, at - 1] = cell
    sheet.cells = kept
    merges = []
    for t, left, b, right in sheet.merges:
        if t < top:
            merges.append((t, left, b, right))
        elif not left == right == column:
            merges.append((t, left - (left > column), b, right - (right >= column)))
    sheet.merges = [m for m in merges if (m[0], m[1]) != (m[2], m[3])]


def beside(book: Book, heading: str, value: Callable[[int], Value], code: str, severity: Severity) -> Planted | None:
    """A further column at the right of the only form."""
    if len(book.drawn) > 1:
        return None
    drawn = book.drawn[0]
    at = drawn.first + sum(h.width for h in drawn.form.heads)
    top, bottom = drawn.headings
    drawn.sheet.block(top, at, bottom, at, heading, Look(bold=True, border=drawn.form.paper.borders))
    for row, line in zip(drawn.rows, drawn.form.lines, strict=True):
        if line.kind == "body":
            drawn.sheet.put(row, at, value(row), Look(border=drawn.form.paper.borders))
    return Told(book).at(code, severity, book.spot(0, top, at)).done()
