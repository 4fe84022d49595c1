"""Columns of figures that mean one thing: neither is loaded, and the cells that ought to tell them apart are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lumbung.findings import finding
from lumbung.harmonise.headings.figure_places import FigurePlace, Unusable
from lumbung.harmonise.titles.title_cells import heading_cell, is_under_all, text_of, told_apart
from lumbung.sheets.addresses import number
from lumbung.sheets.model import Table
from lumbung.text import fold


def without_doubles(
    places: Sequence[FigurePlace], table: Table, period: str | None = None
) -> tuple[tuple[FigurePlace, ...], tuple[Unusable, ...]]:
    """Places of which no two mean the same; neither of two that do is loaded (which is right cannot be told).

    ``period``: the one period of all columns, where their headings do not tell them apart.
    """
    groups: dict[tuple[object, ...], list[FigurePlace]] = {}
    for place in places:
        when = period or place.period or place.time
        groups.setdefault((place.measure.name, place.categories, when), []).append(place)
    twice = [_Doubled.of(same, places, table, period) for same in groups.values() if len(same) > 1]
    doubled = [u for each in _by_cells(twice) for u in _unusable(each, table)]
    lost = {(u.letter, u.measure) for u in doubled}
    return tuple(p for p in places if (p.letter, p.measure.name) not in lost), tuple(doubled)


def _after(same: Sequence[FigurePlace], places: Sequence[FigurePlace], table: Table) -> list[FigurePlace]:
    """The columns behind a second one of the same year: there the years begin anew, about something else (2021 and
    2022 to February behind 2017 to 2021 and their growth). Under another heading they are others'."""
    first, second = number(same[0].letter), number(same[1].letter)
    if not same[0].period or second - first < 2:
        return []
    alike = (p for p in places if p.measure == same[0].measure and p.categories == same[0].categories and p.period)
    behind = [p for p in alike if number(p.letter) > second and p not in same]
    return [p for p in behind if is_under_all(table, p.letter, [same[0].letter, same[1].letter])]


@dataclass(frozen=True)
class _Doubled:
    """Columns that mean one thing, and the cells that ought to tell them apart."""

    code: str
    cells: tuple[str, ...]
    places: tuple[FigurePlace, ...]

    @classmethod
    def of(
        cls, same: Sequence[FigurePlace], places: Sequence[FigurePlace], table: Table, period: str | None
    ) -> _Doubled:
        """H05 for one heading that stands twice, be it with another year that does not count; H08 for two headings
        that mean one thing, of which either may be right."""
        lost = (*same, *_after(same, places, table))
        alike = period is not None or len({fold(p.title) for p in same}) == 1
        letters = [p.letter for p in lost]
        same_words = len({p.title for p in lost}) == 1
        cells = told_apart(table, letters) if same_words else tuple(heading_cell(table, each) for each in letters)
        return cls("H05" if alike else "H08", cells, lost)


def _by_cells(twice: Sequence[_Doubled]) -> Iterator[list[_Doubled]]:
    """Those of one mistake together: *Bidan* twice over L, P and L+P each."""
    groups: dict[tuple[str, tuple[str, ...]], list[_Doubled]] = {}
    for each in twice:
        groups.setdefault((each.code, each.cells), []).append(each)
    yield from groups.values()


def _unusable(together: Sequence[_Doubled], table: Table) -> Iterator[Unusable]:
    lost = list(dict.fromkeys(p for each in together for p in each.places))
    titles = [p.title for p in together[0].places]
    if len(together) > 1:
        titles = [text_of(table, cell) for cell in together[0].cells]
    letters = sorted({p.letter for p in lost}, key=number)
    said = finding(
        together[0].code,
        sheet=table.sheet,
        cells=together[0].cells,
        column=titles[0],
        found=", ".join(letters),
        headings="; ".join(dict.fromkeys(f'"{title}"' for title in titles)),
    )
    yield from (Unusable(p.letter, p.measure.name, said) for p in lost)
