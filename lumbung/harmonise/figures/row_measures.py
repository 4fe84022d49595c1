"""Measures that no heading names: the list in the first column names one per row, a section one for the rows below
it, and title, sheet or file name one for the whole table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lumbung.contracts.elements import Element
from lumbung.contracts.model import Contract, Kind, Property, Source
from lumbung.findings import Finding, finding
from lumbung.harmonise.labels.composed import Composed, Composer
from lumbung.harmonise.labels.label_columns import LISTED, unnumbered
from lumbung.harmonise.titles.beside import BESIDE, texts_beside
from lumbung.harmonise.titles.mentions import spelled
from lumbung.reference.satuan import Unit
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Role, Table, TableRow
from lumbung.text import fold, squash

_SHOWN = 5


def named_elsewhere(measure: Property) -> bool:
    """True for a measure that something else than a heading may name."""
    return bool({*BESIDE, Source.SECTION, Source.ROWLABEL}.intersection(measure.sources))


@dataclass(frozen=True)
class MeasureRows:
    """What each body row is about, where no heading says it; ``letter``: the column of the list, if there is one."""

    measures: Mapping[int, str] = field(default_factory=dict)  # sheet row → measure
    labels: Mapping[int, Composed] = field(default_factory=dict)  # sheet row → its label taken apart
    letter: str | None = None
    unknown: Mapping[int, str] = field(default_factory=dict)  # sheet row → label of another indicator
    units: Mapping[int, Unit] = field(default_factory=dict)  # sheet row → unit that its label or section gives

    def rows_of(self, contract: Contract) -> Mapping[str, frozenset[int]]:
        """Measure → the sheet rows that name it, in contract order."""
        rows: dict[str, set[int]] = defaultdict(set)
        for row, measure in self.measures.items():
            rows[measure].add(row)
        return {m.name: frozenset(rows[m.name]) for m in contract.measures if m.name in rows}

    def findings(self, table: Table, contract: Contract) -> Iterator[Finding]:
        """S11 for rows about something the contract does not know."""
        if self.unknown:
            names = list(dict.fromkeys(self.unknown.values()))
            more = f" dan {len(names) - _SHOWN} lainnya" if len(names) > _SHOWN else ""
            yield finding(
                "S11",
                sheet=table.sheet,
                cells=[f"{self.letter}{row}" for row in self.unknown],
                count=len(self.unknown),
                found="; ".join(names[:_SHOWN]) + more,
                dataset_name=contract.title,
            )


def measure_rows(
    table: Table, contract: Contract, gazetteer: Gazetteer, labels: Mapping[str, str], file_name: str
) -> MeasureRows:
    """What each row of the table is about; ``labels``: the label columns found so far."""
    listed = [m for m in contract.measures if Source.ROWLABEL in m.sources]
    if listed:
        found = _of_the_list(table, contract, listed, gazetteer, labels)
        if found.measures:
            return found
    sectioned = [m for m in contract.measures if Source.SECTION in m.sources]
    if sectioned and table.sections:
        return _of_sections(table, sectioned)
    return _of_the_whole(table, contract, file_name)


def _of_the_list(
    table: Table, contract: Contract, measures: list[Property], gazetteer: Gazetteer, labels: Mapping[str, str]
) -> MeasureRows:
    """The list is the text column of which the most labels are explained."""
    parts = [
        p
        for p in contract.properties
        if p.kind in (Kind.REGION, Kind.CATEGORY) and p.name not in labels and Source.ROWLABEL in p.sources
    ]
    composer = Composer(contract, measures, parts, gazetteer)
    best = MeasureRows()
    for column in table.columns:
        if column.role is Role.LABEL and column.letter not in labels.values():
            found = _of_column(table, column.letter, composer, parts)
            if len(found.measures) > len(best.measures):
                best = found
    return best


def _of_column(table: Table, letter: str, composer: Composer, parts: list[Property]) -> MeasureRows:
    read: dict[int, Composed] = {}
    unknown: dict[int, str] = {}
    needed = {p.name for p in parts if p.required and not set(p.sources) - LISTED}
    for row in table.rows:
        text = squash(str(row.cells.get(letter) or ""))
        composed = composer.read(text) if text else None
        if composed is not None and needed <= {*composed.categories, *composed.regions}:
            read[row.row] = composed
        elif text:
            unknown[row.row] = text
    measures = {row: c.measure for row, c in read.items()}
    return MeasureRows(measures, read, letter, unknown, {row: c.unit for row, c in read.items() if c.unit})


def _of_sections(table: Table, measures: list[Property]) -> MeasureRows:
    """The measure that the nearest section naming one gives to the rows below it."""
    named = [(s.row, m, Element.of(s.text).unit) for s in table.sections if (m := measure_named(s.text, measures))]
    of_row: dict[int, tuple[str, Unit | None]] = {}
    for row in _all_rows(table):
        above = [(m, unit) for at, m, unit in named if at < row.row]
        if above:
            of_row[row.row] = above[-1]
    units = {row: unit for row, (_, unit) in of_row.items() if unit}
    return MeasureRows({row: m for row, (m, _) in of_row.items()}, units=units)


def measure_named(text: str, measures: list[Property]) -> str | None:
    """The one of some measures that a text names as a whole, numbering and unit aside."""
    element = Element.of(text)
    readings = {element.folded, unnumbered(element.text)}
    named = [m.name for m in measures if readings & {fold(Element.of(s).text) for s in m.spellings}]
    return named[0] if len(named) == 1 else None


def _of_the_whole(table: Table, contract: Contract, file_name: str) -> MeasureRows:
    """The one measure that title, sheet name or file name mentions, in the order of trust of its contract."""
    texts = texts_beside(table, file_name)
    for source in BESIDE:
        spellings = {fold(s): m.name for m in contract.measures if source in m.sources for s in m.spellings}
        named = spelled(texts[source], spellings)
        if len(named) == 1:
            return MeasureRows({row.row: named[0] for row in _all_rows(table)})
    return MeasureRows()


def _all_rows(table: Table) -> tuple[TableRow, ...]:
    return (*table.rows, *table.totals, *table.history)
