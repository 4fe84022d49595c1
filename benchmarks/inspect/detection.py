"""How many planted faults are found, and what is found that nobody planted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.inspect.corpus import Specimen, specimens
from benchmarks.inspect.plants.model import PLANTS
from benchmarks.inspect.scoring import Score, Tally, Unit, score, tallies
from benchmarks.inspect.shelf import books, shelf
from benchmarks.section import Line, Section
from expectations.model import Inspection
from expectations.past.findings import is_compared
from expectations.together import inspect_together
from lumbung.findings import Severity
from lumbung.sheets.upload import read_upload

BAR = 0.98
LEAST = 300


@dataclass(frozen=True)
class Examined:
    """A spoilt workbook, inspected and scored."""

    specimen: Specimen
    inspection: Inspection
    score: Score


def examine(specimen: Specimen) -> Examined:
    """The inspection of a spoilt workbook, held against what was planted.

    What is said of the files sent before it is a false alarm where it comes of the comparison with them.
    """
    *before, inspection = inspected(specimen, specimen.data, specimen.name)
    one_sheet = len(specimen.book.sheets) == 1
    compared = [f for i in before for f in i.findings if is_compared(f.code, f.severity)]
    found = (*inspection.findings, *compared)
    return Examined(specimen, inspection, score(specimen.planted.expected, found, one_sheet=one_sheet))


def inspected(specimen: Specimen, data: bytes, name: str) -> list[Inspection]:
    """The inspections of what was sent before a specimen, and of one state of its own file."""
    inspector = shelf(specimen.book.site).inspector
    files = [*((sent.name, sent.data) for sent in specimen.planted.before), (name, data)]
    readings = ((name, read_upload(data, name, inspector.site.limits)) for name, data in files)
    return inspect_together(inspector, readings, specimen.opd)


def measure(_: Path) -> Section:
    """Every plant; no corpus is needed."""
    examined = [examine(s) for s in specimens(list(books()))]
    sums = tallies([e.score for e in examined])
    recall, precision = sums[""].recall, sums[""].precision
    return Section(
        "Planted faults",
        (
            Line(
                "workbooks with a fault",
                f"{len(examined)} of {len(PLANTS)} kinds",
                f"≥ {LEAST}",
                len(examined) >= LEAST,
            ),
            Line("recall by (code, cell)", _share(recall), f"≥ {BAR}", recall >= BAR),
            Line("precision by (code, cell)", _share(precision), f"≥ {BAR}", precision >= BAR),
        ),
        (*_by_code(sums, examined), "", *_misses(examined)),
    )


def _share(value: float) -> str:
    return f"{value:.4f}"


def _by_code(sums: dict[str, Tally], examined: Sequence[Examined]) -> Iterator[str]:
    yield "| code | workbooks | planted | found | false alarms |"
    yield "|---|---|---|---|---|"
    for code in sorted(sums):
        if code:
            tally = sums[code]
            planted = sum(e.specimen.plant.code == code for e in examined)
            yield f"| {code} | {planted} | {tally.hits + tally.misses} | {tally.hits} | {tally.false} |"


def _misses(examined: Sequence[Examined]) -> Iterator[str]:
    for e in examined:
        for unit in e.score.misses:
            yield f"* missed {_told(unit)}: {e.specimen.told}"
        for unit in e.score.false:
            yield f"* false alarm {_told(unit)}: {e.specimen.told}: {_message(e, unit)}"
        for said in e.score.severities:
            yield f"* severity {said}: {e.specimen.told}"


def _told(unit: Unit) -> str:
    code, sheet, cell = unit
    return f"{code} {f'{sheet}!' if sheet else ''}{cell or '(no cell)'}"


def _message(examined: Examined, unit: Unit) -> str:
    code, _, cell = unit
    said = (f for f in examined.inspection.findings if f.code == code and (not cell or cell in f.cells))
    heavy = (f.message("id") for f in said if f.severity is not Severity.INFO)
    return next(heavy, "")[:160]
