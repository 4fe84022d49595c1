"""F12: what we gave back of a large file, sent in its place."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from benchmarks.inspect.books import Book
from benchmarks.inspect.plants.choosing import counted, one
from benchmarks.inspect.plants.model import BLOCKER, Planted, Told, plant
from benchmarks.inspect.shelf import shelf
from lumbung.reports.annotate import annotate


@plant("F12", BLOCKER, "the rows with findings sent in place of the file", books=4)
def bad_rows_sent_back(book: Book, random: Random) -> Planted | None:
    spot = one(random, counted(book))
    if spot is None:
        return None
    book.write(spot, f"{spot.value} orang")
    data = book.data()
    found = shelf(book.site).inspector.inspect(data, book.name, book.opd)
    with tempfile.TemporaryDirectory() as folder:
        path = annotate(data, found.reading, found.findings, found.verdict, book.opd, Path(folder), marked_cells=1)
        book.raw = path.read_bytes()
    return Told(book).near("F12", BLOCKER).done(name=path.name)
