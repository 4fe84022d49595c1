"""Tables of text alone, such as registers of names: where their headings end and their rows begin."""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.sheets.tables.layout import Line, shown
from lumbung.sheets.tables.lines import is_pair, is_remark


def opens_text_table(lines: Sequence[Line], position: int) -> bool:
    """True for headings over at least two lines of text that fill the same columns, without a gap between them."""
    block = lines[position : position + 3]
    if any(len(line.cells) < 2 or is_pair(line) or is_remark(line) for line in block):
        return False
    adjacent = block[2].row - block[0].row == 2
    return adjacent and all(set(line.cells) <= set(block[0].cells) for line in block[1:])


def is_first_row(lines: Sequence[Line], position: int) -> bool:
    """True if a block of text lines starts with its first row, the headings being the line above."""
    line, above = lines[position], lines[position - 1]
    counted = shown(line.cells[line.columns[0]]).rstrip(".)").strip() in ("1", "01", "001")
    return line.row - above.last == 1 and len(above.cells) > 1 and (counted or len(above.cells) != len(line.cells))


def first_text_row(lines: Sequence[Line], position: int) -> int:
    """Position of the first row under headings; a section may stand between them (``DESA MAWAR``)."""
    line, below = lines[position], lines[position + 1]
    lone = below.columns == line.columns[:1] and not below.figures and not is_remark(below)
    return position + 2 if lone and len(line.cells) > 2 else position + 1
