"""Tables side by side: a sheet is cut where a blank column parts two tables that each name their own rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lumbung.sheets.layout import Layout, Line
from lumbung.sheets.words import words
from lumbung.text import fold


def strips(layout: Layout) -> list[Layout]:
    """The layout itself, or its parts from left to right; coordinates stay those of the sheet."""
    cuts = [gap for gap in _gaps(layout.lines) if _parts_tables(layout, gap)]
    if not cuts:
        return [layout]
    edges = [0, *cuts, max(max(line.cells) for line in layout.lines) + 1]
    return [_strip(layout, left, right) for left, right in pairwise(edges)]


def _gaps(lines: Sequence[Line]) -> Iterator[int]:
    """Blank columns with something directly to their right."""
    filled = {column for line in lines for column in line.cells}
    yield from (c - 1 for c in sorted(filled) if c - 1 > min(filled) and c - 1 not in filled)


def _parts_tables(layout: Layout, gap: int) -> bool:
    """True if one line heads the rows on both sides of the gap, figures follow on both, and no merge spans it."""
    if any(s.left < gap < s.right and s.bottom - s.top < 1 for s in layout.spans.values()):
        return False
    right = gap + 1
    for position, line in enumerate(layout.lines):
        if right not in line.cells or not _heads_rows(line, right):
            continue
        below = layout.lines[position + 1 : position + 30]
        left_heads = [c for c in line.cells if c < gap]
        figures = [c for after in below for c in after.figures]
        texts = sum(right in after.cells and right not in after.figures for after in below)
        if left_heads and _heads_rows(line, left_heads[0]) and texts and min(figures, default=right) < gap:
            return max(figures, default=0) > right
    return False


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
