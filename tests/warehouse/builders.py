"""Small contracts and inspections, written so that a test shows the table it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import Connection, Engine, text

from expectations.model import InspectedSlice, Inspection, QuarantinedRow, Score, Verdict
from lumbung.contracts.model import (
    Category,
    Contract,
    Kind,
    LogicalType,
    PeriodGrain,
    Property,
    RegionLevel,
)
from lumbung.findings import Dimension, Finding
from lumbung.harmonise.model import PrintedFigure
from lumbung.sheets.model import Reading
from warehouse.intake import register
from warehouse.quality import save_inspection

REGENCY = "16.04"

REGION = Property(
    "kode_kecamatan", Kind.REGION, LogicalType.STRING, "Kecamatan", key=True, region_level=RegionLevel.KECAMATAN
)
YEAR = Property("tahun", Kind.PERIOD, LogicalType.STRING, "Tahun", key=True)
ANIMAL = Property(
    "jenis_ternak",
    Kind.CATEGORY,
    LogicalType.STRING,
    "Jenis ternak",
    key=True,
    categories=(Category("sapi", "Sapi"), Category("kerbau", "Kerbau")),
)
HEADS = Property(
    "populasi", Kind.MEASURE, LogicalType.INTEGER, "Populasi", unit="ekor", indicator="POP-TERNAK", minimum=0
)

LIVESTOCK = Contract(
    id="ternak",
    version="1.0.0",
    dataset="populasi_ternak",
    title="Populasi ternak",
    description="Populasi ternak menurut kecamatan dan jenis",
    opd="distan",
    titles=("populasi ternak",),
    grain=PeriodGrain.TAHUN,
    properties=(REGION, YEAR, ANIMAL, HEADS),
)

Row = tuple[str, str, int | None]


def contract(*properties: Property, **changes: object) -> Contract:
    """A yearly contract with these properties beside the year."""
    return replace(LIVESTOCK, properties=(YEAR, *properties), **changes)  # type: ignore[arg-type]


def livestock(
    rows: Sequence[Row],
    *,
    period: str = "2022",
    quarantined: Sequence[int] = (),
    doubtful: Iterable[tuple[int, str]] = (),
    explained: Iterable[tuple[int, str]] = (),
    sheet: str = "Sheet1",
) -> InspectedSlice:
    """Kecamatan, kind of animal, heads; the first row stands in Excel row 10."""
    frame = pd.DataFrame(
        [{"kode_kecamatan": k, "tahun": period, "jenis_ternak": j, "populasi": n} for k, j, n in rows],
        columns=["kode_kecamatan", "tahun", "jenis_ternak", "populasi"],
    )
    found = inspected(LIVESTOCK, frame, period=period, quarantined=quarantined, doubtful=doubtful, sheet=sheet)
    return replace(found, explained=frozenset(explained))


def inspected(
    of: Contract,
    frame: pd.DataFrame,
    *,
    period: str = "2022",
    quarantined: Sequence[int] = (),
    doubtful: Iterable[tuple[int, str]] = (),
    sheet: str = "Sheet1",
    totals: tuple[PrintedFigure, ...] = (),
    quarantine: tuple[QuarantinedRow, ...] | None = None,
) -> InspectedSlice:
    """A slice whose columns stand in B, C, D … from row 10 on."""
    frame = frame.copy()
    letters = {name: chr(ord("B") + i) for i, name in enumerate(frame.columns)}
    if "_baris" not in frame:
        frame["_baris"] = range(10, 10 + len(frame))
    cells = pd.DataFrame(
        {name: [f"{letter}{row}" for row in frame["_baris"]] for name, letter in letters.items()}, index=frame.index
    )
    held = tuple(QuarantinedRow(sheet, row, {"B": "x", "D": "12 ekor"}, ("C04",)) for row in quarantined)
    return InspectedSlice(
        contract=of,
        period=period,
        sheet=sheet,
        range=f"A8:E{10 + len(frame)}",
        accepted=frame,
        cells=cells,
        status="tetap",
        doubtful=frozenset(doubtful),
        rows_read=len(frame) + len(held),
        rows_quarantined=len(held),
        quarantine=held if quarantine is None else quarantine,
        printed=totals,
        scores=(Score(Dimension.COMPLETENESS, len(frame), len(frame) + len(held)),),
    )


def inspection(
    *slices: InspectedSlice,
    verdict: Verdict | None = None,
    findings: tuple[Finding, ...] = (),
    reading: Reading | None = None,
    unmatched: tuple[str, ...] = (),
) -> Inspection:
    """A file with these slices; accepted, in part if a row is held back."""
    partly = any(s.rows_quarantined for s in slices)
    return Inspection(
        reading=reading or Reading("berkas.xlsx", "0" * 64, "xlsx"),
        opd="distan",
        verdict=verdict or (Verdict.ACCEPTED_IN_PART if partly else Verdict.ACCEPTED),
        slices=slices,
        findings=findings,
        unmatched=unmatched,
    )


def receive(connection: Connection, found: Inspection, *, content: str, day: int) -> int:
    """A file arrives on a day of January 2023 and is inspected; the number of the file."""
    moment = datetime(2023, 1, day, tzinfo=UTC)
    file, _ = register(connection, content, f"{content}.xlsx", "distan", 100, f"distan/{content}.xlsx", moment)
    save_inspection(connection, file, found)
    return file


def rows_of(engine: Engine, query: str, **parameters: object) -> list[tuple[object, ...]]:
    """The rows of a query."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query), parameters)]


def current(engine: Engine, table: str = "data.populasi_ternak") -> dict[tuple[str, str], int]:
    """What holds now: (kecamatan, kind) → heads."""
    query = f"SELECT kode_kecamatan, jenis_ternak, populasi FROM {table} WHERE _berlaku_sampai IS NULL"
    return {(region, kind): heads for region, kind, heads in rows_of(engine, query)}  # type: ignore[misc]


def snapshot(engine: Engine) -> Mapping[str, list[tuple[object, ...]]]:
    """The whole content of the warehouse, table by table."""
    names = rows_of(
        engine,
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
        "WHERE schemaname IN ('ref', 'data', 'mutu', 'meta', 'rinci', 'ops') ORDER BY 1",
    )
    return {str(name): rows_of(engine, f"SELECT t::text FROM {name} AS t ORDER BY 1") for (name,) in names}
