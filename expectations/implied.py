"""Rules that a contract implies by its types, lists, limits and sums: nobody writes them down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from great_expectations import expectations as gxe
from great_expectations.expectations.expectation import Expectation

from expectations.custom import (
    ExpectColumnPairRegionsToHoldInPeriod,
    ExpectColumnValuesToBeRegionCodes,
    ExpectColumnValuesToBeWholeNumbers,
    ExpectMulticolumnTotalToEqualItsParts,
)
from expectations.custom.texts import literal, text
from expectations.rule import Rule
from lumbung.contracts.lengths import digits_of, length_text, lengths_of, pattern_within
from lumbung.contracts.model import Contract, Kind, LogicalType, Property
from lumbung.findings import catalogue
from lumbung.reference.wilayah import Gazetteer, RegionLevel
from lumbung.text import figure_text


def implied_rules(contract: Contract, gazetteer: Gazetteer) -> Iterator[Rule]:
    """The rules of the key, then those of each property in contract order."""
    yield from _key_rules(contract)
    for prop in contract.properties:
        yield from _property_rules(prop, contract, gazetteer)


def _rule(
    name: str, code: str, columns: tuple[str, ...], expectation: Expectation, expected: str = "", said: str = ""
) -> Rule:
    """A rule that the contract implies; ``said``: the sentence of a native expectation, which knows none of its own."""
    if said:
        expectation.description = literal(said)
    return Rule(name, code, catalogue()[code].severity, columns, expected, expectation)


def _key_rules(contract: Contract) -> Iterator[Rule]:
    key = contract.key
    if not key:
        return
    unique = (
        gxe.ExpectColumnValuesToBeUnique(column=key[0])
        if len(key) == 1
        else gxe.ExpectCompoundColumnsToBeUnique(column_list=list(key))
    )
    yield _rule("key", "K01", key, unique, said=text("rules.key", columns=", ".join(key)))


def _property_rules(prop: Property, contract: Contract, gazetteer: Gazetteer) -> Iterator[Rule]:
    name, column = prop.name, (prop.name,)
    if prop.required:
        said = text("rules.required", columns=name)
        yield _rule(
            f"{name} required",
            "K03" if prop.key else "V01",
            column,
            gxe.ExpectColumnValuesToNotBeNull(column=name),
            said=said,
        )
    if prop.kind is Kind.REGION and prop.region_level is not None:
        yield from _region_rules(name, prop.region_level, contract, gazetteer)
    if prop.kind is Kind.CATEGORY:
        codes = [c.code for c in prop.categories]
        listed = gxe.ExpectColumnValuesToBeInSet(column=name, value_set=codes)
        said = text("rules.category", columns=name, count=len(codes))
        yield _rule(f"{name} known", "V02", column, listed, said=said)
    if prop.logical_type is LogicalType.INTEGER and prop.kind is Kind.MEASURE:
        yield _rule(f"{name} whole", "V09", column, ExpectColumnValuesToBeWholeNumbers(column=name))
    yield from _text_rules(prop)
    yield from _range_rules(prop)
    if prop.sum_of:
        columns = (name, *prop.sum_of)
        counts = prop.logical_type is LogicalType.INTEGER
        total = ExpectMulticolumnTotalToEqualItsParts(column_list=list(columns), counts=counts)
        yield replace(_rule(f"{name} sum", "X01", columns, total), is_sum=True)


def _text_rules(prop: Property) -> Iterator[Rule]:
    """The form of a text, and its length: what is too long or too short has that mistake alone."""
    name = prop.name
    if prop.pattern:
        regex = gxe.ExpectColumnValuesToMatchRegex(column=name, regex=pattern_within(prop))
        said = text("rules.pattern", columns=name, limit=prop.pattern)
        expected = length_text(prop) if digits_of(prop) else prop.pattern
        yield _rule(f"{name} pattern", "V04", (name,), regex, expected, said)
    low, high = lengths_of(prop)
    if (low is not None or high is not None) and prop.logical_type is LogicalType.STRING:
        limits = gxe.ExpectColumnValueLengthsToBeBetween(column=name, min_value=low, max_value=high)
        said = text("rules.length", columns=name, limit=length_text(prop))
        yield _rule(f"{name} length", "V05", (name,), limits, length_text(prop), said)


def _region_rules(name: str, level: RegionLevel, contract: Contract, gazetteer: Gazetteer) -> Iterator[Rule]:
    """Codes of the level and, of those that come and go, valid in the period."""
    regencies = gazetteer.of_level(RegionLevel.KABUPATEN)
    within = level in (RegionLevel.KECAMATAN, RegionLevel.DESA) and len(regencies) == 1
    codes = [r.code for r in gazetteer.of_level(level)]
    regency = regencies[0].code if within else None
    known = ExpectColumnValuesToBeRegionCodes(column=name, level=level, regency=regency, codes=codes)
    yield _rule(f"{name} known", "R01", (name,), known)
    times = gazetteer.times_of(level)
    if times:
        period = contract.period.name
        spans = {code: [(_text(first), _text(last)) for first, last in of] for code, of in times.items()}
        holding = ExpectColumnPairRegionsToHoldInPeriod(column_A=name, column_B=period, times=spans)
        yield _rule(f"{name} in time", "R04", (name,), holding)


def _text(day: date | None) -> str | None:
    return str(day) if day else None


def _range_rules(prop: Property) -> Iterator[Rule]:
    name, between = prop.name, gxe.ExpectColumnValuesToBeBetween
    if prop.minimum is not None:
        said = text("rules.minimum", columns=name, limit=figure_text(prop.minimum))
        yield _rule(
            f"{name} minimum",
            "V07" if prop.minimum == 0 and prop.additive else "V03",  # a rate below nought is no negative count
            (name,),
            between(column=name, min_value=prop.minimum),
            f"paling sedikit {figure_text(prop.minimum)}",
            said,
        )
    if prop.maximum is not None:
        said = text("rules.maximum", columns=name, limit=figure_text(prop.maximum))
        limit = between(column=name, max_value=prop.maximum)
        yield _rule(f"{name} maximum", "V03", (name,), limit, f"paling banyak {figure_text(prop.maximum)}", said)
