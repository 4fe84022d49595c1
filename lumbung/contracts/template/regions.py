"""The regions of a site on one day, as a template writes them."""

from __future__ import annotations

from datetime import date

from lumbung.contracts.model import Property
from lumbung.contracts.template.form import Entry
from lumbung.reference.wilayah import Gazetteer, Span


class Regions:
    """What exists on a day, under the name of that day."""

    def __init__(self, gazetteer: Gazetteer, on: date) -> None:
        self.gazetteer = gazetteer
        self.on = Span(on, on)

    def entries(self, prop: Property, within: str | None = None) -> tuple[Entry, ...]:
        """The regions of a property's level, in code order; only those under ``within`` if given."""
        assert prop.region_level is not None
        regions = self.gazetteer.of_level(prop.region_level, within, self.on)
        return tuple(Entry(prop.name, r.code, self._name(r.code)) for r in regions)

    def above(self, code: str, prop: Property) -> Entry | None:
        """The region of a property's level in which a region lies; None if the site has none."""
        region = self.gazetteer.ancestor(code, prop.region_level) if prop.region_level else None
        return Entry(prop.name, region.code, self._name(region.code)) if region else None

    def _name(self, code: str) -> str:
        lines = (line for line in self.gazetteer.lines if line.code == code and line.holds(self.on))
        return next(lines, self.gazetteer[code]).name
