"""Workbooks of two real OPDs against the figures that a person typed from them, row by row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.banjarnegara_truth import agree
from lumbung.sheets.model import Reading, Role, Table, TableRow
from lumbung.sheets.words import is_note, is_total, year_label

KNOWN_ERRORS = Path(__file__).parent / "truth_errors.csv"
_SURE = 0.95
"""Workbooks whose typed file agreed less in a crude reading are not scored: there the typing needs a second look."""

_SPELLINGS = {"purworejoklampok": "purwarejaklampok", "purworejoklp": "purwarejaklampok", "purwonegoro": "purwanegara"}

Typed = Mapping[str, Sequence[float | None]]
"""The figures of one year by folded row label, in the order of their columns."""


@dataclass(frozen=True)
class Pair:
    """A workbook, its year, and the typed file that covers it."""

    workbook: Path
    year: str
    typed: Path


@dataclass(frozen=True)
class Score:
    """One workbook: typed figures compared and equal, those left out as known errors of the typing, and body rows."""

    workbook: str
    compared: int
    equal: int
    left_out: int
    rows: int
    wrong_rows: int

    @property
    def is_right(self) -> bool:
        """True if every compared figure came back and no total, history or note stands among the rows."""
        return self.compared > 0 and self.equal == self.compared and self.wrong_rows == 0


@dataclass(frozen=True)
class KnownError:
    """A typed column that the workbook does not have."""

    workbook: str
    column: str
    reason: str


@cache
def known_errors() -> tuple[KnownError, ...]:
    """The list of ``truth_errors.csv``."""
    with KNOWN_ERRORS.open(encoding="utf-8", newline="") as file:
        return tuple(KnownError(**row) for row in csv.DictReader(file))


def pairs(corpus: Path) -> Iterator[Pair]:
    """The workbooks with typed figures, from ``pairs.csv``."""
    with (corpus / "pairs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if float(row["match"]) >= _SURE:
                workbook = corpus / row["xlsx"]
                yield Pair(workbook, row["year"], workbook.parent / row["gt_csv"])


def score(pair: Pair, reading: Reading) -> Score:
    """The table of the workbook that agrees best with the typed figures, and every body row of all its tables."""
    typed, left_out = _typed(pair)
    best = max((_equal(table, typed) for table in reading.tables), default=0)
    rows = [row for table in reading.tables for row in table.rows]
    compared = sum(figure is not None for figures in typed.values() for figure in figures)
    wrong = sum(map(_is_no_observation, rows))
    return Score(pair.workbook.name, compared, best, left_out, len(rows), wrong)


def _typed(pair: Pair) -> tuple[Typed, int]:
    with pair.typed.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        head, *lines = csv.reader(file)
    year_column = next(i for i, name in enumerate(head) if name.strip().lower().startswith("tahun"))
    errors = {e.column for e in known_errors() if e.workbook == pair.workbook.name}
    columns = [i for i in range(1, len(head)) if i != year_column]
    wrong = {i for i in columns if " ".join(head[i].split()) in errors}
    mine = [
        line for line in lines if len(line) > year_column and pair.year in re.findall(r"20\d\d", line[year_column])[:1]
    ]
    figures = {_key(line[0]): [None if i in wrong else _figure(line[i]) for i in columns] for line in mine}
    return figures, len(wrong) * len(mine)


def _figure(text: str) -> float | None:
    bare = text.strip().strip('"').replace(" ", "")
    if bare in ("", "-", "–", "—"):
        return 0.0
    english = re.fullmatch(r"-?\d{1,3}(,\d{3})*(\.\d+)?", bare)
    try:
        return float(bare.replace(",", "") if english else bare.replace(",", "."))
    except ValueError:
        return None


def _key(label: str) -> str:
    letters = re.sub(r"[^a-z]", "", label.lower())
    return _SPELLINGS.get(letters, letters)


def _equal(table: Table, typed: Typed) -> int:
    values = [column.letter for column in table.columns if column.role is Role.VALUE]
    equal = 0
    for row in table.rows:
        label = next((key for v in row.cells.values() if isinstance(v, str) and (key := _key(v)) in typed), None)
        for figure, letter in zip(typed.get(label or "", ()), values, strict=False):
            got = row.cells.get(letter)
            equal += figure is not None and agree(figure, float(got) if isinstance(got, int | float) else 0.0)
    return equal


def _is_no_observation(row: TableRow) -> bool:
    texts = [value for value in row.cells.values() if isinstance(value, str)]
    return any(is_total(text) or is_note(text) or year_label(text) is not None for text in texts)
