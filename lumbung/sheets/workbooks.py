"""Workbooks (.xlsx .xlsm .xlsb .xls .ods) → grids, through calamine.

calamine is Rust behind pyo3: on some broken files it panics, which reaches Python as ``PanicException``,
a ``BaseException``. Both that and its own errors become an :class:`UnreadableError` here.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from lumbung.sheets.archive import BROKEN_ARCHIVE
from lumbung.sheets.biff import EncryptedError, biff_details
from lumbung.sheets.errors import UnreadableError, damaged, locked, too_large
from lumbung.sheets.grids import make_grid
from lumbung.sheets.model import Grid, Span
from lumbung.sheets.package import Package, SheetDetails
from lumbung.sheets.sniff import Format
from lumbung.site import Limits

Result = TypeVar("Result")


def read_grids(data: bytes, name: str, found: Format, limits: Limits) -> list[Grid]:
    """The worksheets of a workbook, hidden ones too, in their order.

    Raises:
        UnreadableError: damaged (F01), locked (F03) or too large (F05).
    """
    details = _details(data, name, found, limits)
    workbook = _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)), name)
    budget = limits.cells
    grids = []
    for sheet in workbook.sheets_metadata:
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        visible = sheet.visible is SheetVisibleEnum.Visible
        grid = _guarded(partial(_grid, workbook, sheet.name, details, visible, budget, name), name)
        budget -= sum(len(row) for row in grid.cells)
        grids.append(grid)
    return grids


def _details(data: bytes, name: str, found: Format, limits: Limits) -> Mapping[str, SheetDetails]:
    if found in (Format.XLSX, Format.XLSM):
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
    details = package.details()
    reach = sum(sheet.reach for sheet in details.values())
    if reach > limits.cells:
        raise too_large(name, f"{reach:,} sel", f"{limits.cells:,} sel")
    return details


def _grid(
    workbook: CalamineWorkbook, sheet: str, details: Mapping[str, SheetDetails], visible: bool, budget: int, name: str
) -> Grid:
    source = workbook.get_sheet_by_name(sheet)
    if source.total_height * source.total_width > budget:
        raise too_large(name, f"{source.total_height:,} × {source.total_width:,} sel", f"{budget:,} sel")
    return make_grid(
        sheet,
        source.to_python(skip_empty_area=False),
        merges=_spans(source.merged_cell_ranges),
        details=details.get(sheet, SheetDetails()),
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
