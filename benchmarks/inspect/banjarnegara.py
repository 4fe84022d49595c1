"""The real workbooks of Banjarnegara: every finding above info, judged by eye.

The judgements are data: ``banjarnegara.csv`` beside this module, one line for each finding, with the reason why it is
true (or what is wrong with it). A finding that nobody has judged, or a judgement whose finding is gone, is a failure
of this benchmark.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.inspect.shelf import shelf
from benchmarks.section import Line, Section
from expectations.past.model import FilesAtHand
from lumbung.findings import Finding, Severity

JUDGED = Path(__file__).parent / "banjarnegara.csv"
TRUE = "benar"


@dataclass(frozen=True)
class Told:
    """What tells one finding apart: where, which code; cells as listed, joined by blanks."""

    file: str
    sheet: str
    code: str
    cells: str


@dataclass(frozen=True)
class Judgement:
    """A finding that somebody looked at on the sheet."""

    told: Told
    verdict: str  # benar | keliru
    reason: str


def measure(corpus: Path) -> Section:
    """All workbooks of the corpus."""
    found = dict(findings(corpus / "banjarnegara"))
    judged = {j.told: j for j in judgements()}
    unjudged = [told for told in found if told not in judged]
    gone = [told for told in judged if told not in found]
    true = sum(judged[told].verdict == TRUE for told in found if told in judged)
    lines = (
        Line("findings above info that are true by eye", f"{true} of {len(found)}", "all", true == len(found)),
        Line(
            "findings nobody judged; judgements of none",
            f"{len(unjudged)}; {len(gone)}",
            "0; 0",
            not (unjudged or gone),
        ),
    )
    return Section("Real workbooks of Banjarnegara", lines, tuple(_table(found, judged, gone)))


def findings(folder: Path) -> Iterator[tuple[Told, Finding]]:
    """Every finding above info of every workbook, in the order of the files; the other files are each one's past."""
    inspector, beside = shelf("banjarnegara").inspector, FilesAtHand()
    paths = sorted(folder.glob("*/*/*.xlsx"))
    inspected = [inspector.inspect(path.read_bytes(), path.name, path.parts[-3]) for path in paths]
    for number, (path, inspection) in enumerate(zip(paths, inspected, strict=True)):
        beside.note(number, path.name, inspection)
    for number, (path, inspection) in enumerate(zip(paths, inspected, strict=True)):
        compared = inspector.compared(inspection, path.name, beside.seen_from(number))
        beside.note(number, path.name, compared)
        for found in compared.findings:
            if found.severity is not Severity.INFO:
                yield Told(path.name, found.sheet or "", found.code, " ".join(found.cells)), found


def judgements(path: Path = JUDGED) -> list[Judgement]:
    """What was judged by eye."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Judgement(Told(r["berkas"], r["lembar"], r["kode"], r["sel"]), r["putusan"], r["sebab"])
            for r in csv.DictReader(stream)
        ]


def _table(found: dict[Told, Finding], judged: dict[Told, Judgement], gone: Sequence[Told]) -> Iterator[str]:
    yield "| file | cell | code | finding | by eye |"
    yield "|---|---|---|---|---|"
    for told, said in found.items():
        where = f"{told.sheet}!{told.cells or '-'}" if told.sheet else told.cells
        by_eye = judged.get(told)
        reason = f"{by_eye.verdict}: {by_eye.reason}" if by_eye else "**not judged**"
        yield f"| {told.file} | {where} | {told.code} | {said.message('id')} | {reason} |".replace("\n", " ")
    yield from (f"* judged, but no longer found: {told.file} {told.sheet}!{told.cells} {told.code}" for told in gone)
