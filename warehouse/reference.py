"""The code lists of a site into schema ref, and its contracts into meta.katalog. Only what changed is written."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import Connection, Table

from lumbung.contracts.model import Contract
from lumbung.contracts.weights import default_weights
from warehouse.columns import indicator_code
from warehouse.raw import copy_rows, execute, transaction
from warehouse.tables import alias_wilayah, angka_resmi, indikator, katalog, klasifikasi, opd, satuan, wilayah

EARLIEST = date(1945, 8, 17)
"""Since when a region without a known beginning holds."""


@dataclass(frozen=True)
class RegionRow:
    """A region under one name for one time."""

    code: str
    name: str
    level: str
    parent: str | None = None
    bps_code: str | None = None
    valid_from: date = EARLIEST
    valid_to: date | None = None
    successor: str | None = None


@dataclass(frozen=True)
class RegionAliasRow:
    """A spelling of a region's name that has been accepted, within a region above it ('' for anywhere)."""

    alias: str
    parent: str
    code: str
    source: str | None = None


@dataclass(frozen=True)
class OpdRow:
    """A department."""

    code: str
    name: str
    short_name: str | None = None


@dataclass(frozen=True)
class UnitRow:
    """A canonical unit; ``factor`` leads to the base unit of its quantity."""

    code: str
    name: str
    quantity: str | None = None
    factor: float | None = None


@dataclass(frozen=True)
class CodeRow:
    """One entry of a code list."""

    list_name: str
    code: str
    name: str
    order: int = 0
    is_total: bool = False


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator, beyond what the contracts say of their measures."""

    code: str
    name: str
    definition: str | None = None
    unit: str | None = None
    opd: str | None = None
    dataset: str | None = None
    concept: str | None = None
    classification: str | None = None
    measure: str | None = None
    additive: bool | None = None


@dataclass(frozen=True)
class OfficialRow:
    """A figure that somebody publishes with authority: BPS, a ministry."""

    indicator: str
    region: str
    period: str
    dimensions: dict[str, str]
    source: str
    value: Decimal
    unit: str
    reference: str | None = None


def load_official(connection: Connection, figures: Iterable[OfficialRow]) -> int:
    """Make these the authoritative figures, all of them; returns how many were written or taken away."""
    rows = [_official(figure) for figure in figures]
    with transaction(connection):
        return _forget_official(connection, rows) + _upsert(connection, angka_resmi, rows)


def _official(figure: OfficialRow) -> tuple[object, ...]:
    key = (figure.indicator, figure.region, figure.period, Jsonb(figure.dimensions), figure.source)
    return (*key, figure.value, figure.unit, figure.reference)


def _forget_official(connection: Connection, rows: Sequence[tuple[object, ...]]) -> int:
    """Take away what the list says no more: unlike a code, no figure needs it to be understood."""
    execute(connection, "CREATE TEMP TABLE resmi (LIKE ref.angka_resmi) ON COMMIT DROP")
    copy_rows(connection, ("pg_temp", "resmi"), [column.name for column in angka_resmi.columns], rows)
    gone = execute(
        connection,
        "DELETE FROM ref.angka_resmi AS a WHERE NOT EXISTS (SELECT FROM pg_temp.resmi AS r WHERE "
        "(r.kode_indikator, r.kode_wilayah, r.periode, r.dimensi, r.sumber) = "
        "(a.kode_indikator, a.kode_wilayah, a.periode, a.dimensi, a.sumber))",
    ).rowcount
    execute(connection, "DROP TABLE pg_temp.resmi")
    return gone


def load_reference(
    connection: Connection,
    *,
    regions: Iterable[RegionRow] = (),
    aliases: Iterable[RegionAliasRow] = (),
    opds: Iterable[OpdRow] = (),
    units: Iterable[UnitRow] = (),
    codes: Iterable[CodeRow] = (),
    indicators: Iterable[IndicatorRow] = (),
) -> int:
    """Insert or update rows of the code lists; returns how many were written, 0 where nothing changed.

    A row absent here stays: figures published under it still need its name.
    """
    with transaction(connection):
        return sum(
            _upsert(connection, table, [dataclasses.astuple(row) for row in rows])
            for table, rows in (
                (wilayah, regions),
                (alias_wilayah, aliases),
                (opd, opds),
                (satuan, units),
                (klasifikasi, codes),
                (indikator, indicators),
            )
        )


def load_catalogue(connection: Connection, contracts: Iterable[Contract]) -> int:
    """Insert or update the catalogue entry, the indicators and the code lists of every contract."""
    listed = list(contracts)
    with transaction(connection):
        return (
            _upsert(connection, katalog, [_entry(c) for c in listed])
            + _upsert(connection, indikator, [dataclasses.astuple(i) for c in listed for i in _indicators(c)])
            + _upsert(connection, klasifikasi, [dataclasses.astuple(i) for c in listed for i in _codes(c)])
        )


_REVIEWED = ("corrections", "decisions")
"""What people decided about a contract's sources is no part of the contract."""


def _entry(contract: Contract) -> tuple[object, ...]:
    fields = {f.name: getattr(contract, f.name) for f in dataclasses.fields(contract) if f.name not in _REVIEWED}
    document = json.loads(json.dumps(fields, default=_storable))
    grain = contract.grain.value
    about = (contract.dataset, contract.title, contract.opd, contract.description, contract.version)
    described = (*about, grain, contract.sample, Jsonb(document))
    weights = Jsonb(dict(contract.weights or default_weights()))
    return (*described, contract.deadline, weights, contract.contact or None, contract.authoritative)


def _storable(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, StrEnum):
        return value.value
    return str(value)


def _indicators(contract: Contract) -> Iterable[IndicatorRow]:
    for m in contract.indicators:
        yield IndicatorRow(
            code=indicator_code(contract, m),
            name=m.title,
            definition=m.standard.definisi or m.description or None,
            unit=m.unit,
            opd=contract.opd,
            dataset=contract.dataset,
            concept=m.standard.konsep or None,
            classification=m.standard.klasifikasi or None,
            measure=m.standard.ukuran or None,
            additive=m.additive,
        )


def _codes(contract: Contract) -> Iterable[CodeRow]:
    """The categories of a contract: a list of the site or the country under its name, its own under the dataset's."""
    for p in contract.properties:
        name = p.code_list or f"{contract.dataset}.{p.name}"
        for order, category in enumerate(p.categories):
            yield CodeRow(name, category.code, category.name, order, category.total)


def _upsert(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> int:
    """COPY into a temporary copy of the table, then write what differs; of rows with one key the last counts."""
    if not rows:
        return 0
    columns = [column.name for column in table.columns]
    key = [column.name for column in table.primary_key.columns]
    name = sql.Identifier(str(table.schema), table.name)
    staged = f"muatan_{table.name}"
    create = "CREATE TEMP TABLE {} (LIKE {} INCLUDING DEFAULTS, _urut serial) ON COMMIT DROP"
    execute(connection, sql.SQL(create).format(sql.Identifier(staged), name))
    copy_rows(connection, ("pg_temp", staged), columns, rows)
    written = execute(connection, _upsert_statement(name, sql.Identifier("pg_temp", staged), columns, key)).rowcount
    execute(connection, sql.SQL("DROP TABLE {}").format(sql.Identifier("pg_temp", staged)))
    return written


def _upsert_statement(
    table: sql.Identifier, staged: sql.Identifier, columns: list[str], key: list[str]
) -> sql.Composed:
    others = [column for column in columns if column not in key]
    return sql.SQL(
        "INSERT INTO {table} AS t ({columns}) SELECT {columns} FROM ("
        "SELECT DISTINCT ON ({key}) * FROM {staged} ORDER BY {key}, _urut DESC) AS s "
        "ON CONFLICT ({key}) DO UPDATE SET ({others}) = ROW({new}) WHERE ROW({old}) IS DISTINCT FROM ROW({new})"
    ).format(
        table=table,
        staged=staged,
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        key=sql.SQL(", ").join(map(sql.Identifier, key)),
        others=sql.SQL(", ").join(map(sql.Identifier, others)),
        new=sql.SQL(", ").join(sql.SQL("excluded.{}").format(sql.Identifier(c)) for c in others),
        old=sql.SQL(", ").join(sql.SQL("t.{}").format(sql.Identifier(c)) for c in others),
    )
