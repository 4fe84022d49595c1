"""The figures of a table: each value column read in the style that its own texts, or the table's, prove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.columns import Columns
from lumbung.sheets.layout import Line, Look, label_value, look, look_of_text, shown
from lumbung.sheets.loose import prove_loose
from lumbung.sheets.model import Cell, Grid, TableValue
from lumbung.sheets.numbers import Style, read_number, style_of
from lumbung.text import squash


@dataclass(frozen=True)
class ColumnReader:
    """How the cells of one column are read: as figures in a style, or (None) as the labels they are."""

    style: Style | None

    @property
    def is_label(self) -> bool:
        """True for a column that names or describes the rows."""
        return self.style is None

    def __call__(self, cell: Cell) -> TableValue:
        """The cell as a careful reader takes it."""
        if self.style is None or cell.is_empty:
            return label_value(cell)
        return _figure(cell, look(cell), self.style)


@dataclass(frozen=True)
class Figures:
    """Every line's cells as read, by row and column number, how each column is read, and the doubts that remained."""

    by_row: dict[int, dict[int, TableValue]]
    readers: Mapping[int, ColumnReader]
    doubts: tuple[Finding, ...] = ()


def read_figures(columns: Columns, lines: Sequence[Line], grid: Grid) -> Figures:
    """Values of all lines: figures in the value columns, texts and codes as they stand in the label columns."""
    styles, doubted = _styles(columns, lines, grid)
    readers = {column: ColumnReader(styles.get(column)) for column in columns.by_number}
    by_row = {
        line.row: {column: reader(line.cells[column]) for column, reader in readers.items() if column in line.cells}
        for line in lines
    }
    proved = prove_loose(by_row, columns.values)
    noted = [finding("C03", sheet=grid.sheet, cells=proved, count=len(proved))] if proved else []
    return Figures(by_row, readers, (*_doubts(doubted, lines, grid), *noted))


def _styles(columns: Columns, lines: Sequence[Line], grid: Grid) -> tuple[dict[int, Style], list[int]]:
    texts = {column: [text for _, text in _numerals(column, lines, grid)] for column in columns.values}
    everything = [text for of_column in texts.values() for text in of_column]
    if not everything:
        return dict.fromkeys(columns.values, Style.INDONESIAN), []
    table, torn = style_of(everything)
    styles, doubted = {}, []
    for column, of_column in texts.items():
        styles[column], doubt = style_of(of_column, table)
        if doubt or (torn and any(read_number(t).is_ambiguous for t in of_column) and not _proved(of_column)):
            doubted.append(column)
    return styles, doubted


def _proved(texts: Iterable[str]) -> bool:
    return any(read_number(text).evidence for text in texts)


def _numerals(column: int, lines: Iterable[Line], grid: Grid) -> Iterator[tuple[int, str]]:
    """(row, text) of the numbers typed as text in a column, those of the rows alike too."""
    for line in lines:
        if line.looks.get(column) is Look.NUMERAL:
            yield line.row, str(line.cells[column].value)
        if line.alike:
            stored = grid.columns[column - 1][line.alike.start - 1 : line.alike.stop - 1]
            texts = ((row, text) for row, text in enumerate(stored, line.alike.start) if isinstance(text, str))
            if str in set(map(type, stored)):
                yield from ((row, text) for row, text in texts if look_of_text(text) is Look.NUMERAL)


def _figure(cell: Cell, seen: Look, style: Style) -> TableValue:
    if seen is Look.NUMBER and isinstance(cell.value, int | float):
        return cell.value
    if seen is Look.NUMERAL:
        value = read_number(str(cell.value)).value(style)
        return shown(cell) if value is None else value
    return None if seen in (Look.NOTHING, Look.BROKEN) else label_value(cell)


def _doubts(columns: Iterable[int], lines: Sequence[Line], grid: Grid) -> Iterable[Finding]:
    for column in columns:
        unsure = [(row, text) for row, text in _numerals(column, lines, grid) if read_number(text).is_ambiguous]
        if unsure:
            first = read_number(unsure[0][1])
            yield finding(
                "C05",
                sheet=grid.sheet,
                cells=[address(row, column) for row, _ in unsure],
                found=squash(unsure[0][1]),
                reading_a=str(first.indonesian),
                reading_b=str(first.english),
            )
