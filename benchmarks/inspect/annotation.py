"""How long the annotated workbook takes, in the sender's own parts and as openpyxl writes it anew.

A sheet of 10,000 rows and 12 columns, one cell in a hundred marked. Reading and judging are not counted.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

from openpyxl.workbook import Workbook

from benchmarks.section import Line, Section
from lumbung.findings import Finding, finding
from lumbung.reports.annotate import annotate
from lumbung.reports.inplace.package import NotAsExpected
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook

ROWS, COLUMNS, LIMIT = 10_000, 12, 5.0
_EVERY = 100


def measure(_: Path) -> Section:
    """Both ways once; no corpus is needed."""
    data = _workbook()
    reading = read_workbook(data, "Produksi.xlsx")
    findings = _findings()
    own = _seconds(data, reading, findings)
    with _by_openpyxl():
        anew = _seconds(data, reading, findings)
    cells = sum(len(f.marked) for f in findings)
    lines = (
        Line(f"annotated workbook of {ROWS:,} rows × {COLUMNS}", f"{own:.1f} s", f"< {LIMIT:g} s", own < LIMIT),
        Line("the same by openpyxl", f"{anew:.1f} s, {anew / own:.1f} times as long", "slower", anew > own),
    )
    return Section("Annotation", lines, (f"{cells} cells marked and linked in {len(findings)} findings.",))


def _workbook() -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Data")
    sheet.append(["Produksi Menurut Desa Tahun 2024"])
    sheet.append(["No", "Desa", *(f"Komoditas {n}" for n in range(COLUMNS - 2))])
    for row in range(ROWS):
        sheet.append([row + 1, f"Desa {row}", *((row * 7 + n * 13) % 1000 for n in range(COLUMNS - 2))])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _findings() -> list[Finding]:
    """One finding for every column of figures."""
    return [
        finding(
            "C04",
            sheet="Data",
            cells=[f"{letter}{row}" for row in range(3, ROWS + 3, _EVERY)],
            column=letter,
            found="12 ton",
            suggestion="",
        )
        for letter in "CDEFGHIJKL"
    ]


def _seconds(data: bytes, reading: Reading, findings: list[Finding]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        annotate(data, reading, findings, "DITERIMA SEBAGIAN", "Dinas Pertanian", Path(folder))
        return time.perf_counter() - started


@contextmanager
def _by_openpyxl() -> Iterator[None]:
    """The way taken for workbooks whose parts cannot be changed one by one."""
    with patch("lumbung.reports.annotate.marked_in_place", side_effect=NotAsExpected("measured")):
        yield
