"""Web pages (.html, .mht, and either of them saved as .xls) → grids of logical cells, one grid per page.

Tables stand under each other with a blank row between; texts outside of tables keep their place in column A.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from itertools import groupby

from lumbung.sheets.errors import too_large, wrong_type
from lumbung.sheets.files.encodings import declared_charset, decode
from lumbung.sheets.files.grids import make_grid
from lumbung.sheets.files.ooxml.package import SheetDetails
from lumbung.sheets.files.sniff import is_web_archive
from lumbung.sheets.files.web.markup import parse
from lumbung.sheets.files.web.mosaic import joined
from lumbung.sheets.files.web.patches import WIDEST, Patch, PatchCell, TooWideError, patches
from lumbung.sheets.grid import Grid, Span
from lumbung.site import Limits

_SHEET = re.compile(r"<x:ExcelWorksheet>(.*?)</x:ExcelWorksheet>", re.DOTALL)
_SHEET_NAME = re.compile(r"<x:Name>\s*(.{1,60}?)\s*</x:Name>", re.DOTALL)
_SOURCE = re.compile(r'HRef="([^"]+)"')

_FRAMES = "halaman bingkai (frameset): datanya ada di berkas lain, tidak di berkas ini"
_NO_TABLE = "halaman web tanpa tabel"


def read_pages(data: bytes, name: str, extension: str, limits: Limits) -> list[Grid]:
    """The grids of the pages that hold tables.

    Raises:
        UnreadableError: only frames, or no table (F02); too many cells (F05).
    """
    pages = list(_pages(data))
    names = _sheet_names(html for _, html in pages)
    frames = False
    grids: list[Grid] = []
    for location, html in pages:
        page = parse(html)
        frames = frames or page.frames
        try:
            sheet = _sheet(patches(page.flow), limits, name)
        except TooWideError as error:
            raise too_large(name, f"lebih dari {WIDEST:,} kolom", f"{WIDEST:,} kolom") from error
        if sheet is not None:
            title = names.get(location) or names.get("") or f"Sheet{len(grids) + 1}"
            grids.append(_grid(sheet, title))
    if not grids:
        raise wrong_type(extension, _FRAMES if frames else _NO_TABLE)
    return grids


def _pages(data: bytes) -> Iterator[tuple[str, str]]:
    """(file name, HTML) of each page."""
    if not is_web_archive(data):
        yield "", decode(data, declared_charset(data)).content
        return
    for part in message_from_bytes(data, policy=policy.compat32).walk():
        body = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(body, bytes):
            charset = part.get_content_charset() or declared_charset(body)
            yield _last(part.get("Content-Location", "")), decode(body, charset).content


def _last(location: str) -> str:
    return location.replace("\\", "/").rsplit("/", 1)[-1].lower()


def _sheet_names(pages: Iterable[str]) -> dict[str, str]:
    """Sheet names as Excel leaves them in its pages, by the file that holds the sheet ('' if it is the page itself)."""
    names = {}
    for html in pages:
        for block in _SHEET.findall(html):
            if found := _SHEET_NAME.search(block):
                source = _SOURCE.search(block)
                names[_last(source.group(1)) if source else ""] = found.group(1)
    return names


def _sheet(flow: Iterable[str | Patch], limits: Limits, name: str) -> Patch | None:
    """All that stands on a page as one patch; None without any table."""
    whole = Patch()
    tables = False
    for is_text, items in groupby(flow, key=lambda item: isinstance(item, str)):
        if is_text:
            for text in items:
                whole.put(Patch(1, 1, {(0, 0): PatchCell(str(text))}), whole.height, 0)
            continue
        for patch in joined([item for item in items if isinstance(item, Patch)]):
            tables = True
            whole.put(patch, whole.height, 0)
            whole.height += 1
        if whole.height * whole.width > limits.cells:
            raise too_large(name, f"{whole.height * whole.width:,} sel", f"{limits.cells:,} sel")
    return whole if tables else None


def _grid(sheet: Patch, name: str) -> Grid:
    rows: list[list[str | float | None]] = [[] for _ in range(sheet.height)]
    details = SheetDetails(hidden_rows=frozenset(row + 1 for row in sheet.hidden))
    merges = []
    for (row, column), cell in sorted(sheet.cells.items()):
        line = rows[row]
        line.extend([None] * (column - len(line)))
        line.append(cell.value)
        if cell.rows > 1 or cell.columns > 1:
            merges.append(Span(row + 1, column + 1, row + cell.rows, column + cell.columns))
        _note(details, (row + 1, column + 1), cell)
    return make_grid(name, rows, merges=merges, details=details, plain_text=True)


def _note(details: SheetDetails, position: tuple[int, int], cell: PatchCell) -> None:
    if cell.error:
        details.errors[position] = str(cell.value)
    if cell.percent:
        details.formats[position] = "0%"
    if cell.struck:
        details.struck.add(position)
