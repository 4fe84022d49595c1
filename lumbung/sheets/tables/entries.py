"""One line of a body on its way to being told: what it says, and where it stands among the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from lumbung.sheets.tables.layout import Line
from lumbung.sheets.tables.sums import Addends, Row
from lumbung.sheets.words import words
from lumbung.text import fold

_BULLET = re.compile(r"[-–•]\s*[^\W\d]")
_CODE = re.compile(r"\d{1,3}(\.\d{1,4})*\.?")

Rank = tuple[int, int, int, int]
"""Label column, level of the region word, step of the numbering (I, 1, a; 5, 5.1, 5.1.01), indent."""

NO_LEVEL = 9
"""Level of a label without a region word: below all of them."""


class Kind(Enum):
    """What a line of the body is."""

    ROW = "row"
    TOTAL = "total"
    HISTORY = "history"
    SECTION = "section"
    STRAY = "stray"


@dataclass
class Entry:
    """One line of a body on its way to being told."""

    line: Line
    values: Row  # its cells as read, labels and figures
    parts: Sequence[Row]  # its values, and the sums of the rows alike that it stands for
    labels: dict[int, str]  # its label texts by column, counters left out
    counted: bool  # it carries a running number
    mark: str  # the letter or Roman numeral that it carries where others carry their running number; mostly empty
    figured: bool  # it has something in a value column
    merged: bool  # its label covers several label columns
    kind: Kind = Kind.ROW
    why: str = ""
    step: int | None = None  # its depth, where the marks that open the labels tell it
    carried: set[int] = field(default_factory=set)  # label columns, blank here, that take the label of their group

    @property
    def marked(self) -> bool:
        """True if it carries a mark."""
        return bool(self.mark)

    @property
    def label(self) -> str:
        """The first label text; empty if it has none."""
        return next(iter(self.labels.values()), "")

    @property
    def code(self) -> str:
        """The code in its first label column, ``5.1.01``; empty without one."""
        return self.label.strip(".") if _CODE.fullmatch(self.label) else ""

    @cached_property
    def rank(self) -> Rank:
        """Its place in a hierarchy by looks: label column, region word, indent. Siblings are equal, parents lower."""
        column, text = next(iter(self.labels.items()), (0, ""))
        raw = self.line.cells[column].value if column in self.line.cells else ""
        indent = len(raw) - len(raw.lstrip(" \xa0\t")) if isinstance(raw, str) else 0
        first = fold(text).split(" ", 1)[0]
        indent += isinstance(raw, str) and _BULLET.match(raw.strip()) is not None
        step = self.step
        if step is None:
            step = 2 if self.mark[:1].islower() else 0 if self.mark else _depth(text)
        return column, words().region_levels.get(first, NO_LEVEL), step, indent


def _depth(code: str) -> int:
    """How many parts a code has, ``5.1.01`` → 3; 1 for any other text."""
    return code.strip(".").count(".") + 1 if _CODE.fullmatch(code) else 1


def common_rank(entries: Sequence[Entry]) -> Rank | None:
    """The rank that most rows with figures have; None without such rows."""
    ranks: dict[Rank, int] = {}
    for entry in entries:
        if entry.kind is Kind.ROW and entry.figured:
            ranks[entry.rank] = ranks.get(entry.rank, 0) + 1
    return max(ranks, key=lambda rank: (ranks[rank], rank)) if ranks else None


def mostly_numbered(rows: Sequence[Entry]) -> bool:
    """True if most rows carry a running number."""
    return sum(row.counted for row in rows) * 2 > len(rows)


def parts_of(entries: Iterable[Entry]) -> Addends:
    """Their values as addends, those of the rows alike summed."""
    return Addends(part for entry in entries for part in entry.parts)


def with_following(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    """Each entry with the one below it; None below the last."""
    yield from zip(entries, [*entries[1:], None], strict=False)  # a body may be empty
