"""Rows that stand in a table and hold no figure: it is their cells that are missing, not the rows (T04)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lumbung.contracts.model import Property
from lumbung.harmonise.figures.row_measures import named_elsewhere
from lumbung.harmonise.labels.label_columns import category_codes, unnumbered
from lumbung.harmonise.model import Conformed, Scope
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import split
from lumbung.text import fold


@dataclass(frozen=True)
class BlankRow:
    """A region or category whose row is there, with the cells in which its figures of a period would stand."""

    code: str
    period: str
    sheet: str
    cells: tuple[str, ...]


def blank_rows(
    same: Sequence[Conformed], period: str, prop: Property, codes: Collection[str], gazetteer: Gazetteer
) -> Iterator[BlankRow]:
    """Those of ``codes``, which no row with figures has, whose name stands in the tables all the same."""
    for table in same if codes else ():
        letter, columns = table.labels.get(prop.name), _columns(table, period)
        for row, contents in table.contents.items() if letter and columns else ():
            if all(contents.get(column) in (None, "") for column in columns):
                for code in _means(str(contents.get(str(letter)) or ""), prop, gazetteer) & set(codes):
                    yield BlankRow(code, period, table.sheet, tuple(f"{column}{row}" for column in columns))


def listed_blank(same: Sequence[Conformed], period: str, measures: Sequence[Property]) -> Iterator[BlankRow]:
    """The measures of a list, one to a row, whose row is there without a figure of a period."""
    for table in same:
        cells = table.cells[table.frame[table.contract.period.name] == period]
        for measure in (m for m in measures if named_elsewhere(m)):
            if blank := tuple(c for c in cells[measure.name] if c):
                yield BlankRow(measure.name, period, table.sheet, blank)


def _columns(table: Conformed, period: str) -> list[str]:
    """The columns in which the figures of a period stand, and then those of their totals."""
    cells = table.cells[table.frame[table.contract.period.name] == period]
    totals = [p.cell for p in table.printed if p.scope is Scope.ROW and p.period == period]
    figures = [c for m in table.contract.measures for c in cells[m.name] if c]
    return list(dict.fromkeys(split(c)[0] for c in (*figures, *totals)))


def _means(text: str, prop: Property, gazetteer: Gazetteer) -> set[str]:
    if prop.region_level is not None:
        named = gazetteer.resolve(text, prop.region_level)
        return {code for code in (named.code, *named.candidates) if code}
    codes = category_codes(prop)
    return {code for code in (codes.get(fold(text)), codes.get(unnumbered(text))) if code}
