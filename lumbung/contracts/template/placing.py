"""Where on a template each property of a contract stands: of the places the contract allows, the clearest."""

from __future__ import annotations

from enum import StrEnum

from lumbung.contracts.model import Contract, Kind, Property, Source


class Place(StrEnum):
    """Where the value of a property stands on a template."""

    COLUMN = "column"
    HEADER = "header"
    SECTION = "section"
    TITLE = "title"
    SHEET = "sheet"
    FILENAME = "filename"
    NOWHERE = "nowhere"  # the contract itself says it


_OF_SOURCE = {
    Source.COLUMN: Place.COLUMN,
    Source.ROWLABEL: Place.COLUMN,
    Source.SECTION: Place.SECTION,
    Source.HEADER: Place.HEADER,
    Source.TITLE: Place.TITLE,
    Source.SHEET: Place.SHEET,
    Source.FILENAME: Place.FILENAME,
}
_LABELS = (
    Source.COLUMN, Source.ROWLABEL, Source.SECTION, Source.HEADER,
    Source.CONSTANT, Source.TITLE, Source.SHEET, Source.FILENAME,
)  # fmt: skip
_PERIODS = (
    Source.TITLE, Source.HEADER, Source.SHEET, Source.FILENAME,
    Source.CONSTANT, Source.COLUMN, Source.ROWLABEL, Source.SECTION,
)  # fmt: skip
_MEASURES = (
    Source.HEADER, Source.ROWLABEL, Source.SECTION, Source.SHEET, Source.TITLE, Source.FILENAME,
)  # fmt: skip


def place_of(prop: Property) -> Place:
    """The place of a property that is no measure: a period in the title rather than over columns, a label beside
    its row rather than above it."""
    if prop.kind is Kind.CATEGORY and Source.HEADER in prop.sources:
        return Place.HEADER
    order = _PERIODS if prop.kind is Kind.PERIOD else _LABELS
    allowed = [s for s in order if s in prop.sources and (s is not Source.CONSTANT or prop.constant is not None)]
    return _OF_SOURCE.get(allowed[0], Place.NOWHERE) if allowed else Place.NOWHERE


def measures_place(contract: Contract) -> Place:
    """Where it is said what is measured: over the columns unless no measure may stand there."""
    sources = [s for m in contract.measures for s in m.sources]
    if not sources or Source.COLUMN in sources:
        return Place.HEADER
    return _OF_SOURCE[next(s for s in _MEASURES if s in sources)]


def placed(contract: Contract, place: Place, *kinds: Kind) -> tuple[Property, ...]:
    """The properties of some kinds that stand in a place, in contract order."""
    return tuple(p for p in contract.properties if p.kind in kinds and place_of(p) is place)


def is_register(contract: Contract) -> bool:
    """True where rows cannot be known beforehand: something written freely identifies them, or nothing is counted."""
    free = any(p.kind is Kind.ATTRIBUTE and (p.key or p.personal) for p in contract.properties)
    return free or not contract.measures
