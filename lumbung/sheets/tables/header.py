"""The header of a table: which lines above the data belong to it. What they say is told by ``headings``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.sheets.grid import Span
from lumbung.sheets.tables.early import is_early_row
from lumbung.sheets.tables.layout import Layout, Line, Look
from lumbung.sheets.tables.lines import (
    heads_stub,
    is_caption,
    is_counting_line,
    is_data,
    is_numbering,
    is_pair,
    is_period,
    is_remark,
    is_title_line,
    is_year_line,
    looks_like_numbering,
)
from lumbung.sheets.tables.shape import Shape, shape_of
from lumbung.sheets.words import words
from lumbung.text import fold

_GAP_TO_DATA = 4
_DEEPEST = 8


@dataclass(frozen=True)
class Header:
    """A header found: its lines, the column numbers under it, and where title and body meet it.

    ``first`` and ``body`` are positions in ``Layout.lines``: of the top header line, and of the first line under it.
    """

    lines: tuple[Line, ...]
    numbering: Line | None
    first: int
    body: int
    shape: Shape
    spans: tuple[Span, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """Every row that a heading touches."""
        return tuple(sorted({r for s in self.spans for r in range(s.top, s.bottom + 1)}))

    @property
    def bottom(self) -> int:
        """The last row of header and numbering."""
        return max(self.rows[-1], self.numbering.row if self.numbering else 0)


def find_header(layout: Layout, start: int, data: int) -> Header | None:
    """The header over the data line at position ``data``, looking no higher than ``start``; None if there is none."""
    lines = layout.lines
    data = _first_row(layout, start, data)
    numbering = _numbering(layout, start, data)
    if numbering is not None and numbering >= data and numbering + 1 >= len(lines):
        return None
    first_data = data if numbering is None or numbering < data else numbering + 1
    shape = shape_of(lines, first_data)
    bottom = (numbering if numbering is not None else data) - 1
    if numbering is None:
        bottom = _above_early_rows(layout, start, bottom, shape)
    top = _climb(layout, start, bottom, shape, numbering)
    if top > bottom:
        return None
    found = lines[top : bottom + 1]
    if numbering is None and _is_a_title_line(layout, found, lines[bottom + 1], shape):
        return None
    limit = lines[numbering].row if numbering is not None else lines[bottom + 1].row
    return Header(
        lines=tuple(found),
        numbering=None if numbering is None else lines[numbering],
        first=top,
        body=(bottom if numbering is None else numbering) + 1,
        shape=shape,
        spans=tuple(_clip(s, limit) for line in found for s in layout.line_spans(line)),
    )


def _is_a_title_line(layout: Layout, found: Sequence[Line], below: Line, shape: Shape) -> bool:
    """True for one text over several columns of figures, parted from the rows: nothing tells the columns apart."""
    spans = list(layout.line_spans(found[0]))
    over = sum(spans[0].left <= c <= spans[0].right and c > shape.stub for c in shape.columns)
    return len(found) == 1 and len(spans) == 1 and over > 1 and below.row - found[0].last > 1


def _first_row(layout: Layout, start: int, data: int) -> int:
    """Position of the first row: rows whose figures happen to look like years, or to count up, may stand above it.

    They are rows if they name themselves in the stub and every column has a heading of its own above them.
    """
    lines = layout.lines
    top = data
    while top > start and _may_be_row(layout, lines[top - 1]) and lines[top].row - lines[top - 1].last == 1:
        top -= 1
    while top < data and not _has_own_headings(layout, start, top):
        top += 1
    for line in lines[top:data]:
        line.data = True
    return top


def _may_be_row(layout: Layout, line: Line) -> bool:
    first = line.columns[0]
    named = line.looks[first] is Look.TEXT and not heads_stub(line.first_text) and not is_title_line(line)
    merged = any(span.right > span.left or span.bottom > span.top for span in layout.line_spans(line))
    return named and not merged and bool(line.figures) and (is_year_line(line) or is_counting_line(line))


def _has_own_headings(layout: Layout, start: int, position: int) -> bool:
    """True if each column of the line has a text of its own in the lines right above."""
    line = layout.lines[position]
    above = [each for each in layout.lines[max(start, position - _GAP_TO_DATA) : position] if not is_title_line(each)]
    own = {s.left for each in above for s in layout.line_spans(each) if s.right == s.left and _is_text(each, s.left)}
    return set(line.cells) <= own


def _is_text(line: Line, column: int) -> bool:
    return line.looks[column] is Look.TEXT


def _numbering(layout: Layout, start: int, data: int) -> int | None:
    """Position of the numbering row: the data line itself, or up to four lines above it."""
    lines = layout.lines
    following = lines[data + 1] if data + 1 < len(lines) else None
    if data > start and _numbers_columns(layout, lines[data], following):
        return data
    for position in range(data - 1, max(start, data - _GAP_TO_DATA) - 1, -1):
        if position > start and _numbers_columns(layout, lines[position], lines[data]):
            return position
    return None


def _numbers_columns(layout: Layout, line: Line, following: Line | None) -> bool:
    """True for a numbering row; bare numbers beside a heading merged down over them are headings: classes 1 to 6."""
    return is_numbering(line) or (not _is_covered(layout, line) and looks_like_numbering(line, following))


def _above_early_rows(layout: Layout, start: int, bottom: int, shape: Shape) -> int:
    """The position of the lowest header line: sections and rows without figures may stand between it and the data."""
    position = bottom
    while position >= start and is_early_row(layout, position, shape):
        position -= 1
    if position < start:
        return bottom
    below = layout.lines[position + 1 : bottom + 1]
    if len(below) == 1 and _names_stub(layout, below[0], layout.lines[position], shape):
        return bottom
    return position


def _names_stub(layout: Layout, line: Line, above: Line, shape: Shape) -> bool:
    """True if a line of labels is no row but names the stub, which the headings above leave unnamed."""
    if line.row - above.last > 1 or _named(layout, [above], shape) or len(above.cells) < 2:
        return False
    return len(line.cells) > 1 or heads_stub(line.first_text)


def _climb(layout: Layout, start: int, bottom: int, shape: Shape, numbering: int | None) -> int:
    """Position of the top header line; ``bottom + 1`` if the line at ``bottom`` is no header."""
    lines = layout.lines
    top = bottom + 1
    below = lines[numbering].row if numbering is not None else lines[top].row
    for position in range(bottom, max(start, bottom - _DEEPEST) - 1, -1):
        line, accepted = lines[position], lines[top : bottom + 1]
        gap = below - line.last - 1
        if gap > (0 if accepted else _GAP_TO_DATA) and not _reaches(layout, line, below):
            break
        if not _is_heading(layout, line, accepted, shape) or (accepted and _ends_title(lines, position, start)):
            break
        top, below = position, line.row
        if _closes(layout, line, lines[bottom].row, shape):
            break
    return top


def _ends_title(lines: Sequence[Line], position: int, start: int) -> bool:
    """True for a lone text right under another one in its column: the title's second line, not the stub's heading."""
    line, above = lines[position], lines[max(position - 1, start)]
    lone = len(line.cells) == 1 and above.columns == line.columns and line.row - above.row == 1
    first = fold(line.first_text).split(" ", 1)[0]
    return lone and not (heads_stub(first) or first in words().group_headings)


def _reaches(layout: Layout, line: Line, row: int) -> bool:
    return any(span.bottom >= row - 1 and span.bottom > span.top for span in layout.line_spans(line))


def _closes(layout: Layout, line: Line, bottom: int, shape: Shape) -> bool:
    """True if a heading of the stub reaches from this line to the bottom: nothing above belongs to the header."""
    return any(s.left <= shape.stub and s.bottom >= bottom and s.bottom > s.top for s in layout.line_spans(line))


def _is_heading(layout: Layout, line: Line, accepted: Sequence[Line], shape: Shape) -> bool:
    if is_data(line) or is_remark(line) or is_title_line(line) or is_pair(line):
        return False
    spans = list(layout.line_spans(line))
    if not accepted:
        alone = len(spans) == 1 and spans[0].left <= shape.stub
        return not alone or _is_covered(layout, line) or heads_stub(line.first_text)
    if _is_covered(layout, line) or any(s.bottom > s.top for s in spans):
        return True
    if len(spans) == 1:
        return _heads_group(spans[0], accepted, shape) and not (spans[0].left <= shape.stub and is_caption(line.text))
    if is_period(line) and _named(layout, accepted, shape):
        return False
    wide = sum(s.right - s.left + 1 for s in spans) * 2 >= len(shape.columns)
    if _named(layout, accepted, shape) and spans[0].left <= shape.stub:
        return wide and len(spans) * 2 >= min(len(shape.columns), 6)
    straddles = any(s.left <= shape.stub < s.right for s in spans)
    return wide or not straddles


def _heads_group(span: Span, accepted: Sequence[Line], shape: Shape) -> bool:
    if span.right > span.left:
        return span.left > shape.stub
    lowest = min(line.columns[0] for line in accepted)
    return span.left <= shape.stub < lowest


def _named(layout: Layout, accepted: Sequence[Line], shape: Shape) -> bool:
    """True if the lines accepted so far name the stub."""
    return any(span.left <= shape.stub for line in accepted for span in layout.line_spans(line))


def _is_covered(layout: Layout, line: Line) -> bool:
    """True if a vertical merge from above runs through the line."""
    return line.row in layout.covered


def _clip(span: Span, limit: int) -> Span:
    return Span(span.top, span.left, min(span.bottom, max(span.top, limit - 1)), span.right)
