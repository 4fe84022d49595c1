"""One conformed table with everything the rules said of it, and what is accepted of it: its slices by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import pandas as pd

from expectations.judge import Judge
from expectations.model import InspectedSlice, QuarantinedRow
from expectations.outcome import Figures, Outcome
from expectations.rules.consequences import (
    refused,
    refused_alone,
    without_consequences,
    without_figures,
)
from expectations.rules.coverage import missing_regions
from expectations.rules.local_codes import local_codes
from expectations.rules.mixtures import mixture_findings, mixtures
from expectations.rules.near_duplicates import near_duplicates
from expectations.rules.small_cells import small_cells
from expectations.rules.sums import SumsOutcome, sum_findings, sums_of
from expectations.rules.totals import TotalsOutcome, check_totals, wrong_totals
from expectations.rules.values import value_findings
from expectations.scores import Evidence, scores
from lumbung.contracts.model import Contract
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
    explained: frozenset[tuple[int, str]] = frozenset()  # (frame index, measure): released by an explanation
    absorbed: frozenset[int] = frozenset()  # rows that were joined to those of another table

    @property
    def dataset(self) -> str:
        """The dataset the table belongs to."""
        return self.conformed.contract.dataset


def judge_table(conformed: Conformed, judge: Judge, parts: Set[int] = frozenset()) -> JudgedTable:
    """What the suite, the printed totals and the sums between measures say of one table.

    ``parts``: rows that go on in another table; no rule between properties judges them before they are whole.
    """
    contract = conformed.contract
    everything = without_consequences(judge.judge(contract, conformed.frame, conformed.faulty), contract)
    alone = refused_alone(everything, contract)
    mixed = mixtures(conformed, *wrong_totals(conformed, alone, sums_of(conformed, everything, parts)))
    mixed_figures = frozenset(part for mixture in mixed for part in mixture.parts)
    everything = without_figures(everything, contract, mixed_figures)
    outcomes = tuple(
        replace(o, failed=tuple(i for i in o.failed if i not in parts)) if parts and is_between(o, contract) else o
        for o in beside_sums(everything)
    )
    sums = sums_of(conformed, everything, parts)
    totals = check_totals(conformed, mixed_figures | refused(beside_sums(everything), contract), sums)
    values = value_findings(conformed, outcomes, judge.gazetteer)
    period = conformed.periods[0] if len(conformed.periods) == 1 else None
    findings = (
        *(f.about(contract.dataset, f.period or period) for f in discreet(contract, conformed.findings)),
        *(f.about(contract.dataset, period) for f in discreet(contract, values)),
        *(f.about(contract.dataset, period) for f in mixture_findings(conformed, mixed)),
        *totals.findings,
        *sum_findings(conformed, sums, totals.crossed),
        *(f.about(contract.dataset, period) for f in _of_rows(conformed)),
    )
    held = _held_back(conformed, outcomes, totals, sums, mixed_figures)
    return JudgedTable(conformed, outcomes, totals, sums, findings, held)


def _of_rows(conformed: Conformed) -> Iterator[Finding]:
    yield from small_cells(conformed)
    yield from local_codes(conformed)
    yield from near_duplicates(conformed)


def beside_sums(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """The outcomes of all rules but those of sums between measures, which have findings of their own."""
    return tuple(o for o in outcomes if o.crashed or not o.rule.is_sum)


def is_between(outcome: Outcome, contract: Contract) -> bool:
    """True for a rule about more than one property beside the key, or about the table as a whole."""
    beside = {p.name for p in contract.properties if not p.key}
    return not outcome.rule.columns or len(beside.intersection(outcome.rule.columns)) > 1


def _held_back(
    conformed: Conformed, outcomes: Sequence[Outcome], totals: TotalsOutcome, sums: SumsOutcome, mixed: Figures
) -> Mapping[int, tuple[str, ...]]:
    held: dict[int, list[str]] = defaultdict(list)
    for index, codes in conformed.quarantined.items():
        held[index] += codes
    for outcome in outcomes:
        if outcome.rule.severity in (Severity.ERROR, Severity.BLOCKER):
            for index in outcome.failed:
                held[index].append(outcome.rule.code)
    for index, _ in mixed:
        held[index].append("U03")
    for index, code in totals.held_back.items():
        held[index].append(code)
    for wrong in sums.wrong:
        held[wrong.index].append("X01")
    return {index: tuple(dict.fromkeys(codes)) for index, codes in held.items()}


def slices(judged: JudgedTable, same: Sequence[JudgedTable], gazetteer: Gazetteer) -> Iterator[InspectedSlice]:
    """What is accepted of a table, period by period; ``same``: every table of its dataset in the file."""
    conformed, contract = judged.conformed, judged.conformed.contract
    for period in conformed.periods:
        frame = conformed.frame[conformed.frame[contract.period.name] == period]
        held = {int(i): judged.held_back[i] for i in frame.index if i in judged.held_back}
        quarantine = tuple(_quarantine(conformed, frame, held))
        accepted = frame.drop(index=[i for i in frame.index if i in held or i in judged.absorbed])
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
            rows_joined=len(judged.absorbed.intersection(frame.index)),
            quarantine=quarantine,
            printed=tuple(printed),
            corrected=frozenset(c for c in conformed.corrected if c[0] in accepted.index),
            columns=tuple(_columns_there(conformed)),
            explained=frozenset(e for e in judged.explained if e[0] in accepted.index),
            scores=scores(_evidence(judged, period, frame, held, same, gazetteer)),
        )


def _columns_there(conformed: Conformed) -> Iterator[str]:
    for p in conformed.contract.properties:
        told = p.name in conformed.cells and conformed.cells[p.name].fillna("").astype(str).ne("").any()
        if told or p.name in conformed.labels:
            yield p.name


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
        held_back=held,
        missing_regions=len(missing_regions(beside, period, gazetteer)),
        gazetteer=gazetteer,
        elsewhere=_elsewhere(judged, same, period),
    )


def _elsewhere(judged: JudgedTable, same: Sequence[JudgedTable], period: str) -> frozenset[str]:
    """Measures that this table, all of whose rows continue those of others, leaves to them."""
    if not judged.absorbed:
        return frozenset()
    mine = {m.name for m in judged.conformed.contract.measures if judged.conformed.frame[m.name].notna().any()}
    others = [j.conformed for j in same if j is not judged and period in j.conformed.periods]
    return frozenset(m for c in others for m in c.frame.columns if m not in mine and c.frame[m].notna().any())


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
