"""S and T04: rows that are too many, too few, or not rows of data."""

from __future__ import annotations

from random import Random

from benchmarks.inspect.books import Book, Figure, Spot
from benchmarks.inspect.plants.choosing import one, plain
from benchmarks.inspect.plants.model import BLOCKER, ERROR, INFO, WARNING, Planted, Told, plant
from lumbung.contracts.model import Kind
from sites.samples.sheet import Look


@plant("S03", WARNING, "a blank row among the rows", books=5)
def blank_row(book: Book, random: Random) -> Planted | None:
    row = _middle(book, random)
    if row is None:
        return None
    insert(book, row)
    return Told(book).near("S03", WARNING, *_row(book, row)).done()


@plant("S05", INFO, "the headings once more among the rows", books=4)
def repeated_headings(book: Book, random: Random) -> Planted | None:
    row, drawn = _middle(book, random), book.drawn[0]
    if row is None or drawn.headings[0] != drawn.headings[1]:
        return None
    insert(book, row)
    for column in range(1, _width(book) + 1):
        drawn.sheet.put(row, column, book.spot(0, drawn.headings[0], column).value)
    return Told(book).near("S05", INFO, *_row(book, row)).done()


@plant("S06", ERROR, "a figure beyond the last heading", books=5)
def beyond_the_headings(book: Book, random: Random) -> Planted | None:
    if len(book.drawn) > 1:
        return None
    row = _middle(book, random)
    if row is None:
        return None
    stray = Spot(0, row, _width(book) + 1, "")
    book.write(stray, 17)
    return Told(book).at("S06", ERROR, stray).mend((stray, "")).done()


@plant("S08", WARNING, "a row that stands twice, figure by figure", books=5)
def exact_double(book: Book, random: Random) -> Planted | None:
    row, drawn = _middle(book, random), book.drawn[0]
    if row is None or not book.contract.of_kind(Kind.REGION) or drawn.form.labels[0] != "No":
        return None
    copied = insert(book, row)
    for column in range(2, _width(book) + 1):
        drawn.sheet.put(copied, column, book.spot(0, copied - 1, column).value)
    _renumber(book, random)
    _add_up(book)
    return Told(book).near("S08", WARNING, *_row(book, copied), *_row(book, copied - 1)).done()


@plant("S09", BLOCKER, "a form without a figure", books=5)
def empty_form(book: Book, random: Random) -> Planted | None:
    for drawn in book.drawn:
        for row in drawn.rows:
            for column in range(drawn.first, drawn.first + sum(h.width for h in drawn.form.heads)):
                drawn.sheet.put(row, column, "")
    told = Told(book)
    for i, drawn in enumerate(book.drawn):
        rows = range(drawn.headings[0], drawn.rows[-1] + 1)
        told.near("S09", BLOCKER, *(book.spot(i, row, c) for row in rows for c in range(1, _width(book) + 1)))
    return told.done()


@plant("S10", WARNING, "a row number left out", books=5)
def number_left_out(book: Book, random: Random) -> Planted | None:
    drawn = book.drawn[0]
    body = [r for r, line in zip(drawn.rows, drawn.form.lines, strict=True) if line.kind == "body"]
    if len(body) < 6 or drawn.form.labels[0] != "No" or len(book.drawn) > 1 or book.contract.complete_over:
        return None
    numbers = [book.spot(0, row, 1) for row in body]
    if [s.value for s in numbers] != list(range(1, len(body) + 1)):
        return None
    at = random.randrange(2, len(body) - 2)
    for spot in numbers[at:]:
        book.write(spot, int(spot.value) + 1)
    return Told(book).at("S10", WARNING, numbers[at]).done()


@plant("T04", WARNING, "a kecamatan that is not there", books=8)
def row_missing(book: Book, random: Random) -> Planted | None:
    drawn = book.drawn[0]
    if not book.contract.complete_over or len(book.drawn) > 1:
        return None
    body = [i for i, line in enumerate(drawn.form.lines) if line.kind == "body"]
    remove(book, random.choice(body))
    _renumber(book, random)
    _add_up(book)
    return Told(book).near("T04", WARNING, *_everywhere(book)).done()


@plant("T04", WARNING, "a kecamatan that is not there, and its number neither", books=4)
def row_and_number_missing(book: Book, random: Random) -> Planted | None:
    drawn = book.drawn[0]
    if not book.contract.complete_over or len(book.drawn) > 1:
        return None
    body = [i for i, line in enumerate(drawn.form.lines) if line.kind == "body"]
    remove(book, random.choice(body[1:-1]))
    _add_up(book)
    return Told(book).near("T04", WARNING, *_everywhere(book)).done()


@plant("T04", WARNING, "a row deleted, the totals left as they were", books=6)
def row_deleted(book: Book, random: Random) -> Planted | None:
    drawn = book.drawn[0]
    if not book.contract.complete_over or len(book.drawn) > 1 or not any(book.printed_totals()):
        return None
    at = random.choice([i for i, line in enumerate(drawn.form.lines) if line.kind == "body"][1:-1])
    if not all(v for v in drawn.form.lines[at].values if isinstance(v, (int, float))):
        return None
    remove(book, at)
    return Told(book).near("T04", WARNING, *_everywhere(book)).done()


@plant("T04", WARNING, "a row whose figures were left out, the totals left as they were", books=6)
def row_left_blank(book: Book, random: Random) -> Planted | None:
    rows: dict[int, list[Figure]] = {}
    for figure in book.figures():
        rows.setdefault(figure.row, []).append(figure)
    blank = random.choice(list(rows.values())) if rows else []
    measures = [f.measure for f in blank if f.measure]
    if (
        not blank
        or not book.contract.complete_over
        or len(book.drawn) > 1
        or any(m.required or m.sum_of for m in measures)
    ):
        return None
    if len(measures) < len(blank) or not all(f.value and f.measure and f.measure.additive for f in blank):
        return None
    for figure in blank:
        book.write(figure, "")
    return Told(book).at("T04", WARNING, *blank).mend(*((f, f.value) for f in blank)).done()


# ------------------------------------------------------------------ rows in and out


def insert(book: Book, row: int) -> int:
    """A blank row at that place of the first form; everything from it on moves down."""
    _shift(book, row, 1)
    for column in range(1, _width(book) + 1):
        book.drawn[0].sheet.put(row, column, "", Look(border=book.drawn[0].form.paper.borders))
    return row


def last_row(book: Book) -> int:
    """The last sheet row of the first form, with what stands below its table."""
    return max(row for row, _ in book.drawn[0].sheet.cells)


def remove(book: Book, number: int) -> None:
    """A line out of the first form; everything below it moves up."""
    drawn = book.drawn[0]
    row = drawn.rows[number]
    for column in range(1, max(c for _, c in drawn.sheet.cells) + 1):
        drawn.sheet.cells.pop((row, column), None)
    lines = (*drawn.form.lines[:number], *drawn.form.lines[number + 1 :])
    rows = (*drawn.rows[:number], *drawn.rows[number + 1 :])
    object.__setattr__(drawn.form, "lines", lines)
    object.__setattr__(drawn, "rows", rows)
    _shift(book, row + 1, -1)


def _shift(book: Book, start: int, by: int) -> None:
    drawn = book.drawn[0]
    sheet = drawn.sheet
    sheet.cells = {(r + by * (r >= start), c): cell for (r, c), cell in sheet.cells.items()}
    sheet.merges = [(t + by * (t >= start), le, b + by * (b >= start), ri) for t, le, b, ri in sheet.merges]
    sheet.heights = {r + by * (r >= start): h for r, h in sheet.heights.items()}
    object.__setattr__(drawn, "rows", tuple(r + by * (r >= start) for r in drawn.rows))


def _renumber(book: Book, random: Random) -> None:
    """The row numbers of the body in order again, as they were written."""
    drawn = book.drawn[0]
    if drawn.form.labels[0] != "No":
        return
    top = drawn.headings[1]
    last = max(r for r, line in zip(drawn.rows, drawn.form.lines, strict=True) if line.kind == "body")
    number = 0
    for row in range(top + 1, last + 1):
        spot = book.spot(0, row, 1)
        named = any(book.spot(0, row, c).value != "" for c in range(2, drawn.first))
        is_number = row in drawn.rows or spot.value == ""
        if named and is_number and not str(spot.value).startswith("("):
            number += 1
            book.write(spot, _like(spot.value, number))


def _like(old: object, number: int) -> int | str:
    if isinstance(old, str) and old.endswith("."):
        return f"{number:02d}." if old.startswith("0") or len(old) > 2 else f"{number}."
    return number


def _add_up(book: Book) -> None:
    """The totals of plain sums, made again of what stands above them."""
    drawn = book.drawn[0]
    totals = list(book.printed_totals())
    for total in totals:
        if total.measure and total.measure.additive:
            above = range(drawn.headings[1] + 1 + bool(drawn.form.paper.numbering), total.row)
            values = [book.spot(0, row, total.column).value for row in above]
            book.write(total, _sum([v for v in values if isinstance(v, (int, float))]))


def _sum(values: list[int | float]) -> int | float:
    return sum(values) if all(isinstance(v, int) for v in values) else round(sum(values), 6)


# ------------------------------------------------------------------ places


def _middle(book: Book, random: Random) -> int | None:
    """The sheet row of a body line that is neither the first nor the last of the only form."""
    drawn = book.drawn[0]
    body = [r for r, line in zip(drawn.rows, drawn.form.lines, strict=True) if line.kind == "body"]
    simple = len(body) > 4 and len(book.drawn) == 1 and {ln.kind for ln in drawn.form.lines} <= {"body", "total"}
    merged = any(top in drawn.rows for top, _, bottom, _ in drawn.sheet.merges if bottom > top)
    return one(random, body[2:-1]) if simple and not merged and plain(book) else None


def _row(book: Book, row: int) -> list[Spot]:
    return [book.spot(0, row, column) for column in range(1, _width(book) + 1)]


def _width(book: Book) -> int:
    drawn = book.drawn[0]
    return drawn.first - 1 + sum(h.width for h in drawn.form.heads)


def _everywhere(book: Book) -> list[Spot]:
    return [book.spot(0, row, column) for (row, column) in book.drawn[0].sheet.cells]
