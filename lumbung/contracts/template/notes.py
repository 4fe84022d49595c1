"""What belongs in a column, said in Indonesian: for the note on its heading, the sheet PETUNJUK and error messages."""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.contracts.model import Contract, Kind, LogicalType, Property
from lumbung.contracts.template.wording import say
from lumbung.reference.satuan import units
from lumbung.text import figure_text

_NUMBERED = ("nik", "kk", "no_kk", "telepon", "rekening")
"""Kinds of personal data that are digits."""


def meaning(prop: Property) -> str:
    """What the property is: its definition, else its description, else its title."""
    return prop.standard.definisi or prop.description or f"{prop.title}."


def rules(prop: Property, contract: Contract, filled: bool = False) -> tuple[str, ...]:
    """What may be written; ``filled``: the template has filled the column in already."""
    if prop.kind is Kind.MEASURE:
        return tuple(_of_measure(prop, contract))
    return tuple(_of_label(prop, filled))


def figure_rules(measure: Property) -> tuple[str, ...]:
    """Type and range of a measure."""
    return tuple(_of_figure(measure))


def _of_measure(measure: Property, contract: Contract) -> Iterator[str]:
    if measure.required:
        yield say("note.required")
    unit = units().get(measure.unit or "")
    if unit is not None:
        yield say("note.unit", unit=unit.name if unit.name == unit.code else f"{unit.name} ({unit.code})")
    yield from _of_figure(measure)
    if measure.sum_of:
        yield say("note.sum_of", parts=" + ".join(contract.named(name).title for name in measure.sum_of))
    yield say("note.nil_zero" if measure.nil_is_zero else "note.nil_none")
    yield say("note.blank_zero" if measure.blank_is_zero else "note.blank_none")


def _of_figure(measure: Property) -> Iterator[str]:
    yield say("note.whole" if measure.logical_type is LogicalType.INTEGER else "note.fraction")
    if measure.unit == "persen":
        yield say("note.percent")
    low, high = measure.minimum, measure.maximum
    limits = {"minimum": figure_text(low or 0), "maximum": figure_text(high or 0)}
    if low is not None and high is not None:
        yield say("note.between", **limits)
    elif low is not None or high is not None:
        yield say("note.at_least" if high is None else "note.at_most", **limits)


def _of_label(prop: Property, filled: bool) -> Iterator[str]:
    if filled and prop.kind is not Kind.ATTRIBUTE:
        yield say("note.filled")
        return
    if prop.required:
        yield say("note.required")
    if prop.kind in (Kind.REGION, Kind.CATEGORY, Kind.PERIOD):
        yield say("note.listed")
    elif prop.logical_type is LogicalType.DATE:
        yield say("note.date")
    elif prop.logical_type is LogicalType.STRING:
        yield say("note.digits" if prop.personal in _NUMBERED or prop.pattern else "note.text")
    else:
        yield from _of_figure(prop)
    if prop.personal:
        yield say("note.personal")
