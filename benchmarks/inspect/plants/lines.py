"""S01, S02, S04, S11 and L07: rows that are no plain rows of data."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

from benchmarks.inspect.books import Book, Spot
from benchmarks.inspect.plants.choosing import counted, one, plain
from benchmarks.inspect.plants.model import BLOCKER, INFO, WARNING, Planted, Told, plant
from benchmarks.inspect.plants.rows import insert, last_row
from lumbung.contracts.model import Kind, Source
from sites.samples.form import Head, Line, draw

_REMARKS = ("Keterangan: angka sementara", "*) termasuk daerah pemekaran", "Catatan: diolah")


@plant("S01", INFO, "a remark below the table", books=4)
def remark_below(book: Book, random: Random) -> Planted | None:
    if len(book.drawn) > 1:
        return None
    remark = Spot(0, last_row(book) + 1, 1, "")
    book.write(
        remark, random.choice(("Keterangan: angka sementara", "*) termasuk daerah pemekaran", "Catatan: diolah"))
    )
    drawn = book.drawn[0]
    outside = {row for row, _ in drawn.sheet.cells if row < drawn.headings[0] or row > drawn.rows[-1]}
    return Told(book).near("S01", INFO, *(book.spot(0, r, c) for r, c in drawn.sheet.cells if r in outside)).done()


@plant("S02", INFO, "a row of totals", books=4)
def row_of_totals(book: Book, random: Random) -> Planted | None:
    rows = {t.row for t in (*book.printed_totals(), *book.subtotals())}
    if not rows or len(book.drawn) > 1:
        return None
    return Told(book).near("S02", INFO, *(book.spot(0, r, c) for r, c in book.drawn[0].sheet.cells if r in rows)).done()


@plant("S04", WARNING, "a figure merged over two rows", formats=("xlsx", "xls", "ods"), books=5)
def merged_figures(book: Book, random: Random) -> Planted | None:
    pairs = {(f.form, f.row, f.column): f for f in plain(book)}
    known = [f for f in pairs.values() if (f.form, f.row + 1, f.column) in pairs and f.value]
    spot = one(random, known)
    if spot is None:
        return None
    book.write(pairs[spot.form, spot.row + 1, spot.column], "")
    book.sheet_of(spot).merges.append((spot.row, spot.column, spot.row + 1, spot.column))
    return Told(book).at("S04", WARNING, spot).done()


@plant("S04", INFO, "labels on the first row of their group alone", books=4)
def labels_of_groups(book: Book, random: Random) -> Planted | None:
    regions, labelled = book.contract.of_kind(Kind.REGION), book.drawn[0].form.labels
    if len(book.drawn) > 1 or not regions or labelled[:2] != ("No", regions[0].title):
        return None
    labels = [s for p in book.contract.of_kind(Kind.REGION)[:1] for s in book.labels(p) if s.value]
    repeated = [below for above, below in pairwise(labels) if above.value == below.value and below.row == above.row + 1]
    groups = len(labels) - len(repeated)
    if len({s.value for s in labels}) != groups or groups < 2 or len(repeated) < groups:
        return None
    number = 0
    for spot in labels:
        again = spot in repeated
        number += not again
        book.write(book.spot(0, spot.row, 1), "" if again else number)
        if again:
            book.write(spot, "")
    return Told(book).near("S04", INFO, *repeated).done()


@plant("S11", WARNING, "a row about an indicator that nobody asked for", books=5)
def unknown_indicator(book: Book, random: Random) -> Planted | None:
    drawn = book.drawn[0]
    named = [m for m in book.contract.measures if Source.ROWLABEL in m.sources]
    body = [(r, ln) for r, ln in zip(drawn.rows, drawn.form.lines, strict=True) if ln.kind == "body"]
    listed = [(r, ln) for r, ln in body if any(m.title in ln.labels for m in named)]
    if not named or len(listed) < 3 or len(book.drawn) > 1:
        return None
    row, line = random.choice(listed[1:])
    at = next(i for i, text in enumerate(line.labels) if any(m.title == text for m in named))
    insert(book, row)
    for column in range(drawn.first):
        if column != at and column < len(line.labels):
            book.write(Spot(0, row, column + 1, ""), line.labels[column] or "")
    spot = Spot(0, row, at + 1, "")
    book.write(spot, random.choice(("Indeks Zzz Qqq", "Angka Xyzzy")))
    for column, value in enumerate(line.values, start=drawn.first):
        if isinstance(value, (int, float)):
            book.write(Spot(0, row, column, ""), value)
    return Told(book).at("S11", WARNING, spot).done()


@plant("L07", BLOCKER, "a pivot that folds its categories under each kecamatan", books=5)
def folded_pivot(book: Book, random: Random) -> Planted | None:
    regions, categories = book.contract.of_kind(Kind.REGION), book.contract.of_kind(Kind.CATEGORY)
    across = [c for c in categories if Source.HEADER in c.sources]
    if len(regions) != 1 or len(across) != 1 or len(book.contract.measures) != 1 or len(book.drawn) != 1:
        return None
    drawn = book.drawn[0]
    if len(drawn.form.labels) != 2 or not counted(book) or book.view.across:
        return None
    names = {c.code: c.name for c in across[0].categories}
    lines: list[Line] = []
    outer: list[int] = []
    for line in (ln for ln in drawn.form.lines if ln.kind == "body"):
        figures = [f for f in counted(book) if f.line is line]
        if len(figures) < 2 or not sum(f.value for f in figures):
            return None
        outer.append(len(lines))
        lines.append(Line((line.labels[1],), (sum(f.value for f in figures),)))
        lines += [Line((names[dict(f.codes)[across[0].name]],), (f.value,)) for f in figures]
    heads = (Head(f"Sum of {book.contract.measures[0].title}"),)
    paper = replace(drawn.form.paper, table_number="", numbering="")
    form = replace(drawn.form, labels=("Row Labels",), heads=heads, lines=tuple(lines), paper=paper)
    book.drawn = [draw(form)]
    rows = book.drawn[0].rows
    return Told(book).at("L07", BLOCKER, *(book.spot(0, rows[i], 1) for i in outer)).done()
