"""Formulas of files that come back as an Excel copy, in Excel's notation: sums and plain arithmetic within a sheet.

Any other formula is left out, and its value stands for it: a copy must never compute what the file did not.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from lumbung.sheets.addresses import address
from lumbung.sheets.grid import Position

_CELLS = r"\[\.(\$?[A-Z]{1,3}\$?\d+)(?::\.(\$?[A-Z]{1,3}\$?\d+))?\]"
_ODF_CELLS = re.compile(_CELLS)
_ODF = re.compile(rf"of:=((?:{_CELLS}|(?:SUM|AVERAGE|MIN|MAX|ROUND)(?=\()|[\d.+*/();\s-])+)")
_FUNCTIONS = {4: "SUM", 5: "AVERAGE", 6: "MIN", 7: "MAX"}
_ROUND = 27
_OPERATORS = {3: "+", 4: "-", 5: "*", 6: "/"}
_ROWS, _COLUMNS = 0x10000, 0x100
_RELATIVE_ROW, _RELATIVE_COLUMN = 0x8000, 0x4000


def from_odf(formula: str) -> str | None:
    """``of:=SUM([.B4:.C4];[.D4])`` → ``=SUM(B4:C4,D4)``; None for what is more than arithmetic within the sheet."""
    found = _ODF.fullmatch(formula)
    if found is None:
        return None
    cells = _ODF_CELLS.sub(lambda each: ":".join(filter(None, each.groups())), found[1])
    return "=" + cells.replace(";", ",")


def from_biff8(tokens: bytes, at: Position) -> str | None:
    """The formula that the tokens of a cell say, e.g. ``=SUM(B4:C4)``; None for more than arithmetic in the sheet.

    Args:
        tokens: the parsed expression of [MS-XLS] 2.5.198, without its length.
        at: the cell, from which a shared formula counts.
    """
    try:
        stack = _evaluated(tokens, at)
    except (IndexError, struct.error, ValueError):
        return None
    return f"={stack[0]}" if len(stack) == 1 else None


def shared_with(tokens: bytes) -> Position | None:
    """The first cell of the shared formula that a cell only points to."""
    if tokens[:1] != b"\x01" or len(tokens) < 5:
        return None
    row, column = struct.unpack_from("<HH", tokens, 1)
    return row + 1, column + 1


def _evaluated(tokens: bytes, at: Position) -> list[str]:
    stack: list[str] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        kind = token if token < 0x20 else token & 0x1F | 0x20
        position += 1
        if kind in _OPERATORS:
            right, left = stack.pop(), stack.pop()
            stack.append(f"{left}{_OPERATORS[kind]}{right}")
        elif kind == 0x15:  # brackets that were written
            stack.append(f"({stack.pop()})")
        elif kind == 0x19:  # how it is written, or a sum of one range
            if tokens[position] & 0x10:
                stack.append(f"SUM({stack.pop()})")
            elif not tokens[position] & 0x40:
                raise ValueError(kind)
            position += 3
        elif kind == 0x1E:
            stack.append(str(struct.unpack_from("<H", tokens, position)[0]))
            position += 2
        elif kind in (0x21, 0x22):
            position += _called(tokens, position, kind, stack)
        elif kind in (0x24, 0x2C):
            stack.append(next(_cells(tokens, position, 1, at, shared=kind == 0x2C)))
            position += 4
        elif kind in (0x25, 0x2D):
            stack.append(":".join(_cells(tokens, position, 2, at, shared=kind == 0x2D)))
            position += 8
        else:
            raise ValueError(kind)
    return stack


def _called(tokens: bytes, position: int, kind: int, stack: list[str]) -> int:
    """Put a call in place of its arguments; how many bytes said it."""
    if kind == 0x21:
        number, count, size = struct.unpack_from("<H", tokens, position)[0], 2, 2
        name = "ROUND" if number == _ROUND else ""
    else:
        count, size = tokens[position] & 0x7F, 3
        name = _FUNCTIONS.get(struct.unpack_from("<H", tokens, position + 1)[0], "")
    if not name or not 0 < count <= len(stack):
        raise ValueError(kind)
    stack[-count:] = [f"{name}({','.join(stack[-count:])})"]
    return size


def _cells(tokens: bytes, position: int, count: int, at: Position, *, shared: bool) -> Iterator[str]:
    numbers = struct.unpack_from(f"<{2 * count}H", tokens, position)
    for row, column in zip(numbers[:count], numbers[count:], strict=True):
        place = row, column & 0xFF
        if shared:
            down = at[0] - 1 if column & _RELATIVE_ROW else 0
            across = at[1] - 1 if column & _RELATIVE_COLUMN else 0
            place = (row + down) % _ROWS, (place[1] + across) % _COLUMNS
        yield address(place[0] + 1, place[1] + 1)
