"""Tables side by side: a sheet is cut where a blank column parts two tables that each name their own rows.

It is also cut where the headings start over (``No Kecamatan L P No Kecamatan L P``), blank column or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lumbung.sheets.tables.layout import Layout, Line, shown
from lumbung.sheets.words import words
from lumbung.text import fold


def strips(layout: Layout) -> list[Layout]:
    """The layout itself, or its parts from left to right; coordinates stay those of the sheet."""
    cuts = {gap for gap in _gaps(layout.lines) if _parts_tables(layout, gap)} or set(_restarts(layout))
    if not cuts:
        return [layout]
    edges = [0, *sorted(cuts), max(max(line.cells) for line in layout.lines) + 1]
    return [_strip(layout, left, right) for left, right in pairwise(edges)]


def _gaps(lines: Sequence[Line]) -> Iterator[int]:
    """Blank columns with something directly to their right."""
    filled = {column for line in lines for column in line.cells}
    yield from (c - 1 for c in sorted(filled) if c - 1 > min(filled) and c - 1 not in filled)


def _restarts(layout: Layout) -> Iterator[int]:
    """Columns where a line of headings says all over again what it said from its first column on."""
    for position, line in enumerate(layout.lines):
        columns = line.columns
        if line.figures or len(columns) < 4:
            continue
        texts = [fold(shown(cell)) for cell in line.cells.values()]
        size = next((n for n in range(2, len(texts) // 2 + 1) if texts == texts[:n] * (len(texts) // n)), 0)
        if not size or not all(texts) or not _heads_rows(line, columns[0]):
            continue
        starts = columns[size::size]
        below = layout.lines[position + 1 : position + 30]
        if all(_has_rows(below, start) for start in starts) and not any(_is_spanned(layout, line, c) for c in starts):
            yield from starts
            return


def _parts_tables(layout: Layout, gap: int) -> bool:
    """True if one line heads the rows on both sides of the gap, figures follow on both, and no merge below spans it."""
    right = gap + 1
    for position, line in enumerate(layout.lines):
        if right not in line.cells or not _heads_rows(line, right):
            continue
        below = layout.lines[position + 1 : position + 30]
        left_heads = [c for c in line.cells if c < gap]
        figures = [c for after in below for c in after.figures]
        if left_heads and _heads_rows(line, left_heads[0]) and min(figures, default=right) < gap:
            return max(figures, default=0) > right and _has_rows(below, right) and not _is_spanned(layout, line, right)
    return False


def _has_rows(below: Sequence[Line], start: int) -> bool:
    """True if names stand in the first column of a table, or in the second beside running numbers."""
    places = [(line, column) for line in below for column in (start, start + 1) if column in line.looks]
    return any(not line.looks[column].is_figure for line, column in places)


def _is_spanned(layout: Layout, line: Line, start: int) -> bool:
    """True if a merge in or below the headings runs over the place where the table to the right starts."""
    return any(s.left < start <= s.right and s.top == s.bottom >= line.row for s in layout.spans.values())


def _heads_rows(line: Line, column: int) -> bool:
    cell = line.cells[column]
    folded = fold(cell.value) if isinstance(cell.value, str) else ""
    vocabulary = words()
    parts = folded.split() or [""]
    return folded in vocabulary.stub or folded in vocabulary.label_headings or parts[0] in vocabulary.region_levels


def _strip(layout: Layout, left: int, right: int) -> Layout:
    lines = []
    for line in layout.lines:
        cells = {c: cell for c, cell in line.cells.items() if left <= c < right}
        if cells:
            lines.append(Line(line.row, cells, line.alike))
    spans = {place: span for place, span in layout.spans.items() if left <= span.left < right}
    return Layout(layout.grid, lines, spans)
