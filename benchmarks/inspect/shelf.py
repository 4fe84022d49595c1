"""The clean books of all sites: every dataset of ``datasets.csv`` in every layout that its contract can carry."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from zlib import crc32

from benchmarks.inspect.books import WRITERS, Book
from expectations.inspect import Inspector
from lumbung.contracts.model import Contract
from lumbung.site import load_site
from sites.samples.layouts import LAYOUTS
from sites.samples.layouts.base import Workbook
from sites.samples.plan import Generator
from sites.samples.view import View
from sites.samples.wording import before, file_safe

SITES = Path(__file__).parents[2] / "sites"
OWN = {"registers": Path(__file__).parent / "registers"}
"""Sites that only these benchmarks have."""
_LISTED = Path(__file__).parent / "datasets.csv"
_NATURAL = {".xlsx": "xlsx", ".xls": "xls", ".csv": "csv"}


@dataclass(frozen=True)
class Shelf:
    """One site: its inspector and the generator of its books."""

    inspector: Inspector
    generator: Generator

    @classmethod
    def of(cls, site: str) -> Shelf:
        """The shelf of a site by the name of its folder, below the sites or beside this module."""
        inspector = Inspector(load_site(OWN.get(site, SITES / site)))
        return cls(inspector, Generator.of(inspector.site))

    def books(self, dataset: str, formats: int = 2) -> Iterator[Book]:
        """The books of one dataset: each layout in the format it is usual in, and in ``formats - 1`` others."""
        contract = self.inspector.registry.contracts[dataset]
        periods = self.generator.periods(contract)
        view = self.generator.view(contract, periods[-1])
        for layout in LAYOUTS:
            if layout.suits(view) and isinstance(layout, Workbook):
                shown = replace(view, periods=tuple(periods[-layout.periods :]))
                drawn = list(layout.drawn(shown))
                book = Book(
                    self.inspector.site.folder.name,
                    contract.opd,
                    contract,
                    shown,
                    layout.name,
                    "html" if layout.name == "html" else _NATURAL[layout.extension],
                    file_safe(layout.file_name(shown)),
                    drawn,
                )
                yield from (replace(book, format=f) for f in _formats(book, contract)[:formats])

    def before(self, book: Book, files: int) -> list[Book]:
        """The books of the periods right before a book, the earliest first: as many files of the same kind."""
        each = len(book.view.periods)
        periods = before(book.view.periods[0], book.contract.grain, each * files)
        chunks = [periods[at : at + each] for at in range(0, len(periods), each)]
        views = [replace(self.generator.view(book.contract, chunk[-1]), periods=chunk) for chunk in chunks]
        return [redrawn(book, view) for view in views]


def redrawn(book: Book, view: View) -> Book:
    """The same kind of book about other periods, rows or figures."""
    layout = next(layout for layout in LAYOUTS if layout.name == book.layout)
    assert isinstance(layout, Workbook)
    return replace(book, view=view, drawn=list(layout.drawn(view)), stem=file_safe(layout.file_name(view)))


def _formats(book: Book, contract: Contract) -> Sequence[str]:
    """The formats a book can be kept in, its own first; a text file has one sheet and marks no merges."""
    one = len(book.sheets) == 1
    others = [f for f in WRITERS if f != book.format and (one or f not in ("csv", "html"))]
    turn = crc32(f"{contract.dataset} {book.layout}".encode()) % len(others)
    return [book.format, *others[turn:], *others[:turn]]


@cache
def shelf(site: str) -> Shelf:
    """The shelf of a site, made once."""
    return Shelf.of(site)


def datasets() -> Iterator[tuple[str, str]]:
    """Site and name of every dataset that is measured."""
    with _LISTED.open(encoding="utf-8", newline="") as stream:
        yield from ((row["situs"], row["dataset"]) for row in csv.DictReader(stream))


def books(formats: int = 2) -> Iterator[Book]:
    """All clean books."""
    for site, dataset in datasets():
        yield from shelf(site).books(dataset, formats)
