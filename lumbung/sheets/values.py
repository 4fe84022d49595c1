"""The figures of a table: each value column read in the convention that its own texts, or the table's, prove."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.columns import Columns
from lumbung.sheets.conventions import Convention, Numerals, decide
from lumbung.sheets.layout import Line, Look, label_value, shown
from lumbung.sheets.loose import prove_loose
from lumbung.sheets.measures import counts
from lumbung.sheets.model import Cell, TableValue
from lumbung.sheets.numbers import Style, read_number


@dataclass(frozen=True)
class Figures:
    """Every line's cells as read, by row and column number, how they were read, and the doubts that remained."""

    by_row: dict[int, dict[int, TableValue]]
    doubts: tuple[Finding, ...] = ()
    conventions: Mapping[int, Convention] = field(default_factory=dict)


def read_figures(columns: Columns, lines: Sequence[Line], sheet: str, title: Sequence[str] = ()) -> Figures:
    """Values of all lines: figures in the value columns, texts and codes as they stand in the label columns."""
    conventions = decide({c: _numerals(columns, c, lines, title) for c in columns.values})
    values = set(columns.values)
    by_row = {
        line.row: {
            column: _figure(line.cells[column], line.looks[column], conventions[column].style)
            if column in values
            else label_value(line.cells[column])
            for column in columns.by_number
            if column in line.cells
        }
        for line in lines
    }
    proved = prove_loose(by_row, columns.values)
    noted = [finding("C03", sheet=sheet, cells=proved, count=len(proved))] if proved else []
    doubted = [c for c, convention in conventions.items() if convention.is_doubtful]
    doubts = (*_doubts(doubted, lines, sheet), *_two_ways(doubted, lines, sheet), *noted)
    return Figures(by_row, doubts, conventions)


def _numerals(columns: Columns, column: int, lines: Iterable[Line], title: Sequence[str]) -> Numerals:
    texts, stored = [], []
    for line in lines:
        seen = line.looks.get(column)
        if seen is Look.NUMERAL:
            texts.append(str(line.cells[column].value))
        elif seen is Look.NUMBER and isinstance(value := line.cells[column].value, int | float):
            stored.append(value)
    return Numerals(texts, stored, counts(columns.by_number[column], title) if texts else None)


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


def _two_ways(columns: Iterable[int], lines: Sequence[Line], sheet: str) -> Iterable[Finding]:
    """C22 for a column with texts of both conventions: each is read for what it is, but one hand did not write both."""
    for column in columns:
        proved = [
            (line, style)
            for line in lines
            if line.looks.get(column) is Look.NUMERAL and (style := read_number(str(line.cells[column].value)).evidence)
        ]
        common = Counter(style for _, style in proved).most_common()
        if len(common) > 1:
            fewer = [line for line, style in proved if style is common[1][0]]
            most = next(line for line, style in proved if style is common[0][0])
            yield finding(
                "C22",
                sheet=sheet,
                cells=[address(line.row, column) for line in fewer],
                found=shown(fewer[0].cells[column]),
                other=shown(most.cells[column]),
            )
