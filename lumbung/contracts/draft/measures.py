"""The measures of a table: name, unit, type, and what the Standar Data Statistik asks of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.contracts.draft.headings import Heading
from lumbung.contracts.draft.layout import Cell
from lumbung.contracts.draft.titles import Subject, snake
from lumbung.contracts.draft.vocabulary import Quantity, counted_in, leading_quantity, quantity_of
from lumbung.contracts.elements import PARENTHESES
from lumbung.contracts.model import DataStandard, Kind, LogicalType, Property
from lumbung.reference.satuan import Unit, find_unit, units
from lumbung.sheets.addresses import number
from lumbung.sheets.model import Table
from lumbung.sheets.words import words
from lumbung.text import fold

COUNTED = frozenset(
    {"orang", "keluarga", "rumah tangga", "sekolah", "rombel", "desa", "kecamatan", "kasus", "ekor", "unit"}
)
"""Kinds of units whose figures are whole numbers."""
_RATES = frozenset({"produktivitas", "persen", "poin"})
UNKNOWN_UNIT = "unit"
_MAY_FALL = ("laju", "pertumbuhan", "perubahan", "selisih", "trend", "tren", "kenaikan", "growth", "change")


@dataclass(frozen=True)
class Measured:
    """A measure and the columns that hold it."""

    heading: Heading | None  # None: it is only in the title
    cells: tuple[Cell, ...]
    prop: Property
    unit_is_said: bool  # by a heading, the title or the noun itself; else it is only a stand-in

    @property
    def letters(self) -> tuple[str, ...]:
        """The columns that hold it."""
        return tuple(c.column.letter for c in self.cells)


def find_measures(
    table: Table, cells: Sequence[Cell], subject: Subject, about: str, row_unit: str | None
) -> list[Measured]:
    """Every measure of the layout, in sheet order. ``about``: what completes the indicator's name.

    ``row_unit``: the unit that a column *Satuan* gives every row, if it is one.
    """
    grouped: dict[str, list[Cell]] = {}
    for cell in cells:
        grouped.setdefault(cell.measure.key if cell.measure else "", []).append(cell)
    names: set[str] = set()
    return [_measured(table, tuple(same), subject, about, row_unit, names) for same in grouped.values()]


def _measured(
    table: Table, cells: tuple[Cell, ...], subject: Subject, about: str, row_unit: str | None, names: set[str]
) -> Measured:
    heading = cells[0].measure
    title = heading.name if heading else subject.thing or "Nilai"
    quantity = quantity_of(title) or leading_quantity(title)
    unit, is_said = _unit(table, cells, title, subject, row_unit)
    is_rate = bool(quantity and quantity.is_rate) or _is_rate(title) or units()[unit].kind in _RATES
    figures = figures_of(table, [c.column.letter for c in cells])
    name = _name(heading, quantity, names)
    prop = Property(
        name=name,
        kind=Kind.MEASURE,
        logical_type=_type(unit, is_rate, figures),
        title=title,
        description=f"{title}.",
        aliases=_aliases(heading, quantity),
        unit=unit,
        indicator=snake(subject.thing, 60) if heading is None and subject.thing else snake(f"{title} {about}", 60),
        standard=_standard(title, about, quantity, is_rate),
        additive=not is_rate,
        minimum=None if any(f < 0 for f in figures) or set(fold(title).split()) & set(_MAY_FALL) else 0,
    )
    return Measured(heading, cells, prop, is_said)


def _name(heading: Heading | None, quantity: Quantity | None, taken: set[str]) -> str:
    base = snake(heading.name) if heading else snake(quantity.title if quantity else "nilai")
    base = f"{base}_data" if base in ("status", "satuan") else base
    name, at = base, 2
    while name in taken:
        name, at = f"{base}_{at}", at + 1
    taken.add(name)
    return name


def _aliases(heading: Heading | None, quantity: Quantity | None) -> tuple[str, ...]:
    if heading is None:
        return ()
    known = quantity.spellings if quantity and quantity_of(heading.name) is quantity else ()
    spellings = {fold(s): s for s in reversed((*heading.spellings, *known))}
    spellings.pop(fold(heading.name), None)
    return tuple(reversed(spellings.values()))


def _unit(table: Table, cells: Sequence[Cell], title: str, subject: Subject, row_unit: str | None) -> tuple[str, bool]:
    """The canonical unit of a measure, and whether anything says so."""
    said = Counter(code for c in cells if (code := _canonical(c.column.unit)))
    if said:
        return said.most_common(1)[0][0], True
    if _shows_percent(table, cells):
        return "persen", True
    if row_unit:
        return row_unit, True
    in_title = {
        code for line in table.title for inside in PARENTHESES.findall(line) if (code := _canonical(find_unit(inside)))
    }
    quantity = quantity_of(title) or leading_quantity(title)
    named = counted_in(title) if cells[0].measure else None
    by_noun = (quantity.unit if quantity else None) or (named.unit if named else None)
    if len(in_title) == 1 and (by_noun is None or by_noun in in_title):
        return in_title.pop(), True
    if by_noun is None and (quantity is None or not quantity.is_rate):
        counted = counted_in(subject.thing)
        countable = quantity is None or quantity.kind == "jumlah"
        by_noun = counted.unit if counted and countable else None
    return (by_noun, True) if by_noun else (UNKNOWN_UNIT, False)


def _canonical(unit: Unit | None) -> str | None:
    """The code of a unit, of a multiple (*ribu jiwa*) that of the unit itself."""
    if unit is None or unit.code in units():
        return unit.code if unit else None
    plain = find_unit(" ".join(unit.code.split()[1:]))
    return plain.code if plain and plain.code in units() else None


def _shows_percent(table: Table, cells: Sequence[Cell]) -> bool:
    columns = {number(c.column.letter) for c in cells}
    rows = {r.row for r in table.rows}
    formats = table.grid.formats.items() if table.grid else ()
    return any("%" in said for (row, column), said in formats if column in columns and row in rows)


def _is_rate(title: str) -> bool:
    return bool(set(fold(title).split()[:1]) & words().rates) or "%" in title or "per 1" in fold(title)


def _type(unit: str, is_rate: bool, figures: Sequence[float]) -> LogicalType:
    whole = all(float(f).is_integer() for f in figures)
    counted = units()[unit].kind in COUNTED and not is_rate
    return LogicalType.INTEGER if counted and whole and figures else LogicalType.NUMBER


def figures_of(table: Table, letters: Sequence[str]) -> list[float]:
    """Every figure of the body in these columns."""
    values = (row.cells.get(letter) for row in table.rows for letter in letters)
    return [float(v) for v in values if isinstance(v, int | float) and not isinstance(v, bool)]


def _standard(title: str, about: str, quantity: Quantity | None, is_rate: bool) -> DataStandard:
    kind = quantity.kind if quantity else "rata-rata" if is_rate else "jumlah"
    topic = about.replace("_", " ")
    said = title if fold(topic) in fold(title) or not topic else f"{title} {topic}"
    return DataStandard(konsep=title, definisi=f"{said} pada periode data.", klasifikasi="", ukuran=kind)
