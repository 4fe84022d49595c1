"""What calamine leaves behind of an .xlsx: one pass over the XML of each sheet.

Error cells, formulas that were never computed, number formats with a meaning, hidden rows and columns,
and how far the cells really reach. Values, shared strings and dates stay calamine's business.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from posixpath import join, normpath

from lumbung.sheets.addresses import number
from lumbung.sheets.archive import BROKEN_ARCHIVE
from lumbung.sheets.formats import BUILT_IN, meaningful

Position = tuple[int, int]
"""(row, column), 1-based."""

_CELL = rb"<%bc\s([^>]*[^/])>(.*?)</%bc\s*>"  # an empty cell, <c …/>, never matches
_HIDDEN_ROW = rb'<%brow\s([^>]*\bhidden="(?:1|true)"[^>]*)>'
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ROW_NUMBER = re.compile(rb'\br="(\d+)"')
_TYPE = re.compile(rb'\bt="(\w+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</)", re.DOTALL)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
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
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    last_row: int = 0
    last_column: int = 0

    @property
    def reach(self) -> int:
        """How many cells the rectangle from A1 to the last filled row and column has."""
        return self.last_row * self.last_column


class Package:
    """An opened .xlsx package; parts are found case-insensitively, as Excel does.

    Raises:
        zipfile.BadZipFile: the bytes are no whole zip archive.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {i.filename.lower().replace("\\", "/").lstrip("/"): i.filename for i in self._zip.infolist()}

    def part(self, name: str) -> bytes:
        """The bytes of a part; empty if there is none or it cannot be unpacked."""
        actual = self._names.get(name.lower().lstrip("/"))
        if actual is None:
            return b""
        try:
            return self._zip.read(actual)
        except BROKEN_ARCHIVE:
            return b""

    def details(self) -> dict[str, SheetDetails]:
        """Per sheet name, what its XML says."""
        styles = _styles(self.part("xl/styles.xml"))
        return {name: scan_sheet(self.part(path), styles) for name, path in self._sheets().items()}

    def _sheets(self) -> dict[str, str]:
        targets = {}
        for tag in _RELATION.finditer(self.part("xl/_rels/workbook.xml.rels")):
            a = _attributes(tag.group(1))
            target = a.get("Target", "")
            targets[a.get("Id", "")] = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        sheets = {}
        for tag in _SHEET.finditer(self.part("xl/workbook.xml")):
            a = _attributes(tag.group(1))
            relation = next((v for k, v in a.items() if k.endswith(":id")), "")
            sheets[a.get("name", "")] = targets.get(relation, "")
        return sheets


def scan_sheet(xml: bytes, styles: Mapping[bytes, str]) -> SheetDetails:
    """Details of one sheet's XML; ``styles`` maps style numbers to the formats that matter."""
    found = _PREFIX.search(xml)
    prefix = (found and found.group(1)) or b""
    details = SheetDetails(
        hidden_rows=_hidden_rows(xml, _compiled(_HIDDEN_ROW, prefix)), hidden_columns=_hidden_columns(xml)
    )
    for attributes, content in _compiled(_CELL, prefix).findall(xml):
        reference = _REFERENCE.search(attributes)
        if reference is None or not content:
            continue
        position = int(reference[2]), _column(reference[1])
        _note_reach(details, position)
        if b't="e"' in attributes or b"f" in content:
            _note_formula(details, position, attributes, content)
        if styles and (style := _STYLE.search(attributes)) and (code := styles.get(style[1])):
            details.formats[position] = code
    return details


@cache
def _compiled(pattern: bytes, prefix: bytes) -> re.Pattern[bytes]:
    """A pattern for a sheet whose elements carry a namespace prefix; plain literals keep the scan fast."""
    return re.compile(pattern.replace(b"%b", re.escape(prefix)), re.DOTALL)


@lru_cache(maxsize=20_000)
def _column(letters: bytes) -> int:
    return number(letters.decode())


def _note_reach(details: SheetDetails, position: Position) -> None:
    if position[0] > details.last_row:
        details.last_row = position[0]
    if position[1] > details.last_column:
        details.last_column = position[1]


def _note_formula(details: SheetDetails, position: Position, attributes: bytes, content: bytes) -> None:
    kind = _TYPE.search(attributes)
    value = _VALUE.search(content)
    if kind and kind.group(1) == b"e":
        details.errors[position] = _text(value.group(1)) if value else "#ERROR"
    elif value is None or (not value.group(1) and not (kind and kind.group(1) == b"str")):
        formula = _FORMULA.search(content)
        if formula is not None:
            details.uncomputed[position] = "=" + _text(formula.group(1) or b"")


def _hidden_rows(xml: bytes, pattern: re.Pattern[bytes]) -> frozenset[int]:
    tags = pattern.findall(xml) if b"hidden=" in xml else []
    return frozenset(int(row[1]) for tag in tags if (row := _ROW_NUMBER.search(tag)))


def _hidden_columns(xml: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for tag in _COLUMN.findall(xml[: xml.find(b"sheetData") + 1] if b"hidden=" in xml else b""):
        a = _attributes(tag)
        if a.get("hidden") in ("1", "true") and a.get("min", "").isdigit() and a.get("max", "").isdigit():
            hidden.update(range(int(a["min"]), min(int(a["max"]), 16_384) + 1))
    return frozenset(hidden)


def _styles(xml: bytes) -> dict[bytes, str]:
    codes = dict(BUILT_IN)
    for tag in _FORMAT.finditer(xml):
        a = _attributes(tag.group(1))
        if a.get("numFmtId", "").isdigit():
            codes[int(a["numFmtId"])] = a.get("formatCode", "")
    block = _XFS.search(xml)
    wanted = {}
    for index, tag in enumerate(_XF.finditer(block.group()) if block else ()):
        identifier = _attributes(tag.group(1)).get("numFmtId", "")
        code = meaningful(codes.get(int(identifier), "")) if identifier.isdigit() else None
        if code:
            wanted[str(index).encode()] = code
    return wanted


def _attributes(tag: bytes) -> dict[str, str]:
    return {m[1].decode(): _text(m[2] if m[2] is not None else m[3]) for m in _ATTRIBUTE.finditer(tag)}


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", errors="replace"))
