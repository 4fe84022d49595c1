"""Outcomes of the suite → findings: one for each rule, column and value, with every cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from expectations.outcome import Outcome
from expectations.rule import Rule
from lumbung.contracts.model import Contract, Kind, LogicalType, Property, Source
from lumbung.findings import Finding, finding
from lumbung.harmonise.figures.row_measures import measure_named
from lumbung.harmonise.issues import MASKED
from lumbung.harmonise.model import ROW, Conformed
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import split
from lumbung.text import figure_text

_INDICATOR = "Indikator"


def value_findings(conformed: Conformed, outcomes: Sequence[Outcome], gazetteer: Gazetteer) -> Iterator[Finding]:
    """The findings of a suite over one conformed table."""
    for outcome in outcomes:
        if outcome.crashed:
            yield finding("G01", sheet=conformed.sheet, dataset=conformed.contract.dataset, rule=outcome.rule.name)
        elif outcome.table_failed:
            yield _of_table(conformed, outcome)
        elif outcome.failed:
            yield from _FailingRows(conformed, outcome, gazetteer).findings()


def _of_table(conformed: Conformed, outcome: Outcome) -> Finding:
    rule, observed = outcome.rule, outcome.observed
    said = finding(
        rule.code,
        sheet=conformed.sheet,
        cells=(conformed.range.split(":")[0],),
        severity=rule.severity,
        dataset=conformed.contract.dataset,
        rule=rule.description or rule.name,
        column=rule.description or rule.name,
        found=figure_text(observed) if isinstance(observed, int | float) else str(observed or "-"),
        expected=rule.expected,
        variant="table",
    )
    return replace(said, beta=rule.beta)


class _FailingRows:
    """The rows of one table that fail one rule."""

    def __init__(self, conformed: Conformed, outcome: Outcome, gazetteer: Gazetteer) -> None:
        self.conformed = conformed
        self.outcome = outcome
        self.rule = outcome.rule
        self.gazetteer = gazetteer
        failed = list(outcome.failed)
        columns = [c for c in self.rule.columns if c in conformed.frame]
        self.named = _without_outer_regions(conformed.contract, columns) if self.rule.code == "K01" else columns
        self.values = {c: conformed.frame.loc[failed, c].to_dict() for c in columns}
        self.cells = {c: conformed.cells.loc[failed, c].to_dict() for c in columns}
        self.rows = conformed.frame.loc[failed, ROW].to_dict()

    def findings(self) -> Iterator[Finding]:
        """One finding for what stands in the judged columns."""
        groups: dict[str, list[int]] = defaultdict(list)
        for index in self.outcome.failed:
            groups[self._found(index)].append(index)
        names = _titles(self.conformed.contract, self.rule)
        for found, indexes in groups.items():
            cells = list(dict.fromkeys(c for i in indexes for c in self._cells(i) if c))
            if self.rule.code == "K01" and not cells:
                listed = self._listed_twice(indexes)
                cells, found, names = [*listed], ", ".join(dict.fromkeys(listed.values())), _INDICATOR
            said = finding(
                self.rule.code,
                sheet=self.conformed.sheet,
                cells=cells,
                count=len(cells) or len(indexes),
                severity=self.rule.severity,
                dataset=self.conformed.contract.dataset,
            )
            parameters = {
                "column": names,
                "key": names,
                "rule": self.rule.description or self.rule.name,
                "found": found,
                "expected": self.rule.expected,
                "suggestion": "",
            }
            yield replace(said, parameters=parameters, beta=self.rule.beta)

    def _found(self, index: int) -> str:
        """What stands in the judged columns of one row, readable; personal values masked.

        Of a key only what the sheet's row says is told: a row that stands twice is one mistake, not one per category.
        """
        properties = [self.conformed.contract.named(name) for name in self.values]
        beside = [p for p in properties if Source.HEADER not in p.sources and p.kind is not Kind.PERIOD]
        told = properties if self.rule.code != "K01" or _in_rows(properties) else beside
        texts = [(p.title, _readable(p, self.values[p.name][index], self.gazetteer)) for p in told]
        against = all(p.kind is Kind.MEASURE or p.logical_type is LogicalType.DATE for p in told)
        named = len(told) > 1 and against  # figures, or days, held against each other
        return ", ".join(f"{title} {text}" if named else text for title, text in texts if text)

    def _listed_twice(self, indexes: Sequence[int]) -> Mapping[str, str]:
        """Of a list of indicators, one to a row, those that stand twice: the cells that name them → their titles."""
        found: dict[str, str] = {}
        for measure in self.conformed.contract.measures:
            cells = {i: str(self.conformed.cells.at[i, measure.name] or "") for i in indexes}
            times = Counter(self._key(i) for i, cell in cells.items() if cell)
            for i, cell in cells.items():
                if cell and times[self._key(i)] > 1:
                    found[self._naming(cell, measure)] = measure.title
        return found

    def _key(self, index: int) -> tuple[object, ...]:
        return tuple(column[index] for column in self.values.values())

    def _naming(self, cell: str, measure: Property) -> str:
        """The cell that names the measure of a figure in its row; the figure's own where none does."""
        row = split(cell)[1]
        texts = ((letter, v) for letter, v in self.conformed.contents.get(row, {}).items() if isinstance(v, str))
        return next((f"{letter}{row}" for letter, v in texts if measure_named(v, [measure])), cell)

    def _cells(self, index: int) -> Iterator[str]:
        """The cells to mark for one failing row: the figures' own, else those of the labels."""
        for name in self.named:
            cell = str(self.cells[name][index] or "")
            if cell:
                yield cell
            elif name in self.conformed.labels:
                yield f"{self.conformed.labels[name]}{self.rows[index]}"


def _without_outer_regions(contract: Contract, columns: Sequence[str]) -> list[str]:
    """A key without the regions in which its finest one lies: a desa that stands twice is named at the desa."""
    outer = {p.name for p in contract.of_kind(Kind.REGION) if p.name in columns}
    finest = [c for c in columns if c in outer][-1:]
    return [c for c in columns if c not in outer or c in finest]


def _in_rows(key: Sequence[Property]) -> bool:
    """True where the rows say their own time: it tells them apart."""
    return any(p.kind is Kind.PERIOD and Source.COLUMN in p.sources for p in key)


def _titles(contract: Contract, rule: Rule) -> str:
    names = [n for n in rule.columns if Source.HEADER not in contract.named(n).sources] or list(rule.columns)
    names = [n for n in names if contract.named(n).kind is not Kind.PERIOD] or names
    return " + ".join(contract.named(n).title for n in names)


def _readable(prop: Property, value: object, gazetteer: Gazetteer) -> str:
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return ""
    if prop.personal:
        return MASKED
    if prop.kind is Kind.REGION and str(value) in gazetteer.regions:
        return gazetteer[str(value)].name
    if prop.kind is Kind.CATEGORY:
        return next((c.name for c in prop.categories if c.code == value), str(value))
    if prop.logical_type is LogicalType.DATE:
        return "/".join(reversed(str(value).split("-")))
    return figure_text(value) if isinstance(value, float) else str(value)
