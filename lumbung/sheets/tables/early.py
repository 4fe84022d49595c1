"""Lines of a body that come before its first figures: sections, and rows of which nothing was reported."""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.sheets.tables.layout import Layout, Line, Look, shown
from lumbung.sheets.tables.shape import Shape
from lumbung.sheets.words import words
from lumbung.text import fold

_FIRST_COUNTERS = ("1", "01", "001", "I", "A", "a")


def is_early_row(layout: Layout, position: int, shape: Shape) -> bool:
    """A line of the body without figures: counted, or labels with dashes or nothing, or a label that comes again."""
    line = layout.lines[position]
    spans = list(layout.line_spans(line))
    if line.row in layout.covered or any(s.bottom > s.top for s in spans) or spans[0].left > shape.stub:
        return False
    if shown(line.cells[spans[0].left]).rstrip(".)").strip() in _FIRST_COUNTERS:
        return True
    if len(spans) > 1 and recurs(layout.lines, position):
        return True
    if not shape.values:
        return len(spans) == 1 and len(shape.columns) > 2 and spans[0].left == shape.columns[0]
    measured = [s.left for s in spans if s.left > shape.stub]
    return all(_says_nothing(line, column) for column in measured)


def _says_nothing(line: Line, column: int) -> bool:
    return line.looks[column] is Look.NOTHING or fold(shown(line.cells[column])).split(" ", 1)[0] in words().no_figure


def recurs(lines: Sequence[Line], position: int) -> bool:
    """True if the first text of a line stands in its column again below, in a line that is otherwise different."""
    line = lines[position]
    first = line.columns[0]
    if line.looks[first] is not Look.TEXT:
        return False
    label = shown(line.cells[first])
    rest = [shown(cell) for column, cell in line.cells.items() if column != first]
    for below in lines[position + 1 : position + 200]:
        if first in below.cells and shown(below.cells[first]) == label:
            return [shown(cell) for column, cell in below.cells.items() if column != first] != rest
    return False
