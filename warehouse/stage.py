"""The staging of one publication: the accepted rows of the winning file, typed as their table, in temporary tables.

``pentas`` has the columns of the dataset's table and a few of its own: ``_kunci`` (the key as text, so that a join
by key can hash, NULLs included), ``_wilayah`` (the region of the row's figures), ``_status``, ``_sel``,
``_diragukan``, ``_dikoreksi``, ``_dijelaskan``. ``pentas_fakta`` has the same rows as facts. Both vanish with the
transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import sql
from psycopg.errors import DataError
from psycopg.types.json import Jsonb
from sqlalchemy import Connection

from lumbung.contracts.model import Contract, Kind, Property
from warehouse.columns import (
    CODE_LENGTH,
    ColumnPlan,
    Fill,
    TablePlan,
    indicator_code,
    sealed_properties,
    shorten,
    type_name,
)
from warehouse.datasets import identifiers
from warehouse.errors import SealError, ValueMismatch
from warehouse.raw import execute
from warehouse.resealing import stage_seals
from warehouse.sealing import Seal

DOUBTFUL = "diragukan"
CORRECTED = "dikoreksi"
EXPLAINED = "dijelaskan"

_REGION_NAMES = "(SELECT jsonb_object_agg(kode, nama) FROM mart.wilayah_terkini)"
_TIMES = ("_berlaku_dari", "_berlaku_sampai")


@dataclass(frozen=True)
class Winner:
    """The file whose rows are published for a dataset and period."""

    berkas_id: int
    inspections: tuple[int, ...]  # of this dataset and period, one per sheet
    quarantined: int  # sheet rows held back in them

    @property
    def newest(self) -> int:
        """The newest of its inspections."""
        return max(self.inspections)


def stage_rows(
    connection: Connection,
    contract: Contract,
    table: TablePlan,
    period: str,
    winner: Winner,
    regency: str,
    seal: Seal | None = None,
) -> int:
    """Fill ``pentas`` from the winner's accepted rows; returns how many.

    Raises:
        SealError: the numbers of persons have no seal.
        ValueMismatch: a value does not fit the type of its column, or a row tells of another period.
    """
    query = sql.SQL(
        "CREATE TEMP TABLE pentas ON COMMIT DROP AS "
        "SELECT row_number() OVER () AS _urut, r.*, ROW({key})::text AS _kunci FROM ("
        "SELECT {columns}, {of_figures} AS _wilayah, p.status AS _status, s.sel AS _sel, "
        "s.diragukan AS _diragukan, s.dikoreksi AS _dikoreksi, s.dijelaskan AS _dijelaskan "
        "FROM {staged} AS s JOIN mutu.pemeriksaan AS p ON p.id = s.pemeriksaan_id "
        "CROSS JOIN LATERAL (SELECT {region} AS kode) AS w "
        "WHERE p.id = ANY({inspections}) ORDER BY p.id, s.urut) AS r"
    ).format(
        key=identifiers(table.key) if table.key else sql.SQL("NULL"),
        columns=sql.SQL(", ").join(_filled(contract, c) for c in table.columns if c.name not in _TIMES),
        of_figures=sql.SQL("w.kode"),
        region=_region(contract, regency),
        staged=sql.Identifier("rinci" if contract.is_register else "ops", "siap"),
        inspections=sql.Literal(list(winner.inspections)),
    )
    execute(connection, "DROP TABLE IF EXISTS pg_temp.pentas, pg_temp.pentas_fakta")
    _stage_seals(connection, contract, winner, seal)
    try:
        staged = execute(connection, query).rowcount
    except DataError as error:
        if contract.is_register:
            raise  # its message quotes the value; see unquoted
        detail = str(error).strip().splitlines()[0]
        raise ValueMismatch("value_type", dataset=contract.dataset, period=period, detail=detail) from error
    _check_period(connection, contract, period)
    execute(connection, "ANALYZE pg_temp.pentas")
    return staged


def _stage_seals(connection: Connection, contract: Contract, winner: Winner, seal: Seal | None) -> None:
    names = [p.name for p in sealed_properties(contract)]
    if not names:
        return
    if seal is None:
        raise SealError("no_key")
    numbers = sql.SQL(
        "SELECT s.nilai ->> n.nama FROM rinci.siap AS s CROSS JOIN unnest({}::text[]) AS n (nama) "
        "WHERE s.pemeriksaan_id = ANY({})"
    )
    stage_seals(connection, seal, numbers.format(sql.Literal(names), sql.Literal(list(winner.inspections))))


def _check_period(connection: Connection, contract: Contract, period: str) -> None:
    """A row of another period would be compared with the wrong figures: our own fault, and never published."""
    column = sql.Identifier(shorten(contract.period.name))
    query = sql.SQL("SELECT {0} FROM pg_temp.pentas WHERE {0} IS DISTINCT FROM {1} LIMIT 1")
    other = execute(connection, query.format(column, sql.Literal(period))).fetchone()
    if other is not None:
        raise ValueMismatch("other_period", dataset=contract.dataset, period=period, found=str(other[0]))


def stage_facts(connection: Connection, contract: Contract) -> None:
    """Fill ``pentas_fakta``: one row per staged row and measure that has a value."""
    query = sql.SQL(
        "CREATE TEMP TABLE pentas_fakta ON COMMIT DROP AS "
        "SELECT m.kode AS kode_indikator, p._wilayah AS kode_wilayah, {dimensions} AS dimensi, m.nilai, "
        "m.satuan::text AS satuan, "
        "CASE WHEN m.ukuran = ANY(p._dikoreksi) THEN {corrected} WHEN m.ukuran = ANY(p._diragukan) THEN {doubtful} "
        "WHEN m.ukuran = ANY(p._dijelaskan) THEN {explained} ELSE p._status END AS status, "
        "p._berkas_id, coalesce(substring(p._sel ->> m.ukuran FROM '^(.*)!'), p._lembar) AS _lembar, "
        "substring(p._sel ->> m.ukuran FROM '[^!]*$') AS _sel "
        "FROM pg_temp.pentas AS p CROSS JOIN LATERAL (VALUES {measures}) AS m (kode, ukuran, nilai, satuan) "
        "WHERE m.nilai IS NOT NULL AND p._wilayah IS NOT NULL"
    ).format(
        dimensions=dimensions_object(contract),
        corrected=sql.Literal(CORRECTED),
        doubtful=sql.Literal(DOUBTFUL),
        explained=sql.Literal(EXPLAINED),
        measures=sql.SQL(", ").join(_measure(contract, m) for m in contract.measures),
    )
    execute(connection, query)
    execute(connection, "ANALYZE pg_temp.pentas_fakta")


def dimensions_of(contract: Contract) -> tuple[Property, ...]:
    """The properties that tell the figures of one region and period apart."""
    return tuple(
        p
        for p in contract.properties
        if p.kind is Kind.CATEGORY
        or (p.kind is Kind.REGION and p is not contract.region and not is_above(contract, p))
        or (p.kind is Kind.ATTRIBUTE and p.key)
    )


def is_above(contract: Contract, p: Property) -> bool:
    """Whether a region property stands above the finest one, whose code already tells it."""
    finest = contract.region
    if finest is None or p.region_level is None or finest.region_level is None:
        return False
    return CODE_LENGTH[p.region_level] < CODE_LENGTH[finest.region_level]


def _filled(contract: Contract, column: ColumnPlan) -> sql.Composed:
    return sql.SQL("({})::{} AS {}").format(
        _content(contract, column), sql.SQL(type_name(column.type)), sql.Identifier(column.name)
    )


def _content(contract: Contract, column: ColumnPlan) -> sql.Composable:
    value = sql.SQL("s.nilai ->> {}").format(sql.Literal(column.property))
    match column.fill:
        case Fill.REGION_CODE:
            return _cut(column)
        case Fill.REGION_NAME:
            return sql.SQL("{} ->> ({})").format(sql.SQL(_REGION_NAMES), _cut(column))
        case Fill.OTHER_REGION_NAME:
            return sql.SQL("{} ->> ({})").format(sql.SQL(_REGION_NAMES), value)
        case Fill.CATEGORY_NAME:
            return sql.SQL("{} ->> ({})").format(_category_names(contract.named(column.property or "")), value)
        case Fill.SEAL:
            return sql.SQL("SELECT hmac FROM pg_temp.segel WHERE nomor = {}").format(value)
        case Fill.UNIT:
            return sql.Literal(contract.measures[0].unit)
        case Fill.STATUS:
            status = (
                "CASE WHEN cardinality(s.diragukan) > 0 THEN {} WHEN cardinality(s.dikoreksi) > 0 THEN {} "
                "WHEN cardinality(s.dijelaskan) > 0 THEN {} ELSE p.status END"
            )
            return sql.SQL(status).format(*map(sql.Literal, (DOUBTFUL, CORRECTED, EXPLAINED)))
        case Fill.ORIGIN:
            return sql.SQL({"_berkas_id": "p.berkas_id", "_lembar": "p.lembar", "_baris": "s.baris"}[column.name])
    return value


def _cut(column: ColumnPlan) -> sql.Composed:
    """The region's code cut to a column's level; NULL where the code is of a wider level."""
    length = CODE_LENGTH[column.level] if column.level else 0
    return sql.SQL("CASE WHEN length(w.kode) >= {0} THEN left(w.kode, {0}) END").format(sql.Literal(length))


def _region(contract: Contract, regency: str) -> sql.Composable:
    """The finest region a row names; a table without regions tells of the regency as a whole, and so does a row that
    need not name one and does not (a road through several kecamatan)."""
    finest = contract.region
    if finest is None:
        return sql.Literal(regency)
    rest = (sql.Literal(regency),) if contract.key and not (finest.required or finest.key) else ()
    wider = [p for p in contract.properties if p.kind is Kind.REGION and is_above(contract, p)]
    parts = [sql.SQL("s.nilai ->> {}").format(sql.Literal(p.name)) for p in [finest, *reversed(wider)]]
    return sql.SQL("coalesce({})").format(sql.SQL(", ").join([*parts, *rest]))


def _category_names(p: Property) -> sql.Composable:
    if p.categories:
        return sql.SQL("{}::jsonb").format(sql.Literal(Jsonb({c.code: c.name for c in p.categories})))
    listed = "(SELECT jsonb_object_agg(kode, nama) FROM ref.klasifikasi WHERE daftar = {})"
    return sql.SQL(listed).format(sql.Literal(p.code_list or p.name))


def dimensions_object(contract: Contract, row: str = "p") -> sql.Composable:
    """The dimensions of a row of ``pentas``, or of the dataset's table, as one JSON object."""
    pairs = [
        sql.SQL("{}, {}").format(sql.Literal(p.name), sql.Identifier(row, shorten(p.name)))
        for p in dimensions_of(contract)
    ]
    return sql.SQL("jsonb_strip_nulls(jsonb_build_object({}))").format(sql.SQL(", ").join(pairs))


def _measure(contract: Contract, m: Property) -> sql.Composed:
    return sql.SQL("({}, {}, p.{}::numeric, {})").format(
        sql.Literal(indicator_code(contract, m)),
        sql.Literal(m.name),
        sql.Identifier(shorten(m.name)),
        sql.Literal(m.unit),
    )
