"""Cells of an .xlsx that do not say where they stand: the next row, the next column. Here they are told."""

from __future__ import annotations

import re

from lumbung.sheets.addresses import letter, number

_FIRST_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])[^>]*>")
_TAG = re.compile(rb"<((?:\w+:)?)(row|c)(?=[\s/>])([^>]*)>")
_ROW = re.compile(rb'\sr="(\d{1,7})"')
_CELL = re.compile(rb'\sr="([A-Z]{1,3})\d{1,7}"')


def with_addresses(xml: bytes) -> bytes:
    """The sheet's XML with an address at every cell; the same XML if its first cell has one."""
    first = _FIRST_CELL.search(xml)
    return xml if first is None or _CELL.search(first.group()) else _TAG.sub(_Counter().told, xml)


class _Counter:
    """Counts rows and cells as Excel does."""

    def __init__(self) -> None:
        self._row = self._column = 0

    def told(self, tag: re.Match[bytes]) -> bytes:
        """The tag with its place."""
        prefix, name, rest = tag.groups()
        if name == b"row":
            place = _ROW.search(rest)
            self._row, self._column = int(place.group(1)) if place else self._row + 1, 0
            return tag.group() if place else b'<%brow r="%d"%b>' % (prefix, self._row, rest)
        place = _CELL.search(rest)
        self._column = number(place.group(1).decode()) if place else self._column + 1
        return tag.group() if place else b'<%bc r="%b%d"%b>' % (prefix, letter(self._column).encode(), self._row, rest)
