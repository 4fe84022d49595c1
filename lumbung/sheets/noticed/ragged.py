"""Cells that no heading covers: a column of figures (H04), a row longer (S06) or shorter (S07) than the header.

Such a row may have slipped sideways, so that figures stand under the wrong headings: whoever loads it must hold it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address, letter
from lumbung.sheets.figures.numbers import Style, read_number
from lumbung.sheets.model import Column, Role
from lumbung.sheets.noticed.seen import Seen
from lumbung.sheets.tables.entries import Entry
from lumbung.sheets.tables.layout import Look

_FEWEST = 2
"""Rows at least with a figure that make cells without a heading a column."""


@dataclass(frozen=True)
class Ragged:
    """What stands outside the headings of a table, by row and column."""

    columns: tuple[int, ...] = ()  # of figures, without any heading: they are in no column of the table
    leafless: tuple[int, ...] = ()  # under a merged heading whose other columns have one of their own
    longer: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # row → columns of its surplus cells
    shorter: Mapping[int, int] = field(default_factory=dict)  # row → its last cell

    @property
    def rows(self) -> dict[int, str]:
        """The rows that may have slipped, with the code of what is said of them."""
        return dict.fromkeys(self.shorter, "S07") | dict.fromkeys(self.longer, "S06")

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The letters of the columns of figures without a heading."""
        return tuple(letter(column) for column in sorted((*self.columns, *self.leafless)))

    def code_of(self, row: int, column: int) -> str:
        """The code of the finding that is about a cell outside the headings; empty if none is."""
        return "H04" if column in self.columns else "S06" if column in self.longer.get(row, ()) else ""


NOT_RAGGED = Ragged()


def ragged(seen: Seen) -> Ragged:
    """The columns without a heading of a table, and its rows that are longer or shorter than the header."""
    if not seen.columns.by_number:
        return NOT_RAGGED
    spare = tuple(_spare_columns(seen))
    columns = tuple(column for column in spare if _says_anything(seen, column))
    last = max((*seen.columns.by_number, *spare))
    longer = {e.line.row: cells for e in seen.rows if (cells := tuple(_surplus(seen, e, last)))}
    return Ragged(columns, tuple(_leafless(seen)), longer, dict(_shorter(seen, last)))


def ragged_findings(seen: Seen, found: Ragged) -> Iterator[Finding]:
    """H04 for each column, S06 and S07 for each row."""
    for column in sorted((*found.columns, *found.leafless)):
        yield finding("H04", sheet=seen.sheet, cells=(_heading_cell(seen, column),), letter=letter(column))
    for row, columns in found.longer.items():
        cells = [address(row, column) for column in columns]
        yield finding("S06", sheet=seen.sheet, cells=cells, row=row, last=letter(columns[0] - 1))
    expected = max(seen.columns.by_number)
    for row, last in found.shorter.items():
        missing = [address(row, column) for column in range(last + 1, expected + 1)]
        yield finding("S07", sheet=seen.sheet, cells=missing, row=row, found=last, expected=expected)


def _heading_cell(seen: Seen, column: int) -> str:
    """Where the heading ought to stand: in the lowest row of the header, or where the blank merge over it begins."""
    bottom = seen.header.rows[-1]
    covering = (s for s in seen.grid.merges if s.left <= column <= s.right and s.top <= bottom <= s.bottom)
    top, left = next(((s.top, s.left) for s in covering), (bottom, column))
    return address(top, left)


def _spare_columns(seen: Seen) -> Iterator[int]:
    """Columns in or right beside the table that hold a figure in at least half of its rows, but have no heading."""
    filled = Counter(column for entry in seen.rows for column in entry.line.figures if _holds(entry, column))
    rows = len(seen.rows)
    known, right = seen.columns.by_number, max(seen.columns.by_number)
    for column in sorted(filled):
        if column in known or column <= seen.header.shape.stub or column > right + 1:
            continue
        fewest = min(_FEWEST, rows) if column < max(known) else _FEWEST  # between headings one row tells enough
        if filled[column] >= fewest and filled[column] * 2 >= rows:
            right = max(right, column)
            yield column


def _holds(entry: Entry, column: int) -> bool:
    return entry.line.looks[column] is not Look.NOTHING


def _says_anything(seen: Seen, column: int) -> bool:
    """False for a column of noughts: nobody misses it."""
    values = (e.line.cells[column].value for e in seen.rows if column in e.line.figures and _holds(e, column))
    return any(read_number(v).value(Style.INDONESIAN) != 0 if isinstance(v, str) else v != 0 for v in values)


def _leafless(seen: Seen) -> Iterator[int]:
    """Columns of figures named by a merged group heading alone, while the group's other columns have their own."""
    header = seen.header
    own = {s.left for s in header.spans if s.left == s.right}
    for span in header.spans:
        group = range(span.left, span.right + 1)
        bare = [c for c in group if c not in own and _is_bare(seen, c, span.bottom)]
        if len(group) > 1 and bare and any(c in own for c in group):
            yield from (c for c in bare if _holds_figures(seen, c))


def _is_bare(seen: Seen, column: int, below: int) -> bool:
    """True if no heading below a row covers the column."""
    return not any(s.left <= column <= s.right and s.top > below for s in seen.header.spans)


def _holds_figures(seen: Seen, column: int) -> bool:
    known: Column | None = seen.columns.by_number.get(column)
    figures = sum(column in entry.line.figures and _holds(entry, column) for entry in seen.rows)
    return known is not None and known.role is Role.VALUE and figures >= _FEWEST and figures * 2 >= len(seen.rows)


def _surplus(seen: Seen, entry: Entry, last: int) -> Iterator[int]:
    """The cells of a row right behind the last column, without a gap: figures; in plain text anything."""
    column = last + 1
    while column in entry.line.cells:
        figure = entry.line.looks[column].is_figure and _holds(entry, column)
        if not (figure or seen.grid.plain_text):
            return
        yield column
        column += 1


def _shorter(seen: Seen, last: int) -> Iterator[tuple[int, int]]:
    """Rows of a delimited text that end before the last column, where most rows do not."""
    if not seen.grid.plain_text:
        return
    lengths = {row: len(seen.grid.rows[row - 1]) for e in seen.rows for row in range(e.line.row, e.line.last + 1)}
    short = {row: length for row, length in lengths.items() if length < last}
    if len(short) * 2 < len(lengths):
        yield from short.items()
