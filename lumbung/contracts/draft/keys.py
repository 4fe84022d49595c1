"""What identifies the rows of a drafted contract beside its dimensions: regions, names, the period."""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.contracts.draft.columns import Labels, column_texts
from lumbung.contracts.draft.notes import CannotDraft
from lumbung.contracts.draft.periods import PeriodPlan
from lumbung.contracts.draft.titles import snake
from lumbung.contracts.model import Kind, LogicalType, PeriodGrain, Property, RegionLevel, Source
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Table
from lumbung.text import fold

REGION_TITLES = {
    RegionLevel.PROVINSI: ("Provinsi", ("Province",)),
    RegionLevel.KABUPATEN: ("Kabupaten/Kota", ("Kabupaten", "Regency", "Regency/City")),
    RegionLevel.KECAMATAN: ("Kecamatan", ("Nama Kecamatan", "Subdistrict", "Sub District", "District")),
    RegionLevel.DESA: ("Desa/Kelurahan", ("Desa", "Kelurahan", "Nama Desa", "Village")),
}
PERIOD_TITLES = {
    PeriodGrain.TAHUN: "Tahun",
    PeriodGrain.TAHUN_AJARAN: "Tahun Ajaran",
    PeriodGrain.SEMESTER: "Semester",
    PeriodGrain.CATURWULAN: "Caturwulan",
    PeriodGrain.TRIWULAN: "Triwulan",
    PeriodGrain.BULAN: "Bulan",
    PeriodGrain.MINGGU: "Minggu",
    PeriodGrain.TANGGAL: "Tanggal",
}


def regions_of(labels: Labels) -> list[Property]:
    """A property for each level of region, wider levels first, the level of the sections before those of columns."""
    regions = [_region(labels, at) for at in range(len(labels.regions))]
    return [*_section_region(labels, regions), *regions]


def _region(labels: Labels, at: int) -> Property:
    region = labels.regions[at]
    sources = (Source.SECTION, Source.COLUMN) if at == 0 and len(labels.regions) > 1 else (Source.COLUMN,)
    return _region_property(region.level, region.headings, sources)


def _section_region(labels: Labels, regions: Sequence[Property]) -> list[Property]:
    level = labels.section_level
    if level is None or any(p.region_level == level for p in regions):
        return []
    return [_region_property(level, (), (Source.SECTION,))]


def _region_property(level: RegionLevel, headings: Sequence[str], sources: tuple[Source, ...]) -> Property:
    title, aliases = REGION_TITLES[level]
    return Property(
        name=f"kode_{level}",
        kind=Kind.REGION,
        logical_type=LogicalType.STRING,
        title=title,
        description=f"Kode {title.casefold()} (Kemendagri).",
        required=True,
        key=True,
        sources=sources,
        aliases=tuple(dict.fromkeys(a for a in (*headings, *aliases) if a.casefold() != title.casefold())),
        region_level=level,
    )


def attributes_of(table: Table, labels: Labels, identified: bool) -> list[Property]:
    """Names and other texts; the first that is unique identifies the rows where nothing else does."""
    found: list[Property] = []
    names = {"status", "satuan"}
    for column in labels.texts:
        name = _attribute_name(" ".join(column.path[-1:]) or column.letter, names)
        texts = column_texts(table, column.letter)
        unique = len(set(texts)) == len(texts) == len(table.rows)
        key = not identified and unique and not any(p.key for p in found)
        found.append(
            Property(
                name=name,
                kind=Kind.ATTRIBUTE,
                logical_type=LogicalType.STRING,
                title=column.path[-1] if column.path else column.letter,
                required=key,
                key=key,
                aliases=tuple(dict.fromkeys(e for e in column.path[:-1])),
            )
        )
    if not identified and not any(p.key for p in found):
        raise CannotDraft("tanpa_kunci")
    return found


def _attribute_name(heading: str, taken: set[str]) -> str:
    name = snake(heading)
    while name in taken:
        name = f"{name}_2"
    taken.add(name)
    return name


def period_of(plan: PeriodPlan) -> Property:
    """The property that holds the period."""
    title = PERIOD_TITLES[plan.grain]
    return Property(
        name=str(plan.grain),
        kind=Kind.PERIOD,
        logical_type=LogicalType.STRING,
        title=title,
        description=f"{title} data.",
        required=True,
        key=True,
        sources=plan.sources,
        aliases=tuple(s for s in plan.spellings if fold(s) != fold(title)),
    )


def complete_over(labels: Labels, gazetteer: Gazetteer) -> RegionLevel | None:
    """The finest level of which every region of the site stands on the table; None if one is missing."""
    if not labels.regions:
        return None
    finest = labels.regions[-1]
    expected = {r.code for r in gazetteer.of_level(finest.level) if not r.valid_to}
    return finest.level if expected and expected <= finest.codes else None
