"""Known errors of a source, corrected while the source still has them; what was mended or changed is left as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lumbung.contracts.model import Contract, Kind
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.harmonise.labels.labelled_rows import LabelledRow, LabelledRows
from lumbung.harmonise.places import Places
from lumbung.harmonise.times.when import When
from lumbung.reference.corrections import TOTAL, Action, Correction, same_value
from lumbung.sheets.addresses import number
from lumbung.sheets.model import Table, TableRow

EXPLAINED = "X10"
_NOTHING = "tidak ada"
_LISTED = 3


@dataclass(frozen=True)
class Corrected:
    """What the register changes in one table, by cell (A1 address).

    ``values`` are used instead of what stands there (None: no value); ``explained`` stand as they are and are not
    complained about.
    """

    values: Mapping[str, float | None] = field(default_factory=dict)
    explained: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Cell:
    """A cell that a correction is about."""

    address: str
    value: object  # as it stands in the source
    title: str
    label: str


def corrected(table: Table, contract: Contract, places: Places, when: When, labelled: LabelledRows) -> Corrected:
    """What the corrections of the contract do to a table; nothing where they are about other figures."""
    if not contract.corrections:
        return Corrected()
    cells = _Cells(table, contract, places, when, labelled)
    holding: dict[tuple[Action, str], list[tuple[Correction, _Cell]]] = defaultdict(list)
    obsolete: dict[str, list[tuple[Correction, _Cell]]] = defaultdict(list)
    for correction in contract.corrections:
        about = list(cells.of(correction))
        expected = [cell for cell in about if correction.expects(cell.value)]
        holding[correction.action, correction.reason] += [(correction, cell) for cell in expected]
        obsolete[correction.reason] += [(correction, cell) for cell in about if not expected]
    pairs = [pair for same in holding.values() for pair in same]
    return Corrected(
        values={cell.address: c.value for c, cell in pairs if c.action is not Action.KEEP},
        explained=frozenset(cell.address for c, cell in pairs if c.action is Action.KEEP),
        findings=(
            *(_applied(table, same) for same in holding.values() if same),
            *(_obsolete(table, same) for same in obsolete.values() if same),
        ),
    )


class _Cells:
    """The cells of one table by what they are about."""

    def __init__(self, table: Table, contract: Contract, places: Places, when: When, labelled: LabelledRows) -> None:
        self.table = table
        self.contract = contract
        self.places = places
        self.when = when
        self.by_region: dict[str, list[LabelledRow]] = defaultdict(list)
        region = contract.region.name if contract.region else None
        for row in labelled:
            self.by_region[(row.values.get(region) or "") if region else ""].append(row)

    def of(self, correction: Correction) -> Iterator[_Cell]:
        """The cells that a correction is about: mostly one, none where the table is about something else."""
        for place in self.places.figures:
            if place.measure.name != correction.measure:
                continue
            if correction.region == TOTAL:
                yield from self._totals(correction, place)
            for labelled in self.by_region.get(correction.region, ()):
                row = labelled.row.row
                said = {**self._categories(labelled), **dict(place.categories)}
                timely = place.speaks_for(row) and self.when.of(place, row) == correction.period
                if timely and said == correction.dimensions:
                    yield self._cell(place, labelled.row)

    def _totals(self, correction: Correction, place: FigurePlace) -> Iterator[_Cell]:
        period = self.when.over(place, self.table.numbers)
        if period == correction.period and dict(place.categories).items() <= correction.dimensions.items():
            yield from (self._cell(place, row) for row in self.table.totals)

    def _categories(self, labelled: LabelledRow) -> dict[str, str | None]:
        names = [p.name for p in self.contract.of_kind(Kind.CATEGORY)]
        return {name: labelled.values[name] for name in names if name in labelled.values}

    def _cell(self, place: FigurePlace, row: TableRow) -> _Cell:
        value: object = row.cells.get(place.letter)
        if value is None and self.table.grid:
            value = self.table.grid.cell(row.row, number(place.letter)).value
        label = next((v for v in row.cells.values() if isinstance(v, str) and not v.strip(" .").isdigit()), "")
        return _Cell(f"{place.letter}{row.row}", value, place.title, label)


def _applied(table: Table, same: Sequence[tuple[Correction, _Cell]]) -> Finding:
    """One finding for what was changed for one reason."""
    correction = same[0][0]
    code = EXPLAINED if correction.action is Action.KEEP else "X12"
    expected = [_NOTHING if c.value is None else _shown(c.value) for c, _ in same]
    return _said(code, table, same, found=[c.expected for c, _ in same], expected=expected)


def _obsolete(table: Table, same: Sequence[tuple[Correction, _Cell]]) -> Finding:
    """The source was mended or says something else by now: its value stands, and the register is to be reviewed."""
    mended = all(c.value is not None and same_value(cell.value, repr(c.value)) for c, cell in same)
    found = ["" if cell.value is None else _shown(cell.value) for _, cell in same]
    said = _said("X11", table, same, found=found, expected=[c.expected for c, _ in same])
    return replace(said, severity=Severity.INFO) if mended else said


def _shown(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, (int, float)) else str(value)


def _said(
    code: str,
    table: Table,
    same: Sequence[tuple[Correction, _Cell]],
    found: Sequence[str],
    expected: Sequence[str],
) -> Finding:
    return finding(
        code,
        sheet=table.sheet,
        cells=[cell.address for _, cell in same],
        period=same[0][0].period,
        column=_listed([cell.title for _, cell in same]),
        row=_listed([cell.label or "-" for _, cell in same]),
        found=_listed([text or "(kosong)" for text in found]),
        expected=_listed([text or "(kosong)" for text in expected]),
        reason=same[0][0].reason,
        line=_listed([str(c.line) for c, _ in same]),
    )


def _listed(texts: Sequence[str]) -> str:
    different = list(dict.fromkeys(texts))
    more = f" … ({len(different)})" if len(different) > _LISTED else ""
    return "; ".join(different[:_LISTED]) + more
