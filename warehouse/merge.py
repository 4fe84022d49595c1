"""Comparing a staged slice with the rows that hold now: close what differs, insert what is new, leave the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from psycopg import sql
from sqlalchemy import Connection

from warehouse.raw import execute

WORK_MEMORY = "128MB"
"""For sorting and hashing one slice, of 200,000 rows at the most: on disk it takes three times as long."""


@dataclass(frozen=True)
class Merge:
    """What to compare with what. The target's rows are ``t``, the staged ones ``p``."""

    target: sql.Composable
    stage: sql.Composable
    slice: sql.Composable  # which current rows of the target are meant
    same_key: sql.Composable
    compared: tuple[str, ...]  # columns by which two rows of one key are the same
    carried: tuple[str, ...]  # columns inserted with them
    closes: sql.Composable | None  # which rows may be closed; None for all
    order: tuple[str, ...] = ()  # in which new rows are inserted: near the order of the target's unique index
    constants: Mapping[str, str] = field(default_factory=dict)  # columns with one value for the whole slice


@dataclass(frozen=True)
class Merged:
    """How many rows were written, and how many stayed."""

    inserted: int
    closed: int
    unchanged: int


def merge(connection: Connection, plan: Merge, moment: datetime) -> Merged:
    """Bring the target's slice to what is staged, as of ``moment``; equal rows are not touched."""
    # The planner knows nothing yet of rows written in this transaction: a nested loop over them would take hours.
    execute(connection, "SET LOCAL enable_nestloop = off")
    execute(connection, f"SET LOCAL work_mem = '{WORK_MEMORY}'")
    closed = execute(connection, _closing(plan, moment)).rowcount
    inserted = execute(connection, _insertion(plan, moment)).rowcount
    execute(connection, "SET LOCAL enable_nestloop = on")
    execute(connection, "SET LOCAL work_mem TO DEFAULT")
    counted = execute(connection, sql.SQL("SELECT count(*) FROM {}").format(plan.stage)).fetchone()
    staged = counted[0] if counted else 0
    return Merged(inserted, closed, staged - inserted)


def _closing(plan: Merge, moment: datetime) -> sql.Composed:
    return sql.SQL(
        "UPDATE {target} AS t SET _berlaku_sampai = {moment} "
        "WHERE t._berlaku_sampai IS NULL AND {slice} AND {closes} AND NOT EXISTS ("
        "SELECT FROM {stage} AS p WHERE {same_key}{constants} AND ROW({staged}) IS NOT DISTINCT FROM ROW({current}))"
    ).format(
        target=plan.target,
        moment=sql.Literal(moment),
        slice=plan.slice,
        closes=plan.closes or sql.SQL("true"),
        stage=plan.stage,
        same_key=plan.same_key,
        constants=sql.SQL("").join(
            sql.SQL(" AND t.{} = {}").format(sql.Identifier(name), sql.Literal(value))
            for name, value in plan.constants.items()
        ),
        staged=_of("p", plan.compared),
        current=_of("t", plan.compared),
    )


def _insertion(plan: Merge, moment: datetime) -> sql.Composed:
    own = (*plan.compared, *plan.carried)
    return sql.SQL(
        "WITH fresh AS MATERIALIZED (SELECT {staged} FROM {stage} AS p WHERE NOT EXISTS ("
        "SELECT FROM {target} AS t WHERE t._berlaku_sampai IS NULL AND {slice} AND {same_key})) "
        "INSERT INTO {target} ({columns}, {constants} _berlaku_dari) "
        "SELECT {columns}, {values} {moment} FROM fresh {order}"
    ).format(
        target=plan.target,
        columns=sql.SQL(", ").join(map(sql.Identifier, own)),
        constants=sql.SQL("").join(sql.SQL("{}, ").format(sql.Identifier(name)) for name in plan.constants),
        staged=_of("p", own),
        values=sql.SQL("").join(sql.SQL("{}, ").format(sql.Literal(v)) for v in plan.constants.values()),
        moment=sql.Literal(moment),
        stage=plan.stage,
        slice=plan.slice,
        same_key=plan.same_key,
        order=sql.SQL("ORDER BY {}").format(_of("fresh", plan.order)) if plan.order else sql.SQL(""),
    )


def _of(alias: str, columns: tuple[str, ...]) -> sql.Composed:
    return sql.SQL(", ").join(sql.SQL("{}.{}").format(sql.SQL(alias), sql.Identifier(c)) for c in columns)
