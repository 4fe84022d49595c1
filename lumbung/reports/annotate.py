"""The operator's own workbook back: wrong cells coloured and commented, and a sheet PERBAIKAN in front.

Where openpyxl cannot open the file, an Excel copy of what was read takes its place; where nothing could be
read, the sheet of fixes comes alone.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.workbook.properties import CalcProperties

from lumbung.findings import Finding
from lumbung.reports.bytesout import UNDATED, workbook_bytes
from lumbung.reports.fixsheet import Return, add_fix_sheet, remove_fix_sheets
from lumbung.reports.gridcopy import copy_of
from lumbung.reports.marks import AUTHOR, clear_marks, mark_cells
from lumbung.returned import FIX_SHEET, is_fix_sheet
from lumbung.sheets.model import Grid, Reading

_log = logging.getLogger(__name__)

SUFFIX = f" - {FIX_SHEET}"
_OWN_SUFFIX = re.compile(rf"(?:{SUFFIX}(?: ?\(\d+\))?)+$", re.IGNORECASE)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_STEM_BYTES = 180  # file systems allow 255 for the whole name
_OPENPYXL_LIMIT = 40_000_000  # bytes of XML: some 900,000 cells, for which openpyxl takes half a minute
_COPY_LIMIT = 600_000  # cells written into a copy: half a minute as well


def annotate(
    data: bytes, reading: Reading, findings: Sequence[Finding], verdict: str, opd: str | None, out: Path
) -> Path:
    """Write the annotated workbook of one file into the folder ``out`` and give back its path.

    Args:
        data: the bytes of the file as it was sent.
        reading: what was read of it; without grids only the sheet of fixes is written.
        findings: everything found, in any order.
        verdict: the verdict's name, e.g. ``DIKEMBALIKAN``.
        opd: who sent it, as people call it; None if unknown.
        out: a folder; made if it is not there. An earlier workbook of the same name is replaced.

    Raises:
        OSError: the folder cannot be written.
    """
    told = Return(reading.name, opd, verdict, tuple(findings), marked=False)
    content = _own_workbook(data, reading, told) or _copy(reading, told) or _fixes_alone(told)
    out.mkdir(parents=True, exist_ok=True)
    path = out / annotated_name(reading.name)
    partial = path.with_name(f"{path.name}.part")
    partial.write_bytes(content)
    try:
        return partial.replace(path)
    except FileNotFoundError:  # another run of the same file was faster
        if path.exists():
            return path
        raise


def annotated_name(name: str) -> str:
    """The name of the annotated workbook for an upload of that name: ``<stem> - PERBAIKAN.xlsx``.

    The mark of an earlier return is not repeated, and nothing of the name can lead out of a folder.
    """
    name = name.replace("\\", "/")
    path = PurePosixPath(name)
    stem = path.stem if re.fullmatch(r"\.[A-Za-z]\w{1,8}", path.suffix) else path.name
    stem = _UNSAFE.sub("_", _OWN_SUFFIX.sub("", stem)).strip(" .") or "berkas"
    stem = stem.encode("utf-8", "ignore")[:_STEM_BYTES].decode("utf-8", "ignore").strip(" .")
    return f"{stem}{SUFFIX}.xlsx"


def _own_workbook(data: bytes, reading: Reading, told: Return) -> bytes | None:
    """The workbook as it was sent, annotated; None where openpyxl cannot open or keep it."""
    if reading.format not in ("xlsx", "xlsm") or not reading.grids or not _is_bearable(data):
        return None
    grids = {grid.sheet: grid for grid in reading.grids}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of every extension it does not keep
            workbook = load_workbook(BytesIO(data), rich_text=True)
            remove_fix_sheets(workbook)
            clear_marks(workbook)
            workbook.template = False
            workbook.calculation = CalcProperties(fullCalcOnLoad=True)
            return _annotated(workbook, told, {s.title: s.title for s in workbook.worksheets}, grids)
    except Exception as error:  # noqa: BLE001  openpyxl raises whatever its parser stumbles over
        _log.warning("%s cannot be annotated itself (%s): a copy is", reading.name, type(error).__name__)
        return None


def _copy(reading: Reading, told: Return) -> bytes | None:
    """An Excel copy of what was read, annotated; None where nothing was read or it is too much."""
    grids = tuple(g for g in reading.grids if not is_fix_sheet(g.sheet, g.cell(1, 1).value))
    written = sum(1 for grid in grids for _ in grid.filled())
    if not grids or written > _COPY_LIMIT:
        return None
    workbook, titles = copy_of(reading, grids)
    return _annotated(_signed(workbook), told, titles, {titles[grid.sheet]: grid for grid in grids})


def _fixes_alone(told: Return) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    return _annotated(_signed(workbook), told, {}, {})


def _signed(workbook: Workbook) -> Workbook:
    """A workbook made by us says so, and carries no date of its own."""
    workbook.properties.creator = AUTHOR
    workbook.properties.created = workbook.properties.modified = UNDATED
    return workbook


def _annotated(workbook: Workbook, told: Return, titles: Mapping[str, str], grids: Mapping[str, Grid]) -> bytes:
    marked = mark_cells(workbook, told.findings, titles)
    told = Return(told.name, told.opd, told.verdict, told.findings, marked=marked > 0)
    add_fix_sheet(workbook, told, titles)
    return workbook_bytes(workbook, grids)


def _is_bearable(data: bytes) -> bool:
    """Whether openpyxl keeps the file in reasonable time and memory."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return (
                sum(entry.file_size for entry in archive.infolist() if entry.filename.endswith(".xml"))
                <= _OPENPYXL_LIMIT
            )
    except (BadZipFile, ValueError, OSError):
        return False
