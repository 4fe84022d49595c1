"""Lists of indicators (*Uraian, Satuan, 2021, 2022*): each row is a measure of its own, in the unit beside it."""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.contracts.draft.columns import Labels, column_texts, kinds_of
from lumbung.contracts.draft.headings import Heading
from lumbung.contracts.draft.layout import Layout
from lumbung.contracts.draft.measures import Measured, measure_of
from lumbung.contracts.model import Source
from lumbung.reference.satuan import Unit, find_unit
from lumbung.sheets.model import Column, Table


def lists_indicators(table: Table, labels: Labels) -> bool:
    """True for a table whose rows are in units of different kinds, with one column that names them."""
    kinds = {u.kind for c in labels.units for text in column_texts(table, c.letter) if (u := find_unit(text))}
    return len(kinds) > 1 and len(_lists(labels)) == 1 and len(labels.units) == 1 and not labels.regions


def _lists(labels: Labels) -> list[Column]:
    return [*labels.kinds, *labels.texts]


def find_indicators(table: Table, labels: Labels, layout: Layout) -> list[Measured]:
    """A measure for each row; none where the headings say more than the time."""
    if any(c.measure or c.kinds for c in layout.cells):
        return []
    return list(_measures(table, labels))


def _measures(table: Table, labels: Labels) -> Iterator[Measured]:
    column, units = _lists(labels)[0], labels.units
    said: dict[str, Unit | None] = {}
    for row in table.rows:
        label = str(row.cells.get(column.letter) or "").strip()
        texts = [str(row.cells.get(u.letter) or "") for u in units]
        said.setdefault(label, next((u for text in texts if (u := find_unit(text))), None))
    names: set[str] = set()
    for heading in kinds_of(table, column):
        unit = next((said[s] for s in (*heading.spellings, heading.name) if said.get(s)), None)
        yield measure_of(Heading(heading.name, heading.spellings), unit, names, Source.ROWLABEL)
