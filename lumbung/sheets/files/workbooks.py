"""Workbooks (.xlsx .xlsm .xls) → grids, through calamine.

calamine is Rust behind pyo3: on some broken files it panics, which reaches Python as ``PanicException``,
a ``BaseException``. Both that and its own errors become an :class:`UnreadableError` here.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lumbung.sheets.errors import UnreadableError, damaged, locked, too_large
from lumbung.sheets.files.archive import BROKEN_ARCHIVE
from lumbung.sheets.files.biff import EncryptedError, biff_details, with_known_codepage
from lumbung.sheets.files.grids import make_grid
from lumbung.sheets.files.ooxml.package import Package, SheetDetails
from lumbung.sheets.files.ooxml.protection import unlocked
from lumbung.sheets.files.ooxml.repair import repaired
from lumbung.sheets.files.ooxml.xlsx import package_details
from lumbung.sheets.files.sniff import Format
from lumbung.sheets.grid import Grid, Span
from lumbung.site import Limits

Result = TypeVar("Result")

_PACKAGES = (Format.XLSX, Format.XLSM)
_LARGE = 2_000_000  # bytes of a file


def read_grids(data: bytes, name: str, found: Format, limits: Limits) -> list[Grid]:
    """The worksheets of a workbook, hidden ones too, in their order.

    Raises:
        UnreadableError: damaged (F01), locked (F03) or too large (F05).
    """
    try:
        return _read(data, name, found, limits)
    except UnreadableError as error:
        plain = _readable(data, found, error.finding.code)
        if plain is None:
            raise
        return _read(plain, name, found, limits)


def _readable(data: bytes, found: Format, why: str) -> bytes | None:
    """The same workbook in a form that can be read, if there is one."""
    if why == "F01" and found in _PACKAGES:
        return repaired(data)
    if why == "F01" and found is Format.XLS:
        return with_known_codepage(data)
    return unlocked(data) if why == "F03" else None


def _read(data: bytes, name: str, found: Format, limits: Limits) -> list[Grid]:
    with ThreadPoolExecutor(1) as aside:  # calamine lets other threads work while it parses a large sheet
        details = aside.submit(_details, data, name, found, limits)
        if len(data) < _LARGE:
            details.result()
        workbook = _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)), name)
        budget = limits.cells
        grids = []
        for sheet in workbook.sheets_metadata:
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            visible = sheet.visible is SheetVisibleEnum.Visible
            source = _guarded(partial(workbook.get_sheet_by_name, sheet.name), name)
            grid = _guarded(partial(_grid, source, details.result(), visible, budget, name), name)
            budget -= sum(map(len, grid.rows))
            grids.append(grid)
    return grids


def _details(data: bytes, name: str, found: Format, limits: Limits) -> Mapping[str, SheetDetails]:
    if found in _PACKAGES:
        return _package_details(data, name, limits)
    try:
        return biff_details(data) if found is Format.XLS else {}
    except EncryptedError as error:
        raise locked(name) from error


def _package_details(data: bytes, name: str, limits: Limits) -> Mapping[str, SheetDetails]:
    try:
        package = Package(data)
    except BROKEN_ARCHIVE as error:
        raise damaged(name, "arsip terpotong atau rusak") from error
    details = package_details(package)
    reach = sum(sheet.reach for sheet in details.values())
    if reach > limits.cells:
        raise too_large(name, f"{reach:,} sel", f"{limits.cells:,} sel")
    return details


def _grid(source: CalamineSheet, details: Mapping[str, SheetDetails], visible: bool, budget: int, name: str) -> Grid:
    if source.total_height * source.total_width > budget:
        raise too_large(name, f"{source.total_height:,} × {source.total_width:,} sel", f"{budget:,} sel")
    return make_grid(
        source.name,
        source.to_python(skip_empty_area=False),
        merges=_spans(source.merged_cell_ranges),
        details=details.get(source.name, SheetDetails()),
        visible=visible,
    )


def _spans(ranges: Any) -> Iterator[Span]:
    for (top, left), (bottom, right) in ranges or ():
        yield Span(top + 1, left + 1, bottom + 1, right + 1)


def _guarded(work: Callable[[], Result], name: str) -> Result:
    try:
        return work()
    except UnreadableError:
        raise
    except PasswordError as error:
        raise locked(name) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        if "password" in str(error).lower():
            raise locked(name) from error
        raise damaged(name, _reason(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise damaged(name, "susunan di dalamnya rusak") from error
        raise


def _reason(error: Exception) -> str:
    text = str(error).strip().splitlines()
    known = text and "detect file format" not in text[0]
    return f"pembaca lembar kerja menolaknya ({text[0][:120]})" if known else "susunan di dalamnya tidak utuh"
