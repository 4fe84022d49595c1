"""Keys that one file gives more than once: the same row twice is one row, two different rows are none.

Within one table the inspection finds them (K01). A file may also spread a slice over several sheets, and only here
do these meet. What cannot be decided is held back with a finding; what was published before stays.
"""

from __future__ import annotations

import logging

from psycopg import sql
from sqlalchemy import Connection

from lumbung.contracts.model import Contract
from lumbung.findings import SHOWN_CELLS, finding
from warehouse.columns import TablePlan
from warehouse.raw import execute
from warehouse.stage import Winner

log = logging.getLogger(__name__)


def hold_back(connection: Connection, contract: Contract, table: TablePlan, period: str, winner: Winner) -> int:
    """Take repeated and contradicting rows out of ``pentas``; returns how many rows contradict each other."""
    repeated = "SELECT EXISTS (SELECT FROM pg_temp.pentas GROUP BY _kunci HAVING count(*) > 1)"
    found = execute(connection, repeated).fetchone()
    if found is None or not found[0]:
        return 0
    _drop_repetitions(connection, table)
    rows = execute(
        connection,
        "DELETE FROM pg_temp.pentas WHERE _kunci IN ("
        "SELECT _kunci FROM pg_temp.pentas GROUP BY _kunci HAVING count(*) > 1) RETURNING _kunci, _lembar, _baris",
    ).fetchall()
    if rows:
        log.warning("%s %s: %d rows contradict each other and are held back", contract.dataset, period, len(rows))
        _note(connection, contract, table, period, winner, rows)
    return len(rows)


def _drop_repetitions(connection: Connection, table: TablePlan) -> None:
    """Of rows that are equal in every figure, keep the first."""
    columns = [sql.Identifier(column.name) for column in table.compared]
    execute(
        connection,
        sql.SQL(
            "DELETE FROM pg_temp.pentas AS later USING pg_temp.pentas AS p "
            "WHERE later._kunci = p._kunci AND later._urut > p._urut AND ROW({}) IS NOT DISTINCT FROM ROW({})"
        ).format(
            sql.SQL(", ").join(sql.SQL("later.{}").format(c) for c in columns),
            sql.SQL(", ").join(sql.SQL("p.{}").format(c) for c in columns),
        ),
    )


def _note(
    connection: Connection,
    contract: Contract,
    table: TablePlan,
    period: str,
    winner: Winner,
    rows: list[tuple[object, ...]],
) -> None:
    shown = "•••" if contract.is_register else str(rows[0][0])
    cells = [f"{sheet}!{row}:{row}" for _, sheet, row in rows[:SHOWN_CELLS]]
    found = finding("K01", cells=cells, count=len(rows), key=", ".join(table.key), found=shown)
    execute(
        connection,
        "INSERT INTO mutu.temuan (berkas_id, dataset, periode, kode, tingkat, dimensi, sel, jumlah, pesan, perbaikan) "
        "SELECT %(file)s, %(dataset)s, %(period)s, %(code)s, %(severity)s, %(dimension)s, %(cells)s, %(count)s, "
        "%(message)s, %(remedy)s WHERE NOT EXISTS (SELECT FROM mutu.temuan WHERE berkas_id = %(file)s "
        "AND dataset = %(dataset)s AND periode = %(period)s AND kode = %(code)s AND sel = %(cells)s)",
        file=winner.berkas_id,
        dataset=contract.dataset,
        period=period,
        code=found.code,
        severity=found.severity.value,
        dimension=found.dimension.value,
        cells=", ".join(cells),
        count=found.count,
        message=found.message(),
        remedy=found.remedy(),
    )
