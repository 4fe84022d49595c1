"""Columns of figures: which measure, categories, period and unit each holds, and why one cannot be loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lumbung.contracts.model import Contract, Kind, Property, Source
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.explain import TOTAL_WORDS, Explanation, Headings
from lumbung.harmonise.heading_units import title_units
from lumbung.reference.satuan import Unit, units
from lumbung.sheets.model import Table
from lumbung.text import fold


@dataclass(frozen=True)
class FigurePlace:
    """A column of figures, explained: which measure, for which categories, in which unit."""

    letter: str
    measure: Property
    categories: tuple[tuple[str, str], ...]  # (property, code), in contract order
    period: str | None  # where the heading gives one
    factor: float  # figure × factor is in the measure's unit
    total: bool  # adds up the columns beside it: by a category that does, or over all periods
    title: str  # the heading, for messages


@dataclass(frozen=True)
class Unusable:
    """A column that is understood and yet cannot be loaded; the finding says why."""

    letter: str
    measure: str
    finding: Finding


@dataclass(frozen=True)
class FigureColumns:
    """The columns of figures of a table: loadable, refused with a reason, and unknown ones that hold figures."""

    places: tuple[FigurePlace, ...]
    unusable: tuple[Unusable, ...]
    unknown: tuple[Finding, ...]
    notes: tuple[Finding, ...]  # what was done: units converted, headings read loosely

    @property
    def offered(self) -> int:
        """How many columns hold figures that somebody wants loaded."""
        return len(self.places) + len({u.letter for u in self.unusable}) + len(self.unknown)


def find_figures(table: Table, contract: Contract, year: str | None) -> FigureColumns:
    """Every column of figures of the table; ``year`` as in :meth:`Headings.explain`."""
    headings = Headings(contract)
    places: list[FigurePlace] = []
    unusable: list[Unusable] = []
    unknown: list[Finding] = []
    notes: list[Finding] = []
    for explanation in headings.explain(table, year):
        place = _place(explanation, contract, table, notes)
        if isinstance(place, FigurePlace):
            places.append(place)
        elif place is not None:
            unusable.append(place)
        elif _is_missed(table, explanation):
            unknown.append(_unknown_column(explanation, headings, table, contract))
    kept, doubled = without_doubles(_with_totals_over_time(places), table)
    return FigureColumns(kept, (*unusable, *doubled), tuple(unknown), tuple(notes))


def without_doubles(
    places: Sequence[FigurePlace], table: Table, period: str | None = None
) -> tuple[tuple[FigurePlace, ...], tuple[Unusable, ...]]:
    """Places of which no two mean the same; neither of two that do is loaded (which is right cannot be told).

    ``period``: the one period of all columns, where their headings do not tell them apart.
    """
    groups: dict[tuple[object, ...], list[FigurePlace]] = {}
    for place in places:
        groups.setdefault((place.measure.name, place.categories, period or place.period), []).append(place)
    doubled = [u for same in groups.values() if len(same) > 1 for u in _doubled(same, table)]
    kept = {same[0].letter for same in groups.values() if len(same) == 1}
    return tuple(p for p in places if p.letter in kept), tuple(doubled)


def _doubled(same: Sequence[FigurePlace], table: Table) -> list[Unusable]:
    cells = [heading_cell(table, p.letter) for p in same]
    letters = ", ".join(p.letter for p in same)
    said = finding("H05", sheet=table.sheet, cells=cells, column=same[0].title, found=letters)
    return [Unusable(p.letter, p.measure.name, said) for p in same]


def timeless_column(place: FigurePlace, table: Table, contract: Contract) -> Finding:
    """What to say of a column without a period beside columns that each name theirs."""
    cells = (heading_cell(table, place.letter),)
    return finding("H03", sheet=table.sheet, cells=cells, column=place.title, dataset_name=contract.title)


def heading_cell(table: Table, letter: str) -> str:
    """The address of a column's lowest heading."""
    return f"{letter}{table.header_rows[-1] if table.header_rows else table.rows[0].row if table.rows else 1}"


def _with_totals_over_time(places: Sequence[FigurePlace]) -> list[FigurePlace]:
    """The same places; a column called Jumlah beside one column per period adds these up."""
    dated = len({p.period for p in places if p.period}) > 1
    return [
        replace(p, total=True) if dated and p.period is None and fold(p.title.rsplit("/")[-1]) in TOTAL_WORDS else p
        for p in places
    ]


def _is_missed(table: Table, explanation: Explanation) -> bool:
    """True for a column whose loss matters: an unnamed spare column of zeros or blanks is none."""
    values = [r.cells.get(explanation.column.letter) for r in (*table.rows, *table.totals)]
    numbers = [v for v in values if isinstance(v, (int, float))]
    return any(numbers) or (bool(numbers) and bool(explanation.unexplained))


def _place(
    explanation: Explanation, contract: Contract, table: Table, notes: list[Finding]
) -> FigurePlace | Unusable | None:
    """The place of an explained column, or why it cannot be used; None when something about it stays unexplained."""
    measure = _measure(explanation, contract)
    dimensions = [p for p in contract.of_kind(Kind.CATEGORY) if Source.HEADER in p.sources]
    missing = [p for p in dimensions if p.name not in explanation.categories and p.constant is None]
    adds_periods = explanation.total and not dimensions and Source.HEADER in contract.period.sources
    if measure is None or missing or explanation.unexplained or (explanation.total and not adds_periods):
        return None
    found, wanted = _units(explanation, measure, contract, table)
    factor = 1.0 if found is None or wanted is None else found.conversion(wanted)
    if factor is None:
        return Unusable(explanation.column.letter, measure.name, _wrong_unit(explanation, found, wanted, table))
    notes += _notes(explanation, measure, table, (found, wanted) if factor != 1.0 else None)
    codes = tuple((p.name, explanation.categories.get(p.name) or str(p.constant)) for p in dimensions)
    return FigurePlace(
        letter=explanation.column.letter,
        measure=measure,
        categories=codes,
        period=explanation.periods[0] if len(set(explanation.periods)) == 1 else None,
        factor=factor,
        total=explanation.total or any(contract.named(name).is_total(code) for name, code in codes),
        title=_title(explanation),
    )


def _title(explanation: Explanation) -> str:
    return " / ".join(explanation.column.path) or explanation.column.letter


def _measure(explanation: Explanation, contract: Contract) -> Property | None:
    if explanation.measure:
        return contract.named(explanation.measure)
    return contract.measures[0] if len(contract.measures) == 1 else None


def _units(
    explanation: Explanation, measure: Property, contract: Contract, table: Table
) -> tuple[Unit | None, Unit | None]:
    """The unit of the column and that of the measure. A title's unit speaks for the measures it can be meant for."""
    wanted = units().get(measure.unit or "")
    if explanation.unit is not None or wanted is None:
        return explanation.unit, wanted
    said = title_units(table)
    fitting = {u for u in said if u.kind == wanted.kind}
    others = {w.kind for m in contract.measures if (w := units().get(m.unit or ""))} - {wanted.kind}
    if not fitting and any(u.kind in others for u in said):
        return None, wanted
    candidates = fitting or said
    return next(iter(candidates)) if len(candidates) == 1 else None, wanted


def _notes(
    explanation: Explanation, measure: Property, table: Table, converted: tuple[Unit | None, Unit | None] | None
) -> list[Finding]:
    cells = (heading_cell(table, explanation.column.letter),)
    told = [
        finding("H06", sheet=table.sheet, cells=cells, column=element, property=_read_as(explanation, measure))
        for element in explanation.loosely
    ]
    if converted and converted[0] and converted[1]:
        weight = Severity.INFO if explanation.unit else Severity.WARNING  # a title may be another table's
        said = finding("U02", sheet=table.sheet, cells=cells, severity=weight, column=_title(explanation))
        names = {"found": converted[0].name, "expected": converted[1].name}
        told.append(replace(said, parameters={**said.parameters, **names}))
    return told


def _read_as(explanation: Explanation, measure: Property) -> str:
    return ", ".join(explanation.categories.values()) or measure.title


def _wrong_unit(explanation: Explanation, found: Unit | None, wanted: Unit | None, table: Table) -> Finding:
    return finding(
        "H11",
        sheet=table.sheet,
        cells=(heading_cell(table, explanation.column.letter),),
        column=_title(explanation),
        found=found.name if found else "-",
        expected=wanted.name if wanted else "-",
    )


def _unknown_column(explanation: Explanation, headings: Headings, table: Table, contract: Contract) -> Finding:
    cells = (heading_cell(table, explanation.column.letter),)
    title = _title(explanation)
    guess = headings.guess(explanation)
    if guess.near is not None:
        near, score = guess.near.name, round(guess.near.score)
        said = finding("H07", sheet=table.sheet, cells=cells, column=title, suggestion=near, score=score)
    else:
        said = finding("H03", sheet=table.sheet, cells=cells, column=title, dataset_name=contract.title)
    return replace(said, proposals=guess.proposals)
