"""Rows without a figure that name what stands below them, where the contract says that something stands there.

In a table of two columns a kecamatan above its desa looks like a desa whose figure is missing; only the contract
tells them apart. What may be either stays a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lumbung.contracts.model import Contract, Kind, Property, Source
from lumbung.harmonise.figures.row_measures import measure_named
from lumbung.harmonise.labels.label_columns import LISTED, category_codes, unnumbered
from lumbung.harmonise.times.time_columns import says_time
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import number
from lumbung.sheets.model import Role, Table, TableRow, TextRow
from lumbung.text import fold, squash


def with_sections(table: Table, contract: Contract, gazetteer: Gazetteer) -> Table:
    """The table with such rows among its sections."""
    above = [p for p in contract.properties if Source.SECTION in p.sources]
    if not above:
        return table
    labels = (p for p in contract.properties if p.kind is not Kind.MEASURE and p not in above)
    beside = [p for p in labels if LISTED.intersection(p.sources)]
    found: dict[int, TextRow] = {}
    for row in (*table.rows, *table.history):
        text = _lone_text(table, row)
        if text and _named_by(text, above, contract, gazetteer) and not _named_by(text, beside, contract, gazetteer):
            found[row.row] = TextRow(row.row, text)
    if not found:
        return table
    return replace(
        table,
        rows=tuple(r for r in table.rows if r.row not in found),
        history=tuple(r for r in table.history if r.row not in found),
        sections=tuple(sorted((*table.sections, *found.values()), key=lambda s: s.row)),
    )


def _named_by(text: str, properties: Sequence[Property], contract: Contract, gazetteer: Gazetteer) -> bool:
    return any(names(text, p, contract, gazetteer) for p in properties)


def names(text: str, prop: Property, contract: Contract, gazetteer: Gazetteer) -> bool:
    """True for a text that surely names something of a property."""
    if prop.kind is Kind.PERIOD:
        return says_time(text, contract.grain)
    if prop.region_level is not None:
        return gazetteer.resolve(text, prop.region_level).found
    if prop.kind is Kind.MEASURE:
        return measure_named(text, [prop]) is not None
    return bool({fold(text), unnumbered(text)} & category_codes(prop).keys())


def _lone_text(table: Table, row: TableRow) -> str:
    """The only text of a row in which no column of figures holds anything; '' for other rows."""
    values = [c.letter for c in table.columns if c.role is Role.VALUE]
    filled = any(row.cells.get(v) is not None or _is_filled(table, row.row, v) for v in values)
    texts = [squash(v) for v in row.cells.values() if isinstance(v, str) and v.strip()]
    return texts[-1] if not filled and 1 <= len(texts) <= 2 and all(map(numbers_rows, texts[:-1])) else ""


def numbers_rows(text: str) -> bool:
    """True for a numbering in a column of its own before the text."""
    return len(fold(text)) <= 4


def _is_filled(table: Table, row: int, letter: str) -> bool:
    return table.grid is not None and not table.grid.cell(row, number(letter)).is_empty
