"""Comments on the cells of an .xlsx: notes, and the threads of newer programs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lumbung.sheets.addresses import number, split
from lumbung.sheets.files.ooxml.package import Package
from lumbung.sheets.files.ooxml.relations import targets
from lumbung.sheets.grid import Position

_COMMENT = re.compile(
    rb'<(?:\w+:)?(comment|threadedComment)\s[^>]*?\bref="([A-Z]{1,3}\d{1,7})"[^>]*>(.*?)</(?:\w+:)?\1>', re.DOTALL
)
_TEXT = re.compile(rb"<(?:\w+:)?(?:t|text)\b[^>]*>([^<]*)(?=<)")


def comments(package: Package, sheet: str) -> dict[Position, str]:
    """The comments of a sheet's part by cell; a thread's own words stand in for the note that repeats it."""
    found: dict[Position, str] = {}
    for kind in ("comments", "threadedComment"):
        texts: dict[Position, list[str]] = {}
        for path in targets(package, sheet, kind):
            for position, text in _in_part(package.part(path)):
                texts.setdefault(position, []).append(text)
        found.update({position: "\n".join(parts) for position, parts in texts.items()})
    return found


def _in_part(xml: bytes) -> Iterator[tuple[Position, str]]:
    for tag in _COMMENT.finditer(xml):
        letters, row = split(tag.group(2).decode())
        text = b"".join(_TEXT.findall(tag.group(3))).decode("utf-8", errors="replace")
        yield (row, number(letters)), html.unescape(text).strip()
