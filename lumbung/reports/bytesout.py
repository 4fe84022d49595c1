"""A workbook as bytes that are the same every time, with every figure as it was read.

openpyxl writes formulas without their values; Excel's Protected View, phones and our own reader would then
show nothing where the operator saw a sum. It also cuts numbers to 16 digits, and some need 17: a figure that
comes back changed in its last digit would count as revised. The values that were read are put back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook import Workbook

from lumbung.reports.wording import printable
from lumbung.sheets.grid import Cell, CellKind, Grid

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip entry can carry
UNDATED = datetime(2000, 1, 1)
"""The date of a workbook that has none of its own: today's would make every run's file a new one."""
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_MERGES = re.compile(rb"(?<=>)(?:<mergeCell ref=\"[^\"]*\" ?/>)+(?=</mergeCells>)")
_NUMBER = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]* t="n"><v>)([^<]*)(?=</v>)')
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f(?:[^>]*/>|[^>]*>[^<]*</f>))<v\s*(?:/>|></v>)</c>')


def workbook_bytes(workbook: Workbook, grids: Mapping[str, Grid]) -> bytes:
    """The saved workbook. ``grids`` leads from a sheet's title to what was read of it.

    Raises:
        Exception: whatever openpyxl raises for a workbook it can read but not write.
    """
    stamp = workbook.properties.modified or UNDATED
    raw = BytesIO()
    workbook.save(raw)
    names = {f"xl/worksheets/sheet{i}.xml": sheet.title for i, sheet in enumerate(workbook.worksheets, 1)}
    out = BytesIO()
    with ZipFile(raw) as saved, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name in saved.namelist():
            content = saved.read(name)
            if name in names:
                content = _in_order(content)
                grid = grids.get(names[name])
                content = _with_values(content, grid, workbook.epoch) if grid else content
            elif name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + f"{stamp:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\2", content)
            packed.writestr(_entry(name), content)
    return out.getvalue()


def _in_order(sheet_xml: bytes) -> bytes:
    """The sheet with its merges sorted; openpyxl keeps them in a set."""
    return _MERGES.sub(lambda found: b"<".join(sorted(found.group().split(b"<"))), sheet_xml)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _with_values(sheet_xml: bytes, grid: Grid, epoch: datetime) -> bytes:
    def computed(found: re.Match[str]) -> str:
        address, attributes, formula = found.groups()
        kind, text = _stored(_cell(grid, address), epoch)
        return f'<c r="{address}"{attributes}{kind}>{formula}<v>{text}</v></c>' if text else found.group()

    def exact(found: re.Match[str]) -> str:
        before, address, shown = found.groups()
        value = _cell(grid, address).value
        return before + (repr(value) if isinstance(value, float) and repr(value) != shown else shown)

    text = _NUMBER.sub(exact, sheet_xml.decode("utf-8"))
    return _FORMULA.sub(computed, text).encode("utf-8")


def _cell(grid: Grid, address: str) -> Cell:
    letters, row = coordinate_from_string(address)
    return grid.cell(row, column_index_from_string(letters))


def _stored(cell: Cell, epoch: datetime) -> tuple[str, str]:
    """The type attribute and the text of a cell's value as a sheet stores it; '' where there is none."""
    value = cell.value
    if value is None or cell.kind is CellKind.UNCOMPUTED:
        return "", ""
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, int | float):
        return "", repr(value)
    if isinstance(value, date | time):
        return "", repr(to_excel(value, epoch))  # type: ignore[no-untyped-call]
    return (' t="e"' if cell.kind is CellKind.ERROR else ' t="str"'), escape(printable(value))
