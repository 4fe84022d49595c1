"""Facts against datasets: every figure of a dataset's table is a fact, and every fact is a figure of its dataset."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from psycopg import sql
from sqlalchemy import Connection

from lumbung.contracts.model import Contract
from warehouse.columns import is_personal, plan, shorten
from warehouse.datasets import qualified
from warehouse.raw import execute


@dataclass(frozen=True)
class Reconciliation:
    """Current facts of a dataset, and current figures in its table."""

    dataset: str
    facts: int
    figures: int


def reconcile(connection: Connection, contracts: Iterable[Contract]) -> list[Reconciliation]:
    """The counts of every dataset that has a table; personal datasets give no facts and are left out."""
    found = []
    for contract in contracts:
        if not is_personal(contract) and _exists(connection, contract):
            found.append(Reconciliation(contract.dataset, _facts(connection, contract), _figures(connection, contract)))
    return found


def _exists(connection: Connection, contract: Contract) -> bool:
    table = plan(contract)
    row = execute(connection, "SELECT to_regclass(%s) IS NOT NULL", f'"{table.schema}"."{table.name}"').fetchone()
    return bool(row and row[0])


def _facts(connection: Connection, contract: Contract) -> int:
    query = "SELECT count(*) FROM data.fakta_indikator WHERE dataset = %s AND _berlaku_sampai IS NULL"
    row = execute(connection, query, contract.dataset).fetchone()
    return int(row[0]) if row else 0


def _figures(connection: Connection, contract: Contract) -> int:
    counts = sql.SQL(" + ").join(
        sql.SQL("count({})").format(sql.Identifier(shorten(m.name))) for m in contract.measures
    )
    query = sql.SQL("SELECT {} FROM {} WHERE _berlaku_sampai IS NULL").format(counts, qualified(plan(contract)))
    row = execute(connection, query).fetchone()
    return int(row[0]) if row else 0
