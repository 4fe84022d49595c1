"""One conformed table with everything the rules said of it, and what is accepted of it: its slices by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from expectations.judge import Judge, Outcome
from expectations.model import InspectedSlice, QuarantinedRow
from expectations.rules.coverage import missing_regions
from expectations.rules.overlap import check_overlap
from expectations.rules.sums import SumsOutcome, check_sums, sum_findings
from expectations.rules.totals import TotalsOutcome, check_totals
from expectations.rules.values import value_findings
from expectations.scores import Evidence, scores
from lumbung.findings import Finding, Severity
from lumbung.harmonise.discretion import discreet
from lumbung.harmonise.model import ROW, Conformed
from lumbung.reference.wilayah import Gazetteer


@dataclass(frozen=True)
class JudgedTable:
    """A conformed table with everything the rules said of it."""

    conformed: Conformed
    outcomes: tuple[Outcome, ...]
    totals: TotalsOutcome
    sums: SumsOutcome
    findings: tuple[Finding, ...]
    held_back: Mapping[int, tuple[str, ...]]  # frame index → finding codes

    @property
    def dataset(self) -> str:
        """The dataset the table belongs to."""
        return self.conformed.contract.dataset


def judge_table(conformed: Conformed, judge: Judge) -> JudgedTable:
    """What the suite, the printed totals and the sums between measures say of one table."""
    contract = conformed.contract
    outcomes = judge.judge(contract, conformed.frame, conformed.faulty)
    totals, sums = check_totals(conformed), check_sums(conformed)
    values = value_findings(conformed, outcomes, judge.gazetteer)
    period = conformed.periods[0] if len(conformed.periods) == 1 else None
    findings = (
        *(f.about(contract.dataset, f.period or period) for f in discreet(contract, conformed.findings)),
        *(f.about(contract.dataset, period) for f in discreet(contract, values)),
        *totals.findings,
        *sum_findings(conformed, sums),
    )
    return JudgedTable(conformed, outcomes, totals, sums, findings, _held_back(conformed, outcomes, totals, sums))


def _held_back(
    conformed: Conformed, outcomes: Sequence[Outcome], totals: TotalsOutcome, sums: SumsOutcome
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
    for wrong in sums.wrong:
        held[wrong.index].append("X01")
    return {index: tuple(dict.fromkeys(codes)) for index, codes in held.items()}


def by_dataset(judged: Sequence[JudgedTable]) -> Mapping[str, list[JudgedTable]]:
    """The tables of each dataset, in file order."""
    groups: dict[str, list[JudgedTable]] = defaultdict(list)
    for table in judged:
        groups[table.dataset].append(table)
    return groups


def without_overlaps(judged: Sequence[JudgedTable]) -> list[JudgedTable]:
    """The same tables, with rows that two of them claim held back in both."""
    return [table for same in by_dataset(judged).values() for table in _apart(same)]


def _apart(same: Sequence[JudgedTable]) -> Iterator[JudgedTable]:
    overlap = check_overlap([j.conformed for j in same]) if len(same) > 1 else None
    for number, j in enumerate(same):
        indexes = overlap.held_back.get(number, frozenset()) if overlap else frozenset()
        if not overlap or not indexes:
            yield j
            continue
        held = {**j.held_back, **{i: (*j.held_back.get(i, ()), "L06") for i in indexes}}
        said = overlap.findings if number == min(overlap.held_back) else ()
        yield replace(j, findings=(*j.findings, *said), held_back=held)


def slices(judged: JudgedTable, same: Sequence[JudgedTable], gazetteer: Gazetteer) -> Iterator[InspectedSlice]:
    """What is accepted of a table, period by period; ``same``: every table of its dataset in the file."""
    conformed, contract = judged.conformed, judged.conformed.contract
    for period in conformed.periods:
        frame = conformed.frame[conformed.frame[contract.period.name] == period]
        held = {int(i): judged.held_back[i] for i in frame.index if i in judged.held_back}
        quarantine = tuple(_quarantine(conformed, frame, held))
        accepted = frame.drop(index=list(held))
        printed = (p for p in conformed.printed if p.period == period or p.period not in conformed.periods)
        yield InspectedSlice(
            contract=contract,
            period=period,
            sheet=conformed.sheet,
            range=conformed.range,
            accepted=accepted,
            cells=conformed.cells.loc[accepted.index],
            status=conformed.statuses.get(period, conformed.status),
            doubtful=frozenset(d for d in judged.totals.doubtful if d[0] in accepted.index),
            rows_read=len(conformed.contents),
            rows_quarantined=len(quarantine),
            quarantine=quarantine,
            printed=tuple(printed),
            corrected=frozenset(c for c in conformed.corrected if c[0] in accepted.index),
            scores=scores(_evidence(judged, period, frame, held, same, gazetteer)),
        )


def _evidence(
    judged: JudgedTable,
    period: str,
    frame: pd.DataFrame,
    held: Mapping[int, tuple[str, ...]],
    same: Sequence[JudgedTable],
    gazetteer: Gazetteer,
) -> Evidence:
    beside = [j.conformed for j in same if period in j.conformed.periods]
    return Evidence(
        conformed=judged.conformed,
        period=period,
        frame=frame,
        outcomes=judged.outcomes,
        totals=judged.totals,
        sums=judged.sums,
        findings=judged.findings,
        held_back=held,
        missing_regions=len(missing_regions(beside, period, gazetteer)),
        gazetteer=gazetteer,
    )


def _quarantine(
    conformed: Conformed, frame: pd.DataFrame, held: Mapping[int, tuple[str, ...]]
) -> Iterator[QuarantinedRow]:
    """Sheet rows held back, each once, with all their codes."""
    rows = frame[ROW].to_dict()
    codes: dict[int, list[str]] = defaultdict(list)
    for index, why in held.items():
        codes[int(rows[index])] += why
    for row, why in conformed.lost_rows.items():
        codes[row] += why
    for row in sorted(codes):
        content = dict(conformed.contents.get(row, {}))
        yield QuarantinedRow(conformed.sheet, row, content, tuple(dict.fromkeys(codes[row])))
