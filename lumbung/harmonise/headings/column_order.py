"""Columns that stand in another order than on the template of their dataset (H10).

They are known by their headings, so nothing is wrong. Measures may stand over categories or categories over measures;
sums, regions and times are in no order of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from lumbung.contracts.model import Contract, Kind
from lumbung.findings import Finding, finding
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.harmonise.titles.title_cells import heading_cell
from lumbung.sheets.addresses import number
from lumbung.sheets.model import Table

_Rank = tuple[int, ...]
_T = TypeVar("_T")


def changed_order(
    table: Table, contract: Contract, labels: Mapping[str, str], places: Sequence[FigurePlace]
) -> Iterator[Finding]:
    """H10 for the columns of labels and of figures that do not stand where the template has them."""
    names = [p.name for p in contract.properties]
    moved = _moved(sorted(labels, key=lambda n: number(labels[n])), lambda n: (names.index(n),), lambda n: labels[n])
    groups: dict[object, list[FigurePlace]] = {}
    for place in places:
        if not place.total and place.rows is None:
            groups.setdefault(place.period or place.time, []).append(place)
    for same in groups.values():
        moved |= min((_moved(same, rank, _letter_of) for rank in _ranks(contract)), key=len)
    if moved:
        letters = sorted(moved, key=number)
        yield finding(
            "H10",
            sheet=table.sheet,
            cells=[heading_cell(table, letter) for letter in letters],
            count=len(letters),
            found=", ".join(letters),
            dataset_name=contract.title,
        )


def _letter_of(place: FigurePlace) -> str:
    return place.letter


def _ranks(contract: Contract) -> tuple[Callable[[FigurePlace], _Rank], ...]:
    """Both ways to nest measures and categories."""
    measures = {m.name: i for i, m in enumerate(contract.measures)}
    codes = {p.name: {c.code: i for i, c in enumerate(p.categories)} for p in contract.of_kind(Kind.CATEGORY)}

    def kinds(place: FigurePlace) -> _Rank:
        return tuple(codes[name].get(code, 0) for name, code in place.categories if name in codes)

    return (
        lambda place: (measures[place.measure.name], *kinds(place)),
        lambda place: (*kinds(place), measures[place.measure.name]),
    )


def _moved(found: Sequence[_T], rank: Callable[[_T], _Rank], letter: Callable[[_T], str]) -> set[str]:
    """The letters of what stands at another place than its rank gives it."""
    wanted = sorted(found, key=rank)
    return {letter(a) for a, b in zip(found, wanted, strict=True) if a is not b}
