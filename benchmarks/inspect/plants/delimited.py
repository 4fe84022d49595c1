"""F08 and S07: texts whose delimiters, quotes and letters cannot be told for certain, and rows that end early."""

from __future__ import annotations

from random import Random

from benchmarks.inspect.books import Book
from benchmarks.inspect.plants.choosing import one
from benchmarks.inspect.plants.model import ERROR, WARNING, Planted, Told, plant

TEXTS = ("csv",)


@plant("F08", WARNING, "a quotation mark that is never closed", formats=TEXTS, books=4)
def unclosed_quote(book: Book, random: Random) -> Planted | None:
    lines = book.data().decode("utf-8-sig").split("\r\n")
    at = next((i for i, line in enumerate(lines) if "Data contoh" in line), None)
    if at is None or any('"' in line for line in lines):
        return None
    lines[at] = '"' + lines[at]
    return _as_text(book, lines, Told(book).near("F08", WARNING))


@plant("F08", WARNING, "letters that were lost in another encoding", formats=TEXTS, books=4)
def lost_letters(book: Book, random: Random) -> Planted | None:
    lines = book.data().decode("utf-8-sig").split("\r\n")
    at = next((i for i, line in enumerate(lines) if "Data contoh" in line), None)
    if at is None:
        return None
    lines[at] = lines[at].replace("contoh", "conto\ufffdh", 1)
    return _as_text(book, lines, Told(book).near("F08", WARNING))


@plant("F08", WARNING, "a row with commas among rows with semicolons", formats=TEXTS, books=4)
def other_delimiter(book: Book, random: Random) -> Planted | None:
    lines = book.data().decode("utf-8-sig").split("\r\n")
    rows = [r for r, ln in zip(book.drawn[0].rows, book.drawn[0].form.lines, strict=True) if ln.kind == "body"]
    plain = [r for r in rows[1:-1] if lines[r - 1].count(";") > 1 and not set(lines[r - 1]) & set(',"')]
    row = one(random, plain)
    if row is None:
        return None
    lines[row - 1] = lines[row - 1].replace(";", ",")
    return _as_text(book, lines, Told(book).at("F08", WARNING, book.spot(0, row, 1)))


@plant("S07", ERROR, "a row that ends before the last column", formats=TEXTS, books=5)
def row_ends_early(book: Book, random: Random) -> Planted | None:
    drawn = book.drawn[0]
    body = [(r, ln) for r, ln in zip(drawn.rows, drawn.form.lines, strict=True) if ln.kind == "body" and ln.values]
    width = max(column for _, column in drawn.sheet.cells)
    chosen = one(random, body[1:-1])
    if chosen is None or len(book.drawn) > 1 or width <= drawn.first:
        return None
    row, _ = chosen
    lines = book.data().decode("utf-8-sig").split("\r\n")
    gone = random.choice((1, 2)) if width > drawn.first + 1 else 1
    lines[row - 1] = lines[row - 1].rsplit(";", gone)[0]
    lost = [book.spot(0, row, column) for column in range(width - gone + 1, width + 1)]
    told = Told(book).at("S07", ERROR, *lost).mend(*((spot, spot.value) for spot in lost))
    return _as_text(book, lines, told)


def _as_text(book: Book, lines: list[str], told: Told) -> Planted:
    book.raw = "\r\n".join(lines).encode("utf-8-sig")
    return told.done()
