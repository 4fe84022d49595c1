"""Regions spread over headings: one column per kecamatan, each heading resolved inside the region it stands in."""

from __future__ import annotations

from lumbung.contracts.model import Contract, Kind, Source
from lumbung.harmonise.headings.spellings import Meaning
from lumbung.harmonise.titles.beside import BESIDE, texts_beside
from lumbung.harmonise.titles.mentions import regions_mentioned
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Table


class HeaderRegions:
    """What headings mean as regions; of one table, for a desa may be told only inside its kecamatan."""

    def __init__(self, table: Table, contract: Contract, gazetteer: Gazetteer, file_name: str) -> None:
        self.gazetteer = gazetteer
        self.spread = tuple(p for p in contract.of_kind(Kind.REGION) if Source.HEADER in p.sources)
        self.within = _of_the_whole_table(table, contract, gazetteer, file_name) if self.spread else None

    def meaning(self, text: str) -> Meaning | None:
        """The one region that a heading names, or None."""
        for prop in self.spread:
            assert prop.region_level is not None
            found = self.gazetteer.resolve(text, prop.region_level, self.within)
            if found.code is not None:
                return Meaning(prop.name, found.code)
        return None


def _of_the_whole_table(table: Table, contract: Contract, gazetteer: Gazetteer, file_name: str) -> str | None:
    """The code of the region that the whole table is about, where title, sheet, file name or contract give one."""
    texts = texts_beside(table, file_name)
    for prop in contract.of_kind(Kind.REGION):
        for source in (s for s in prop.sources if s in BESIDE and prop.region_level):
            assert prop.region_level is not None
            named = regions_mentioned(texts[source], prop.region_level, gazetteer, bare=source is not Source.TITLE)
            if len(named) == 1:
                return named[0]
        if Source.HEADER not in prop.sources and prop.constant in gazetteer.regions:
            return prop.constant
    return None
