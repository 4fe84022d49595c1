"""One mistake is one finding: of all that is said of a file, what only follows from something said already is left out.

What follows from a single figure that is refused is left out before, where rules judge it
(:mod:`expectations.rules.consequences`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from expectations.rules.coverage import REFUSED_HEADINGS
from expectations.rules.marks import marks_once
from expectations.rules.spoilt_headings import told_at_headings
from lumbung.findings import Finding, Severity
from lumbung.sheets.addresses import split

Cell = tuple[str | None, str]
"""Sheet, A1 address."""


def each_once(findings: Sequence[Finding], short: Set[Cell]) -> tuple[Finding, ...]:
    """The findings of a file, each mistake told once; ``short``: cells of totals that are together above their sum."""
    own = _without_gaps(marks_once(told_at_headings(findings)))
    own = _without_told_blanks(_without_strange_rows(own))
    return tuple(_told_once(_without_totals_over_missing(own, short)))


def _without_gaps(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, without row numbers that jump (S10) where the rows they miss are named already (T04).

    A row that is there and blank explains a jump right below it; any may be over one of the rows that are not there.
    """
    missing = [f for f in findings if _tells_missing_rows(f)]
    named = {(f.sheet, f.dataset) for f in missing if not _is_blank(f)}
    blank = {(f.sheet, split(cell)[1]) for f in missing if _is_blank(f) for cell in f.cells}
    return tuple(
        f
        for f in findings
        if f.code != "S10"
        or not ((f.sheet, f.dataset) in named or all((f.sheet, split(cell)[1] - 1) in blank for cell in f.cells))
    )


def _without_strange_rows(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, without units (U01, H11) of rows whose label is no known choice: they are about other things."""
    strange = {(f.sheet, split(c)[1]) for f in findings if f.code in ("V02", "S11") for c in f.cells}
    units = ("U01", "H11")
    return tuple(
        f for f in findings if f.code not in units or not all((f.sheet, split(c)[1]) in strange for c in f.cells)
    )


def _without_told_blanks(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, without blank rows (T04) all of whose cells another one tells."""
    blank = [f for f in findings if f.code == "T04" and _is_blank(f)]
    told = {(f.sheet, c) for f in findings if f.severity is not Severity.INFO and f not in blank for c in f.cells}
    return tuple(f for f in findings if f not in blank or not all((f.sheet, c) in told for c in f.cells))


def _without_totals_over_missing(findings: Sequence[Finding], short: Set[Cell]) -> tuple[Finding, ...]:
    """The findings, without totals (X02, X03) over rows of which some are missing (T04, S10), as the totals say alike.

    ``short``: the cells of totals that are above their sum together.
    """
    gaps = {(f.sheet, f.dataset, f.period) for f in findings if f.code == "S10" or _tells_missing_rows(f)}
    return tuple(f for f in findings if not _follows(f, short, gaps))


def _follows(said: Finding, short: Set[Cell], lacking: Set[tuple[str | None, str | None, str | None]]) -> bool:
    if said.code not in ("X02", "X03") or not any((said.sheet, cell) in short for cell in said.cells):
        return False
    return bool(lacking & {(said.sheet, said.dataset, period) for period in (said.period, None)})


def _tells_missing_rows(said: Finding) -> bool:
    """True for a finding that names rows which ought to be there, or ought to hold figures."""
    return said.code == "T04" and said.parameters.get("variant") != "columns"


def _is_blank(missing: Finding) -> bool:
    """True for rows that are there, without their figures."""
    return missing.parameters.get("variant") == "blank"


def _told_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, without those that tables with one title or heading in common say of the same cell alike."""
    told: dict[tuple[str, str | None, tuple[str, ...]], list[Finding]] = {}
    for f in findings:
        same = told.setdefault((f.code, f.sheet, f.cells), [])
        if not f.cells or f not in same:
            same.append(f)
            yield f


def without_told(compared: Sequence[Finding], said: Sequence[Finding]) -> tuple[Finding, ...]:
    """What the past makes of a file, without what the file itself showed to be wrong.

    That is a figure far from its past (D04, U04) which is no sum, and periods between its own (T05) whose headings are
    refused.
    """
    wrong = {(f.sheet, cell) for f in said if f.severity is Severity.ERROR for cell in f.cells}
    refused = Counter(f.sheet for f in said if f.code in REFUSED_HEADINGS for _ in f.cells)
    return tuple(f for f in compared if not (_is_told(f, wrong) or _lacks_headings(f, refused)))


def _is_told(compared: Finding, wrong: Set[Cell]) -> bool:
    return compared.code in ("D04", "U04") and {(compared.sheet, cell) for cell in compared.cells} <= wrong


def _lacks_headings(compared: Finding, refused: Counter[str | None]) -> bool:
    return compared.code == "T05" and str(compared.parameters["missing"]).count(",") < refused[compared.sheet]
