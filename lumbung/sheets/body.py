"""What stands under a header: the lines of the body, the remarks below them, and where the table ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lumbung.sheets.header import Header, recurs
from lumbung.sheets.layout import Layout, Line, Look
from lumbung.sheets.lines import (
    is_data,
    is_mark,
    is_numbering,
    is_remark,
    is_title_line,
    is_year_line,
    looks_like_numbering,
)
from lumbung.sheets.words import is_total, year_label
from lumbung.text import fold

_HEADER_DEPTH = 6


@dataclass
class Body:
    """The lines under a header; ``end`` is the position in ``Layout.lines`` where the next thing starts."""

    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    repeated: list[Line] = field(default_factory=list)  # the header again, as on every printed page
    end: int = 0


def collect(layout: Layout, header: Header) -> Body:
    """The body of the table under ``header``, down to the next table or the end of the sheet."""
    body = Body()
    lines = layout.lines
    heading = {_key(line) for line in header.lines}
    position = header.body
    while position < len(lines):
        line = lines[position]
        if _repeats(line, heading, body):
            body.repeated.append(line)
        elif is_title_line(line) or _starts_table(lines, position, body, header):
            break
        elif body.notes:
            if is_data(line) and len(line.cells) > 1:
                break
            body.notes.append(line)
        else:
            (body.notes if is_remark(line) else body.lines).append(line)
        position += 1
    body.end = position
    _settle_tail(layout, header, body)
    return body


def _key(line: Line) -> tuple[tuple[int, str], ...]:
    return tuple((column, fold(str(cell.value))) for column, cell in line.cells.items())


def _repeats(line: Line, heading: set[tuple[tuple[int, str], ...]], body: Body) -> bool:
    """True for the header again; after remarks, a total or a lone text it opens a new table instead."""
    if body.repeated and is_numbering(line):
        return True
    if len(line.cells) < 2 or not line.texts or is_data(line) or body.notes or _key(line) not in heading:
        return False
    last = body.lines[-1] if body.lines else None
    return last is None or (is_data(last) and not is_total(last.first_text))


def _starts_table(lines: Sequence[Line], position: int, body: Body, header: Header) -> bool:
    """True for the header of another table: headings after a gap, a remark or a total, and data soon below."""
    line = lines[position]
    if not (body.lines or body.notes) or len(line.cells) < 2 or is_data(line) or is_remark(line):
        return False
    before = lines[position - 1]
    if not (body.notes or line.row - before.last > 1 or is_total(before.first_text)):
        return False
    if year_label(line.first_text) and not is_year_line(line):
        return False
    if recurs(lines, position) or _label_seen(body, line):
        return False
    headings = [c for c in line.cells if c > header.shape.stub and line.looks[c] is not Look.NOTHING]
    if not headings and not body.notes:
        return False
    return any(
        is_data(below) or looks_like_numbering(below, None) for below in lines[position + 1 : position + _HEADER_DEPTH]
    )


def _label_seen(body: Body, line: Line) -> bool:
    first = line.columns[0]
    return bool(line.first_text) and any(
        above.first_text == line.first_text and above.columns[0] == first for above in body.lines
    )


def _settle_tail(layout: Layout, header: Header, body: Body) -> None:
    """Lines of text at the end of the body are remarks; those after a gap above another table are its title."""
    tail: list[Line] = []
    while body.lines and _is_tail(layout, header, body.lines[-1]):
        tail.insert(0, body.lines.pop())
    if not any(is_data(line) for line in body.lines):
        body.lines += tail  # a form that nobody filled in
        return
    body.notes[:0] = tail
    if body.end < len(layout.lines):
        _give_back(layout, body)


def _is_tail(layout: Layout, header: Header, line: Line) -> bool:
    """A text alone, or among the figures behind its footnote mark; not a label whose figures are merged down to it."""
    if line.row in layout.covered and len(layout.covered[line.row] - set(line.cells)) > 1:
        return False
    return _is_loose_text(line) or _is_footnote(header, line)


def _is_footnote(header: Header, line: Line) -> bool:
    first, last = line.columns[0], line.columns[-1]
    apart = len(line.cells) == 2 and last > header.shape.stub and line.looks[last] is Look.TEXT
    return apart and is_mark(line.cells[first])


def _is_loose_text(line: Line) -> bool:
    return not line.figures and len(line.cells) == 1


def _give_back(layout: Layout, body: Body) -> None:
    kept = len(body.notes)
    while kept and not is_remark(body.notes[kept - 1]) and _is_loose_text(body.notes[kept - 1]):
        kept -= 1
    following = layout.lines[body.end].row
    for position in range(kept, len(body.notes)):
        line, above = body.notes[position], layout.lines[body.end - (len(body.notes) - position) - 1]
        if line.row - above.last > 1 and following - line.row <= len(body.notes) - position + 2:
            body.end -= len(body.notes) - position
            del body.notes[position:]
            return
