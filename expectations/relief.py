"""What keeps a finding from weighing: an explanation that the walidata accepted, or a rule that is still on trial.

An explained finding becomes a note that says why; one of a rule on trial warns at most. Either way its rows are
released, as far as the rule alone holds them: a figure that could not be read, a region that was not found or a row
that stands twice is not mended by words. Files (F) and persons (P) are never a matter of explanation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from expectations.anchoring import Anchors, Place, TableAnchors
from expectations.judged import JudgedTable
from lumbung.anchors import Anchor
from lumbung.findings import Closure, Finding, Severity
from lumbung.reference.waivers import Waiver, Waivers
from lumbung.sheets.addresses import split

_HEAVY = (Severity.ERROR, Severity.BLOCKER)
_NEVER = ("F", "P", "G")
_KEYS = ("K01", "K03")
"""A row that has no key of its own cannot be published, whatever is explained."""


@dataclass(frozen=True)
class _Released:
    """A part of a finding that weighs no more, and the cells it is about."""

    code: str
    places: tuple[Place, ...]


class Relief:
    """The explanations and trials of one site, applied to one file."""

    def __init__(self, waivers: Waivers, beta: Collection[str] = ()) -> None:
        self.beta = frozenset(beta)
        self._waivers: Mapping[tuple[Anchor, str, str], Waiver] = {w.key: w for w in waivers.active}
        self._codes = frozenset((w.anchor.dataset, w.code) for w in waivers.active)

    def of_tables(self, tables: Sequence[JudgedTable], anchors: Anchors) -> list[JudgedTable]:
        """The tables of one dataset, their findings relieved and the rows released."""
        if not self.beta and not any(dataset == t.dataset for t in tables for dataset, _ in self._codes):
            return list(tables)
        return [self._of_table(t, anchors) for t in tables]

    def of_findings(self, findings: Iterable[Finding], anchors: Anchors) -> list[Finding]:
        """Findings that hold no row back; heavy ones only where an explanation may settle them."""
        return [part for f in findings for part, _ in self._parts(f, anchors, None)]

    def known_again(self, found: Finding, tables: Sequence[JudgedTable], anchors: Anchors) -> Finding:
        """The finding with what it is about, if an explanation may close it."""
        if found.code[0] in _NEVER or (found.severity is Severity.INFO and found.closure is None):
            return found
        if found.severity in _HEAVY:
            table = anchors.table_of(found)
            judged = next((j for j in tables if table is not None and j.conformed is table.conformed), None)
            places = tuple(anchors.places(found, table)) if table else ()
            if not _releasable(judged, found.code, places):
                return found
        return anchors.anchored(found)

    def _of_table(self, judged: JudgedTable, anchors: Anchors) -> JudgedTable:
        parts = [part for f in judged.findings for part in self._parts(f, anchors, judged)]
        findings = tuple(f for f, _ in parts)
        held = _without_trials(judged, self.beta)
        released = [r for _, r in parts if r is not None]
        if released:
            held = _release(held, released, [f for f in findings if f.severity in _HEAVY], anchors)
        doubted = any(f.code in ("X02", "X03") and f.severity is not Severity.INFO for f in findings)
        totals = judged.totals if doubted else replace(judged.totals, doubtful=frozenset())
        explained = frozenset(_explained(judged, held, released))
        return replace(judged, findings=findings, held_back=held, totals=totals, explained=explained)

    def _parts(
        self, found: Finding, anchors: Anchors, judged: JudgedTable | None
    ) -> Iterator[tuple[Finding, _Released | None]]:
        """The finding as it weighs now; in two parts where only some of its rows are explained."""
        tried = self._on_trial(found, judged)
        if found.code[0] in _NEVER or found.severity is Severity.INFO or not self._may_be_explained(found):
            yield tried, None
            return
        told = anchors.anchored(found)
        table = anchors.table_of(found) if found.cells else None
        closed, still_open = self._split(told, list(anchors.places(found, table)) if table else [])
        partly = judged is None and bool(still_open)  # what holds no row back is explained whole
        if closed is None or partly or (found.severity in _HEAVY and not _releasable(judged, found.code, closed[0])):
            yield tried, None
            return
        places, waiver = closed
        closure = Closure(waiver.reason, waiver.by, waiver.on)
        yield replace(_only(found, places), severity=Severity.INFO, closure=closure), _Released(found.code, places)
        if still_open:
            yield self._on_trial(_only(found, still_open), judged), None

    def _may_be_explained(self, found: Finding) -> bool:
        return any(code == found.code and found.dataset in (None, dataset) for dataset, code in self._codes)

    def _split(
        self, told: Finding, places: Sequence[Place]
    ) -> tuple[tuple[tuple[Place, ...], Waiver] | None, tuple[Place, ...]]:
        """The cells that are explained, with the explanation, and those that are not: a row is explained whole."""
        if not places:
            waiver = self._waiver(told, told.anchors[0]) if told.anchors else None
            return (((), waiver) if waiver else None), ()
        rows: dict[str, list[Place]] = defaultdict(list)
        for place in places if told.anchors else ():
            rows[place.anchor.row].append(place)
        explained = {row for row, of in rows.items() if all(self._waiver(told, p.anchor) for p in of)}
        closed = tuple(p for row, of in rows.items() if row in explained for p in of)
        waiver = self._waiver(told, closed[0].anchor) if closed else None
        still_open = tuple(p for row, of in rows.items() if row not in explained for p in of)
        return ((closed, waiver) if waiver else None), still_open

    def _waiver(self, told: Finding, anchor: Anchor) -> Waiver | None:
        return self._waivers.get((anchor, told.period or "", told.code))

    def _on_trial(self, found: Finding, judged: JudgedTable | None) -> Finding:
        if found.code not in self.beta or found.severity is Severity.INFO:
            return found
        if found.severity not in _HEAVY:
            return replace(found, beta=True)
        if judged is None or not _of_rules(judged, found.code):
            return found  # nothing was loaded that could be let through
        return replace(found, severity=Severity.WARNING, beta=True)


def _only(found: Finding, places: Sequence[Place]) -> Finding:
    cells = tuple(p.cell for p in places)
    return replace(found, cells=cells, count=len(cells)) if places and cells != found.cells else found


def _of_rules(judged: JudgedTable, code: str) -> bool:
    """True where nothing but rules over conformed rows raised a code: harmonising held no row back with it."""
    conformed = judged.conformed
    held = (codes for rows in (conformed.quarantined, conformed.lost_rows) for codes in rows.values())
    return code not in _KEYS and not any(code in codes for codes in held)


def _releasable(judged: JudgedTable | None, code: str, places: Sequence[Place]) -> bool:
    """Whether the rows of an explained finding can be let through: only rules hold them back."""
    if judged is None or code in _KEYS:
        return False
    held, lost = judged.conformed.quarantined, judged.conformed.lost_rows
    unread = any(code in held.get(i, ()) for p in places for i in p.indexes)
    return bool(places) and not unread and not any(code in lost.get(split(p.cell)[1], ()) for p in places)


def _without_trials(judged: JudgedTable, beta: Collection[str]) -> Mapping[int, tuple[str, ...]]:
    lifted = {code for code in beta if _of_rules(judged, code)}
    if not lifted:
        return judged.held_back
    left = {i: tuple(c for c in codes if c not in lifted) for i, codes in judged.held_back.items()}
    return {i: codes for i, codes in left.items() if codes}


def _release(
    held: Mapping[int, tuple[str, ...]],
    released: Sequence[_Released],
    heavy: Sequence[Finding],
    anchors: Anchors,
) -> Mapping[int, tuple[str, ...]]:
    """The rows held back without the codes that were explained, save where the same code still says something else."""
    left = {i: list(codes) for i, codes in held.items()}
    for each in released:
        kept = _rows_of([f for f in heavy if f.code == each.code], anchors)
        for index in {i for p in each.places for i in p.indexes} - kept:
            left[index] = [c for c in left.get(index, ()) if c != each.code]
    return {i: tuple(codes) for i, codes in left.items() if codes}


def _rows_of(findings: Iterable[Finding], anchors: Anchors) -> set[int]:
    rows: set[int] = set()
    for found in findings:
        table: TableAnchors | None = anchors.table_of(found)
        rows |= {i for p in (anchors.places(found, table) if table else ()) for i in p.indexes}
    return rows


def _explained(
    judged: JudgedTable, held: Mapping[int, tuple[str, ...]], released: Sequence[_Released]
) -> Iterator[tuple[int, str]]:
    """The figures that are published because an explanation was accepted."""
    measures = [m.name for m in judged.conformed.contract.measures]
    for each in released:
        for place in each.places:
            for index in place.indexes:
                if index in judged.held_back and index not in held:
                    yield from ((index, name) for name in ([place.measure] if place.measure else measures))
