"""Tables of ten foreign statistical offices (troy200): does every figure come back with the labels that explain it?

The truth lists for each entry its row label and the *leaf* of its column heading, and says which heading stands above
which. Our ``path`` runs from the top heading to the leaf. So three figures are given: ``leaf`` compares like with like
(the last element of the path), ``closed`` adds to the truth the headings above its own, and ``raw`` holds whole paths
against leaves alone, where even a perfect reading stays below 1 (``ceiling``).
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from lumbung.sheets.model import Reading, Role, Table, TableRow

_ADDRESS = re.compile(r'!([A-Z]+\d+)"')
_LABEL = re.compile(r'"(.*?) \[([A-Z]+\d+)\]"')
_PARENT = re.compile(r'"?(.*?) \[([A-Z]+\d+)\]"?')
_ROW_HEADING = "RowHeading1"
_MARKS = ("$START", "$END")
_DEEPEST = 8

Labels = dict[str, set[str]]
"""Cell → the texts that explain it."""


@dataclass(frozen=True)
class Truth:
    """One table as a workbook of its own, its entries with their labels, and the same with the headings above them."""

    name: str
    data: bytes
    leaves: Labels
    closed: Labels


@dataclass
class Agreement:
    """Pairs found, given and wanted; adds up over tables."""

    both: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, given: Labels, wanted: Labels) -> None:
        """Count the (cell, label) pairs of one table."""
        ours, theirs = set(_pairs(given)), set(_pairs(wanted))
        self.both, self.given, self.wanted = (
            self.both + len(ours & theirs),
            self.given + len(ours),
            self.wanted + len(theirs),
        )

    @property
    def precision(self) -> float:
        """Share of the given pairs that are wanted."""
        return self.both / max(1, self.given)

    @property
    def recall(self) -> float:
        """Share of the wanted pairs that are given."""
        return self.both / max(1, self.wanted)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.both / max(1, self.given + self.wanted)


@dataclass
class Score:
    """The agreement over all tables in each of the ways of counting."""

    tables: int = 0
    perfect: int = 0
    leaf: Agreement = field(default_factory=Agreement)
    closed: Agreement = field(default_factory=Agreement)
    raw: Agreement = field(default_factory=Agreement)
    ceiling: Agreement = field(default_factory=Agreement)

    def add(self, truth: Truth, reading: Reading) -> None:
        """Score one table."""
        whole, leaf = labelled(reading, whole_path=True), labelled(reading, whole_path=False)
        self.tables += 1
        self.perfect += set(_pairs(leaf)) == set(_pairs(truth.leaves))
        self.leaf.add(leaf, truth.leaves)
        self.closed.add(whole, truth.closed)
        self.raw.add(whole, truth.leaves)
        self.ceiling.add(truth.closed, truth.leaves)


def labelled(reading: Reading, *, whole_path: bool) -> Labels:
    """Every figure of a reading with its row's labels and its column's headings."""
    found: Labels = {}
    for table in reading.tables:
        for row in (*table.rows, *table.totals, *table.history):
            labels = set(_row_labels(table, row))
            for column in table.columns:
                if column.role is Role.VALUE and row.cells.get(column.letter) is not None:
                    path = column.path if whole_path else column.path[-1:]
                    found[f"{column.letter}{row.row}"] = labels | set(map(_text, path))
    return found


def truths(folder: Path) -> Iterator[Truth]:
    """The tables of the corpus in the order of its sheets."""
    warnings.simplefilter("ignore", UserWarning)
    packed = (folder / "tables.xlsx").read_bytes()
    for name in openpyxl.load_workbook(io.BytesIO(packed)).sheetnames:
        told = openpyxl.load_workbook(folder / "gt" / f"{name}.xlsx")
        above = dict(_headings_above(told))
        entries = dict(_entries(told))
        leaves = {cell: {text for text, _ in labels} for cell, labels in entries.items()}
        closed = {
            cell: leaves[cell] | {text for _, at in labels for text in _ancestors(at, above)}
            for cell, labels in entries.items()
        }
        yield Truth(name, _alone(packed, name), leaves, closed)


def _alone(packed: bytes, name: str) -> bytes:
    """A workbook with one of the sheets, as an OPD would send it: without the marks that frame the table."""
    workbook = openpyxl.load_workbook(io.BytesIO(packed))
    for other in workbook.sheetnames:
        if other != name:
            del workbook[other]
    for row in workbook[name].iter_rows():
        for cell in row:
            if cell.value in _MARKS:
                cell.value = None
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _entries(told: Workbook) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for _, provenance, labels in told["ENTRIES"].iter_rows(min_row=2, max_col=3, values_only=True):
        if place := _ADDRESS.search(str(provenance)):
            yield place[1], [(_text(text), at) for text, at in _LABEL.findall(str(labels))]


def _headings_above(told: Workbook) -> Iterator[tuple[str, tuple[str, str]]]:
    for _, provenance, parent, category in told["LABELS"].iter_rows(min_row=2, max_col=4, values_only=True):
        place, above = _ADDRESS.search(str(provenance)), _PARENT.match(str(parent or ""))
        if place and above and category != _ROW_HEADING:
            yield place[1], (_text(above[1]), above[2])


def _ancestors(cell: str, above: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for _ in range(_DEEPEST):
        if cell not in above:
            return
        text, cell = above[cell]
        yield text


def _row_labels(table: Table, row: TableRow) -> Iterable[str]:
    letters = (column.letter for column in table.columns if column.role is Role.LABEL)
    return (_text(value) for letter in letters if (value := row.cells.get(letter)) is not None)


def _text(value: object) -> str:
    return re.sub(r"\s+", " ", str(value)).strip().strip('"').lower()


def _pairs(labels: Labels) -> Iterator[tuple[str, str]]:
    return ((cell, text) for cell, texts in labels.items() for text in texts)
