"""Bytes → Reading: sniff the format, read the grids, find the tables. Whatever arrives, the answer is a Reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePath

from lumbung.findings import Finding, Severity, finding
from lumbung.returned import is_fix_sheet
from lumbung.sheets.addresses import address
from lumbung.sheets.archive import refuse_bombs
from lumbung.sheets.delimited import read_delimited
from lumbung.sheets.errors import UnreadableError, damaged, empty, locked, too_large, wrong_type
from lumbung.sheets.layout import lay_out
from lumbung.sheets.lines import is_data
from lumbung.sheets.model import CellKind, Grid, Reading, Skipped, Table
from lumbung.sheets.sniff import Format, extension_fits, sniff
from lumbung.sheets.tables import find_tables
from lumbung.sheets.workbooks import read_grids
from lumbung.site import Limits

_FIGURES_WITHOUT_TABLE = 3

_NAMES = {Format.HTML: "halaman web (HTML)", Format.CSV: "teks (CSV)"}


def read_workbook(data: bytes, name: str, limits: Limits | None = None) -> Reading:
    """All grids and tables of a file, with what was wrong in reading it. Never raises for a bad file.

    ``name`` is the file's original name; a blocker among the findings means that there are no tables.
    Larger files than ``limits`` allow are returned (F05). What others sent is read by
    :func:`lumbung.sheets.upload.read_upload`, which does this in a child process.
    """
    found = sniff(data)
    digest = hashlib.sha256(data).hexdigest()
    shown = found.value if found.is_spreadsheet else "unknown"
    try:
        grids = tuple(_grids(data, name, found, limits or Limits()))
    except UnreadableError as error:
        return Reading(name, digest, shown, findings=(error.finding,))
    tables: list[Table] = []
    skipped: list[Skipped] = []
    findings = [*_about_file(name, found), *_about_cells(grids), *_about_hiding(grids)]
    for grid in grids:
        of_sheet, rest, doubts = find_tables(grid)
        tables += of_sheet
        skipped += rest
        findings += doubts
    if not tables:
        findings += _about_headers(grids)
    return Reading(name, digest, shown, grids, tuple(tables), tuple(skipped), tuple(findings))


def _grids(data: bytes, name: str, found: Format, limits: Limits) -> list[Grid]:
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
    if found is Format.HTML or not found.is_spreadsheet:
        raise wrong_type(PurePath(name).suffix, _NAMES.get(found, found.value))
    grids = read_delimited(data, name, limits) if found is Format.CSV else read_grids(data, name, found, limits)
    own = [grid for grid in grids if not is_fix_sheet(grid.sheet, grid.cell(1, 1).value)]
    if not any(grid.cells for grid in own):
        raise empty(name)
    return own


def _about_file(name: str, found: Format) -> Iterable[Finding]:
    if not extension_fits(name, found):
        shown = _NAMES.get(found, found.value)
        yield finding("F02", severity=Severity.INFO, extension=PurePath(name).suffix, format=shown)


def _about_cells(grids: Iterable[Grid]) -> Iterable[Finding]:
    for grid in grids:
        for text, cells in _addresses(grid, CellKind.ERROR).items():
            yield finding("C01", sheet=grid.sheet, cells=cells, found=text)
        uncomputed = [cell for cells in _addresses(grid, CellKind.UNCOMPUTED).values() for cell in cells]
        if uncomputed:
            yield finding("C02", sheet=grid.sheet, cells=uncomputed)


def _about_headers(grids: Iterable[Grid]) -> Iterable[Finding]:
    """A sheet full of figures in which no table could be found."""
    for grid in grids:
        if sum(is_data(line) for line in lay_out(grid).lines) >= _FIGURES_WITHOUT_TABLE:
            yield finding("H01", sheet=grid.sheet, sheet_name=grid.sheet)


def _addresses(grid: Grid, kind: CellKind) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for r, row in enumerate(grid.cells, start=1):
        for c, cell in enumerate(row, start=1):
            if cell.kind is kind:
                places.setdefault(str(cell.value), []).append(address(r, c))
    return places


def _about_hiding(grids: Iterable[Grid]) -> Iterable[Finding]:
    for grid in grids:
        if not grid.visible and grid.cells:
            yield finding("L03", sheet=grid.sheet, sheet_name=grid.sheet)
        for what, cells in (("Baris", _hidden_rows(grid)), ("Kolom", _hidden_columns(grid))):
            if cells:
                yield finding("L08", sheet=grid.sheet, cells=cells, what=what)


def _hidden_rows(grid: Grid) -> list[str]:
    rows = [r for r in sorted(grid.hidden_rows) if r <= len(grid.cells)]
    first = ((r, next((c for c, cell in enumerate(grid.cells[r - 1], 1) if not cell.is_empty), 0)) for r in rows)
    return [address(r, c) for r, c in first if c]


def _hidden_columns(grid: Grid) -> list[str]:
    cells = []
    width = max(map(len, grid.cells), default=0)
    for c in sorted(c for c in grid.hidden_columns if c <= width):
        row = next((r for r, line in enumerate(grid.cells, 1) if c <= len(line) and not line[c - 1].is_empty), 0)
        if row:
            cells.append(address(row, c))
    return cells
