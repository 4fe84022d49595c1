"""Read → harmonise → inspect: the one function behind both the nightly run and ``lumbung check``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from expectations.judge import Judge, Outcome
from expectations.model import InspectedSlice, Inspection, QuarantinedRow
from expectations.rules.coverage import coverage_findings
from expectations.rules.overlap import check_overlap
from expectations.rules.totals import TotalsOutcome, check_totals
from expectations.rules.values import value_findings
from expectations.scores import Evidence, scores
from expectations.verdict import verdict
from lumbung.contracts.model import Contract
from lumbung.contracts.registry import Registry, load_registry
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.file import Harmonised, harmonise
from lumbung.harmonise.model import ROW, Conformed
from lumbung.reference.wilayah import Gazetteer, read_gazetteer
from lumbung.sheets.model import Reading, Table
from lumbung.sheets.read import read_workbook
from lumbung.site import Site


@dataclass(frozen=True)
class _Judged:
    """A conformed table with everything the rules said of it."""

    conformed: Conformed
    outcomes: tuple[Outcome, ...]
    totals: TotalsOutcome
    findings: tuple[Finding, ...]
    held_back: Mapping[int, tuple[str, ...]]  # frame index → finding codes


class Inspector:
    """Inspects files of one site. Contracts, code lists and rules are loaded once."""

    def __init__(self, site: Site, registry: Registry | None = None, gazetteer: Gazetteer | None = None) -> None:
        self.site = site
        self.registry = registry or load_registry(site)
        self.gazetteer = gazetteer or read_gazetteer(site.reference)
        self.judge = Judge(self.gazetteer)

    def inspect(self, data: bytes, name: str, opd: str | None) -> Inspection:
        """The inspection of one file that ``opd`` sent; with None every contract of the site is tried."""
        reading = read_workbook(data, name, self.site.limits)
        contracts = self.registry.of_opd(opd) if opd else tuple(self.registry.contracts.values())
        harmonised = harmonise(reading, contracts, self.gazetteer)
        judged = [self._judge(table) for table in harmonised.conformed]
        judged = _without_overlaps(judged)
        slices = tuple(s for j in judged for s in self._slices(j))
        findings = _sorted(
            (
                *reading.findings,
                *harmonised.findings,
                *(f for j in judged for f in j.findings),
                *self._coverage(judged),
                *self._nothing_found(reading, harmonised, opd),
            )
        )
        return Inspection(
            reading=reading,
            opd=opd,
            verdict=verdict(findings, slices),
            slices=slices,
            findings=findings,
            unmatched=tuple(f"{t.sheet}!{t.range}" for t in harmonised.unmatched),
        )

    def _judge(self, conformed: Conformed) -> _Judged:
        contract = conformed.contract
        outcomes = self.judge.judge(contract, conformed.frame)
        totals = check_totals(conformed)
        period = conformed.periods[0] if len(conformed.periods) == 1 else None
        findings = [
            *(f.about(contract.dataset, f.period or period) for f in conformed.findings),
            *(f.about(contract.dataset, period) for f in value_findings(conformed, outcomes, self.gazetteer)),
            *totals.findings,
        ]
        return _Judged(conformed, outcomes, totals, tuple(findings), _held_back(conformed, outcomes, totals))

    def _slices(self, judged: _Judged) -> Iterator[InspectedSlice]:
        conformed = judged.conformed
        for period in conformed.periods:
            yield self._slice(judged, period)

    def _slice(self, judged: _Judged, period: str) -> InspectedSlice:
        conformed, contract = judged.conformed, judged.conformed.contract
        frame = conformed.frame[conformed.frame[contract.period.name] == period]
        held = {i: codes for i, codes in judged.held_back.items() if i in frame.index}
        quarantine = tuple(_quarantine(conformed, frame, held))
        evidence = Evidence(
            conformed, frame, judged.outcomes, judged.totals, judged.findings, len(held), self.gazetteer
        )
        accepted = frame.drop(index=list(held))
        return InspectedSlice(
            contract=contract,
            period=period,
            sheet=conformed.sheet,
            range=conformed.range,
            accepted=accepted,
            cells=conformed.cells.loc[accepted.index],
            status=conformed.status,
            doubtful=frozenset(d for d in judged.totals.doubtful if d[0] in accepted.index),
            rows_read=len(conformed.contents),
            rows_quarantined=len(quarantine),
            quarantine=quarantine,
            printed=tuple(
                p for p in conformed.printed if p.period == period or (p.period not in conformed.periods)
            ),
            scores=scores(evidence),
        )

    def _coverage(self, judged: Sequence[_Judged]) -> Iterator[Finding]:
        for same in _by_slice(judged).values():
            yield from coverage_findings([j.conformed for j in same], self.gazetteer)

    def _nothing_found(self, reading: Reading, harmonised: Harmonised, opd: str | None) -> Iterator[Finding]:
        """What to say when no table of a readable file is one of the OPD's datasets."""
        recognised = harmonised.conformed or any(f.severity is Severity.BLOCKER for f in harmonised.findings)
        if recognised or any(f.severity is Severity.BLOCKER for f in reading.findings):
            return
        owner = self._other_owner(reading, opd)
        if owner is not None:
            yield finding("F10", dataset_name=owner.title, owner=owner.opd, opd=opd or "-")
        else:
            yield finding("F09", what="Data", found=_describe(reading.tables))

    def _other_owner(self, reading: Reading, opd: str | None) -> Contract | None:
        """The contract of another OPD that describes a table of the file."""
        if opd is None:
            return None
        others = [c for c in self.registry.contracts.values() if c.opd != opd]
        conformed = harmonise(reading, others, self.gazetteer).conformed
        return conformed[0].contract if conformed else None


def _held_back(
    conformed: Conformed, outcomes: Iterable[Outcome], totals: TotalsOutcome
) -> Mapping[int, tuple[str, ...]]:
    held: dict[int, list[str]] = defaultdict(list)
    for index, codes in conformed.quarantined.items():
        held[index] += codes
    for outcome in outcomes:
        if outcome.rule.severity in (Severity.ERROR, Severity.BLOCKER):
            for index in outcome.failed:
                held[index].append(outcome.rule.code)
    for index, code in totals.held_back.items():
        held[index].append(code)
    return {index: tuple(dict.fromkeys(codes)) for index, codes in held.items()}


def _by_slice(judged: Sequence[_Judged]) -> Mapping[tuple[str, tuple[str, ...]], list[_Judged]]:
    groups: dict[tuple[str, tuple[str, ...]], list[_Judged]] = defaultdict(list)
    for j in judged:
        groups[j.conformed.contract.dataset, j.conformed.periods].append(j)
    return groups


def _without_overlaps(judged: list[_Judged]) -> list[_Judged]:
    """The same tables, with rows that two of them claim held back in both."""
    groups: dict[str, list[int]] = defaultdict(list)
    for position, j in enumerate(judged):
        groups[j.conformed.contract.dataset].append(position)
    result = list(judged)
    for positions in groups.values():
        overlap = check_overlap([judged[p].conformed for p in positions])
        for number, indexes in overlap.held_back.items():
            j = judged[positions[number]]
            held = {**j.held_back, **{i: (*j.held_back.get(i, ()), "L06") for i in indexes}}
            said = overlap.findings if number == min(overlap.held_back) else ()
            result[positions[number]] = _Judged(
                j.conformed, j.outcomes, j.totals, (*j.findings, *said), held
            )
    return result


def _quarantine(
    conformed: Conformed, frame: pd.DataFrame, held: Mapping[int, tuple[str, ...]]
) -> Iterator[QuarantinedRow]:
    """Sheet rows held back, each once, with all their codes."""
    codes: dict[int, list[str]] = defaultdict(list)
    for index, why in held.items():
        codes[int(str(frame[ROW].loc[index]))] += why
    for row, why in conformed.lost_rows.items():
        codes[row] += why
    for row in sorted(codes):
        content = dict(conformed.contents.get(row, {}))
        yield QuarantinedRow(conformed.sheet, row, content, tuple(dict.fromkeys(codes[row])))


def _describe(tables: Sequence[Table]) -> str:
    if not tables:
        return "Tidak ada tabel di dalamnya."
    titles = [" ".join(t.title) or f"tabel {t.sheet}!{t.range}" for t in tables[:3]]
    return "Yang ditemukan: " + "; ".join(titles) + "."


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Heaviest first; otherwise in the order they were found."""
    return tuple(sorted(findings, key=lambda f: f.severity.rank))
