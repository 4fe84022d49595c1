"""How much a file tells, against earlier ones: rows (S09, D03), blanks (D05), categories (D06), periods (T05)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from expectations.past.columns import Column, Words
from lumbung.contracts.model import Kind, PeriodGrain, Property, Source
from lumbung.contracts.periods import periods_between
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.statements import Figure, Key, Statement, key_properties

_FEWEST_ROWS = 10
_FEWEST_BLANKS = 5
_FEWEST_PERIODS = 2
_SHOWN = 10
_NO_SERIES = frozenset({PeriodGrain.TANGGAL, PeriodGrain.MINGGU})
"""Grains in which a period without an event is no gap."""
_ROW = re.compile(r"\d+")


def volume(current: Statement, before: Statement | None) -> Iterator[Finding]:
    """S09 for far fewer rows than before, D03 for far more; nothing where rows are held back in either."""
    if before is None or not (current.whole and before.whole) or max(current.records, before.records) < _FEWEST_ROWS:
        return
    kept = 1 - current.contract.comparison.volume
    fell, rose = current.records < kept * before.records, kept * current.records > before.records
    if fell or rose:
        yield finding(
            "S09" if fell else "D03",
            severity=Severity.WARNING,
            sheet=_sheet(current),
            cells=_first_cell(current),
            dataset=current.contract.dataset,
            period=current.period,
            dataset_name=current.contract.title,
            found=current.records,
            expected=before.records,
            before=before.name if before.period == current.period else before.period,
            variant="fell" if fell else "",
        )


def gaps(current: Statement, earlier: Sequence[Statement]) -> Iterator[Finding]:
    """T05 for periods that nobody sent, between this one and the one before it."""
    grain = current.contract.grain
    if not earlier or grain in _NO_SERIES:
        return
    missing = periods_between(earlier[-1].period, current.period, grain)
    if missing and not _is_rhythm(current, earlier, len(missing)):
        yield finding(
            "T05",
            sheet=_sheet(current),
            cells=_first_cell(current),
            dataset=current.contract.dataset,
            period=current.period,
            dataset_name=current.contract.title,
            missing=", ".join(missing[:_SHOWN]) + (" …" if len(missing) > _SHOWN else ""),
            before=earlier[-1].period,
            after=current.period,
        )


def _is_rhythm(current: Statement, earlier: Sequence[Statement], gap: int) -> bool:
    """Whether the periods before came at such distances too: a dataset of every February and August."""
    grain = current.contract.grain
    steps = [len(periods_between(a.period, b.period, grain)) for a, b in pairwise(earlier)]
    return bool(steps) and gap <= median(steps)


def new_categories(current: Statement, earlier: Sequence[Statement], words: Words) -> Iterator[Finding]:
    """D06 for kinds that no earlier period had, where at least two told of others."""
    if len(earlier) < _FEWEST_PERIODS:
        return
    for place, name in enumerate(key_properties(current.contract)):
        if current.contract.named(name).kind is Kind.CATEGORY:
            known = {key[place] for s in earlier for figures in s.figures.values() for key in figures}
            fresh: dict[str, list[Figure]] = {}
            for figures in current.figures.values():
                for key, figure in figures.items():
                    code = key[place]
                    if code is not None and code not in known and figure.value:
                        fresh.setdefault(code, []).append(figure)
            for code, told in fresh.items():
                yield finding(
                    "D06",
                    sheet=told[0].sheet,
                    cells=[f.cell for f in told if f.sheet == told[0].sheet],
                    dataset=current.contract.dataset,
                    period=current.period,
                    column=current.contract.named(name).title,
                    found=words.text(name, code),
                    periods=", ".join(s.period for s in earlier[-3:]),
                )


def blanks(current: Statement, column: Column, before: Statement, words: Words) -> Iterator[Finding]:
    """D05 where figures of a column that the period before had are blank now, though their rows are there."""
    if not current.whole:
        return
    rows = _Rows(current)
    kinds = {rows.kind(key) for key in column.figures}
    had = [k for k in before.figures[column.measure.name] if rows.kind(k) in kinds and rows.row(k, column.sheet)]
    lost = [k for k in had if k not in current.figures[column.measure.name]]
    share = len(lost) / len(had) if had else 0.0
    if len(lost) >= _FEWEST_BLANKS and share >= current.contract.comparison.blanks:
        letters = re.sub(r"\d+", "", next(iter(column.figures.values())).cell)
        yield finding(
            "D05",
            sheet=column.sheet,
            cells=[f"{letters}{rows.row(k, column.sheet)}" for k in lost],
            dataset=current.contract.dataset,
            period=current.period,
            column=words.column(column),
            found=len(lost),
            expected=len(had),
            other_period=before.period,
        )


class _Rows:
    """The sheet rows of a statement by what their labels say, besides categories that headings may give."""

    def __init__(self, statement: Statement) -> None:
        names = key_properties(statement.contract)
        self.categories = [i for i, n in enumerate(names) if _over_columns(statement.contract.named(n))]
        self.labels = [i for i in range(len(names)) if i not in self.categories]
        self.rows: dict[tuple[str, Key], str] = {}
        for figures in statement.figures.values():
            for key, figure in figures.items():
                row = _ROW.search(figure.cell)
                if row:
                    self.rows.setdefault((figure.sheet, self._label(key)), row[0])

    def kind(self, key: Key) -> Key:
        """The categories of a key that headings may give."""
        return tuple(key[i] for i in self.categories)

    def row(self, key: Key, sheet: str) -> str | None:
        """The row whose other figures are there."""
        return self.rows.get((sheet, self._label(key)))

    def _label(self, key: Key) -> Key:
        return tuple(key[i] for i in self.labels)


def _over_columns(prop: Property) -> bool:
    return prop.kind is Kind.CATEGORY and Source.HEADER in prop.sources


def _sheet(current: Statement) -> str | None:
    return current.tables[0].sheet if current.tables else None


def _first_cell(current: Statement) -> tuple[str, ...]:
    return tuple(t.range.split(":")[0] for t in current.tables[:1])
