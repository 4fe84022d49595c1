"""Outcomes of the suite → findings: one for each rule, column and value, with every cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pandas as pd

from expectations.judge import Outcome
from expectations.rules.totals import figure_text
from expectations.suite import Rule
from lumbung.contracts.model import Contract, Kind, Source
from lumbung.findings import Finding, Parameter, finding
from lumbung.harmonise.model import ROW, Conformed
from lumbung.reference.wilayah import Gazetteer

MASKED = "(disamarkan)"


def value_findings(
    conformed: Conformed, outcomes: Sequence[Outcome], gazetteer: Gazetteer
) -> Iterator[Finding]:
    """The findings of a suite over one conformed table."""
    for outcome in outcomes:
        if outcome.crashed:
            yield finding("G01", sheet=conformed.sheet, dataset=conformed.contract.dataset, rule=outcome.rule.name)
        elif outcome.table_failed:
            yield _of_table(conformed, outcome.rule)
        elif outcome.failed:
            yield from _of_rows(conformed, outcome, gazetteer)


def _of_table(conformed: Conformed, rule: Rule) -> Finding:
    return finding(
        rule.code,
        sheet=conformed.sheet,
        cells=(conformed.range.split(":")[0],),
        severity=rule.severity,
        dataset=conformed.contract.dataset,
        rule=rule.description or rule.name,
        column=rule.description or rule.name,
        found="",
        expected=rule.expected,
    )


def _of_rows(
    conformed: Conformed, outcome: Outcome, gazetteer: Gazetteer
) -> Iterator[Finding]:
    groups: dict[str, list[int]] = defaultdict(list)
    for index in outcome.failed:
        groups[_found(conformed, outcome.rule, index, gazetteer)].append(index)
    for found, indexes in groups.items():
        cells = list(dict.fromkeys(c for i in indexes for c in _cells(conformed, outcome.rule, i) if c))
        parameters: dict[str, Parameter] = {
            "column": _titles(conformed.contract, outcome.rule),
            "key": _titles(conformed.contract, outcome.rule),
            "rule": outcome.rule.description or outcome.rule.name,
            "found": found,
            "expected": outcome.rule.expected,
        }
        yield _finding(conformed, outcome.rule, cells, len(cells) or len(indexes), parameters)


def _finding(
    conformed: Conformed, rule: Rule, cells: list[str], count: int, parameters: dict[str, Parameter]
) -> Finding:
    said = finding(
        rule.code,
        sheet=conformed.sheet,
        cells=cells,
        count=count,
        severity=rule.severity,
        dataset=conformed.contract.dataset,
    )
    return Finding(**{**said.__dict__, "parameters": parameters})


def _titles(contract: Contract, rule: Rule) -> str:
    names = [n for n in rule.columns if Source.HEADER not in contract.named(n).sources] or list(rule.columns)
    names = [n for n in names if contract.named(n).kind is not Kind.PERIOD] or names
    return " + ".join(contract.named(n).title for n in names)


def _found(conformed: Conformed, rule: Rule, index: int, gazetteer: Gazetteer) -> str:
    """What stands in the judged columns of one row, readable; personal values masked.

    Of a key only what the sheet's row says is told: a row that stands twice is one mistake, not one per category.
    """
    said = []
    for name in rule.columns:
        prop = conformed.contract.named(name)
        if rule.code == "K01" and Source.HEADER in prop.sources:
            continue
        value: object = conformed.frame[name].loc[index]
        if prop.personal:
            said.append(MASKED)
        elif prop.kind is Kind.REGION and str(value) in gazetteer.regions:
            said.append(gazetteer[str(value)].name)
        elif prop.kind is Kind.CATEGORY:
            said.append(next((c.name for c in prop.categories if c.code == value), str(value)))
        elif isinstance(value, float):
            said.append("" if pd.isna(value) else figure_text(value))
        else:
            said.append("" if value is None else str(value))
    return ", ".join(s for s in said if s)


def _cells(conformed: Conformed, rule: Rule, index: int) -> Iterator[str]:
    """The cells to mark for one failing row: the figures' own, else those of the labels."""
    row = int(conformed.frame[ROW].loc[index])
    for name in rule.columns:
        cell = str(conformed.cells.at[index, name]) if name in conformed.cells else ""
        if cell:
            yield cell
        elif name in conformed.labels:
            yield f"{conformed.labels[name]}{row}"
