"""The rough shape of a table, told from its first rows of data: its columns, and which of them name the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lumbung.sheets.tables.layout import Line, Look, shown
from lumbung.sheets.tables.lines import is_data, is_quantity, is_title_line, is_year
from lumbung.sheets.words import is_total

_LOOKED_AT = 25
_CODE_DIGITS = 8


@dataclass(frozen=True)
class Shape:
    """Columns that the data fill, and ``stub``: the last of the columns on the left that name the rows."""

    columns: tuple[int, ...]
    stub: int

    @property
    def values(self) -> tuple[int, ...]:
        """The columns right of the stub."""
        return tuple(c for c in self.columns if c > self.stub)


def shape_of(lines: Sequence[Line], first: int) -> Shape:
    """The shape of the data that start at ``lines[first]``."""
    sample = _sample(lines, first)
    filled = Counter(column for line in sample for column in line.cells)
    columns = tuple(sorted(c for c, n in filled.items() if n * 4 >= len(sample) or n >= 3))
    columns = columns or tuple(sorted(filled))
    return Shape(columns, _stub(sample, columns))


def _sample(lines: Sequence[Line], first: int) -> list[Line]:
    sample: list[Line] = []
    for line in lines[first : first + _LOOKED_AT]:
        if is_title_line(line):
            break
        if is_data(line):
            sample.append(line)
    return sample or [lines[first]]


def _stub(sample: Sequence[Line], columns: Sequence[int]) -> int:
    texts = [_is_texty(sample, column) for column in columns]
    if True not in texts:
        return columns[0]
    start = texts.index(True)
    if not all(_is_identifier(sample, column) for column in columns[:start]):
        return columns[0]
    end = next((i for i in range(start, len(texts)) if not texts[i]), len(texts))
    return columns[end - 1]


def _is_texty(sample: Sequence[Line], column: int) -> bool:
    filled = [line for line in sample if column in line.looks]
    texts = sum(not line.looks[column].is_figure and not is_quantity(line.cells[column]) for line in filled)
    return texts * 2 > len(filled) or (texts > 1 and _only_years(sample, column))


def _only_years(sample: Sequence[Line], column: int) -> bool:
    """True if the only figures among the names are years: the history under a short table."""
    return all(is_year(line.cells[column]) for line in sample if line.looks.get(column, Look.TEXT).is_figure)


def _is_identifier(sample: Sequence[Line], column: int) -> bool:
    cells = [line.cells[column] for line in sample if column in line.cells]
    values = [cell.value for cell in cells if isinstance(cell.value, int)]
    if len(values) * 2 < len(cells):
        others = [line for line in sample if line.looks.get(column, Look.NUMERAL) is not Look.NUMERAL]
        return all(is_total(shown(line.cells[column])) for line in others)
    rising = sum(b - a == 1 for a, b in pairwise(values)) * 2 >= len(values) - 1
    return rising or all(map(is_year, cells)) or min(values) >= 10 ** (_CODE_DIGITS - 1) or len(set(values)) == 1
