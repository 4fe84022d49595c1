"""Counts of a register as facts: how many of its current rows, by region and category. No row leaves ``rinci``."""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import sql
from sqlalchemy import Connection

from lumbung.contracts.model import Contract, Count, Kind, Property
from warehouse.columns import TablePlan, code_column, shorten
from warehouse.datasets import contract_period_column, qualified
from warehouse.raw import execute
from warehouse.stage import DOUBTFUL, Winner

_COLUMNS = (
    "kode_indikator text, kode_wilayah text, dimensi jsonb, nilai numeric, satuan text, status text, "
    "_berkas_id bigint, _lembar text, _sel text"
)


@dataclass(frozen=True)
class Counted:
    """A slice of a register: its table, its period, and the regency that stands where a count names no region."""

    contract: Contract
    table: TablePlan
    period: str
    regency: str


def stage_counts(connection: Connection, of: Counted, winner: Winner, *, whole: bool) -> None:
    """Fill ``pentas_fakta`` with the counts of the register's current rows, after they were published.

    Of a slice that is not ``whole`` (rows in quarantine or held back) the counts are doubtful: somebody is missing.
    Each fact leads to the winning file and its sheets; a count has no cell.
    """
    execute(connection, f"CREATE TEMP TABLE pentas_fakta ({_COLUMNS}) ON COMMIT DROP")
    for count in of.contract.counts:
        execute(
            connection,
            sql.SQL(
                "INSERT INTO pg_temp.pentas_fakta "
                "SELECT {indicator}, c.wilayah, c.dimensi, c.banyaknya, {unit}, {status}, {file}, s.lembar, NULL "
                "FROM ({groups}) AS c CROSS JOIN (SELECT min(status) AS status, "
                "string_agg(DISTINCT lembar, ', ' ORDER BY lembar) AS lembar "
                "FROM mutu.pemeriksaan WHERE id = ANY({inspections})) AS s"
            ).format(
                indicator=sql.Literal(count.measure.name),
                unit=sql.Literal(count.measure.unit),
                status=sql.SQL("s.status") if whole else sql.Literal(DOUBTFUL),
                file=sql.Literal(winner.berkas_id),
                groups=sql.SQL("{} AND t.{} = {} GROUP BY 1, 2").format(
                    _groups(of.contract, of.table, count, of.regency),
                    sql.Identifier(contract_period_column(of.contract)),
                    sql.Literal(of.period),
                ),
                inspections=sql.Literal(list(winner.inspections)),
            ),
        )
    execute(connection, "ANALYZE pg_temp.pentas_fakta")


def expected_counts(connection: Connection, contract: Contract, table: TablePlan) -> int:
    """How many facts the register's current rows give, over all periods."""
    period = sql.Identifier(contract_period_column(contract))
    total = 0
    for count in contract.counts:
        query = sql.SQL("SELECT count(*) FROM ({} GROUP BY 1, 2, t.{}) AS c")
        row = execute(connection, query.format(_groups(contract, table, count, ""), period)).fetchone()
        total += int(row[0]) if row else 0
    return total


def _groups(contract: Contract, table: TablePlan, count: Count, regency: str) -> sql.Composed:
    """Region, categories and number of persons of the current rows, still to be grouped by the first two."""
    by = [contract.named(name) for name in count.by]
    regions = [p for p in by if p.kind is Kind.REGION]
    region = _column(contract, regions[0]) if regions else sql.SQL("{}::text").format(sql.Literal(regency))
    pairs = [
        sql.SQL("{}, {}").format(sql.Literal(p.name), _column(contract, p)) for p in by if p.kind is not Kind.REGION
    ]
    persons = (
        sql.SQL("count(DISTINCT t.{})").format(sql.Identifier(shorten(count.distinct)))
        if count.distinct
        else sql.SQL("count(*)")
    )
    return sql.SQL(
        "SELECT {region} AS wilayah, jsonb_strip_nulls(jsonb_build_object({pairs})) AS dimensi, {persons} AS banyaknya "
        "FROM {table} AS t WHERE t._berlaku_sampai IS NULL AND {region} IS NOT NULL"
    ).format(region=region, pairs=sql.SQL(", ").join(pairs), persons=persons, table=qualified(table))


def _column(contract: Contract, p: Property) -> sql.Composed:
    return sql.SQL("t.{}").format(sql.Identifier(code_column(contract, p)))
