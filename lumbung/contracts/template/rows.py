"""The rows of a form: the regions of the site and the categories that stand in rows, or blank rows for a register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from lumbung.contracts.model import Contract, Kind, Property
from lumbung.contracts.template.columns import measure_heading
from lumbung.contracts.template.form import Entry, Row
from lumbung.contracts.template.placing import Place, is_register, measures_place, place_of, placed
from lumbung.contracts.template.regions import Regions

OPEN_ROWS = 200
"""Blank rows of a register: enough for most, and more may be typed below them."""


def rows(contract: Contract, regions: Regions, fixed: Sequence[Entry]) -> tuple[Row, ...]:
    """The rows of one sheet, ``fixed`` being what the name of the sheet says; blank ones where they are not known.

    A category that does not identify the rows (the status of a desa) is chosen in each by the OPD.
    """
    categories = _listed(contract)
    sectioned = placed(contract, Place.SECTION, Kind.CATEGORY)
    if is_register(contract) or _is_region_open(contract, fixed):
        return (Row(),) * OPEN_ROWS
    place = measures_place(contract)
    made = [
        Row((*above, *region, *labels), _section(contract, place, measure, (*above, *region)), measure=measure)
        for measure in (contract.measures if place in (Place.COLUMN, Place.SECTION) else (None,))
        for above in product(*map(entries, sectioned))
        for region in _regions(contract, regions, fixed)
        for labels in product(*map(entries, categories))
    ]
    numbered = list(_numbered(contract, made))
    return tuple(replace(r, parts=_parts(contract, r, numbered)) for r in numbered) or (Row(),)


def has_grand_total(contract: Contract) -> bool:
    """True where the rows add up: they are regions, and nothing else stands in rows beside them."""
    inside = placed(contract, Place.COLUMN, Kind.REGION)
    others = (*_listed(contract), *placed(contract, Place.SECTION, Kind.CATEGORY))
    listed = measures_place(contract) in (Place.COLUMN, Place.SECTION)
    return bool(inside) and not others and not listed and not is_register(contract)


def _listed(contract: Contract) -> tuple[Property, ...]:
    """The categories of which each has rows of its own."""
    return tuple(p for p in placed(contract, Place.COLUMN, Kind.CATEGORY) if p.key)


def entries(prop: Property) -> tuple[Entry, ...]:
    """Every category of a dimension."""
    return tuple(Entry(prop.name, c.code, c.name) for c in prop.categories)


def _is_region_open(contract: Contract, fixed: Sequence[Entry]) -> bool:
    """True where the rows depend on a region that the OPD still has to choose in the title."""
    rowed = placed(contract, Place.COLUMN, Kind.REGION)
    chosen = {p.name for p in placed(contract, Place.TITLE, Kind.REGION)} - {e.property for e in fixed}
    return bool(rowed) and bool(chosen)


def _regions(contract: Contract, regions: Regions, fixed: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """The regions of each row, widest first; one empty answer where no region stands in rows."""
    rowed = [p for p in contract.of_kind(Kind.REGION) if place_of(p) in (Place.COLUMN, Place.SECTION)]
    if not rowed:
        yield ()
        return
    outer = [e.code for e in fixed if contract.named(e.property).kind is Kind.REGION]
    for finest in regions.entries(rowed[-1], outer[-1] if outer else None):
        above = [regions.above(finest.code, p) for p in rowed[:-1]]
        yield (*(entry for entry in above if entry), finest)


def _section(contract: Contract, place: Place, measure: Property | None, said: Sequence[Entry]) -> Entry | None:
    """What is printed above a row: its measure, or the label that the contract has there."""
    if measure is not None and place is Place.SECTION:
        return Entry(measure.name, measure.name, measure_heading(measure))
    return next((e for e in said if place_of(contract.named(e.property)) is Place.SECTION), None)


def _numbered(contract: Contract, made: Sequence[Row]) -> Iterator[Row]:
    """Rows with their numbers, anew in every section; what adds up others has none."""
    number, section = 0, None
    for row in made:
        if row.section != section:
            number, section = 0, row.section
        if _total_of(contract, row) is None:
            number += 1
            yield replace(row, number=number)
        else:
            yield row


def _total_of(contract: Contract, row: Row) -> Entry | None:
    return next((e for e in row.entries if _is_total(contract.named(e.property), e)), None)


def _is_total(prop: Property, entry: Entry) -> bool:
    return prop.kind is Kind.CATEGORY and prop.is_total(entry.code)


def _parts(contract: Contract, row: Row, all_rows: Sequence[Row]) -> tuple[int, ...]:
    """The rows that a total adds up: those that differ from it only in the category that is a total."""
    total = _total_of(contract, row)
    if total is None:
        return ()
    codes = contract.named(total.property).parts_of(total.code)
    others = {(e.property, e.code) for e in row.entries if e is not total}
    return tuple(
        i
        for i, r in enumerate(all_rows)
        if r.measure is row.measure
        and r.code(total.property) in codes
        and others <= {(e.property, e.code) for e in r.entries}
    )
