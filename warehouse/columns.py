"""From a contract to the columns of its table: names, types, comments, key. Pure; no database here.

Column names follow the convention of Indonesian open-data portals: ``kode_provinsi, nama_provinsi, …`` for the
region and all regions above it, then the dimensions, the period, the figures, the unit, the status, the origin.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Numeric, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

from lumbung.contracts.model import NUMBERS_OF_PERSONS, Contract, Kind, LogicalType, Property, RegionLevel
from warehouse.errors import ContractConflict

LONGEST = 63
"""Bytes of a Postgres identifier; it cuts longer ones without a word."""

RESERVED_TABLE = "fakta_indikator"
LEVELS = tuple(RegionLevel)
CODE_LENGTH = {
    RegionLevel.PROVINSI: 2,
    RegionLevel.KABUPATEN: 5,
    RegionLevel.KECAMATAN: 8,
    RegionLevel.DESA: 13,
}
"""Characters of a dotted Kemendagri code, e.g. 16.04.01.2001."""

_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]

_TYPES: dict[LogicalType, TypeEngine[Any]] = {
    LogicalType.STRING: Text(),
    LogicalType.INTEGER: BigInteger(),
    LogicalType.NUMBER: Numeric(),
    LogicalType.DATE: Date(),
    LogicalType.BOOLEAN: Boolean(),
}


class Fill(StrEnum):
    """What a column is filled with."""

    REGION_CODE = "region_code"  # the region's code cut to the column's level
    REGION_NAME = "region_name"
    VALUE = "value"  # the property's value
    SEAL = "seal"  # the keyed HMAC of a NIK or No. KK
    OTHER_REGION_NAME = "other_region_name"
    CATEGORY_NAME = "category_name"
    UNIT = "unit"
    STATUS = "status"
    ORIGIN = "origin"  # where the row came from, and when it held


@dataclass(frozen=True)
class ColumnPlan:
    """One column: its name in Postgres, and what it is filled with."""

    name: str
    type: TypeEngine[Any]
    comment: str
    fill: Fill
    property: str | None = None
    level: RegionLevel | None = None


@dataclass(frozen=True)
class TablePlan:
    """The table of one contract. ``key`` names the columns that identify a current row within its period."""

    schema: str
    name: str
    comment: str
    columns: tuple[ColumnPlan, ...]
    key: tuple[str, ...]

    @property
    def compared(self) -> tuple[ColumnPlan, ...]:
        """The columns whose content makes a row the same or another: all but the origin."""
        return tuple(column for column in self.columns if column.fill is not Fill.ORIGIN)


def indicator_code(contract: Contract, measure: Property) -> str:
    """The code under which a measure's figures stand among the facts."""
    return measure.indicator or f"{contract.dataset}.{measure.name}"


def sealed_properties(contract: Contract) -> tuple[Property, ...]:
    """The properties that stand in ``rinci`` with an HMAC beside them: NIK and No. KK."""
    return tuple(p for p in contract.properties if p.personal in NUMBERS_OF_PERSONS)


def sealed_name(p: Property) -> str:
    """The column of its HMAC."""
    return shorten(f"_{p.name}_hmac")


def code_column(contract: Contract, p: Property) -> str:
    """The column with a property's code or value; of a region its own or the one cut to its level."""
    if p.kind is Kind.REGION and _within_finest(contract, p):
        return f"kode_{p.region_level or RegionLevel.KABUPATEN}"
    return shorten(p.name)


def type_name(type_: TypeEngine[Any]) -> str:
    """The type as Postgres itself calls it."""
    return str(type_.compile(dialect=_DIALECT)).lower()


def shorten(name: str) -> str:
    """A name within Postgres' limit: a long one keeps its beginning and ends in a hash of the whole."""
    raw = name.encode()
    if len(raw) <= LONGEST:
        return name
    return f"{raw[: LONGEST - 9].decode(errors='ignore')}_{hashlib.sha256(raw).hexdigest()[:8]}"


def plan(contract: Contract) -> TablePlan:
    """The table that a contract asks for.

    Raises:
        ContractConflict: two of its columns come to the same name, or the table's own name is taken.
    """
    if contract.dataset == RESERVED_TABLE:
        raise _collision(contract, contract.dataset, RESERVED_TABLE, RESERVED_TABLE)
    columns = tuple(_columns(contract))
    _check_names(contract, columns)
    return TablePlan(
        schema="rinci" if contract.is_register else "data",
        name=shorten(contract.dataset),
        comment=_sentence(contract.title, contract.description),
        columns=columns,
        key=_key(contract),
    )


def _columns(contract: Contract) -> Iterator[ColumnPlan]:
    yield from _region_columns(contract)
    for p in contract.properties:
        if p.kind is Kind.REGION and not _within_finest(contract, p):
            yield _value(p, Text())
            yield _named(p, Fill.OTHER_REGION_NAME)
        elif p.kind is Kind.CATEGORY:
            yield _value(p, Text())
            yield _named(p, Fill.CATEGORY_NAME)
        elif p.kind is Kind.PERIOD:
            yield _value(p, Text())
        elif p.kind is Kind.ATTRIBUTE:
            yield _value(p, _TYPES[p.logical_type])
            if p.personal in NUMBERS_OF_PERSONS:
                yield ColumnPlan(sealed_name(p), Text(), f"HMAC dari {p.name}", Fill.SEAL, property=p.name)
    for p in contract.measures:
        yield _value(p, BigInteger() if p.logical_type is LogicalType.INTEGER else Numeric())
    yield from _closing_columns(contract)


def _region_columns(contract: Contract) -> Iterator[ColumnPlan]:
    for level in LEVELS[: LEVELS.index(_finest_level(contract)) + 1]:
        code, name = f"kode_{level}", f"nama_{level}"
        yield ColumnPlan(code, Text(), f"Kode {level} Kemendagri", Fill.REGION_CODE, level=level)
        yield ColumnPlan(name, Text(), f"Nama {level}", Fill.REGION_NAME, level=level)


def _finest_level(contract: Contract) -> RegionLevel:
    region = contract.region
    return region.region_level or RegionLevel.KABUPATEN if region else RegionLevel.KABUPATEN


def _within_finest(contract: Contract, p: Property) -> bool:
    """Whether a region property is the finest one, or stands above it and so is told by its code."""
    if p is contract.region:
        return True
    level = p.region_level or RegionLevel.KABUPATEN
    return LEVELS.index(level) < LEVELS.index(_finest_level(contract))


def _closing_columns(contract: Contract) -> Iterator[ColumnPlan]:
    taken = {p.name for p in contract.properties}
    if len({m.unit for m in contract.measures}) == 1 and contract.measures[0].unit and "satuan" not in taken:
        yield ColumnPlan("satuan", Text(), "Satuan semua ukuran", Fill.UNIT)
    # A contract may have a 'status' of its own (sekolah negeri/swasta).
    status = "status_data" if "status" in taken else "status"
    yield ColumnPlan(
        status, Text(), "Status angka: tetap, sementara, …, diragukan, dikoreksi, atau dijelaskan", Fill.STATUS
    )
    for name, type_, comment in (
        ("_berkas_id", BigInteger(), "Berkas asal (ops.berkas)"),
        ("_lembar", Text(), "Lembar kerja asal"),
        ("_baris", BigInteger(), "Baris asal"),
        ("_berlaku_dari", DateTime(timezone=True), "Berlaku di gudang data sejak"),
        ("_berlaku_sampai", DateTime(timezone=True), "Berlaku di gudang data sampai; kosong bila masih berlaku"),
    ):
        yield ColumnPlan(name, type_, comment, Fill.ORIGIN)


def _value(p: Property, type_: TypeEngine[Any]) -> ColumnPlan:
    comment = _sentence(p.title, p.description)
    if p.unit:
        comment += f" (satuan: {p.unit})"
    return ColumnPlan(shorten(p.name), type_, comment, Fill.VALUE, property=p.name)


def _named(p: Property, fill: Fill) -> ColumnPlan:
    name = f"nama_{p.name.removeprefix('kode_')}"
    return ColumnPlan(shorten(name), Text(), f"Nama dari {p.name}", fill, property=p.name)


def _key(contract: Contract) -> tuple[str, ...]:
    """Columns of the key properties; of a contract that names none, all but the figures."""
    names = contract.key or tuple(p.name for p in contract.properties if p.kind is not Kind.MEASURE)
    properties = [contract.named(name) for name in names]
    columns = [code_column(contract, p) for p in properties if p.kind is not Kind.PERIOD]
    return tuple(dict.fromkeys(columns))


def _check_names(contract: Contract, columns: tuple[ColumnPlan, ...]) -> None:
    seen: dict[str, ColumnPlan] = {}
    for column in columns:
        if column.name in seen:
            first = seen[column.name].property or column.name
            raise _collision(contract, first, column.property or column.name, column.name)
        seen[column.name] = column


def _collision(contract: Contract, first: str, second: str, name: str) -> ContractConflict:
    return ContractConflict("identifier_collision", dataset=contract.dataset, first=first, second=second, name=name)


def _sentence(title: str, description: str) -> str:
    return f"{title}. {description}" if description and description != title else title
