"""``ref/acuan``: the site's code lists and catalogue in the warehouse. Only what changed is written."""

from collections.abc import Iterator

import dagster as dg

from assets.granary import Granary
from assets.names import REFERENCE
from lumbung.reference.official import OfficialFigure
from lumbung.reference.satuan import units
from lumbung.reference.wilayah import Gazetteer
from warehouse.proposals import load_decisions
from warehouse.reference import (
    EARLIEST,
    OfficialRow,
    OpdRow,
    RegionAliasRow,
    RegionRow,
    UnitRow,
    load_catalogue,
    load_official,
    load_reference,
)


def reference_asset() -> dg.AssetsDefinition:
    """The asset of the code lists."""

    @dg.asset(
        key=REFERENCE,
        group_name="ref",
        description="Wilayah, OPD, satuan, klasifikasi, indikator, dan katalog dari konfigurasi situs.",
        kinds={"postgres"},
    )
    def load_lists(granary: dg.ResourceParam[Granary]) -> dg.MaterializeResult[None]:
        return dg.MaterializeResult(metadata={"baris_ditulis": dg.MetadataValue.int(load(granary))})

    return load_lists


def load(granary: Granary) -> int:
    """Write the lists; the number of rows written, 0 where nothing changed."""
    with granary.engine.begin() as connection:
        written = load_reference(
            connection,
            regions=_regions(granary.gazetteer),
            aliases=_aliases(granary.gazetteer),
            opds=[OpdRow(o.id, o.name, o.abbreviation or None) for o in granary.opds.opds.values()],
            units=[UnitRow(u.code, u.name, u.kind, u.factor) for u in units().values()],
        )
        written += load_decisions(connection, granary.registry.decisions)
        written += load_official(connection, map(_official, granary.official))
        return written + load_catalogue(connection, granary.registry.contracts.values())


def _official(figure: OfficialFigure) -> OfficialRow:
    about = (figure.indicator, figure.region, figure.period, dict(figure.dimensions))
    return OfficialRow(*about, figure.source, figure.value, figure.unit, figure.reference or None)


def _regions(gazetteer: Gazetteer) -> Iterator[RegionRow]:
    for r in gazetteer.lines:
        since = r.valid_from or EARLIEST
        yield RegionRow(r.code, r.name, str(r.level), r.parent, r.bps_code, since, r.valid_to, r.successor)


def _aliases(gazetteer: Gazetteer) -> Iterator[RegionAliasRow]:
    for alias in gazetteer.aliases:
        yield RegionAliasRow(alias.spelling, gazetteer[alias.code].parent or "", alias.code)
