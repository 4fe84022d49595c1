"""Labelled rows × columns of figures → conformed rows: one per region, categories and period that a sheet offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from lumbung.contracts.model import Contract, Kind, LogicalType, Property
from lumbung.harmonise.figures.figure_column import FigureColumn
from lumbung.harmonise.issues import codes_of, holds_back
from lumbung.harmonise.labels.labelled_rows import LabelledRows
from lumbung.harmonise.rows import ConformedRows
from lumbung.harmonise.times.when import When

_Categories = tuple[tuple[str, str], ...]  # (property, code)


@dataclass(frozen=True)
class _Together:
    """Columns whose figures of one sheet row are always about the same categories and period.

    ``at``: the sheet rows that have such figures, with the position of the conformed row they belong to.
    """

    columns: Sequence[FigureColumn]
    at: dict[int, int] = field(default_factory=dict)

    @property
    def categories(self) -> _Categories:
        return self.columns[0].place.categories

    @cached_property
    def offered(self) -> frozenset[int]:
        """The sheet rows in which some column has a cell."""
        return frozenset().union(*(column.rows for column in self.columns))

    def period(self, row: int, when: When) -> str | None:
        """The period of its figures in a sheet row; None where it has none."""
        return when.of(self.columns[0].place, row) if row in self.offered else None


@dataclass(frozen=True)
class _Frame:
    """The rows to come: the position of each among the labelled rows, its categories and period."""

    positions: list[int] = field(default_factory=list)
    categories: list[_Categories] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)

    def add(self, position: int, categories: _Categories, period: str) -> int:
        """One more row; where it stands."""
        self.positions.append(position)
        self.categories.append(categories)
        self.periods.append(period)
        return len(self.positions) - 1


def conformed_rows(
    contract: Contract, labelled: LabelledRows, figures: Sequence[FigureColumn], when: When
) -> ConformedRows:
    """Every combination of region, categories and period that the sheet offers, also those left blank."""
    groups = _together([column for column in figures if not column.place.total], when)
    frame = _laid_out(labelled, groups, when) if contract.measures else _without_figures(labelled, when)
    rows = ConformedRows.of(
        contract, [labelled.numbers[i] for i in frame.positions], _labels(contract, labelled, frame)
    )
    within = dict(pairwise(p.name for p in contract.of_kind(Kind.REGION)))
    for new, old in enumerate(frame.positions) if labelled.issues else ():
        for issue in labelled.issues.get(labelled.numbers[old], ()):
            if holds_back(issue):
                rows.faulty[new, issue.property] = issue.code
                if issue.property in within:  # nobody could tell which desa is meant
                    rows.faulty.setdefault((new, within[issue.property]), issue.code)
        if codes := codes_of(labelled.issues.get(labelled.numbers[old], ())):
            rows.codes[new] = codes
    for group in groups:
        for column in group.columns:
            _place(column, group.at, rows)
    return rows


def _together(columns: Sequence[FigureColumn], when: When) -> Sequence[_Together]:
    groups: dict[tuple[object, ...], list[FigureColumn]] = defaultdict(list)
    for column in columns:
        groups[column.place.categories, when.said_over(column.place)].append(column)
    return [_Together(same) for same in groups.values()]


def _laid_out(labelled: LabelledRows, groups: Sequence[_Together], when: When) -> _Frame:
    """The rows in the order of the sheet; columns that come to mean the same in a row share one."""
    frame = _Frame()
    for position, row in enumerate(labelled.numbers):
        known: dict[tuple[object, ...], int] = {}
        for group in groups:
            period = group.period(row, when)
            if period is None:
                continue
            key = (group.categories, period)
            if key not in known:
                known[key] = frame.add(position, group.categories, period)
            group.at[row] = known[key]
    return frame


def _without_figures(labelled: LabelledRows, when: When) -> _Frame:
    frame = _Frame()
    for position, row in enumerate(labelled.numbers):
        if period := when.of_row(row):
            frame.add(position, (), period)
    return frame


def _labels(contract: Contract, labelled: LabelledRows, frame: _Frame) -> Mapping[str, list[object]]:
    """The columns of all that is no figure: what the rows say, what the headings say, the period."""
    columns: dict[str, list[object]] = {}
    for name, said in labelled.values.items():
        known = _numbers(said) if _is_numeric(contract.named(name)) else said
        columns[name] = [known[i] for i in frame.positions]
    for name in dict.fromkeys(name for categories in set(frame.categories) for name, _ in categories):
        columns[name] = list(_of_headings(name, columns.get(name), frame.categories))
    return {**columns, contract.period.name: list(frame.periods)}


def _of_headings(name: str, said: Sequence[object] | None, categories: Sequence[_Categories]) -> Iterator[object]:
    for position, each in enumerate(categories):
        yield next((code for prop, code in each if prop == name), said[position] if said else None)


def _is_numeric(prop: Property) -> bool:
    labels = prop.kind not in (Kind.MEASURE, Kind.PERIOD)
    return labels and prop.logical_type in (LogicalType.INTEGER, LogicalType.NUMBER)


def _numbers(texts: Sequence[str | None]) -> Sequence[object]:
    known = {text: _number(text) for text in set(texts)}
    return [known[text] for text in texts]


def _number(text: str | None) -> object:
    """The number that an attribute is; text that is none stays text for the suite to judge."""
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        return text


def _place(column: FigureColumn, at: Mapping[int, int], rows: ConformedRows) -> None:
    """Put the figures of a column where they belong; what is wrong with one holds its row back."""
    name, letter = column.place.measure.name, column.place.letter
    values, cells = rows.values[name], rows.cells[name]
    for row, value in zip(column.rows, column.values, strict=True):
        position = at.get(row)
        if position is not None:
            values[position] = value
            cells[position] = f"{letter}{row}"
    for cell in column.that(lambda figure: bool(figure.code)):
        if cell.row in at:
            rows.blame(at[cell.row], name, str(cell.figure.code))
