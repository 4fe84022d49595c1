"""Sums between measures (``sumOf``) that count a part which says that it is not available: what it lacks is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lumbung.contracts.model import Property
from lumbung.harmonise.model import ROW, Conformed
from lumbung.harmonise.totals.rounding import slack_of
from lumbung.sheets.addresses import split


@dataclass(frozen=True)
class PartialSum:
    """One row with such a sum."""

    index: int
    value: float
    known: float  # what the known parts add up to
    cell: str  # where the sum stands
    unknown: tuple[str, ...]  # cells of parts that say "not available"


def partial_sums(conformed: Conformed, measure: Property) -> Iterator[PartialSum]:
    """The rows in which it, and some of its parts, are known, and the others are said not to be; a part left blank, or
    faulty, says nothing about the sum."""
    total = conformed.frame[measure.name].astype("float64")
    parts = conformed.frame[list(measure.sum_of)].astype("float64")
    some = (total.notna() & parts.isna().any(axis=1) & parts.notna().any(axis=1)).to_numpy()
    rows = zip(parts.index[some], total[some].tolist(), parts[some].to_numpy().tolist(), strict=True)
    for label, value, figures in rows:
        known = [v for v in figures if v == v]
        missing = [name for name, v in zip(measure.sum_of, figures, strict=True) if v != v]
        index, added = int(str(label)), sum(known)
        unknown = _unknown(conformed, index, missing)
        if unknown and value - added > slack_of(measure.logical_type, value, known):
            yield PartialSum(index, value, added, str(conformed.cells.at[index, measure.name] or ""), unknown)


def _unknown(conformed: Conformed, index: int, missing: list[str]) -> tuple[str, ...]:
    """The cells of missing parts, if each of them holds words that stand for no figure; else none."""
    content = conformed.contents.get(int(str(conformed.frame.at[index, ROW])), {})
    cells = [str(conformed.cells.at[index, name] or "") for name in missing]
    faulty = any((index, name) in conformed.faulty for name in missing)
    said = all(c and "!" not in c and content.get(split(c)[0]) not in (None, "") for c in cells)
    return tuple(cells) if said and not faulty else ()
