"""The HMACs of registers in the database: made for a publication, and made anew when the key is replaced.

The numbers stand in ``rinci`` as written, so a lost key loses nothing: another one seals them again.
"""

from __future__ import annotations

from collections.abc import Iterable

from psycopg import sql
from sqlalchemy import Connection

from lumbung.contracts.model import Contract, Property
from warehouse.columns import plan, sealed_name, sealed_properties, shorten
from warehouse.datasets import ensure_table, qualified
from warehouse.raw import copy_rows, execute, transaction
from warehouse.sealing import Seal, replace_seal

SEALS = "segel"
"""Temporary table: a number and its HMAC."""


def stage_seals(connection: Connection, seal: Seal, numbers: sql.Composable) -> None:
    """Fill ``segel`` for the numbers that a query gives in its only column."""
    execute(connection, "DROP TABLE IF EXISTS pg_temp.segel")
    execute(connection, "CREATE TEMP TABLE segel (nomor text PRIMARY KEY, hmac text NOT NULL) ON COMMIT DROP")
    found = execute(connection, sql.SQL("SELECT DISTINCT n.nomor FROM ({}) AS n (nomor)").format(numbers)).fetchall()
    rows = [(number, seal.of(number)) for (number,) in found if number is not None]
    copy_rows(connection, ("pg_temp", SEALS), ("nomor", "hmac"), rows)
    execute(connection, "ANALYZE pg_temp.segel")


def reseal(connection: Connection, contracts: Iterable[Contract], seal: Seal) -> int:
    """Seal the warehouse with another key, history included: all of it or nothing. Returns how many rows were sealed.

    A register whose contract is gone keeps its old HMACs.
    """
    with transaction(connection):
        sealed = 0
        for contract in contracts:
            if contract.is_register and _has_table(connection, contract):
                ensure_table(connection, contract)
                sealed += sum(_seal_column(connection, contract, p, seal) for p in sealed_properties(contract))
        replace_seal(connection, seal)
        return sealed


def _seal_column(connection: Connection, contract: Contract, p: Property, seal: Seal) -> int:
    table, number = qualified(plan(contract)), sql.Identifier(shorten(p.name))
    stage_seals(connection, seal, sql.SQL("SELECT {} FROM {}").format(number, table))
    statement = sql.SQL("UPDATE {} AS t SET {} = s.hmac FROM pg_temp.segel AS s WHERE s.nomor = t.{}")
    return execute(connection, statement.format(table, sql.Identifier(sealed_name(p)), number)).rowcount


def _has_table(connection: Connection, contract: Contract) -> bool:
    row = execute(connection, "SELECT to_regclass(%s)", qualified(plan(contract)).as_string(None)).fetchone()
    return row is not None and row[0] is not None
