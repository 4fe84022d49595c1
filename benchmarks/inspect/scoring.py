"""Findings of a spoilt workbook against what was planted in it, by (code, sheet, cell)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.inspect.plants.model import Expected
from lumbung.findings import Finding, Severity

Unit = tuple[str, str, str]
"""Code, sheet, cell; '' for a finding about no cell."""


@dataclass(frozen=True)
class Score:
    """How one workbook went: units found as planted, planted and not found, found and not planted."""

    hits: tuple[Unit, ...] = ()
    misses: tuple[Unit, ...] = ()
    false: tuple[Unit, ...] = ()
    severities: tuple[str, ...] = ()  # found, but not with the severity of the catalogue


def score(expected: Sequence[Expected], findings: Iterable[Finding], *, one_sheet: bool) -> Score:
    """The findings of one workbook held against what was planted.

    Findings of severity info are looked for where one is planted, and never false alarms. Of a finding about more
    cells than it lists only the listed ones can be compared. The sheet's name is compared where there are several.
    """
    found = [_Found(f, one_sheet) for f in findings]
    hits: list[Unit] = []
    misses: list[Unit] = []
    severities: list[str] = []
    for wanted in expected:
        sheet = "" if one_sheet else wanted.sheet
        matching = [f for f in found if f.code == wanted.code and (f.sheet == sheet or not f.sheet)]
        got, missed = (
            _loosely(wanted, sheet, matching) if wanted.near is not None else _exactly(wanted, sheet, matching)
        )
        hits += got
        misses += missed
        severities += [
            f"{f.code}: {f.severity} for {wanted.severity}"
            for f in matching
            if f.used & {cell for _, _, cell in got} and f.severity is not wanted.severity
        ]
    false = [u for f in found if f.severity is not Severity.INFO for u in f.unused]
    return Score(tuple(hits), tuple(misses), tuple(false), tuple(dict.fromkeys(severities)))


@dataclass
class _Found:
    """A finding, and which of its cells were planted."""

    finding: Finding
    one_sheet: bool
    used: set[str] = field(default_factory=set)

    @property
    def code(self) -> str:
        return self.finding.code

    @property
    def severity(self) -> Severity:
        return self.finding.severity

    @property
    def sheet(self) -> str:
        return "" if self.one_sheet else self.finding.sheet or ""

    @property
    def cells(self) -> tuple[str, ...]:
        return self.finding.cells or ("",)

    @property
    def unused(self) -> list[Unit]:
        return [(self.code, self.sheet, cell) for cell in self.cells if cell not in self.used]

    def hides(self) -> int:
        """Cells counted but not listed."""
        return max(0, self.finding.count - len(self.finding.cells)) if self.finding.cells else 0


def _exactly(wanted: Expected, sheet: str, matching: Sequence[_Found]) -> tuple[list[Unit], list[Unit]]:
    told: set[str] = set()
    for f in matching:
        f.used |= wanted.cells.intersection(f.cells)
        told |= f.used
    hits = wanted.cells & told
    missing = sorted(wanted.cells - told)
    hidden = sum(f.hides() for f in matching if f.used)
    unit = [(wanted.code, sheet, cell) for cell in sorted(hits)]
    return unit, [(wanted.code, sheet, cell) for cell in missing[hidden:]]


def _loosely(wanted: Expected, sheet: str, matching: Sequence[_Found]) -> tuple[list[Unit], list[Unit]]:
    near = (wanted.near or frozenset()) | {""}
    for f in matching:
        if set(f.cells) <= near:
            f.used = set(f.cells)
            return [(wanted.code, sheet, f.cells[0])], []
    return [], [(wanted.code, sheet, "")]


@dataclass
class Tally:
    """Sums over many workbooks, in all or of one code."""

    hits: int = 0
    misses: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        """Units found over units planted."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def precision(self) -> float:
        """Units planted over units found."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else 1.0


def tallies(scores: Iterable[Score]) -> dict[str, Tally]:
    """Sums by code; of all under ''."""
    sums: dict[str, Tally] = {"": Tally()}
    for name in ("hits", "misses", "false"):
        counts = Counter(code for s in scores for code, _, _ in getattr(s, name))
        for code, number in counts.items():
            setattr(sums.setdefault(code, Tally()), name, number)
        setattr(sums[""], name, counts.total())
    return sums
