"""What the lines of a header say: the path of headings over each column, from the top to the leaf, and units."""

from __future__ import annotations

import re

from lumbung.sheets.tables.header import Header
from lumbung.sheets.tables.layout import Layout, Line, Look, shown
from lumbung.sheets.tables.shape import Shape
from lumbung.sheets.words import words
from lumbung.text import fold

_RESIDUE = re.compile(r"^Unnamed: \d+(_level_\d+)?$")
"""What pandas writes for a heading that was empty."""


def paths(layout: Layout, header: Header) -> dict[int, tuple[str, ...]]:
    """Per column, its headings from the top to the leaf; a merged heading stands on every column it covers."""
    result: dict[int, list[str]] = {}
    merged = any(span.right > span.left for span in header.spans)
    leaves = {column for line in header.lines[-1:] for column in line.cells}
    for line in header.lines:
        above = line is not header.lines[-1] and not merged
        for column, text in _covering(header, line) if above else ():
            result.setdefault(column, []).append(text)
        if above and _covering(header, line):
            continue
        for column, text in _headings(layout, line, leaves if above else set(), header.shape):
            path = result.setdefault(column, [])
            if text and path[-1:] != [text]:
                path.append(text)
    return {column: tuple(path) for column, path in result.items()}


def unit_in(text: str) -> str | None:
    """The unit that a unit row's cell or a heading's closing brackets name: ``(Ha)`` → ``Ha``; None without one."""
    inside = text[text.rfind("(") + 1 : -1].strip() if text.endswith(")") and "(" in text else text
    if inside.casefold() in words().units or (inside != text and _parts_are_units(inside)):
        return inside
    return None


def _parts_are_units(text: str) -> bool:
    parts = [part for part in fold(text).split() if part not in ("per", "dan")]
    return bool(parts) and all(part in words().units or part in ("ribu", "juta", "miliar") for part in parts)


def _headings(layout: Layout, line: Line, leaves: set[int], shape: Shape) -> list[tuple[int, str]]:
    """(column, text) of one header line; without any merges, a heading also stands over the leaves to its right."""
    found = []
    columns = line.columns
    for i, column in enumerate(columns):
        nothing = line.looks[column] is Look.NOTHING and not any(map(str.isalpha, shown(line.cells[column])))
        text = "" if nothing else _RESIDUE.sub("", shown(line.cells[column]))
        right = layout.span(line.row, column).right
        found += [(c, text) for c in range(column, right + 1)]
        end = columns[i + 1] if i + 1 < len(columns) else max(leaves, default=0) + 1
        if column > shape.stub:
            found += [(c, text) for c in range(right + 1, end) if c in leaves]
    return found


def _covering(header: Header, line: Line) -> list[tuple[int, str]]:
    """Headings without merges, each over one round of leaves that come round: ``SD SMP | SD SMP`` under two statuses.

    A heading may stand anywhere over its round, as if centred; nothing if the leaves do not come round.
    """
    leaf = header.lines[-1]
    tops = [c for c in line.cells if c > header.shape.stub]
    leaves = [c for c in leaf.cells if c > header.shape.stub]
    size = len(leaves) // len(tops) if tops else 0
    texts = [fold(shown(leaf.cells[c])) for c in leaves]
    if len(tops) < 2 or size < 2 or texts != texts[:size] * len(tops) or len(set(texts[:size])) < size:
        return []
    rounds = [leaves[i * size : (i + 1) * size] for i in range(len(tops))]
    if not all(each[0] <= top <= each[-1] for top, each in zip(tops, rounds, strict=True)):
        return []
    stub = [(c, shown(line.cells[c])) for c in line.cells if c <= header.shape.stub]
    return stub + [(c, shown(line.cells[top])) for top, each in zip(tops, rounds, strict=True) for c in each]
