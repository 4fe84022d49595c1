"""What an explained column of figures holds: its measure and the properties that are spread over the headings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lumbung.contracts.model import Contract, Kind, Property, Source
from lumbung.harmonise.figures.row_measures import named_elsewhere
from lumbung.harmonise.headings.explain import Explanation
from lumbung.text import fold, squash

FIGURES = frozenset({"nilai", "jumlah", "total", "banyaknya", "angka", "besaran", "volume", "value", "data"})
"""Headings that only announce figures."""
SPREAD = (Kind.REGION, Kind.CATEGORY, Kind.ATTRIBUTE)
"""Kinds of property that may be spread over headings beside the measure and the period."""


@dataclass(frozen=True)
class ColumnMeaning:
    """An explained column: its measure (None where something else than its headings names it) and categories."""

    explanation: Explanation
    measure: Property | None
    categories: tuple[tuple[str, str], ...]
    total: bool


def column_meaning(explanation: Explanation, contract: Contract, alone: bool = False) -> ColumnMeaning | None:
    """What an explained column holds; None when something about it stays unexplained.

    ``alone``: it is the only column of figures, so that *Nilai* or *Jumlah* over it says no more than that.
    """
    measure, is_open = _measure(explanation, contract)
    if is_open and alone:
        rest = tuple(e for e in explanation.unexplained if fold(e) not in FIGURES)
        explanation = replace(explanation, unexplained=rest, totals=())
    named, unexplained = _free_texts(explanation, contract)
    dimensions = [p for p in contract.properties if p.kind in SPREAD and Source.HEADER in p.sources]
    over_regions = explanation.total and any(p.kind is Kind.REGION for p in dimensions)
    missing = [p for p in dimensions if p.name not in named and not _may_stand_elsewhere(p)]
    if over_regions:
        missing = [p for p in missing if p.kind is not Kind.REGION]
    over_periods = explanation.total and not dimensions and Source.HEADER in contract.period.sources
    if missing or unexplained or not (measure or is_open):
        return None
    if explanation.total and not (over_periods or over_regions):
        return None
    codes = tuple((p.name, code) for p in dimensions if (code := named.get(p.name) or _constant(p)) is not None)
    adds = any(contract.named(name).is_total(code) for name, code in codes)
    return ColumnMeaning(explanation, measure, codes, explanation.total or adds)


def is_stranger(explanation: Explanation, contract: Contract) -> bool:
    """True when more than one word would have to change for an unknown column to be one of the contract's.

    Under *Dukun | L* only the kind of staff is open; *Keterangan* says neither that nor the sex.
    """
    measure, is_open = _measure(explanation, contract)
    spread = [p for p in contract.properties if p.kind in SPREAD and Source.HEADER in p.sources]
    missing = [p for p in spread if p.name not in explanation.categories and not _may_stand_elsewhere(p)]
    return len(missing) + (measure is None and not is_open) > 1


def _constant(prop: Property) -> str | None:
    """The code of a dimension whose headings name none: the contract's, unless another place may give one."""
    return prop.constant if set(prop.sources) <= {Source.HEADER, Source.CONSTANT} else None


def _may_stand_elsewhere(prop: Property) -> bool:
    return prop.constant is not None or bool(set(prop.sources) - {Source.HEADER, Source.CONSTANT})


def _free_texts(explanation: Explanation, contract: Contract) -> tuple[dict[str, str], tuple[str, ...]]:
    """The categories a heading names, and what stays unexplained: of an attribute spread over headings, nothing."""
    named, unexplained = dict(explanation.categories), explanation.unexplained
    free = [p for p in contract.of_kind(Kind.ATTRIBUTE) if Source.HEADER in p.sources]
    if len(free) == 1 and len(unexplained) == 1:
        named[free[0].name], unexplained = squash(unexplained[0]), ()
    return named, unexplained


def _measure(explanation: Explanation, contract: Contract) -> tuple[Property | None, bool]:
    """The measure that the headings name, or the only one there is; else whether another place names it."""
    if explanation.measure:
        return contract.named(explanation.measure), False
    if len(contract.measures) == 1 and not named_elsewhere(contract.measures[0]):
        return contract.measures[0], False
    return None, any(named_elsewhere(m) for m in contract.measures)
