"""The columns of a form: one for each measure, combination of header categories and period of the header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from lumbung.contracts.model import Contract, Kind, Property
from lumbung.contracts.template.form import Column, Entry
from lumbung.contracts.template.period_texts import PeriodText
from lumbung.contracts.template.placing import Place, measures_place, placed
from lumbung.contracts.template.regions import Regions
from lumbung.contracts.template.wording import say
from lumbung.reference.satuan import find_unit
from lumbung.text import fold


def columns(
    contract: Contract, regions: Regions, periods: Sequence[PeriodText], fixed: Sequence[Entry]
) -> tuple[Column, ...]:
    """The columns of figures from left to right.

    Args:
        contract: what is measured.
        regions: the regions that may stand over columns.
        periods: those spread over the header, if any.
        fixed: what the whole sheet is about; desa over the columns are those of its kecamatan.
    """
    if not contract.measures:
        return ()
    in_header = measures_place(contract) is Place.HEADER
    dimensions = placed(contract, Place.HEADER, Kind.CATEGORY, Kind.REGION)
    made = [
        _column(measure, spread, period)
        for measure in (contract.measures if in_header else (None,))
        for spread in product(*(_entries(contract, d, measure, regions, fixed) for d in dimensions))
        for period in (periods or (None,))
    ]
    return tuple(replace(c, parts=_parts(contract, c, made)) for c in made)


def measure_heading(measure: Property) -> str:
    """The heading of a measure with its unit, where the title does not name one: ``Luas Panen (ha)``."""
    unit = find_unit(measure.unit or "")
    silent = unit is None or unit.code != measure.unit or "(" in measure.title or fold(unit.code) in fold(measure.title)
    return measure.title if silent else f"{measure.title} ({measure.unit})"


def _entries(
    contract: Contract, dimension: Property, measure: Property | None, regions: Regions, fixed: Sequence[Entry]
) -> tuple[Entry, ...]:
    """What is spread over columns; categories that add up others only where the figures can be added up."""
    if dimension.kind is Kind.REGION:
        outer = [e.code for e in fixed if contract.named(e.property).kind is Kind.REGION]
        return regions.entries(dimension, outer[-1] if outer else None)
    additive = measure.additive if measure else all(m.additive for m in contract.measures)
    kept = [c for c in dimension.categories if additive or not c.total]
    return tuple(Entry(dimension.name, c.code, c.name) for c in kept)


def _column(measure: Property | None, spread: tuple[Entry, ...], period: PeriodText | None) -> Column:
    headings = [measure_heading(measure)] if measure else []
    headings += [e.text for e in spread]
    headings += [period.text] if period else []
    return Column(measure, spread, period, tuple(headings or [say("heading.value")]))


def _parts(contract: Contract, column: Column, all_columns: Sequence[Column]) -> tuple[int, ...]:
    """The columns that a total adds up: those that differ from it only in the first dimension that is a total."""
    total = next((e for e in column.spread if _adds_up(contract, e)), None)
    if total is None:
        return ()
    codes = contract.named(total.property).parts_of(total.code)
    wanted = {tuple(replace(e, code=c, text="") if e is total else _bare(e) for e in column.spread) for c in codes}
    return tuple(
        i
        for i, c in enumerate(all_columns)
        if c.measure is column.measure and c.period == column.period and tuple(map(_bare, c.spread)) in wanted
    )


def _adds_up(contract: Contract, entry: Entry) -> bool:
    prop = contract.named(entry.property)
    return prop.kind is Kind.CATEGORY and prop.is_total(entry.code)


def _bare(entry: Entry) -> Entry:
    return replace(entry, text="")
