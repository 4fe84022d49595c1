"""What stands under a header: the lines of the body, the remarks below them, and where the table ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lumbung.sheets.tables.early import recurs
from lumbung.sheets.tables.header import Header
from lumbung.sheets.tables.layout import Layout, Line, Look
from lumbung.sheets.tables.lines import (
    is_data,
    is_mark,
    is_numbering,
    is_remark,
    is_title_line,
    is_year_line,
    looks_like_numbering,
)
from lumbung.sheets.words import is_carried, is_total, year_label
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
    inner: list[Line] = []  # remarks between the rows
    position = header.body
    while position < len(lines):
        line = lines[position]
        if _repeats(line, header, heading, body):
            body.repeated.append(line)
        elif is_title_line(line) or _starts_table(lines, position, body, header):
            break
        elif body.notes:
            if _goes_on(line, lines[position - 1], body, header):
                inner += body.notes
                body.notes, body.lines = [], [*body.lines, line]
            elif is_data(line) and len(line.cells) > 1:
                break
            else:
                body.notes.append(line)
        else:
            (body.notes if is_remark(line) else body.lines).append(line)
        position += 1
    body.end = position
    _settle_tail(layout, header, body)
    body.notes[:0] = inner
    return body


def _goes_on(line: Line, before: Line, body: Body, header: Header) -> bool:
    """True for a row right under a remark, as if the remark were not there: the table has no total yet."""
    if not (is_data(line) and body.lines and line.row - before.last == 1 and all(map(is_remark, body.notes))):
        return False
    known = {column for above in body.lines[-5:] for column in above.cells}
    complete = line.columns[0] <= header.shape.stub and len(line.cells) > 1 and line.cells.keys() <= known
    return complete and not any(is_total(above.first_text) for above in body.lines)


def _key(line: Line) -> tuple[tuple[int, str], ...]:
    return tuple((column, fold(str(cell.value))) for column, cell in line.cells.items())


def _repeats(line: Line, header: Header, heading: set[tuple[tuple[int, str], ...]], body: Body) -> bool:
    """True for the header again; after remarks, a total or a lone text it opens a new table instead."""
    if body.repeated and (is_numbering(line) or (header.numbering and _key(line) == _key(header.numbering))):
        return True
    if len(line.cells) < 2 or not line.texts or is_data(line) or body.notes or _key(line) not in heading:
        return False
    last = body.lines[-1] if body.lines else None
    return last is None or (is_data(last) and (not is_total(last.first_text) or is_carried(last.first_text)))


def _starts_table(lines: Sequence[Line], position: int, body: Body, header: Header) -> bool:
    """True for the header of another table: headings after a gap, a remark or a total, and data soon below."""
    line = lines[position]
    if not (body.lines or body.notes) or len(line.cells) < 2 or is_data(line) or is_remark(line):
        return False
    if _is_row_of_years(line, body, header):
        line.data = True
        return False
    before = lines[position - 1]
    if _heads_again(lines, position, header):
        return True
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


def _is_row_of_years(line: Line, body: Body, header: Header) -> bool:
    """True for figures that happen to look like years, in a line that fills the columns which the rows fill."""
    known = [above for above in body.lines if is_data(above)]
    named = line.columns[0] <= header.shape.stub and line.looks[line.columns[0]] is Look.TEXT
    alike = any(line.cells.keys() == above.cells.keys() and line.figures == above.figures for above in known)
    headings = {fold(each.first_text) for each in header.lines}
    return bool(is_year_line(line) and named and alike and fold(line.first_text) not in headings)


def _heads_again(lines: Sequence[Line], position: int, header: Header) -> bool:
    """True for headings right under the rows: text throughout, the stub headed as before, figures in the next line."""
    line, below = lines[position], lines[position + 1 : position + 2]
    heading = header.lines[0]
    alike = line.columns[0] == heading.columns[0] and fold(line.first_text) == fold(heading.first_text) != ""
    return alike and not line.figures and any(is_data(following) for following in below)


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
    tail[:0] = _words_below(header, body.lines)
    body.notes[:0] = tail
    if body.end < len(layout.lines):
        _give_back(layout, body)


def _words_below(header: Header, lines: list[Line]) -> list[Line]:
    """The lines of text alone that end a body, taken off it: two signatures, a block of metadata.

    Only below a total, or below a gap where texts stand under the headings of figures: right under the rows
    ``Batur | tidak ada`` is one of them.
    """
    first = next(i for i in range(len(lines), 0, -1) if lines[i - 1].figures or is_data(lines[i - 1]))
    below = lines[first:]
    if not below or not (is_total(lines[first - 1].first_text) or _stands_off(header, below, lines[first - 1])):
        return []
    del lines[first:]
    return below


def _stands_off(header: Header, below: Sequence[Line], last: Line) -> bool:
    return below[0].row - last.last > 1 and any(line.columns[-1] > header.shape.stub for line in below)


def _is_tail(layout: Layout, header: Header, line: Line) -> bool:
    """A text alone, or among the figures behind its footnote mark; not a label whose figures are merged down to it."""
    if line.row in layout.covered and len(layout.covered[line.row] - set(line.cells)) > 1:
        return False
    return (_is_loose_text(line) and not is_total(line.first_text)) or _is_footnote(header, line)


def _is_footnote(header: Header, line: Line) -> bool:
    first, last = line.columns[0], line.columns[-1]
    apart = len(line.cells) == 2 and last > header.shape.stub and line.looks[last] is Look.TEXT
    return apart and (is_mark(line.cells[first]) or line.looks[first] is Look.NOTHING)


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
