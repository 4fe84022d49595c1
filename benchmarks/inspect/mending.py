"""One round of mending: the returned workbook, the right values in the cells it names and nowhere else, sent again.

With openpyxl, as a program that fixes cells; an operator does the same by hand.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.inspect.corpus import Specimen, specimens
from benchmarks.inspect.detection import inspected
from benchmarks.inspect.plants.model import Mend
from benchmarks.inspect.shelf import books
from benchmarks.section import Line, Section
from expectations.model import Verdict
from lumbung.findings import Severity
from lumbung.reports.annotate import annotate
from lumbung.returned import FIX_SHEET
from sites.samples.sheet import Value

ACCEPTED = (Verdict.ACCEPTED, Verdict.ACCEPTED_WITH_NOTES)
Cell = tuple[str, str]
"""Title of the sheet, A1 address."""


@dataclass(frozen=True)
class Round:
    """What came of one workbook: cells with a right value that it did not name, and what was still said after."""

    specimen: Specimen
    unnamed: tuple[str, ...]
    verdict: str
    left: tuple[str, ...]  # codes that the plant raised and that came back

    @property
    def whole(self) -> bool:
        """True where one round was enough."""
        return not self.unnamed and not self.left and self.verdict in ACCEPTED


def measure(_: Path) -> Section:
    """Every specimen that is mended by writing into cells; no corpus is needed."""
    rounds = [r for s in specimens(list(books(formats=1)), most=2) if (r := one_round(s)) is not None]
    by_code: dict[str, list[Round]] = defaultdict(list)
    for r in rounds:
        by_code[r.specimen.plant.code].append(r)
    whole = sum(r.whole for r in rounds)
    classes = sum(all(r.whole for r in same) for same in by_code.values())
    said = f"{whole} of {len(rounds)} workbooks, {classes} of {len(by_code)} codes: {', '.join(sorted(by_code))}"
    line = Line("mended in one round by the cells that are named", said, "all", whole == len(rounds))
    return Section("One round", (line,), tuple(_told(r) for r in rounds if not r.whole))


def one_round(specimen: Specimen) -> Round | None:
    """The round of one specimen; None where its fault is not one of cells, or the file was accepted all the same."""
    if not specimen.planted.mends or all(e.severity is Severity.INFO for e in specimen.planted.expected):
        return None
    *_, first = inspected(specimen, specimen.data, specimen.name)
    with tempfile.TemporaryDirectory() as folder:
        path = annotate(specimen.data, first.reading, first.findings, first.verdict, specimen.opd, Path(folder))
        workbook = openpyxl.load_workbook(path)
        unnamed = tuple(mend(workbook, specimen.planted.mends))
        workbook.save(path)
        *_, second = inspected(specimen, path.read_bytes(), path.name)
    planted = {e.code for e in specimen.planted.expected}
    left = {f.code for f in second.findings if f.severity is not Severity.INFO and f.code in planted}
    return Round(specimen, unnamed, str(second.verdict), tuple(sorted(left)))


def mend(workbook: Workbook, mends: Sequence[Mend]) -> Iterator[str]:
    """Write the right values into the cells that the workbook names; the others are given back, unwritten."""
    named = set(named_cells(workbook))
    data = [sheet.title for sheet in workbook.worksheets if sheet.title != FIX_SHEET]
    for right in mends:
        title = right.sheet if right.sheet in data else data[0]
        if (title, right.cell) in named:
            _write(workbook[title], right.cell, right.value)
        else:
            yield f"{title}!{right.cell}"


def named_cells(workbook: Workbook) -> Iterator[Cell]:
    """Where the links of PERBAIKAN lead, and every cell with a comment."""
    for row in workbook[FIX_SHEET].iter_rows():
        for cell in row:
            if cell.hyperlink is not None and cell.hyperlink.location:
                title, _, address = cell.hyperlink.location.rpartition("!")
                yield title.strip("'").replace("''", "'"), address
    for sheet in workbook.worksheets:
        if sheet.title != FIX_SHEET:
            yield from ((sheet.title, cell) for cell in _commented(sheet))


def _commented(sheet: Worksheet) -> Iterable[str]:
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment is not None]


def _write(sheet: Worksheet, address: str, value: Value) -> None:
    left, top, _, _ = range_boundaries(address)
    cell = sheet.cell(int(top or 1), int(left or 1))
    cell.value = None if value == "" else value  # type: ignore[union-attr]


def _told(r: Round) -> str:
    parts = [f"not named: {', '.join(r.unnamed[:4])}"] if r.unnamed else []
    parts += [f"still {', '.join(r.left)}"] if r.left else []
    return f"* {r.specimen.told}: {'; '.join([*parts, r.verdict])}"
