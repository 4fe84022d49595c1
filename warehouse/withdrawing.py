"""Figures that were published by an explanation alone: they go where no file in force says them so any more.

An explanation is about one figure. Once it is withdrawn, or the file in force says another figure, nobody vouches for
what it had let through; a row that holds such a figure is closed like any other, with its facts.
"""

from __future__ import annotations

from psycopg import sql
from sqlalchemy import Connection, text

from lumbung.contracts.model import Contract
from warehouse.columns import Fill, TablePlan
from warehouse.datasets import contract_period_column, ensure_table, qualified
from warehouse.raw import execute
from warehouse.stage import EXPLAINED, dimensions_object

_FACTS = sql.Identifier("data", "fakta_indikator")
_UNSAID = text(
    "SELECT DISTINCT f.dataset, f.periode FROM data.fakta_indikator AS f "
    "WHERE f._berlaku_sampai IS NULL AND f.status = :explained AND NOT EXISTS ("
    "  SELECT FROM ops.terpilih AS t WHERE t.dataset = f.dataset AND t.periode = f.periode"
    ") ORDER BY 1, 2"
)
_NOTED = (
    "INSERT INTO ops.muat (dataset, periode, berkas_id, pemeriksaan_id, disisipkan, ditutup, tetap) "
    "SELECT m.dataset, m.periode, m.berkas_id, m.pemeriksaan_id, 0, %s, greatest(m.disisipkan + m.tetap - %s, 0) "
    "FROM ops.muat AS m WHERE m.dataset = %s AND m.periode = %s ORDER BY m.id DESC LIMIT 1"
)


def unsaid(connection: Connection) -> list[tuple[str, str]]:
    """Dataset and period of explained figures about which no file is in force any more."""
    return [(dataset, period) for dataset, period in connection.execute(_UNSAID, {"explained": EXPLAINED})]


def withdraw(connection: Connection, contract: Contract, period: str) -> int:
    """Close every explained row of a slice about which no file says anything, and its facts; how many rows."""
    if execute(connection, _explained(contract, period)).fetchone() is None:
        return 0
    table = ensure_table(connection, contract)
    moment = sql.SQL("UPDATE {} AS t SET _berlaku_sampai = clock_timestamp() WHERE t._berlaku_sampai IS NULL AND {}")
    of_period = sql.SQL("t.{} = {} AND {}").format(
        sql.Identifier(contract_period_column(contract)), sql.Literal(period), explained_row(contract, table, period)
    )
    of_slice = sql.SQL("t.dataset = {} AND t.periode = {} AND {}").format(
        sql.Literal(contract.dataset), sql.Literal(period), explained_fact(contract, period)
    )
    closed = execute(connection, moment.format(qualified(table), of_period)).rowcount
    execute(connection, moment.format(_FACTS, of_slice))
    return closed


def note_withdrawal(connection: Connection, dataset: str, period: str, closed: int) -> None:
    """Note that rows were closed though no file is in force: as a further load of the one that was published last."""
    if closed:
        execute(connection, _NOTED, closed, closed, dataset, period)


def explained_row(contract: Contract, table: TablePlan, period: str) -> sql.Composable:
    """Whether a current row ``t`` of the dataset's table holds an explained figure."""
    codes = [c.name for c in reversed(table.columns) if c.fill is Fill.REGION_CODE]
    region = sql.SQL(", ").join(sql.SQL("t.{}").format(sql.Identifier(code)) for code in codes)
    return sql.SQL("(coalesce({}), {}) IN ({})").format(
        region, dimensions_object(contract, "t"), _explained(contract, period)
    )


def explained_fact(contract: Contract, period: str) -> sql.Composable:
    """Whether a current fact ``t`` comes of a row that holds an explained figure."""
    return sql.SQL("(t.kode_wilayah, t.dimensi) IN ({})").format(_explained(contract, period))


def _explained(contract: Contract, period: str) -> sql.Composable:
    return sql.SQL(
        "SELECT f.kode_wilayah, f.dimensi FROM data.fakta_indikator AS f "
        "WHERE f._berlaku_sampai IS NULL AND f.dataset = {} AND f.periode = {} AND f.status = {}"
    ).format(sql.Literal(contract.dataset), sql.Literal(period), sql.Literal(EXPLAINED))
