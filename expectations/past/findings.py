"""What a file's past makes of it: every finding of the rules that compare it with other files."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence, Set

from expectations.brevity import brief
from expectations.past.columns import Words, columns
from expectations.past.copies import copies
from expectations.past.extent import blanks, gaps, new_categories, volume
from expectations.past.jumps import jumps
from expectations.past.model import Past
from expectations.past.restated import restated
from expectations.past.totals import broken_totals
from expectations.past.versions import revised
from lumbung.findings import Finding, finding
from lumbung.harmonise.statements import Statement
from lumbung.reference.wilayah import Gazetteer

log = logging.getLogger(__name__)

COMPARED = frozenset({"D03", "D04", "D05", "D06", "F11", "K05", "S09", "T05", "T06", "U04", "X08", "X09"})
"""Every code that comes of a comparison. S09 has another meaning too: see :func:`is_compared`."""
INCOMPLETE = "T04"

Slices = Set[tuple[str, str | None]]
"""Datasets and periods; a period of None stands for all of them."""


def is_compared(code: str, severity: str) -> bool:
    """Whether a finding came of a comparison: the S09 of a table without figures, which returns the file, did not."""
    return code in COMPARED and (code != "S09" or severity != "blocker")


def past_findings(
    own: Sequence[Statement], past: Past, gazetteer: Gazetteer, incomplete: Slices = frozenset()
) -> tuple[Finding, ...]:
    """The findings of one file; none for the first of its dataset.

    ``incomplete``: slices of which the file itself shows that something is missing; that it tells less than before
    needs no second finding.
    """
    found: list[Finding] = []
    for current in own:
        contract = current.contract
        known = bool(incomplete & {(contract.dataset, current.period), (contract.dataset, None)})
        same = [s for s in own if s.contract.dataset == contract.dataset]
        try:
            told = list(_Comparison(current, past, same, gazetteer).findings(incomplete=known))
        except Exception:  # a fault of ours is told as such and never counts against the OPD
            log.exception("%s %s", contract.dataset, current.period)
            told = [finding("G01", dataset=contract.dataset, period=current.period, rule="perbandingan antarperiode")]
        found += [f for f in told if f.code not in contract.comparison.without]
    return brief(tuple(_once(found)))


def _once(found: Sequence[Finding]) -> Iterator[Finding]:
    """A table over several periods restates an earlier one for each of them: X08 is told once for its cell."""
    told: set[tuple[str | None, tuple[str, ...]]] = set()
    for f in found:
        if f.code != "X08" or (f.sheet, f.cells) not in told:
            yield f
        if f.code == "X08":
            told.add((f.sheet, f.cells))


class _Comparison:
    """One statement and what is known beside it."""

    def __init__(self, current: Statement, past: Past, own: Sequence[Statement], gazetteer: Gazetteer) -> None:
        self.current = current
        self.earlier = past.earlier(current, own)
        self.version = past.version(current)
        self.standing = past.standing(current.contract)
        self.words = Words(current.contract, gazetteer)

    def findings(self, *, incomplete: bool) -> Iterator[Finding]:
        """Versions of the same period first, then the series, then its figures column by column."""
        current, earlier = self.current, self.earlier
        last = earlier[-1] if earlier else None
        yield from restated(current, self.standing)
        yield from revised(current, self.version, self.words)
        yield from gaps(current, earlier)
        amounts = [] if incomplete else list(volume(current, self.version or last))
        yield from amounts
        found: list[Finding] = []
        if last is not None:
            found = [*new_categories(current, earlier, self.words), *self._of_columns(last)]
            yield from found
        if not incomplete and not amounts:
            named = {(f.sheet, cell.rstrip("0123456789")) for f in found for cell in f.cells}
            yield from broken_totals(current, earlier, named)

    def _of_columns(self, last: Statement) -> Iterator[Finding]:
        found = columns(self.current)
        repeated: set[int] = set()
        for said, same in copies(self.current, found, self.earlier, self.words):
            repeated |= {id(column) for column in same}
            yield said
        for column in found:
            if id(column) not in repeated:
                yield from jumps(self.current, column, self.earlier, self.words)
            yield from blanks(self.current, column, last, self.words)
