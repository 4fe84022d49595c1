"""A title that names another kabupaten or kota than the site's: last year's title of a neighbour, or his figures."""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.contracts.model import Contract, Kind, RegionLevel, Source
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.times.disagreements import SOURCE_NAMES
from lumbung.harmonise.titles.title_cells import title_cell
from lumbung.reference.wilayah import Gazetteer, Obstacle
from lumbung.reference.wilayah.names import CITY, LEVEL_WORDS, bare
from lumbung.sheets.model import Table
from lumbung.text import fold

_LONGEST = 4
"""Words of the longest name: *Penukal Abab Lematang Ilir*."""
_HEADS = frozenset({*LEVEL_WORDS[RegionLevel.KABUPATEN], CITY.strip()})
_ROWS = frozenset({Source.COLUMN, Source.SECTION, Source.HEADER})


def other_regency(table: Table, contract: Contract, gazetteer: Gazetteer) -> Iterator[Finding]:
    """One finding for a title that names a regency of the country and not the site's own.

    Rows or headings that name their regions show themselves whose they are: told, and loaded. Without them nothing
    else than the title says so, and the table is kept out.
    """
    place = _other_place(" ".join(table.title), gazetteer)
    if place:
        shown = any(_ROWS.intersection(p.sources) for p in contract.of_kind(Kind.REGION))
        yield finding(
            "H13",
            sheet=table.sheet,
            cells=(title_cell(table, lambda text: bool(_other_place(text, gazetteer))) or table.range.split(":")[0],),
            severity=Severity.WARNING if shown else Severity.BLOCKER,
            source=SOURCE_NAMES[Source.TITLE],
            found=place,
            dataset_name=contract.title,
        )


def _other_place(title: str, gazetteer: Gazetteer) -> str:
    words, others = fold(title).split(), list[str]()
    own = {bare(region.name, RegionLevel.KABUPATEN) for region in gazetteer.of_level(RegionLevel.KABUPATEN)}
    for start in (i for i, word in enumerate(words) if word in _HEADS):
        for end in range(min(len(words), start + 1 + _LONGEST), start + 1, -1):
            text = " ".join(words[start:end])
            named = gazetteer.resolve(text, RegionLevel.KABUPATEN)
            if named.found or bare(text, RegionLevel.KABUPATEN) in own:
                return ""
            if named.obstacle is Obstacle.OUTSIDE:
                others.append(named.place)
                break
    return others[0] if others else ""
