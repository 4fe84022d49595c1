"""Bytes → Reading: sniff the format, read the grids, find the tables. Whatever arrives, the answer is a Reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from lumbung.findings import Finding, Severity, finding
from lumbung.returned import (
    TemplateMark,
    is_own_comment,
    is_own_sheet,
    is_part_sheet,
    is_template_sheet,
    read_mark,
)
from lumbung.sheets.addresses import address
from lumbung.sheets.errors import UnreadableError, damaged, empty, locked, only_a_part, too_large, wrong_type
from lumbung.sheets.files.archive import refuse_bombs
from lumbung.sheets.files.delimited import read_delimited
from lumbung.sheets.files.dialects import tell
from lumbung.sheets.files.odf import read_odf
from lumbung.sheets.files.ooxml.active import active_content
from lumbung.sheets.files.ooxml.protection import unlocked
from lumbung.sheets.files.ooxml.xlsb import read_xlsb
from lumbung.sheets.files.sniff import Format, extension_fits, sniff
from lumbung.sheets.files.spreadsheetml import read_spreadsheetml
from lumbung.sheets.files.web.webpages import read_pages
from lumbung.sheets.files.workbooks import read_grids
from lumbung.sheets.grid import Cell, CellKind, Grid, Position
from lumbung.sheets.model import Reading, Skipped, Table
from lumbung.sheets.sums import with_sums
from lumbung.sheets.tables.find import find_tables
from lumbung.sheets.tables.layout import lay_out
from lumbung.sheets.tables.lines import is_data
from lumbung.site import Limits

_FIGURES_WITHOUT_TABLE = 3
_LINES_OF_MARK = 12
_ROWS_TOO_MANY = 1000  # formatted but empty, below the last filled row

_NAMES = {Format.HTML: "halaman web (HTML)", Format.CSV: "teks (CSV)", Format.SPREADSHEETML: "XML Spreadsheet"}


def read_workbook(data: bytes, name: str, limits: Limits | None = None) -> Reading:
    """All grids and tables of a file, with what was wrong in reading it. Never raises for a bad file.

    ``name`` is the file's original name; a blocker among the findings means that there are no tables.
    Larger files than ``limits`` allow are returned (F05). What others sent is read by
    :func:`lumbung.sheets.upload.read_upload`, which does this in a child process.
    """
    found = sniff(data)
    digest = hashlib.sha256(data).hexdigest()
    small = len(data) <= (limits or Limits()).megabytes * 1e6
    if found is Format.ENCRYPTED and small and (opened := unlocked(data)):
        data, found = opened, sniff(opened)
    shown = found.reported
    try:
        everything = _read_checked(data, name, found, limits or Limits())
        grids = tuple(_of_the_sender(everything, name))
    except UnreadableError as error:
        return Reading(name, digest, shown, findings=(error.finding,))
    tables: list[Table] = []
    skipped: list[Skipped] = []
    findings = [
        *_about_file(data, name, found),
        *_about_cells(grids),
        *_about_marks(grids),
        *_about_hiding(grids),
        *_about_length(grids),
    ]
    for grid in grids:
        of_sheet, rest, doubts = find_tables(grid)
        tables += of_sheet
        skipped += rest
        findings += doubts
    if not tables:
        findings += _about_headers(grids)
    return Reading(name, digest, shown, grids, tuple(tables), tuple(skipped), tuple(findings), _mark(everything))


def _read_checked(data: bytes, name: str, found: Format, limits: Limits) -> list[Grid]:
    megabytes = len(data) / 1e6
    if not data.strip(b"\x00 \r\n\t"):
        raise empty(name)
    if megabytes > limits.megabytes:
        raise too_large(name, f"{megabytes:.1f} MB", f"{limits.megabytes:g} MB")
    refuse_bombs(data, name, limits)
    if found is Format.ENCRYPTED:
        raise locked(name)
    if found is Format.UNKNOWN:
        raise damaged(name, "isinya bukan lembar kerja")
    if not found.is_spreadsheet:
        raise wrong_type(PurePath(name).suffix, _NAMES.get(found, found.value))
    grids = _read(data, name, found, limits)
    if any(is_part_sheet(grid.sheet, grid.cell(1, 1).value) for grid in grids):
        raise only_a_part(name)
    return grids


def _of_the_sender(grids: Sequence[Grid], name: str) -> list[Grid]:
    """The sheets that are not ours; sums of a template of ours are computed."""
    own = [grid for grid in grids if not is_own_sheet(grid.sheet, grid.cell(1, 1).value)]
    if all(grid.is_empty for grid in own):
        raise empty(name)
    return [with_sums(grid) for grid in own] if _is_template(grids) else own


def _mark(grids: Iterable[Grid]) -> TemplateMark | None:
    """What a template of ours says of itself, on its sheet PETUNJUK."""
    for grid in grids:
        if is_template_sheet(grid.sheet, grid.cell(1, 1).value):
            lines = range(1, min(len(grid.rows), _LINES_OF_MARK) + 1)
            mark = read_mark((grid.cell(row, 1).value, grid.cell(row, 2).value) for row in lines)
            if mark is not None:
                return mark
    return None


def _is_template(grids: Iterable[Grid]) -> bool:
    return any(is_template_sheet(grid.sheet, grid.cell(1, 1).value) for grid in grids)


def _read(data: bytes, name: str, found: Format, limits: Limits) -> list[Grid]:
    if found is Format.CSV:
        return read_delimited(data, name, limits)
    if found is Format.HTML:
        return read_pages(data, name, PurePath(name).suffix, limits)
    if found is Format.SPREADSHEETML:
        return read_spreadsheetml(data, name, limits)
    if found is Format.ODS:
        return read_odf(data, name, limits)
    if found is Format.XLSB:
        return read_xlsb(data, name, limits)
    return read_grids(data, name, found, limits)


def _about_file(data: bytes, name: str, found: Format) -> Iterable[Finding]:
    if not extension_fits(name, found):
        shown = _NAMES.get(found, found.value)
        yield finding("F02", severity=Severity.INFO, extension=PurePath(name).suffix, format=shown)
    if found is Format.CSV:
        yield from tell(data).doubts()
    for content in active_content(data, found):
        yield finding("F07", what=content.indonesian, what_en=content.english)


def _about_cells(grids: Iterable[Grid]) -> Iterable[Finding]:
    for grid in grids:
        for text, cells in _errors(grid).items():
            yield finding("C01", sheet=grid.sheet, cells=cells, found=text)
        uncomputed = [address(*place) for place, cell in _broken(grid) if cell.kind is CellKind.UNCOMPUTED]
        if uncomputed:
            yield finding("C02", sheet=grid.sheet, cells=uncomputed)
        if grid.summed:
            yield finding("C23", sheet=grid.sheet, cells=[address(*place) for place in sorted(grid.summed)])


def _about_marks(grids: Iterable[Grid]) -> Iterable[Finding]:
    """What is said beside the values: strike-through and comments."""
    for grid in grids:
        struck = [address(r, c) for r, c in sorted(grid.struck) if not grid.cell(r, c).is_empty]
        if struck:
            yield finding("C19", sheet=grid.sheet, cells=struck)
        commented = [address(*place) for place, text in sorted(grid.comments.items()) if not is_own_comment(text)]
        if commented:
            yield finding("C20", sheet=grid.sheet, cells=commented)


def _about_length(grids: Iterable[Grid]) -> Iterable[Finding]:
    """Sheets whose formatting runs on far below their last filled row."""
    for grid in grids:
        filled = len(grid.rows)
        if filled and grid.formatted_rows - filled >= _ROWS_TOO_MANY:
            yield finding("L09", sheet=grid.sheet, sheet_name=grid.sheet, formatted=grid.formatted_rows, filled=filled)


def _about_headers(grids: Iterable[Grid]) -> Iterable[Finding]:
    """A sheet full of figures in which no table could be found."""
    for grid in grids:
        if sum(is_data(line) for line in lay_out(grid).lines) >= _FIGURES_WITHOUT_TABLE:
            yield finding("H01", sheet=grid.sheet, sheet_name=grid.sheet)


def _broken(grid: Grid) -> list[tuple[Position, Cell]]:
    return sorted(grid.broken.items(), key=lambda item: item[0])


def _errors(grid: Grid) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for place, cell in _broken(grid):
        if cell.kind is CellKind.ERROR:
            places.setdefault(str(cell.value), []).append(address(*place))
    return places


def _about_hiding(grids: Iterable[Grid]) -> Iterable[Finding]:
    for grid in grids:
        if not grid.visible and not grid.is_empty:
            yield finding("L03", sheet=grid.sheet, sheet_name=grid.sheet)
        for what, cells in (("Baris", _hidden_rows(grid)), ("Kolom", _hidden_columns(grid))):
            if cells:
                yield finding("L08", sheet=grid.sheet, cells=cells, what=what)


def _hidden_rows(grid: Grid) -> list[str]:
    first = ((row, next(iter(grid.line(row)), 0)) for row in sorted(grid.hidden_rows))
    return [address(row, column) for row, column in first if column]


def _hidden_columns(grid: Grid) -> list[str]:
    width = grid.width
    inside = sorted(c for c in grid.hidden_columns if c <= width)
    rows = range(1, len(grid.rows) + 1)
    first = ((c, next((r for r in rows if not grid.cell(r, c).is_empty), 0)) for c in inside)
    return [address(row, column) for column, row in first if row]
