"""A regency small enough to read: three kecamatan, a few desa, and contracts for what its departments count.

``inspect`` takes a sheet drawn in the test (see :mod:`tests.sheets.drawing`) all the way to findings and figures.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from expectations.inspect import Inspector
from expectations.model import Inspection
from lumbung.contracts.model import (
    Category,
    Contract,
    Kind,
    LogicalType,
    PeriodGrain,
    Property,
    RegionLevel,
    Source,
)
from lumbung.contracts.registry import Registry
from lumbung.findings import Finding
from lumbung.harmonise.file import Harmonised, harmonise
from lumbung.reference.wilayah import Alias, Gazetteer, Region
from lumbung.sheets.model import Table
from lumbung.site import Site
from tests.sheets.drawing import as_xlsx, workbook

SITE = Site(id="contoh", name="Kabupaten Contoh", code="33.99", folder=Path("tiada"))

GAZETTEER = Gazetteer(
    [
        Region("33", "Jawa Tengah", RegionLevel.PROVINSI, None),
        Region("33.99", "Kabupaten Contoh", RegionLevel.KABUPATEN, "33", "3399"),
        Region("33.99.01", "Susukan", RegionLevel.KECAMATAN, "33.99", "3399010"),
        Region("33.99.02", "Batur", RegionLevel.KECAMATAN, "33.99", "3399020"),
        Region("33.99.03", "Pulau Pinang", RegionLevel.KECAMATAN, "33.99", "3399030"),
        Region("33.99.01.2001", "Tanjung Baru", RegionLevel.DESA, "33.99.01"),
        Region("33.99.01.2002", "Karang Jati", RegionLevel.DESA, "33.99.01"),
        Region("33.99.02.2001", "Tanjung Baru", RegionLevel.DESA, "33.99.02"),
        Region("33.99.02.1002", "Batur", RegionLevel.DESA, "33.99.02"),
        Region("33.99.03.2001", "Sumber Rejo", RegionLevel.DESA, "33.99.03"),
    ],
    [Alias("33.99.03", "Pulopinang")],
)

KECAMATAN = Property(
    "kode_kecamatan",
    Kind.REGION,
    LogicalType.STRING,
    "Kecamatan",
    required=True,
    key=True,
    aliases=("Subdistrict",),
    region_level=RegionLevel.KECAMATAN,
)
DESA = Property(
    "kode_desa", Kind.REGION, LogicalType.STRING, "Desa", required=True, key=True, region_level=RegionLevel.DESA
)
YEAR = Property(
    "tahun",
    Kind.PERIOD,
    LogicalType.STRING,
    "Tahun",
    required=True,
    key=True,
    sources=(Source.TITLE, Source.HEADER, Source.SHEET, Source.FILENAME),
)
ANIMALS = (
    Category("sapi_perah", "Sapi Perah", ("Milking Cow",)),
    Category("sapi", "Sapi", ("Cow",)),
    Category("kuda", "Kuda", ("Horse",), optional=True),
    Category("jumlah", "Jumlah", ("Total",), total=True),
)
SEXES = (
    Category("L", "Laki-laki", ("Lk", "L")),
    Category("P", "Perempuan", ("Pr", "P")),
    Category("jumlah", "Jumlah", ("L+P",), total=True),
)
ANIMAL = Property(
    "jenis_ternak",
    Kind.CATEGORY,
    LogicalType.STRING,
    "Jenis Ternak",
    required=True,
    key=True,
    sources=(Source.HEADER,),
    code_list="ternak",
    categories=ANIMALS,
)
SEX = Property(
    "jenis_kelamin",
    Kind.CATEGORY,
    LogicalType.STRING,
    "Jenis Kelamin",
    required=True,
    key=True,
    sources=(Source.HEADER,),
    code_list="jenis_kelamin",
    categories=SEXES,
)
HEADS = Property(
    "populasi", Kind.MEASURE, LogicalType.INTEGER, "Populasi", unit="ekor", indicator="populasi_ternak", minimum=0
)
PEOPLE = Property(
    "penduduk", Kind.MEASURE, LogicalType.INTEGER, "Penduduk", unit="orang", indicator="penduduk", minimum=0
)
AREA = Property("luas", Kind.MEASURE, LogicalType.NUMBER, "Luas Panen", unit="ha", indicator="luas_panen")
TONS = Property("produksi", Kind.MEASURE, LogicalType.NUMBER, "Produksi", unit="ton", indicator="produksi")
YIELD = Property(
    "hasil", Kind.MEASURE, LogicalType.NUMBER, "Produktivitas", unit="ku/ha", indicator="hasil", additive=False
)


def contract(*properties: Property, title: str, **changes: Any) -> Contract:
    """A contract of the department ``dinas``; its period property is added."""
    made = Contract(
        id=f"contoh.{title}",
        version="1.0.0",
        dataset=title.lower().replace(" ", "_"),
        title=title,
        description="",
        opd="dinas",
        titles=(title,),
        grain=PeriodGrain.TAHUN,
        properties=(*properties, YEAR),
    )
    return replace(made, **changes)


ORDINARY_NOTES = frozenset({"S01", "S02", "S04", "H09", "H12", "C03", "C15"})
"""Titles and remarks set aside, totals, labels carried down, headings flattened, column numbers, typed figures."""

LIVESTOCK = contract(KECAMATAN, ANIMAL, HEADS, title="Jumlah Ternak")
HARVEST = contract(KECAMATAN, AREA, TONS, YIELD, title="Hasil Panen")
VILLAGERS = contract(
    replace(KECAMATAN, sources=(Source.SECTION, Source.COLUMN)), DESA, SEX, PEOPLE, title="Penduduk Desa"
)


def with_period(of: Contract, grain: PeriodGrain, *sources: Source) -> Contract:
    """The contract with another grain and other places for its period."""
    period = replace(of.period, sources=sources or of.period.sources)
    properties = tuple(period if p.kind is Kind.PERIOD else p for p in of.properties)
    return replace(of, grain=grain, properties=properties)


def changed(of: Contract, name: str, /, **changes: Any) -> Contract:
    """The contract with one property changed."""
    return replace(of, properties=tuple(replace(p, **changes) if p.name == name else p for p in of.properties))


def harmonised(
    drawing: str,
    *contracts: Contract,
    merges: str = "",
    name: str = "uji.xlsx",
    more: tuple[str, ...] = (),
    sheets: tuple[str, ...] = (),
    today: date | None = None,
) -> Harmonised:
    """What becomes of a drawn sheet (and ``more`` sheets) under some contracts, before it is judged."""
    return harmonise(workbook(drawing, *more, merges=merges, name=name, sheets=sheets), contracts, GAZETTEER, today)


def drawn_table(drawing: str, merges: str = "") -> Table:
    """The first table of a drawn sheet."""
    return workbook(drawing, merges=merges).tables[0]


def inspect(
    drawing: str | bytes, *contracts: Contract, merges: str = "", name: str = "uji.xlsx", more: tuple[str, ...] = ()
) -> Inspection:
    """The inspection of a drawn sheet (and ``more`` sheets), or of the bytes of a file, sent by ``dinas``."""
    data = drawing if isinstance(drawing, bytes) else as_xlsx(drawing, *more, merges=merges)
    registry = Registry({c.dataset: c for c in contracts})
    return Inspector(SITE, registry, GAZETTEER).inspect(data, name, "dinas")


def figures(inspection: Inspection) -> dict[tuple[str, ...], float]:
    """Every accepted figure: (place, categories …, period, measure if there are several) → value."""
    found: dict[tuple[str, ...], float] = {}
    for part in inspection.slices:
        several = len(part.contract.measures) > 1
        labels = [p for p in part.contract.properties if p.kind not in (Kind.MEASURE, Kind.REGION)]
        for _, row in part.accepted.iterrows():
            region = part.contract.region
            place = [GAZETTEER[row[region.name]].name] if region else []
            for m in part.contract.measures:
                if row[m.name] == row[m.name]:
                    key = (*place, *(str(row[p.name]) for p in labels), *([m.name] if several else []))
                    assert key not in found, f"{key} is accepted twice"
                    found[key] = row[m.name]
    return found


def codes(inspection: Inspection | Harmonised) -> set[str]:
    """The codes of what was found, without the notes that an ordinary table earns."""
    return {f.code for f in findings(inspection)} - ORDINARY_NOTES


def findings(of: Inspection | Harmonised) -> tuple[Finding, ...]:
    """Everything that was found."""
    if isinstance(of, Inspection):
        return of.findings
    return (*of.findings, *(f for c in of.conformed for f in c.findings))


def the(of: Inspection | Harmonised, code: str) -> Finding:
    """The one finding of a code."""
    (only,) = (f for f in findings(of) if f.code == code)
    return only
