"""Facts against datasets: every figure of a dataset's table is a fact, and every fact is a figure of its dataset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from psycopg import sql
from sqlalchemy import Connection

from lumbung.contracts.model import Contract
from warehouse.columns import plan, shorten
from warehouse.counts import expected_counts
from warehouse.datasets import qualified
from warehouse.raw import execute


@dataclass(frozen=True)
class Reconciliation:
    """Current facts of a dataset, and current figures in its table."""

    dataset: str
    facts: int
    figures: int


def reconcile(connection: Connection, contracts: Iterable[Contract]) -> list[Reconciliation]:
    """The counts of every dataset that has a table; of a register the facts are its counts by region and category."""
    found = []
    for contract in contracts:
        columns = _columns(connection, contract)
        if columns and contract.is_register:
            expected = expected_counts(connection, contract, plan(contract))
            found.append(Reconciliation(contract.dataset, _facts(connection, contract), expected))
        elif columns:
            measures = [name for m in contract.measures if (name := shorten(m.name)) in columns]
            figures = _figures(connection, contract, measures)
            found.append(Reconciliation(contract.dataset, _facts(connection, contract), figures))
    return found


def _columns(connection: Connection, contract: Contract) -> frozenset[str]:
    """The columns the dataset's table has; none where there is no table. A contract may be ahead of its table."""
    table = plan(contract)
    query = "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s"
    return frozenset(name for (name,) in execute(connection, query, table.schema, table.name))


def _facts(connection: Connection, contract: Contract) -> int:
    query = "SELECT count(*) FROM data.fakta_indikator WHERE dataset = %s AND _berlaku_sampai IS NULL"
    row = execute(connection, query, contract.dataset).fetchone()
    return int(row[0]) if row else 0


def _figures(connection: Connection, contract: Contract, measures: Sequence[str]) -> int:
    counts = sql.SQL(" + ").join([sql.SQL("0"), *(sql.SQL("count({})").format(sql.Identifier(m)) for m in measures)])
    query = sql.SQL("SELECT {} FROM {} WHERE _berlaku_sampai IS NULL").format(counts, qualified(plan(contract)))
    row = execute(connection, query).fetchone()
    return int(row[0]) if row else 0
