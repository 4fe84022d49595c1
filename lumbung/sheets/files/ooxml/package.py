"""What calamine leaves behind of an .xlsx: one pass over the XML of each sheet.

Error cells, formulas that were never computed, number formats with a meaning, hidden rows and columns,
and how far the cells really reach. Values, shared strings and dates stay calamine's business.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from lumbung.sheets.addresses import number
from lumbung.sheets.files.archive import BROKEN_ARCHIVE
from lumbung.sheets.formats import BUILT_IN, meaningful
from lumbung.sheets.grid import Position

_CELL = rb"<%bc\s([^>]*[^/])>(.*?)</%bc\s*>"  # an empty cell, <c …/>, never matches
_HIDDEN_ROW = rb'<%brow\s([^>]*\bhidden="(?:1|true)"[^>]*)>'
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ROW_NUMBER = re.compile(rb'\br="(\d+)"')
_VALUELESS = rb"(?:</%bf>|<%bf\b[^>]*/>)\s*(?:<%bv\s*/>|<%bv>\s*</%bv>)?\s*</%bc>"
_ERROR = b' t="e"'
_STRING = b't="str"'
_LARGE = 8_000_000
_OPENING = 60  # bytes of a cell's tag in which its address stands
_STYLE = re.compile(rb'\bs="(\d+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</)", re.DOTALL)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_XFS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_XF = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')


@dataclass
class SheetDetails:
    """What one sheet's XML says beyond its values."""

    errors: dict[Position, str] = field(default_factory=dict)
    uncomputed: dict[Position, str] = field(default_factory=dict)
    formats: dict[Position, str] = field(default_factory=dict)
    comments: dict[Position, str] = field(default_factory=dict)
    formulas: dict[Position, str] = field(default_factory=dict)  # of other formats than this: see Grid
    struck: set[Position] = field(default_factory=set)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formatted_rows: int = 0  # the last row that the sheet mentions, be it filled or only formatted
    reach: int = 0  # cells of the rectangle from A1 to the last filled row and column, at most


class Package:
    """An opened .xlsx package; parts are found case-insensitively, as Excel does.

    Raises:
        zipfile.BadZipFile: the bytes are no whole zip archive.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {i.filename.lower().replace("\\", "/").lstrip("/"): i.filename for i in self._zip.infolist()}

    @property
    def names(self) -> list[str]:
        """The paths of all parts, in lower case and with slashes."""
        return [name for name in self._names if not name.endswith("/")]

    def has(self, fragment: str) -> bool:
        """True if the path of any part contains a fragment (in lower case)."""
        return any(fragment in name for name in self._names)

    def part(self, name: str) -> bytes:
        """The bytes of a part; empty if there is none or it cannot be unpacked."""
        actual = self._names.get(name.lower().lstrip("/"))
        if actual is None:
            return b""
        try:
            return self._zip.read(actual)
        except BROKEN_ARCHIVE:
            return b""


def scan_sheet(xml: bytes, styles: Mapping[bytes, str]) -> SheetDetails:
    """Details of one sheet's XML; ``styles`` maps style numbers to the formats that matter.

    Only the rare things are searched for, so that a sheet of a million plain cells costs a few searches, not a parse.
    """
    tags = Tags.of(xml)
    details = SheetDetails(reach=_reach(xml, tags))
    if b"hidden=" in xml:
        details.hidden_rows, details.hidden_columns = _hidden_rows(xml, tags.hidden_row), _hidden_columns(xml)
    for attributes, content in cells_around(xml, ends_of(xml, _ERROR), tags):
        value = _VALUE.search(content)
        if _ERROR in attributes:
            details.errors[position_of(attributes)] = _text(value.group(1)) if value else "#ERROR"
    valueless = tags.valueless.finditer(xml) if tags.formula in xml else ()
    for attributes, content in cells_around(xml, (match.end() for match in valueless), tags):
        formula = _FORMULA.search(content)
        if formula is not None and not (_STRING in attributes and b"<" in content[formula.end() :]):
            details.uncomputed[position_of(attributes)] = "=" + _text(formula.group(1) or b"")
    if styles:
        wanted = re.compile(rb'\ss="(?:' + b"|".join(map(re.escape, styles)) + rb')"')
        for attributes, _ in cells_around(xml, (match.end() for match in wanted.finditer(xml)), tags):
            if (style := _STYLE.search(attributes)) and (code := styles.get(style[1])):
                details.formats[position_of(attributes)] = code
    return details


def _reach(xml: bytes, tags: Tags) -> int:
    """In small sheets exact; in large ones each row's last cell tells, be it filled or only formatted."""
    if len(xml) > _LARGE:
        ends = (xml.rfind(tags.opens, 0, end) for end in ends_of(xml, tags.row_end))
        places = {position_of(xml[end : end + _OPENING]) for end in ends if end >= 0}
    else:
        places = {position_of(attributes) for attributes, content in tags.cell.findall(xml) if content}
    return max((row for row, _ in places), default=0) * max((column for _, column in places), default=0)


class Tags:
    """The tags of a sheet whose elements carry a namespace prefix; plain literals keep the searches fast."""

    def __init__(self, prefix: bytes) -> None:
        self.opens, self.closes = b"<" + prefix + b"c ", b"</" + prefix + b"c>"
        self.cell = _compiled(_CELL, prefix)
        self.row_end, self.formula = b"</" + prefix + b"row>", b"<" + prefix + b"f"
        self.hidden_row = _compiled(_HIDDEN_ROW, prefix)
        self.valueless = _compiled(_VALUELESS, prefix)

    @classmethod
    def of(cls, xml: bytes) -> Tags:
        """The tags of this sheet."""
        found = _PREFIX.search(xml)
        return cls((found and found.group(1)) or b"")


def ends_of(xml: bytes, literal: bytes) -> Iterator[int]:
    """Where each occurrence of a literal ends."""
    position = xml.find(literal)
    while position >= 0:
        yield position + len(literal)
        position = xml.find(literal, position + len(literal))


def cells_around(xml: bytes, places: Iterable[int], tags: Tags) -> Iterator[tuple[bytes, bytes]]:
    """(attributes, content) of every filled cell in which, or at whose end, one of the rising positions lies."""
    end = 0
    for place in places:
        start = xml.rfind(tags.opens, end, place)
        closed = xml.find(b">", start)
        end = max(end, place)
        if start < 0 or closed < 0:
            continue
        attributes, end = xml[start:closed], closed
        if not attributes.endswith(b"/") and _REFERENCE.search(attributes):
            end = max(closed, xml.find(tags.closes, closed))
            yield attributes, xml[closed + 1 : end]


def position_of(attributes: bytes) -> Position:
    """Where the cell with these attributes stands."""
    reference = _REFERENCE.search(attributes)
    return (int(reference[2]), _column(reference[1])) if reference else (0, 0)


@cache
def _compiled(pattern: bytes, prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern.replace(b"%b", re.escape(prefix)), re.DOTALL)


@lru_cache(maxsize=20_000)
def _column(letters: bytes) -> int:
    return number(letters.decode())


def _hidden_rows(xml: bytes, pattern: re.Pattern[bytes]) -> frozenset[int]:
    tags = pattern.findall(xml) if b"hidden=" in xml else []
    return frozenset(int(row[1]) for tag in tags if (row := _ROW_NUMBER.search(tag)))


def _hidden_columns(xml: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for tag in _COLUMN.findall(xml[: xml.find(b"sheetData") + 1] if b"hidden=" in xml else b""):
        a = attributes(tag)
        if a.get("hidden") in ("1", "true") and a.get("min", "").isdigit() and a.get("max", "").isdigit():
            hidden.update(range(int(a["min"]), min(int(a["max"]), 16_384) + 1))
    return frozenset(hidden)


def styles_with_formats(xml: bytes) -> dict[bytes, str]:
    """The number formats that matter, by style number."""
    codes = dict(BUILT_IN)
    for tag in _FORMAT.finditer(xml):
        a = attributes(tag.group(1))
        if a.get("numFmtId", "").isdigit():
            codes[int(a["numFmtId"])] = a.get("formatCode", "")
    block = _XFS.search(xml)
    wanted = {}
    for index, tag in enumerate(_XF.finditer(block.group()) if block else ()):
        identifier = attributes(tag.group(1)).get("numFmtId", "")
        code = meaningful(codes.get(int(identifier), "")) if identifier.isdigit() else None
        if code:
            wanted[str(index).encode()] = code
    return wanted


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes of a tag by name, with entities resolved."""
    return {m[1].decode(): _text(m[2] if m[2] is not None else m[3]) for m in _ATTRIBUTE.finditer(tag)}


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", errors="replace"))
