"""Tables of one file that continue each other: one row per key, each figure with the cell of its own sheet.

A table too wide or too long for its sheet goes on in another (*Lanjutan Tabel …*), or every measure has a sheet of its
own. Rows of equal key become one row, that of the first table, if no two of them say different things; a figure that
stands twice alike is taken once and said (L11). Where they differ nothing tells which is right, and all
of them are held back (L06).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from expectations.judge import Judge
from expectations.judged import JudgedTable, beside_sums, is_between, judge_table
from expectations.rules.consequences import without_consequences
from expectations.rules.overlap import doubled, repeated
from expectations.rules.sums import SumsOutcome, sum_findings, sums_of
from expectations.rules.values import value_findings
from lumbung.contracts.model import Contract
from lumbung.findings import Severity
from lumbung.harmonise.model import Conformed

_ADDRESS = re.compile(r"[A-Z]+\d+")
_Place = tuple[int, int]  # position of the table, index label of its row


@dataclass
class _Joins:
    """What becomes of the rows that several tables claim."""

    contradicting: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # position → index labels
    differing: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # position → cells
    rows: dict[_Place, list[_Place]] = field(default_factory=dict)  # first row → rows that continue it
    repeated: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))  # position → cells said before

    def parts(self, position: int) -> frozenset[int]:
        """Index labels of the rows of one table that are part of a joined row."""
        return frozenset(i for first, others in self.rows.items() for p, i in (first, *others) if p == position)


def judge_tables(tables: Sequence[Conformed], judge: Judge) -> list[JudgedTable]:
    """The tables of one dataset in a file, judged; rows they share are joined in the first of them, or held back."""
    if len(tables) < 2:
        return [judge_table(table, judge) for table in tables]
    joins = _joins(tables)
    judged = [judge_table(table, judge, joins.parts(n)) for n, table in enumerate(tables)]
    found = [_held(j, joins.contradicting.get(n, set())) for n, j in enumerate(judged)]
    if joins.contradicting:
        first = min(joins.contradicting)
        said = doubled(tables, sorted(joins.contradicting), joins.differing)
        found[first] = replace(found[first], findings=(*found[first].findings, said))
    again = ((p, cells) for p, cells in joins.repeated.items() if p not in joins.contradicting)
    for position, cells in again:
        said = repeated(tables[position], cells)
        found[position] = replace(found[position], findings=(*found[position].findings, said))
    return _with_joined(found, joins, judge)


def by_dataset(tables: Iterable[Conformed]) -> Mapping[str, list[Conformed]]:
    """The tables of each dataset, in file order."""
    groups: dict[str, list[Conformed]] = defaultdict(list)
    for table in tables:
        groups[table.contract.dataset].append(table)
    return groups


def _joins(tables: Sequence[Conformed]) -> _Joins:
    owners: dict[tuple[object, ...], list[_Place]] = defaultdict(list)
    for position, table in enumerate(tables):
        for index, *key in table.frame[list(table.contract.key)].itertuples(index=True, name=None):
            owners[tuple(key)].append((position, int(index)))
    joins = _Joins()
    lookup = [_Rows(t) for t in tables]
    for claims in owners.values():
        positions = [position for position, _ in claims]
        if len(set(positions)) == 1:
            continue
        if len(set(positions)) < len(positions) or not _agree(lookup, claims):
            for position, index in claims:
                joins.contradicting[position].add(index)
            for position, cell in _said_otherwise(lookup, claims):
                joins.differing[position].append(cell)
            continue
        joins.rows[claims[0]] = claims[1:]
        for position, cell in _said_again(lookup, claims):
            joins.repeated[position].add(cell)
    return joins


class _Rows:
    """The rows of one table by index label."""

    def __init__(self, table: Conformed) -> None:
        self.table = table
        self.names = [p.name for p in table.contract.properties if not p.key]
        self.personal = any(p.personal for p in table.contract.properties)
        self.measures = [m.name for m in table.contract.measures]

    @cached_property
    def values(self) -> Mapping[str, Mapping[int, object]]:
        """What is no key, by property and index label; None for nothing."""
        present, index = self.table.frame[self.names].astype(object), [int(i) for i in self.table.frame.index]
        return {n: dict(zip(index, present[n].where(present[n].notna(), None), strict=True)) for n in self.names}

    @cached_property
    def cells(self) -> Mapping[str, Mapping[int, str]]:
        """The address of each."""
        index = [int(i) for i in self.table.frame.index]
        return {n: dict(zip(index, map(str, self.table.cells[n]), strict=True)) for n in self.names}

    def value(self, name: str, index: int) -> object:
        """What stands there; None for nothing."""
        return self.values[name][index]

    def status(self, index: int) -> str:
        """The status of the row's figures."""
        period = str(self.table.frame.at[index, self.table.contract.period.name])
        return self.table.statuses.get(period, self.table.status)


def _agree(lookup: Sequence[_Rows], claims: Sequence[_Place]) -> bool:
    """True where nothing is said twice differently, neither of figures nor of attributes nor of their status."""
    rows = [(lookup[position], index) for position, index in claims]
    if any(r.personal or not r.measures for r, _ in rows) or len({r.status(index) for r, index in rows}) > 1:
        return False
    said = ({v for r, index in rows if (v := r.value(name, index)) is not None} for name in rows[0][0].names)
    return all(len(values) <= 1 for values in said)


def _said_otherwise(lookup: Sequence[_Rows], claims: Sequence[_Place]) -> Iterator[tuple[int, str]]:
    """Position and cell of everything that the tables say differently of one row."""
    for name in lookup[claims[0][0]].names:
        told = [(p, i, v) for p, i in claims if (v := lookup[p].value(name, i)) is not None]
        if len({v for _, _, v in told}) > 1:
            yield from ((p, cell) for p, i, _ in told if _ADDRESS.fullmatch(cell := lookup[p].cells[name][i]))


def _said_again(lookup: Sequence[_Rows], claims: Sequence[_Place]) -> Iterator[tuple[int, str]]:
    """Position and cell of every figure that an earlier table gives too."""
    for name in lookup[claims[0][0]].measures:
        told = [(p, lookup[p].cells[name][i]) for p, i in claims if lookup[p].value(name, i) is not None]
        yield from told[1:]


def _held(judged: JudgedTable, indexes: set[int]) -> JudgedTable:
    held = {**judged.held_back, **{i: (*judged.held_back.get(i, ()), "L06") for i in sorted(indexes)}}
    return replace(judged, held_back=held) if indexes else judged


def _with_joined(judged: list[JudgedTable], joins: _Joins, judge: Judge) -> list[JudgedTable]:
    absorbed: dict[int, set[int]] = defaultdict(set)
    by_first: dict[int, dict[int, list[_Place]]] = defaultdict(dict)
    for (position, index), others in joins.rows.items():
        by_first[position][index] = others
        held = _codes(judged, [(position, index), *others])
        for place in ((position, index), *others) if held else ():
            judged[place[0]] = replace(judged[place[0]], held_back={**judged[place[0]].held_back, place[1]: held})
        for place in others:
            absorbed[place[0]].add(place[1])
    for position, rows in by_first.items():
        judged[position] = _judged_again(_filled(judged[position], rows, judged), rows, judge)
    return [replace(j, absorbed=frozenset(absorbed[n])) if n in absorbed else j for n, j in enumerate(judged)]


def _codes(judged: Sequence[JudgedTable], places: Sequence[_Place]) -> tuple[str, ...]:
    """Why one of the parts is held back: then the whole row is, as if it stood in one table."""
    return tuple(dict.fromkeys(c for p, i in places for c in judged[p].held_back.get(i, ())))


def _filled(first: JudgedTable, rows: Mapping[int, Sequence[_Place]], judged: Sequence[JudgedTable]) -> JudgedTable:
    """The first table with the figures of those that continue it; a cell of another sheet is written *Sheet!B5*."""
    conformed, lookup = first.conformed, [_Rows(j.conformed) for j in judged]
    mine = _Rows(conformed)
    values, cells = ({n: dict(of[n]) for n in mine.names} for of in (mine.values, mine.cells))
    doubtful, corrected = set(first.totals.doubtful), set(conformed.corrected)
    gaps = ((index, name) for index in rows for name in mine.names if mine.value(name, index) is None)
    for index, name in gaps:
        source = next(((p, i) for p, i in rows[index] if lookup[p].value(name, i) is not None), None)
        if source is not None:
            other, there = judged[source[0]], source[1]
            values[name][index] = lookup[source[0]].value(name, there)
            cells[name][index] = _address(conformed, other.conformed, lookup[source[0]].cells[name][there])
            doubtful |= {(index, name)} if (there, name) in other.totals.doubtful else set()
            corrected |= {(index, name)} if (there, name) in other.conformed.corrected else set()
    frame, addresses = conformed.frame.copy(), conformed.cells.copy()
    for name in mine.names:
        frame[name] = pd.Series(values[name], index=frame.index, dtype=frame[name].dtype)
        addresses[name] = pd.Series(cells[name], index=frame.index, dtype="object")
    joined = replace(conformed, frame=frame, cells=addresses, corrected=frozenset(corrected))
    return replace(first, conformed=joined, totals=replace(first.totals, doubtful=frozenset(doubtful)))


def _address(first: Conformed, other: Conformed, cell: str) -> str:
    return f"{other.sheet}!{cell}" if cell and other.sheet != first.sheet else cell


def _judged_again(first: JudgedTable, rows: Mapping[int, Sequence[_Place]], judge: Judge) -> JudgedTable:
    """What only the joined rows show: sums and rules between figures of different tables."""
    conformed, contract = first.conformed, first.conformed.contract
    part = replace(conformed, frame=conformed.frame.loc[list(rows)], cells=conformed.cells.loc[list(rows)])
    everything = without_consequences(judge.judge(part.contract, part.frame, part.faulty), contract)
    outcomes = [o for o in beside_sums(everything) if o.failed and is_between(o, contract)]
    sums = sums_of(part, everything)
    known = {(w.index, w.measure.name) for w in first.sums.wrong}
    fresh = (w for w in sums.wrong if (w.index, w.measure.name) not in known)
    wrong = tuple(replace(w, cell="" if "!" in w.cell else w.cell) for w in fresh)
    held = dict(first.held_back)
    heavy = [o for o in outcomes if o.rule.severity in (Severity.ERROR, Severity.BLOCKER)]
    for index, code in (*((i, o.rule.code) for o in heavy for i in o.failed), *((w.index, "X01") for w in wrong)):
        held[index] = tuple(dict.fromkeys((*held.get(index, ()), code)))
    own = replace(part, cells=part.cells.map(lambda cell: "" if "!" in str(cell) else cell))
    found = (*value_findings(own, outcomes, judge.gazetteer), *sum_findings(own, replace(sums, wrong=wrong)))
    period = _only_period(contract, part.frame)
    return replace(
        first,
        sums=SumsOutcome((*first.sums.wrong, *wrong), tuple(dict.fromkeys((*first.sums.tested, *sums.tested)))),
        held_back=held,
        findings=(*first.findings, *(f.about(contract.dataset, f.period or period) for f in found)),
    )


def _only_period(contract: Contract, frame: pd.DataFrame) -> str | None:
    periods = frame[contract.period.name].unique()
    return str(periods[0]) if len(periods) == 1 else None
