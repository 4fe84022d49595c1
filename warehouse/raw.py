"""The psycopg connection under a SQLAlchemy one: for COPY, and for statements whose table is not known beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import psycopg
from psycopg import sql
from sqlalchemy import Connection

Raw: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"
Rows: TypeAlias = "psycopg.Cursor[tuple[Any, ...]]"


def raw(connection: Connection) -> Raw:
    """The psycopg connection; it shares the transaction that SQLAlchemy has open."""
    if not connection.in_transaction():
        connection.begin()
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(f"the warehouse needs the driver psycopg, not {type(driver).__module__}")
    return driver


def execute(
    connection: Connection, query: str | sql.Composable, *values: object, **named: object
) -> psycopg.Cursor[tuple[Any, ...]]:
    """Run one statement with ``%s`` or ``%(name)s`` values."""
    statement = query.encode() if isinstance(query, str) else sql.Composed([query])
    return raw(connection).execute(statement, values or named or None)


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """A transaction of our own, or the caller's if one is open: then the caller commits."""
    if connection.in_transaction():
        yield
    else:
        with connection.begin():
            yield


def copy_rows(
    connection: Connection, table: tuple[str, ...], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """COPY rows into a table, its name given as (schema, name) or (name,)."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(*table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with raw(connection).cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
