"""The page of every file: its receipt, the tables found in it, its findings by code, the way to its workbooks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from os.path import relpath
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from assets.granary import OTHERS, Granary
from assets.receiving import report_folder
from lumbung.findings import Dimension, catalogue
from lumbung.reports.night.model import FilePage, FileTable, FoundGroup, FoundItem
from warehouse.overview import FileRow, FindingRow, TableRow

Row = TypeVar("Row", TableRow, FindingRow)


@dataclass(frozen=True)
class Rows:
    """What the warehouse holds of files."""

    files: Sequence[FileRow]
    tables: Sequence[TableRow]
    findings: Sequence[FindingRow]


def file_pages(granary: Granary, rows: Rows, folder: Path, since: datetime) -> list[FilePage]:
    """One page per file, the newest first; links lead from ``folder``, and what arrived after ``since`` is new."""
    tables, findings = _by_file(rows.tables), _by_file(rows.findings)
    zone = ZoneInfo(granary.site.timezone)
    return [
        FilePage(
            receipt=file.id,
            name=file.name,
            opd=page_of(granary, file.opd),
            opd_name=name_of(granary, file.opd),
            sha256=file.sha256,
            arrived=file.arrived.astimezone(zone),
            arrivals=file.arrivals,
            verdict=file.verdict,
            inspected=file.inspected.astimezone(zone) if file.inspected else None,
            new=file.noted > since,
            open=file.open,
            tables=tuple(_table(granary, row) for row in tables[file.id]),
            groups=tuple(_groups(findings[file.id])),
            workbooks=_workbooks(granary, file, folder),
        )
        for file in rows.files
    ]


def page_of(granary: Granary, sender: str | None) -> str:
    """The OPD on whose page a sender's files stand: those of strangers are together on one."""
    return sender if sender and sender in granary.opds.opds else OTHERS


def name_of(granary: Granary, sender: str | None) -> str:
    """The OPD's name; a stranger is called as the folder is."""
    known = granary.opds.opds.get(sender or "")
    return known.name if known else sender or OTHERS


def _by_file(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.file].append(row)
    return found


def _table(granary: Granary, row: TableRow) -> FileTable:
    known = granary.registry.contracts.get(row.dataset)
    title = known.title if known else row.dataset
    return FileTable(row.dataset, title, row.period, row.sheet, row.range, row.read, row.accepted, row.held)


def _groups(rows: Iterable[FindingRow]) -> Iterator[FoundGroup]:
    """Findings by severity and code, heaviest first."""
    ordered = sorted(rows, key=lambda r: (r.severity.rank, r.code))
    for (severity, code), same in groupby(ordered, key=lambda r: (r.severity, r.code)):
        items = list(same)
        ours = items[0].dimension is Dimension.ENGINE
        yield FoundGroup(code, severity, title_of(code), tuple(map(_item, items)), ours)


def title_of(code: str) -> str:
    """The title of a code; the code itself where the catalogue knows it no more."""
    entry = catalogue().get(code)
    return entry.title.id if entry else code


def _item(row: FindingRow) -> FoundItem:
    return FoundItem(row.sheet or "", row.cells, row.count, row.message, row.remedy, row.closed)


def _workbooks(granary: Granary, file: FileRow, folder: Path) -> tuple[str, ...]:
    """The way from ``folder`` to whatever was laid ready for the sender of a file."""
    ready = report_folder(granary, file.opd, file.sha256)
    found = sorted(ready.iterdir()) if ready.is_dir() else []
    return tuple(Path(relpath(path, folder)).as_posix() for path in found if not path.name.startswith("."))
