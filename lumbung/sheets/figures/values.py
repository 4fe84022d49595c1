"""The figures of a table: each value column read in the convention that its own texts, or the table's, prove."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.figures.conventions import Convention, Numerals, decide
from lumbung.sheets.figures.loose import prove_loose
from lumbung.sheets.figures.measures import counts
from lumbung.sheets.figures.numbers import Number, Style, read_number, written
from lumbung.sheets.grid import Cell, Grid
from lumbung.sheets.model import TableValue
from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.layout import Line, Look, label_value, look, look_of_text, shown
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
    conventions: Mapping[int, Convention] = field(default_factory=dict)


def read_figures(columns: Columns, lines: Sequence[Line], grid: Grid, title: Sequence[str] = ()) -> Figures:
    """Values of all lines: figures in the value columns, texts and codes as they stand in the label columns."""
    typed = {c: list(_typed(c, lines, grid)) for c in columns.values}
    conventions = decide({c: _numerals(columns, c, lines, texts, title) for c, texts in typed.items()})
    styles = {column: convention.style for column, convention in conventions.items()}
    readers = {column: ColumnReader(styles.get(column)) for column in columns.by_number}
    by_row = {
        line.row: {column: reader(line.cells[column]) for column, reader in readers.items() if column in line.cells}
        for line in lines
    }
    proved = prove_loose(by_row, columns.values)
    doubted = {c: typed[c] for c, convention in conventions.items() if convention.is_doubtful}
    slips = {c: [t for t in typed[c] if t[1] in convention.slips] for c, convention in conventions.items()}
    doubts = (
        *_doubts(doubted, grid),
        *_slipped(slips, grid),
        *_two_ways(doubted, grid),
        *_stored_as_text(typed, proved, doubted, by_row, grid),
    )
    return Figures(by_row, readers, doubts, conventions)


Texts = Sequence[tuple[int, str]]
"""(row, text) of the numbers typed as text in a column."""
Values = Mapping[int, Mapping[int, TableValue]]
"""What was read, by row and column number."""


def _numerals(columns: Columns, column: int, lines: Sequence[Line], typed: Texts, title: Sequence[str]) -> Numerals:
    texts = [text for _, text in typed]
    stored: list[Number] = []
    for line in lines:
        if line.looks.get(column) is Look.NUMBER and isinstance(value := line.cells[column].value, int | float):
            stored.append(value)
    return Numerals(texts, stored, counts(columns.by_number[column], title) if texts else None)


def _typed(column: int, lines: Iterable[Line], grid: Grid) -> Iterator[tuple[int, str]]:
    """The numbers typed as text in a column, those of the rows alike too."""
    for line in lines:
        if line.looks.get(column) is Look.NUMERAL:
            yield line.row, str(line.cells[column].value)
        if line.alike:
            stored = grid.columns[column - 1][line.alike.start - 1 : line.alike.stop - 1]
            if str in set(map(type, stored)):
                texts = ((row, text) for row, text in enumerate(stored, line.alike.start) if isinstance(text, str))
                yield from ((row, text) for row, text in texts if look_of_text(text) is Look.NUMERAL)


def _figure(cell: Cell, seen: Look, style: Style) -> TableValue:
    if seen is Look.NUMBER and isinstance(cell.value, int | float):
        return cell.value
    if seen is Look.NUMERAL:
        value = read_number(str(cell.value)).value(style)
        return shown(cell) if value is None else value
    return None if seen in (Look.NOTHING, Look.BROKEN) else label_value(cell)


def _doubts(columns: Mapping[int, Texts], grid: Grid) -> Iterable[Finding]:
    for column, texts in columns.items():
        unsure = [(row, text) for row, text in texts if read_number(text).is_ambiguous]
        if unsure:
            first = read_number(unsure[0][1])
            yield finding(
                "C05",
                sheet=grid.sheet,
                cells=[address(row, column) for row, _ in unsure],
                found=squash(unsure[0][1]),
                reading_a=written(first.indonesian),
                reading_b=written(first.english),
                reading_a_en=str(first.indonesian),
                reading_b_en=str(first.english),
            )


def _slipped(columns: Mapping[int, Texts], grid: Grid) -> Iterable[Finding]:
    """C05 for texts that all others of their column contradict: ``1.77`` among ``1.719`` and ``2.847``."""
    for column, texts in columns.items():
        for row, text in texts:
            shrunk = read_number(text).value(Style.INDONESIAN)
            whole = read_number(_padded(text)).value(Style.INDONESIAN if "." in text else Style.ENGLISH)
            yield finding(
                "C05",
                sheet=grid.sheet,
                cells=(address(row, column),),
                found=squash(text),
                reading_a=written(whole),
                reading_b=written(shrunk),
                reading_a_en=str(whole),
                reading_b_en=str(shrunk),
            )


def _padded(text: str) -> str:
    """``1.77`` with the nought that it may have lost: ``1.770``."""
    head, mark, tail = text.strip().replace(",", ".").partition(".")
    return f"{head}{'.' if '.' in text else ','}{tail.ljust(3, '0')}" if mark else text


def _stored_as_text(
    typed: Mapping[int, Texts], proved: Sequence[str], doubted: Collection[int], by_row: Values, grid: Grid
) -> Iterable[Finding]:
    """C03 for figures typed as text that were read as numbers; where every cell is text, only those with a proof."""
    cells = list(proved)  # first: only a sum tells how they are read
    for column, texts in () if grid.plain_text else typed.items():
        for row, text in texts:
            read = by_row[row].get(column) if row in by_row else read_number(text).value(Style.INDONESIAN)
            if isinstance(read, int | float) and not (column in doubted and read_number(text).is_ambiguous):
                cells.append(address(row, column))
    if cells := list(dict.fromkeys(cells)):
        yield finding("C03", sheet=grid.sheet, cells=cells)


def _two_ways(columns: Mapping[int, Texts], grid: Grid) -> Iterable[Finding]:
    """C22 for a column with texts of both conventions: each is read for what it is, but one hand did not write both."""
    for column, texts in columns.items():
        proved = [(row, text, style) for row, text in texts if (style := read_number(text).evidence)]
        common = Counter(style for _, _, style in proved).most_common()
        if len(common) > 1:
            fewer = [(row, text) for row, text, style in proved if style is common[1][0]]
            yield finding(
                "C22",
                sheet=grid.sheet,
                cells=[address(row, column) for row, _ in fewer],
                found=squash(fewer[0][1]),
                other=squash(next(text for _, text, style in proved if style is common[0][0])),
            )
