"""The figures of a table: each value column read in the style that its own texts, or the table's, prove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.columns import Columns
from lumbung.sheets.layout import Line, Look, label_value, shown
from lumbung.sheets.loose import prove_loose
from lumbung.sheets.model import Cell, TableValue
from lumbung.sheets.numbers import Style, read_number, style_of


@dataclass(frozen=True)
class Figures:
    """Every line's cells as read, by row and column number, and the doubts that remained."""

    by_row: dict[int, dict[int, TableValue]]
    doubts: tuple[Finding, ...] = ()


def read_figures(columns: Columns, lines: Sequence[Line], sheet: str) -> Figures:
    """Values of all lines: figures in the value columns, texts and codes as they stand in the label columns."""
    styles, doubted = _styles(columns, lines)
    values = set(columns.values)
    by_row = {
        line.row: {
            column: _figure(line.cells[column], line.looks[column], styles[column])
            if column in values
            else label_value(line.cells[column])
            for column in columns.by_number
            if column in line.cells
        }
        for line in lines
    }
    proved = prove_loose(by_row, columns.values)
    noted = [finding("C03", sheet=sheet, cells=proved, count=len(proved))] if proved else []
    return Figures(by_row, (*_doubts(doubted, lines, sheet), *noted))


def _styles(columns: Columns, lines: Sequence[Line]) -> tuple[dict[int, Style], list[int]]:
    texts = {column: list(_numerals(column, lines)) for column in columns.values}
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


def _numerals(column: int, lines: Iterable[Line]) -> Iterable[str]:
    for line in lines:
        if line.looks.get(column) is Look.NUMERAL:
            yield str(line.cells[column].value)


def _figure(cell: Cell, seen: Look, style: Style) -> TableValue:
    if seen is Look.NUMBER and isinstance(cell.value, int | float):
        return cell.value
    if seen is Look.NUMERAL:
        value = read_number(str(cell.value)).value(style)
        return shown(cell) if value is None else value
    return None if seen in (Look.NOTHING, Look.BROKEN) else label_value(cell)


def _doubts(columns: Iterable[int], lines: Sequence[Line], sheet: str) -> Iterable[Finding]:
    for column in columns:
        unsure = [
            line
            for line in lines
            if line.looks.get(column) is Look.NUMERAL and read_number(str(line.cells[column].value)).is_ambiguous
        ]
        if unsure:
            first = read_number(str(unsure[0].cells[column].value))
            yield finding(
                "C05",
                sheet=sheet,
                cells=[address(line.row, column) for line in unsure],
                found=shown(unsure[0].cells[column]),
                reading_a=str(first.indonesian),
                reading_b=str(first.english),
            )
