"""The measures of a table: name, unit, type, and what the Standar Data Statistik asks of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lumbung.contracts.draft.headings import Heading
from lumbung.contracts.draft.layout import Cell
from lumbung.contracts.draft.titles import Subject, snake
from lumbung.contracts.draft.vocabulary import TOTALS, Quantity, counted_in, is_kind, leading_quantity, quantity_of
from lumbung.contracts.elements import PARENTHESES
from lumbung.contracts.model import DataStandard, Kind, LogicalType, Property, Source
from lumbung.contracts.summable import never_summed
from lumbung.reference.satuan import Unit, find_unit, units
from lumbung.sheets.addresses import number
from lumbung.sheets.model import Table
from lumbung.sheets.words import words
from lumbung.text import fold

COUNTED = frozenset(
    {"orang", "keluarga", "rumah tangga", "sekolah", "rombel", "desa", "kecamatan", "kasus", "ekor", "unit"}
)
"""Kinds of units whose figures are whole numbers."""
_ESTIMATED = frozenset({"ekor", "unit"})
_COUNTING = frozenset({"jumlah", "populasi"})
UNKNOWN_UNIT = "unit"
UNNAMED = "Besaran"
_TOTALS = frozenset(map(fold, TOTALS))
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
    table: Table, cells: Sequence[Cell], subject: Subject, about: str, row_units: Mapping[str, str]
) -> list[Measured]:
    """Every measure of the layout, in sheet order. ``about``: what completes the indicator's name.

    ``row_units``: column → the one unit that a column *Satuan* gives its figures.
    """
    grouped: dict[str, list[Cell]] = {}
    for cell in cells:
        grouped.setdefault(cell.measure.key if cell.measure else "", []).append(cell)
    names: set[str] = set()
    return [_measured(table, tuple(same), subject, about, row_units, names) for same in grouped.values()]


def _measured(
    table: Table, cells: tuple[Cell, ...], subject: Subject, about: str, row_units: Mapping[str, str], names: set[str]
) -> Measured:
    heading = cells[0].measure
    title = heading.name if heading else subject.thing or UNNAMED
    unit, is_said = _unit(table, cells, title, subject, row_units)
    indicator = snake(subject.thing, 60) if heading is None and subject.thing else snake(f"{title} {about}", 60)
    figures = figures_of(table, [c.column.letter for c in cells])
    prop = _property(heading, title, unit, figures, names, cells[0].repeated)
    return Measured(heading, cells, replace(prop, indicator=indicator, standard=_standard(title, about, prop)), is_said)


def measure_of(heading: Heading, unit: Unit | None, names: set[str], source: Source) -> Measured:
    """A measure that no heading of a column names, but a row."""
    quantity = quantity_of(heading.name) or leading_quantity(heading.name)
    code = _canonical(unit) or (quantity.unit if quantity else None)
    prop = _property(heading, heading.name, code or UNKNOWN_UNIT, (), names)
    named = replace(prop, sources=(source,), indicator=prop.name, standard=_standard(heading.name, "", prop))
    return Measured(heading, (), named, code is not None)


def _property(
    heading: Heading | None,
    title: str,
    unit: str,
    figures: Sequence[float],
    names: set[str],
    repeated: Sequence[str] = (),
) -> Property:
    quantity = quantity_of(title) or leading_quantity(title)
    rate = bool(quantity and quantity.is_rate) or _is_rate(title) or never_summed(_kind(title), units()[unit])
    return Property(
        name=_name(heading, quantity, names),
        kind=Kind.MEASURE,
        logical_type=_type(unit, title, figures),
        title=title,
        description=f"{title}.",
        aliases=_aliases(heading, quantity, repeated),
        unit=unit,
        additive=not rate,
        minimum=None if any(f < 0 for f in figures) or set(fold(title).split()) & set(_MAY_FALL) else 0,
    )


def _kind(title: str) -> str:
    quantity = quantity_of(title) or leading_quantity(title)
    return quantity.kind if quantity else "rata-rata" if _is_rate(title) else "jumlah"


def _name(heading: Heading | None, quantity: Quantity | None, taken: set[str]) -> str:
    base = snake(heading.name) if heading else snake(quantity.title if quantity else UNNAMED)
    base = f"{base}_data" if base in ("status", "satuan") else base
    name, at = base, 2
    while name in taken:
        name, at = f"{base}_{at}", at + 1
    taken.add(name)
    return name


def _aliases(heading: Heading | None, quantity: Quantity | None, repeated: Sequence[str]) -> tuple[str, ...]:
    """The known spellings; of a measure that only the title names, the headings that repeat the title."""
    if heading is None:
        return tuple(repeated)
    known = quantity.spellings if quantity and quantity_of(heading.name) is quantity else ()
    spellings = {fold(s): s for s in reversed((*heading.spellings, *known))}
    spellings.pop(fold(heading.name), None)
    return tuple(reversed(spellings.values()))


def _unit(
    table: Table, cells: Sequence[Cell], title: str, subject: Subject, row_units: Mapping[str, str]
) -> tuple[str, bool]:
    """The canonical unit of a measure, and whether anything says so."""
    said = Counter(code for c in cells if (code := _canonical(c.column.unit)))
    if said:
        return said.most_common(1)[0][0], True
    if _shows_percent(table, cells):
        return "persen", True
    beside = {code for c in cells if (code := row_units.get(c.column.letter))}
    if len(beside) == 1:
        return beside.pop(), True
    in_title = {
        code for line in table.title for inside in PARENTHESES.findall(line) if (code := _canonical(find_unit(inside)))
    }
    quantity = quantity_of(title) or leading_quantity(title)
    named = counted_in(title) if cells[0].measure else None
    by_noun = (quantity.unit if quantity else None) or (named.unit if named else None)
    if len(in_title) == 1 and (by_noun is None or by_noun in in_title):
        return in_title.pop(), True
    of_subject = cells[0].measure is None or is_kind(title) or fold(title) in _TOTALS
    if by_noun is None and of_subject and (quantity is None or not quantity.is_rate):
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


def _type(unit: str, title: str, figures: Sequence[float]) -> LogicalType:
    """Whole numbers for what is counted; an amount that is produced or sold may be estimated, be it in heads."""
    quantity = quantity_of(title) or leading_quantity(title)
    named = quantity is not None and (quantity.is_counted or fold(quantity.title) in _COUNTING)
    kinds = COUNTED if named else COUNTED - _ESTIMATED if quantity is None else frozenset()
    whole = bool(figures) and all(float(f).is_integer() for f in figures)
    return LogicalType.INTEGER if whole and units()[unit].kind in kinds else LogicalType.NUMBER


def figures_of(table: Table, letters: Sequence[str]) -> list[float]:
    """Every figure of the body in these columns."""
    values = (row.cells.get(letter) for row in table.rows for letter in letters)
    return [float(v) for v in values if isinstance(v, int | float) and not isinstance(v, bool)]


def _standard(title: str, about: str, prop: Property) -> DataStandard:
    topic = about.replace("_", " ")
    said = title if not topic or fold(topic) in fold(title) else f"{title} menurut {topic}"
    kind = _kind(title) if prop.additive or _kind(title) != "jumlah" else "rasio"
    return DataStandard(konsep=title, definisi=f"{said} pada periode data.", klasifikasi="", ukuran=kind)
