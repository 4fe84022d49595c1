"""The operator's own workbook back: wrong cells coloured and commented, and a sheet PERBAIKAN in front.

The marks are written into the workbook's own parts, so that all else stays as it was; where those are not as
expected openpyxl writes it anew; where that cannot open it, an Excel copy of what was read takes its place. Of a large
file only the rows with findings come back, and where nothing could be read the sheet of fixes comes alone.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count, islice
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.workbook.properties import CalcProperties

from lumbung.findings import Finding
from lumbung.reports.badrows import bad_rows
from lumbung.reports.bytesout import UNDATED, workbook_bytes
from lumbung.reports.fixsheet import add_fix_sheet, remove_fix_sheets
from lumbung.reports.gridcopy import copy_of
from lumbung.reports.inplace.package import NotAsExpected
from lumbung.reports.inplace.workbook import marked_in_place
from lumbung.reports.marks import Marks, clear_marks, mark_cells, marks_of
from lumbung.reports.notes import AUTHOR
from lumbung.reports.progress import Progress
from lumbung.reports.targets import Anchors, Targets
from lumbung.reports.told import Form, Office, Return, as_marked
from lumbung.returned import FIX_SHEET, is_fix_sheet
from lumbung.sheets.grid import Grid
from lumbung.sheets.model import Reading
from lumbung.site import Limits

_log = logging.getLogger(__name__)

SUFFIX = f" - {FIX_SHEET}"
_OWN_SUFFIX = re.compile(rf"(?:{SUFFIX}(?: ?\(\d+\))?)+$", re.IGNORECASE)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_STEM_BYTES = 180  # file systems allow 255 for the whole name
_OPENPYXL_LIMIT = 40_000_000  # bytes of XML: some 900,000 cells, for which openpyxl takes half a minute


def annotate(
    data: bytes,
    reading: Reading,
    findings: Sequence[Finding],
    verdict: str,
    opd: str | None,
    out: Path,
    *,
    office: Office | None = None,
    progress: Progress | None = None,
    marked_cells: int = Limits().marked_cells,
    laid_as: str | None = None,
) -> Path:
    """Write the annotated workbook of one file into the folder ``out`` and give back its path.

    Args:
        data: the bytes of the file as it was sent.
        reading: what was read of it; without grids only the sheet of fixes is written.
        findings: everything found, in any order.
        verdict: the verdict's name, e.g. ``DIKEMBALIKAN``.
        opd: who sent it, as people call it; None if unknown.
        out: a folder; made if it is not there. An earlier workbook of the same name is replaced.
        office: the walidata who inspected, for the deadline and whom to ask.
        progress: how the file compares with the last upload of the same data.
        marked_cells: of a file with more cells than this only the rows with findings come back.
        laid_as: the upload's name as the workbook's own name shall tell it, where that is another.

    Raises:
        OSError: the folder cannot be written.
    """
    told = Return(reading.name, opd, verdict, as_marked(findings), office or Office(), progress)
    content = _content(_Task.of(data, reading, told), marked_cells)
    return put(content, out, annotated_name(laid_as or reading.name))


def put(content: bytes, out: Path, name: str) -> Path:
    """Lay a file into the folder ``out``, whole or not at all.

    Raises:
        OSError: the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    path = out / name
    partial = path.with_name(f"{path.name}.part")
    partial.write_bytes(content)
    try:
        return partial.replace(path)
    except FileNotFoundError:  # another run of the same file was faster
        if path.exists():
            return path
        raise


def annotated_name(name: str) -> str:
    """The name of the annotated workbook for an upload of that name: ``<stem> - PERBAIKAN.xlsx``."""
    return f"{plain_stem(name)}{SUFFIX}.xlsx"


def apart(names: Sequence[str]) -> list[str]:
    """The names of uploads that go back into one folder, numbered where two would be given back under one name."""
    taken: set[str] = set()
    found = []
    for name in names:
        stem = plain_stem(name).encode("utf-8")[: _STEM_BYTES - 10].decode("utf-8", "ignore")
        numbered = (f"{stem} ({n}).xlsx" for n in count(2))
        free = next(each for each in (name, *islice(numbered, len(names))) if _folded(each) not in taken)
        taken.add(_folded(free))
        found.append(free)
    return found


def _folded(name: str) -> str:
    return annotated_name(name).casefold()


def plain_stem(name: str) -> str:
    """The name of an upload without its extension and the mark of an earlier return; it cannot lead out of a folder."""
    name = name.replace("\\", "/")
    path = PurePosixPath(name)
    stem = path.stem if re.fullmatch(r"\.[A-Za-z]\w{1,8}", path.suffix) else path.name
    stem = _UNSAFE.sub("_", _OWN_SUFFIX.sub("", stem)).strip(" .") or "berkas"
    return stem.encode("utf-8", "ignore")[:_STEM_BYTES].decode("utf-8", "ignore").strip(" .")


# ------------------------------------------------------------------ the ways to write it


@dataclass(frozen=True)
class _Task:
    """One file to annotate: ``grids`` are its sheets without those of an earlier return."""

    data: bytes
    reading: Reading
    told: Return
    grids: tuple[Grid, ...]
    anchors: Mapping[str, Anchors]
    marks: Marks

    @classmethod
    def of(cls, data: bytes, reading: Reading, told: Return) -> _Task:
        grids = tuple(g for g in reading.grids if not is_fix_sheet(g.sheet, g.cell(1, 1).value))
        anchors = {grid.sheet: Anchors(grid.merges) for grid in grids}
        marks = marks_of(told.findings, anchors)
        form = Form.MARKED if any(marks.values()) else Form.UNMARKED
        return cls(data, reading, replace(told, form=form), grids, anchors, marks)

    @property
    def cells(self) -> int:
        return sum(len(grid.rows) * grid.width for grid in self.grids)


def _content(task: _Task, marked_cells: int) -> bytes:
    for way in _ways(task, marked_cells):
        try:
            return way(task)
        except NotAsExpected as surprise:
            _log.info("%s: %s", task.reading.name, surprise)
        except Exception as error:  # noqa: BLE001  openpyxl raises whatever its parser stumbles over
            _log.warning("%s: %s failed (%s)", task.reading.name, way.__name__, type(error).__name__)
    return _fixes_alone(task)


def _ways(task: _Task, marked_cells: int) -> Iterator[Callable[[_Task], bytes]]:
    """The ways that suit the file, the one that keeps most of it first."""
    if not task.grids:
        return
    if task.cells > marked_cells:
        if task.told.to_mend and any(task.marks.values()):
            yield _bad_rows
        return
    if task.reading.format in ("xlsx", "xlsm"):
        yield _in_place
        if _is_bearable(task.data):
            yield _own_workbook
    yield _copy


def _in_place(task: _Task) -> bytes:
    """The workbook as it was sent, the marks written into its own parts."""
    return marked_in_place(task.data, task.told, task.marks, task.anchors)


def _own_workbook(task: _Task) -> bytes:
    """The workbook as openpyxl keeps it: without pictures, controls and what else it does not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of every extension it does not keep
        workbook = load_workbook(BytesIO(task.data), rich_text=True)
        remove_fix_sheets(workbook)
        clear_marks(workbook)
        workbook.template = False
        workbook.calculation = CalcProperties(fullCalcOnLoad=True)
        return _annotated(workbook, task, {grid.sheet: grid.sheet for grid in task.grids})


def _copy(task: _Task) -> bytes:
    """An Excel copy of what was read."""
    workbook, titles = copy_of(task.reading, task.grids)
    return _annotated(_signed(workbook), task, titles)


def _bad_rows(task: _Task) -> bytes:
    """Headings and rows with findings, each where it stands in the file."""
    workbook, titles = bad_rows(task.reading, task.grids, task.marks)
    anchors = {name: task.anchors[name] for name in titles}
    marks = {name: task.marks[name] for name in titles}
    part = replace(task, told=replace(task.told, form=Form.BAD_ROWS), anchors=anchors, marks=marks)
    return _annotated(_signed(workbook), part, titles)


def _fixes_alone(task: _Task) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    alone = replace(task, told=replace(task.told, form=Form.ALONE), grids=(), anchors={}, marks={})
    return _annotated(_signed(workbook), alone, {})


def _signed(workbook: Workbook) -> Workbook:
    """A workbook made by us says so, and carries no date of its own."""
    workbook.properties.creator = AUTHOR
    workbook.properties.created = workbook.properties.modified = UNDATED
    return workbook


def _annotated(workbook: Workbook, task: _Task, titles: Mapping[str, str]) -> bytes:
    mark_cells(workbook, task.marks, titles)
    add_fix_sheet(workbook, task.told, Targets(titles, task.anchors))
    return workbook_bytes(workbook, {titles[g.sheet]: g for g in task.grids if g.sheet in titles})


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
