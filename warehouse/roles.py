"""The analyst's role: what it may read, and queries carried out with its rights."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

import psycopg
from sqlalchemy import URL, Connection, make_url, text
from sqlalchemy.exc import ProgrammingError

from warehouse.errors import QueryRefused
from warehouse.server import connection_string, unreachable

log = logging.getLogger(__name__)

ANALYST = "lumbung_analis"
READABLE = ("data", "mart", "ref", "mutu", "meta")
READABLE_OPS = ("ops.berkas", "ops.kiriman")
"""Of ops only these, for lineage; rinci never."""

TIMEOUT = "5min"
_READING = re.compile(r"\s*(?:--[^\n]*\n\s*|/\*.*?\*/\s*)*\(*\s*(select|with|values|table|show|explain)\b", re.I | re.S)

# Roles belong to the whole server: two databases of it may be set up at once.
_CREATE = f"""
DO $$ BEGIN
    IF to_regrole('{ANALYST}') IS NULL THEN
        CREATE ROLE {ANALYST} LOGIN NOINHERIT;
    END IF;
    IF NOT pg_has_role(current_user, '{ANALYST}', 'SET') THEN
        GRANT {ANALYST} TO current_user;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""


@dataclass(frozen=True)
class Result:
    """The rows of a query, with the names of their columns."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


def apply_roles(connection: Connection) -> None:
    """Create the analyst's role if absent and give it its rights, inside the caller's transaction.

    On a server where we may not create roles the warehouse works on without it.
    """
    try:
        with connection.begin_nested():
            connection.execute(text(_CREATE))
    except ProgrammingError as error:
        log.warning("role %s could not be made: %s", ANALYST, error.orig)
        return
    schemas = ", ".join(READABLE)
    for statement in (
        f"GRANT USAGE ON SCHEMA {schemas}, ops TO {ANALYST}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schemas} TO {ANALYST}",
        f"GRANT SELECT ON {', '.join(READABLE_OPS)} TO {ANALYST}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schemas} GRANT SELECT ON TABLES TO {ANALYST}",
    ):
        connection.execute(text(statement))


def analyst_query(url: str, query: str) -> Result:
    """One reading query with the analyst's rights, in a read-only transaction of at most :data:`TIMEOUT`.

    Raises:
        QueryRefused: it is no reading query, or Postgres refused it.
        WarehouseUnavailable: the server does not answer.
    """
    if not _READING.match(query):
        raise QueryRefused("query_not_reading", allowed="SELECT, WITH, VALUES, TABLE, SHOW, EXPLAIN")
    address = make_url(url)
    try:
        with _connect(address) as connection, connection.transaction():
            _become_analyst(connection)
            # Prepared, so that a second statement behind a semicolon is refused by the protocol itself.
            cursor = connection.execute(query.strip().rstrip(";").encode(), prepare=True)
            columns = tuple(column.name for column in cursor.description or ())
            return Result(columns, cursor.fetchall() if columns else [])
    except psycopg.OperationalError as error:
        if error.sqlstate is None:
            raise unreachable(address, error) from error
        raise QueryRefused("query_failed", detail=str(error).strip()) from error
    except psycopg.Error as error:
        raise QueryRefused("query_failed", detail=str(error).strip()) from error


def _connect(address: URL) -> psycopg.Connection[tuple[object, ...]]:
    """To the embedded server as the analyst itself, which no statement can undo; elsewhere as ourselves."""
    embedded = address.password is None and str(address.query.get("host", "")).startswith("/")
    own = connection_string(address.set(username=ANALYST) if embedded else address)
    return psycopg.connect(own, connect_timeout=10, application_name="lumbung sql")


def _become_analyst(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    connection.execute("SET TRANSACTION READ ONLY")
    connection.execute(f"SET LOCAL statement_timeout = '{TIMEOUT}'".encode())
    connection.execute(f"SET LOCAL ROLE {ANALYST}".encode())
