"""Which accepted mappings serve a file: those whose text stands where the mapping has a meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lumbung.contracts.elements import PARENTHESES, Element
from lumbung.contracts.model import Contract, Kind
from lumbung.contracts.remembered import list_scope
from lumbung.harmonise.file import Harmonised
from lumbung.proposals import MappingKind, spelling
from lumbung.reference.decisions import Decision, Decisions
from lumbung.sheets.model import Reading, Table
from lumbung.text import fold


def mappings_used(reading: Reading, harmonised: Harmonised, decisions: Decisions) -> frozenset[str]:
    """The identifiers of the accepted mappings that some conformed table of the file bears the text of."""
    if not decisions.accepted:
        return frozenset()
    tables = {(t.sheet, t.range): t for t in reading.tables}
    pairs = [(tables[key], c.contract) for c in harmonised.conformed if (key := (c.sheet, c.range)) in tables]
    return frozenset(
        d.id
        for table, contract in pairs
        for texts in [_Texts(table, reading.name)]
        for d in decisions.accepted
        if _has_scope(d, contract) and texts.bear(d)
    )


def _has_scope(decision: Decision, contract: Contract) -> bool:
    match decision.kind:
        case MappingKind.COLUMN:
            return decision.scope == contract.dataset
        case MappingKind.CATEGORY:
            lists = (list_scope(contract.dataset, p) for p in contract.of_kind(Kind.CATEGORY))
            return decision.scope in lists
        case MappingKind.TITLE:
            return decision.target == contract.dataset
        case MappingKind.REGION:
            return bool(contract.of_kind(Kind.REGION))
        case MappingKind.UNIT:
            return bool(contract.measures)
    return False  # an OPD is told by its folder, before any table is read


class _Texts:
    """The texts of one table as compared: heading runs, labels, units, title."""

    def __init__(self, table: Table, file_name: str) -> None:
        self.headings = frozenset(run for c in table.columns for run in _runs(c.path))
        self.units = frozenset(spelling(t) for c in table.columns for t in _unit_texts((*c.path, c.unit or "")))
        self.labels = frozenset(_labels(table))
        self.titles = " | ".join(fold(t) for t in (" ".join(table.title), table.sheet, file_name))

    def bear(self, decision: Decision) -> bool:
        """True where the text of the decision stands in the table."""
        text = spelling(decision.written)
        if decision.kind is MappingKind.TITLE:
            return f" {text} " in f" {self.titles} "
        if decision.kind is MappingKind.UNIT:
            return text in self.units or text in self.labels
        return text in self.headings or text in self.labels


def _runs(path: Sequence[str]) -> Iterator[str]:
    words = [Element.of(e).folded for e in path]
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield " ".join(w for w in words[start:end] if w)


def _unit_texts(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield text
        yield from PARENTHESES.findall(text)


def _labels(table: Table) -> Iterator[str]:
    seen = {v for r in table.rows for v in r.cells.values() if isinstance(v, str)}
    seen |= {s.text for s in table.sections}
    return (spelling(v) for v in seen)
