"""What a single line is: figures, a row of years, column numbers, a title, a remark."""

from __future__ import annotations

import re
from itertools import pairwise

from lumbung.sheets.grid import Cell, CellKind
from lumbung.sheets.tables.layout import Line, Look, shown
from lumbung.sheets.words import is_note, is_title, starts_footnote, words
from lumbung.text import fold

_COLUMN_NUMBER = re.compile(
    r"\(?\[?-?(\d{1,3})[)\]]?\.?(\s*=\s*[\d()\s+\-*/x:%=]+|\s*\(\d+(?:\s*[+\-*/x:]\s*\d+)+\))?\)?"
)
_YEAR = re.compile(r"(19|20)\d\d(\s*[/-]\s*(19|20)?\d\d)?\s*([*]{1,3}\)?|[rex]\)?|xx|\^?\d\))?")
_STEP = re.compile(r"([IVXLC]+|[A-Za-z])[.)]?")
_SERIES = ("abcdefghijklmnopqrstuvwxyz", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"))
_MARK = re.compile(r"\(?(\d{1,2}|[a-z]|\*{1,3})[.)]{0,2}")
_QUANTITY = re.compile(r"\d[\d.,]*\s*([^\W\d]\D*\d?)")
_HEADING_WORDS = 5


def is_year(cell: Cell) -> bool:
    """True for a cell that reads as a year or a school year: ``2022``, ``'2022/2023'``, ``'2023*'``."""
    if cell.kind is CellKind.NUMBER:
        return isinstance(cell.value, int) and 1900 <= cell.value <= 2100
    return cell.kind is CellKind.TEXT and _YEAR.fullmatch(shown(cell)) is not None


def column_number(cell: Cell) -> int | None:
    """The number of a cell in a numbering row: ``(3)``, ``3``, ``-3`` (a typed ``(3)``), ``4=2+3``; else None."""
    if cell.kind is CellKind.NUMBER:
        whole = isinstance(cell.value, int) and 0 < abs(cell.value) < 1000
        return abs(int(cell.value)) if whole and isinstance(cell.value, int) else None
    match = _COLUMN_NUMBER.fullmatch(shown(cell)) if cell.kind is CellKind.TEXT else None
    return int(match[1]) if match else None


def is_numbering(line: Line) -> bool:
    """True for a line that can only number the columns, whatever stands around it.

    Bracketed numbers always do. Bare ones must start at 1 and never fall, or restart, as ``2 3 4 2 3 4`` does.
    A line like ``1 2 8 11`` may also be a row of figures: :func:`looks_like_numbering` needs its neighbours.
    """
    if len(line.cells) < 2 or (line.first_text and not _COLUMN_NUMBER.fullmatch(line.first_text.strip())):
        return False
    if any(column_number(cell) is None for cell in line.cells.values()):
        return False
    texts = [shown(cell) for cell in line.cells.values()]
    return sum(t.startswith(("(", "[", "-")) for t in texts) * 2 > len(texts)


def looks_like_numbering(line: Line, following: Line | None) -> bool:
    """True for bare column numbers above a first row that has a text where this line has none."""
    if is_numbering(line) or _is_lettering(line, following):
        return True
    numbers = [column_number(cell) for cell in line.cells.values()]
    if len(numbers) < 2 or any(n is None for n in numbers):
        return False
    whole = [n for n in numbers if n is not None]
    labelled = following is not None and any(
        each is Look.TEXT and line.looks.get(column, Look.NOTHING) is not Look.TEXT
        for column, each in following.looks.items()
    )
    consecutive = len(whole) >= 3 and all(b - a == 1 for a, b in pairwise(whole))
    if following is not None and consecutive and whole[0] == 1 and len(whole) > 3:
        return labelled or line.cells.keys() > following.cells.keys()  # the name of the first row was left out
    return (whole[0] in (0, 1) and labelled) or (consecutive and labelled)


def _is_lettering(line: Line, following: Line | None) -> bool:
    """True for columns counted ``a b c`` or ``I II III`` from the very first on; ``Kelas: I II III`` starts later."""
    marks = [shown(cell).strip("()[].").casefold() for cell in line.cells.values()]
    if len(marks) < 3 or following is None or line.columns[0] > following.columns[0]:
        return False
    return any(marks == list(series[: len(marks)]) for series in _SERIES)


def is_year_line(line: Line) -> bool:
    """True for a line whose only figures are years: a header, not a row of data."""
    return bool(line.figures) and all(is_year(line.cells[column]) for column in line.figures)


def is_counting_line(line: Line) -> bool:
    """True for a header over days, months or ages: texts first, then at least five numbers that rise by one.

    They start at 0 or 1, or beside the heading of the stub: figures that rise so by accident stand beside a name.
    """
    if not line.texts or len(line.figures) < 5:
        return False
    numbers = [line.cells[column].value for column in line.figures]
    rising = all(isinstance(b, int) and isinstance(a, int) and b - a == 1 for a, b in pairwise(numbers))
    return rising and (numbers[0] in (0, 1) or heads_stub(line.first_text))


def heads_stub(text: str) -> bool:
    """True for a text that heads a column of names or numbers: ``Kecamatan``, ``No``, ``Uraian``."""
    folded, vocabulary = fold(text), words()
    return folded in vocabulary.region_levels or folded in vocabulary.label_headings or folded in vocabulary.stub


def is_caption(text: str) -> bool:
    """True for a text that says too much to head a column of names: ``Employees by sector``, ``Year ended 30 June``."""
    parts = fold(text).split()
    long = len(parts) > _HEADING_WORDS or not words().breakdown.isdisjoint(parts)
    return any(c.isdigit() for c in text) or (long and not heads_stub(parts[0]))


def is_pair(line: Line) -> bool:
    """True for ``KABUPATEN | : LAHAT`` or ``Tahun : | 2024``: a line of the title block, not of a table."""
    if len(line.cells) > 4:
        return False
    texts = [shown(cell) for cell in line.cells.values()]
    return texts[0].endswith(":") or any(t.startswith(":") for t in texts[1:])


def is_period(line: Line) -> bool:
    """True for ``Tahun | 2022``: over headings it says what the sheet is about, alone it is a header itself."""
    first, *others = line.cells.values()
    return len(others) == 1 and fold(shown(first)) in words().periods and is_year(others[0])


def is_mark(cell: Cell) -> bool:
    """True for a cell that holds nothing but the mark of a footnote: ``1``, ``2)``, ``*``."""
    return _MARK.fullmatch(shown(cell)) is not None


def is_quantity(cell: Cell) -> bool:
    """True for a figure typed with its unit: ``12.345 jiwa``, ``45,5 km2``."""
    typed = isinstance(cell.value, str) and cell.value.lstrip()[:1].isdigit()
    match = _QUANTITY.fullmatch(shown(cell)) if typed else None
    if match is None:
        return False
    units = [part for part in fold(match[1]).split() if part != "per"]
    return bool(units) and all(part in words().units or part in words().counted for part in units)


def is_step(text: str) -> bool:
    """True for a letter or Roman numeral that counts rows above or below those with numbers: ``II.``, ``a)``."""
    return _STEP.fullmatch(text) is not None


def is_remark(line: Line) -> bool:
    """True for a source, note, footnote or signature under a table; ``1) Guru Tetap | 120`` is a row."""
    if len(line.figures) > 1 or not is_note(line.first_text):
        return False
    counted = line.texts == 1 and starts_footnote(line.first_text)
    return not (counted and line.figures and line.figures[0] > line.columns[0])


def is_title_line(line: Line) -> bool:
    """True for a line that opens a title."""
    return is_title(line.first_text)


def is_data(line: Line) -> bool:
    """True for a line that holds figures of a table: not years, column numbers, titles or remarks."""
    if line.data is None:
        line.data = _holds_figures(line)
    return line.data


def _holds_figures(line: Line) -> bool:
    figures = line.figures
    if _holds_quantities(line):
        return not (is_title_line(line) or is_remark(line))
    if not figures or is_title_line(line) or is_numbering(line) or is_pair(line):
        return False
    if is_year_line(line) or is_counting_line(line) or is_remark(line) or _heads_mistyped_years(line):
        return False
    if _is_heading_with_an_error(line):
        return False
    return any(line.looks[c] is not Look.NOTHING for c in figures) or (line.texts > 0 and len(figures) > 1)


def _heads_mistyped_years(line: Line) -> bool:
    """True for ``No | Uraian | Satuan | 2022 | 203``: headings of the stub, and behind them years save for a slip."""
    texts = [shown(cell) for column, cell in line.cells.items() if column not in line.figures]
    if len(texts) < 2 or not line.figures or line.columns[-1] not in line.figures or not all(map(heads_stub, texts)):
        return False
    return 2 * sum(is_year(line.cells[column]) for column in line.figures) >= len(line.figures)


def _is_heading_with_an_error(line: Line) -> bool:
    """True for words with ``#REF!`` or a formula that was never computed among them, and no figure; what stands around
    the line may tell that it is a row (:mod:`lumbung.sheets.tables.settling`)."""
    telling = [look for c in line.figures if (look := line.looks[c]) is not Look.NOTHING]
    return bool(telling) and set(telling) == {Look.BROKEN} and line.texts >= 2 * len(telling) + 2


def _holds_quantities(line: Line) -> bool:
    """True for a name and figures with their units: ``Luas | 45,5 km2``, but not ``Kecamatan | 1 orang | 2 orang``."""
    first, *others = line.cells
    typed = [is_quantity(line.cells[column]) for column in others if not line.looks[column].is_figure]
    named = line.looks[first] is Look.TEXT and not is_quantity(line.cells[first])
    return bool(typed) and all(typed) and named and not heads_stub(line.first_text)
