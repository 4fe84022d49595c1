"""The cells in the XML of one sheet: given another style, or put in where the sheet does not mention them.

Only rows that change are looked into; everything else is kept letter by letter.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from lumbung.reports.inplace.package import NotAsExpected, attributes
from lumbung.sheets.addresses import address, number, split
from lumbung.sheets.grid import Position

Restyle = Callable[[Position, int], int]
"""A cell's new style, from where it stands and the style it has."""

_DATA = re.compile(r"<sheetData\b[^>]*?/>|<sheetData\b[^>]*>(.*)</sheetData>", re.DOTALL)
_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(/>|>.*?</c>)", re.DOTALL)
_COLUMN = re.compile(r"<col\b[^>]*?/?>")
_REFERENCE = re.compile(r'\br="([A-Z]{1,3}\d{1,7})"')
_NUMBER = re.compile(r'\br="(\d{1,7})"')
_STYLE = re.compile(r'\ss="(\d+)"')
_SPANS = re.compile(r'\sspans="[^"]*"')


class SheetCells:
    """The cells of one sheet.

    Raises:
        NotAsExpected: rows or cells do not say where they stand, or carry a namespace prefix.
    """

    def __init__(self, xml: str) -> None:
        found = _DATA.search(xml)
        if found is None or "<worksheet" not in xml[: found.start()]:
            raise NotAsExpected("a sheet has no plain rows")
        self.before, self.after = xml[: found.start()], xml[found.end() :]
        self._data = found[1] or ""
        self._columns = _column_styles(self.before)

    def styled(self, changing: Iterable[Position], everywhere: frozenset[int], restyle: Restyle) -> str:
        """The whole sheet with new styles for the cells named, and for all whose style is one of ``everywhere``."""
        by_row: dict[int, list[int]] = {}
        for row, column in sorted(changing):
            by_row.setdefault(row, []).append(column)
        rows = "".join(self._rows(by_row, everywhere, restyle))
        return f"{self.before}<sheetData>{rows}</sheetData>{self.after}"

    def _rows(self, wanted: dict[int, list[int]], everywhere: frozenset[int], restyle: Restyle) -> Iterator[str]:
        waiting = sorted(wanted)
        markers = tuple(f' s="{style}"' for style in everywhere)
        position = copied = 0
        for found in _ROW.finditer(self._data):
            row = _row_number(found[1])
            while position < len(waiting) and waiting[position] < row:
                yield self._data[copied : found.start()]
                copied = found.start()
                yield self._new_row(waiting[position], wanted[waiting[position]], restyle)
                position += 1
            here = wanted[row] if position < len(waiting) and waiting[position] == row else []
            position += bool(here)
            if here or any(marker in (found[2] or "") for marker in markers):
                yield self._data[copied : found.start()]
                copied = found.end()
                yield self._row(row, found[1], found[2] or "", here, everywhere, restyle)
        yield self._data[copied:]
        yield from (self._new_row(row, wanted[row], restyle) for row in waiting[position:])

    def _row(
        self, row: int, said: str, cells: str, columns: list[int], everywhere: frozenset[int], restyle: Restyle
    ) -> str:
        written: list[tuple[int, str]] = []
        missing = set(columns)
        for found in _CELL.finditer(cells):
            reference = _REFERENCE.search(found[1])
            if reference is None:
                raise NotAsExpected("cells do not say where they stand")
            column = _column(reference[1])
            style = _STYLE.search(found[1])
            old = int(style[1]) if style else 0
            if column in missing or old in everywhere:
                told = _STYLE.sub("", found[1]).rstrip()
                written.append((column, f'<c{told} s="{restyle((row, column), old)}"{found[2]}'))
                missing.discard(column)
            else:
                written.append((column, found[0]))
        inherited = attributes(said)
        of_row = int(inherited["s"]) if inherited.get("customFormat") in ("1", "true") and "s" in inherited else None
        order = [column for column, _ in written]
        for column in sorted(missing):
            at = bisect(order, column)
            order.insert(at, column)
            written.insert(at, (column, self._new_cell(row, column, of_row, restyle)))
        return f"<row{_SPANS.sub('', said).rstrip()}>{''.join(text for _, text in written)}</row>"

    def _new_row(self, row: int, columns: list[int], restyle: Restyle) -> str:
        cells = "".join(self._new_cell(row, column, None, restyle) for column in columns)
        return f'<row r="{row}">{cells}</row>'

    def _new_cell(self, row: int, column: int, of_row: int | None, restyle: Restyle) -> str:
        old = of_row if of_row is not None else self._columns.get(column, 0)
        return f'<c r="{address(row, column)}" s="{restyle((row, column), old)}"/>'


def _row_number(said: str) -> int:
    found = _NUMBER.search(said)
    if found is None:
        raise NotAsExpected("rows do not say where they stand")
    return int(found[1])


@lru_cache(maxsize=20_000)
def _letters(letters: str) -> int:
    return number(letters)


def _column(reference: str) -> int:
    return _letters(split(reference)[0])


def _column_styles(head: str) -> Mapping[int, int]:
    """The style of columns that have one: new cells in them look as the operator wanted them."""
    styles: dict[int, int] = {}
    for tag in _COLUMN.findall(head):
        said = attributes(tag)
        if said.get("style", "0").isdigit() and said.get("style", "0") != "0":
            last = min(int(said["max"]), int(said["min"]) + 1000)
            styles.update(dict.fromkeys(range(int(said["min"]), last + 1), int(said["style"])))
    return styles
