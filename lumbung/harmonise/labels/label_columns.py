"""Columns that identify the rows: each label property's column, by its heading or by what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from lumbung.contracts.model import Contract, Kind, Property, Source
from lumbung.reference.wilayah import Gazetteer, Obstacle, RegionLevel
from lumbung.sheets.model import Column, Role, Table
from lumbung.text import fold

CONTENT_SHARE = 0.8
"""Share of a column's texts that must be known names before the column is taken without a matching heading."""
SAMPLE = 500
"""Rows, spread over the whole table, by which a column is recognised."""
LISTED = frozenset({Source.COLUMN, Source.ROWLABEL})
"""Sources that are a column beside the rows."""
SHORTEST_CODE = 1000
"""The least number that is the code of a region: of a regency, four digits."""
LIKENESS = 75.0
"""How much (of 100) a text must resemble a region's name to count for a column of such names."""
UNIT_HEADINGS = frozenset({"satuan", "unit", "units", "satuan unit", "satuan units"})


def find_labels(table: Table, contract: Contract, gazetteer: Gazetteer) -> tuple[dict[str, str], list[Property]]:
    """Property name → column letter, and the required properties that stand nowhere.

    The finest region is required as a column, be single cells of it blank: without one no figure tells of a region.
    """
    labels: dict[str, str] = {}
    missing: list[Property] = []
    for prop in contract.properties:
        if prop.kind in (Kind.MEASURE, Kind.PERIOD) or not LISTED & set(prop.sources):
            continue
        if Source.SECTION in prop.sources and table.sections:
            continue  # it stands above its rows; the column beside them holds the finer level
        others = [p for p in contract.properties if p is not prop]
        letter = _label_column(table, prop, gazetteer, frozenset(labels.values()), others)
        if letter is not None:
            labels[prop.name] = letter
        elif (prop.required or prop is contract.region) and not set(prop.sources) - LISTED:
            missing.append(prop)
    return labels, missing


def unit_columns(table: Table, labels: Mapping[str, str]) -> dict[str, str]:
    """Column of figures → the column that gives each of its rows a unit (*Satuan*).

    A single one speaks for all; of several, each for the figures right before it (*Nilai, Satuan, Nilai, Satuan*).
    """
    headed = [
        c.letter
        for c in table.columns
        if c.role is Role.LABEL and {fold(e) for e in c.path} & UNIT_HEADINGS and c.letter not in labels.values()
    ]
    values = [c.letter for c in table.columns if c.role is Role.VALUE]
    if len(headed) == 1:
        return dict.fromkeys(values, headed[0])
    order = [c.letter for c in table.columns if c.letter in headed or c.role is Role.VALUE]
    return {before: after for before, after in pairwise(order) if before in values and after in headed}


def _label_column(
    table: Table, prop: Property, gazetteer: Gazetteer, taken: frozenset[str], others: Sequence[Property]
) -> str | None:
    """The column of a property: the one under its name, one whose heading goes on behind it, or one of its names.

    A column under the name of another property is none of these: *Tanggal* is no *Tanggal Selesai*, and names of
    kecamatan under the name of a kind of figures say that the headings have slipped.
    """
    known = _recogniser(prop, gazetteer)
    free = [c for c in table.columns if c.letter not in taken]
    shares = {c.letter: _share(table, c, known) for c in free}
    likely = [c for c in free if shares[c.letter] > 0 or prop.kind is Kind.ATTRIBUTE]
    likely += [c for c in free if c not in likely and _heads(c, prop) and _holds_codes(table, c, prop)]
    unclaimed = [c for c in likely if not any(_heads(c, other) for other in others)]
    headed = [c for c in likely if _heads(c, prop)] or [c for c in unclaimed if _begins_heading(c, prop)]
    if headed:
        return max(headed, key=lambda c: shares[c.letter]).letter
    if prop.kind in (Kind.REGION, Kind.CATEGORY) or Source.ROWLABEL in prop.sources:
        unclaimed = [c for c in free if not any(_heads(c, other) or _heads_kind(c, other) for other in others)]
        best = max(unclaimed, key=lambda c: shares[c.letter], default=None)
        if best is not None and shares[best.letter] >= CONTENT_SHARE:
            return best.letter
    return None


def _heads(column: Column, prop: Property) -> bool:
    """True for a column under a spelling of the property."""
    words = [fold(e) for e in column.path]
    spans = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    return not spans.isdisjoint(fold(s) for s in prop.spellings)


def _heads_kind(column: Column, prop: Property) -> bool:
    """True for a column under one of the kinds that a property spreads over the header."""
    if prop.kind is not Kind.CATEGORY or LISTED & set(prop.sources):
        return False
    kinds = {fold(s) for c in prop.categories if not c.total for s in c.spellings}
    return not kinds.isdisjoint(fold(e) for e in column.path)


def _begins_heading(column: Column, prop: Property) -> bool:
    """True for a column whose heading goes on behind a spelling of the property: *Kecamatan Subdistrict*."""
    return any(fold(e).startswith(f"{fold(s)} ") for e in column.path for s in prop.spellings)


def _recogniser(prop: Property, gazetteer: Gazetteer) -> Callable[[str], bool]:
    if prop.region_level is not None:
        level = prop.region_level
        return lambda text: _means_region(text, level, gazetteer)
    if prop.categories:
        codes = category_codes(prop)
        return lambda text: fold(text) in codes or unnumbered(text) in codes
    return lambda text: not text.replace(".", "").isdigit()


def _means_region(text: str, level: RegionLevel, gazetteer: Gazetteer) -> bool:
    """True for the code of a region, for a text that means one or looks very much like one."""
    if text.isdigit():
        readings = gazetteer.readings(text)
        return readings is not None and any(gazetteer[c].level is level for c in readings.codes)
    found = gazetteer.resolve(text, level)
    likely = bool(found.suggestions) and found.suggestions[0][1] >= LIKENESS
    return found.found or bool(found.candidates) or likely or found.obstacle is Obstacle.OUT_OF_TIME


def _share(table: Table, column: Column, known: Callable[[str], bool]) -> float:
    """Share of the body rows in which the column holds a text that is known; of a long table, of a sample."""
    values = table.values(column.letter)[:: max(1, len(table.rows) // SAMPLE)]
    texts = [t for v in values if (t := _text(v))]
    verdicts = {text: known(text) for text in set(texts)}
    return sum(verdicts[text] for text in texts) / len(values) if values else 0.0


def _holds_codes(table: Table, column: Column, prop: Property) -> bool:
    """True for numbers that are codes of a list, be it without their noughts; elsewhere such numbers are figures."""
    codes = {c.code for c in prop.categories if c.code.isdigit()}
    numbers = {str(v) for v in set(table.values(column.letter)) if type(v) is int}
    return any(number.zfill(len(code)) == code for number in numbers for code in codes)


def _text(value: object) -> str:
    """A text, or a number long enough to be the code of a region; '' for anything else."""
    if isinstance(value, str):
        return value.strip()
    whole = isinstance(value, (int, float)) and float(value).is_integer() and value >= SHORTEST_CODE
    return str(int(float(str(value)))) if whole else ""


def category_codes(prop: Property) -> dict[str, str]:
    """Every folded spelling of a code list → code; what two categories share is left out: it means neither."""
    owners: dict[str, set[str]] = {}
    for category in prop.categories:
        for spelling in (category.code, *category.spellings):
            owners.setdefault(fold(spelling), set()).add(category.code)
    return {spelling: next(iter(codes)) for spelling, codes in owners.items() if spelling and len(codes) == 1}


def unnumbered(text: str) -> str:
    """The folded text without a numbering in front: ``'a. Lahan irigasi'`` → ``'lahan irigasi'``."""
    head, _, rest = fold(text).partition(" ")
    numbering = head.isdigit() or len(head) == 1 or set(head) <= set("ivxl")
    a_range = rest.replace(" ", "").isdigit()  # '70-74' is not '74' with a number in front
    return rest if numbering and rest and not a_range else fold(text)
