"""Where the warehouse is: the embedded server of a home, or the one that LUMBUNG_WAREHOUSE_URL names."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
from filelock import FileLock, Timeout
from psycopg import sql
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from warehouse.account import Account
from warehouse.cluster import Cluster
from warehouse.errors import WarehouseUnavailable
from warehouse.postgres import SUPERUSER

WAREHOUSE = "lumbung"
DAGSTER = "dagster"
"""Dagster keeps its own tables in its own database: its migrations and ours never meet."""

VARIABLE = "LUMBUNG_WAREHOUSE_URL"
LOCK_TIMEOUT = 300
"""Seconds to wait for another command that is making or starting the server."""

_SOON_ON_DISK = "--synchronous_commit=off"
"""Dagster commits each of the thousands of events of a night by itself; to wait for the disk takes twenty times as long
as to write one. Should the machine lose power, its log lacks the last half second; the figures lie in another database.
"""


def warehouse_url(home: Path, url: str | None = None) -> str:
    """The SQLAlchemy URL of the warehouse: ``url``, else LUMBUNG_WAREHOUSE_URL, else the embedded server, started.

    Raises:
        WarehouseUnavailable: the address is no Postgres address, or the embedded server does not start.
    """
    given = url or os.environ.get(VARIABLE)
    if given:
        return external_url(given).render_as_string(hide_password=False)
    return embedded_url(home)


def is_embedded(url: str | None = None) -> bool:
    """Whether :func:`warehouse_url` gives the embedded server."""
    return not (url or os.environ.get(VARIABLE))


def has_warehouse(home: Path, url: str | None = None) -> bool:
    """Whether there is a server to ask: one that is named, or the embedded one where it was made already."""
    return not is_embedded(url) or Cluster(home.expanduser().resolve() / "pg").exists


def dagster_url(home: Path, url: str | None = None) -> str:
    """The URL of Dagster's storage, database ``dagster`` on the warehouse's server, made if absent.

    The driver is psycopg2: with psycopg 3 Dagster's NOTIFY fails and its runs never start.

    Raises:
        WarehouseUnavailable: as :func:`warehouse_url`, or the database can neither be found nor made.
    """
    given = url or os.environ.get(VARIABLE)
    if given:
        target = external_url(given).set(database=DAGSTER)
        ensure_external_database(target)
    else:
        target = make_url(embedded_url(home, DAGSTER)).update_query_dict({"options": _SOON_ON_DISK})
    return target.set(drivername="postgresql+psycopg2").render_as_string(hide_password=False)


def embedded_url(home: Path, database: str = WAREHOUSE) -> str:
    """The SQLAlchemy URL of a database on the embedded server of ``home``, which is made and started if need be.

    Any number of processes may call it at once. The server stays up when they end.

    Raises:
        WarehouseUnavailable: the server cannot be made or started; the message says what to do.
    """
    cluster = Cluster(home.expanduser().resolve() / "pg")
    if not cluster.answers(database):
        _bring_up(cluster)
    url = URL.create(
        "postgresql+psycopg",
        username=SUPERUSER,
        database=database,
        query={"host": str(cluster.socket), "port": "5432"},
    )
    return url.render_as_string(hide_password=False)


def stop_embedded(home: Path) -> None:
    """Stop the embedded server of ``home``, if it runs."""
    Cluster(home.expanduser().resolve() / "pg").stop()


def _bring_up(cluster: Cluster) -> None:
    lock = cluster.root.with_name("pg.lock")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=LOCK_TIMEOUT):
            if not cluster.exists:
                cluster.create()
            cluster.start()
            _ensure_databases(cluster)
    except Timeout as error:
        raise WarehouseUnavailable("locked", path=str(cluster.root), seconds=LOCK_TIMEOUT) from error
    except OSError as error:
        who = Account(os.geteuid(), os.getegid()).name
        raise WarehouseUnavailable("home_unwritable", path=str(lock.parent), user=who) from error


def _ensure_databases(cluster: Cluster) -> None:
    with psycopg.connect(
        host=str(cluster.socket), port=5432, user=SUPERUSER, dbname=SUPERUSER, autocommit=True
    ) as connection:
        present = {name for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall()}
        for name in {WAREHOUSE, DAGSTER} - present:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def external_url(text: str) -> URL:
    """Any Postgres URL as SQLAlchemy wants it, with the driver named.

    Raises:
        WarehouseUnavailable: it is not a Postgres URL.
    """
    try:
        url = make_url(text.strip())
    except ArgumentError as error:
        raise WarehouseUnavailable("bad_url") from error
    if url.drivername.split("+")[0] not in ("postgresql", "postgres"):
        raise WarehouseUnavailable("bad_url")
    return url.set(drivername="postgresql+psycopg", database=url.database or WAREHOUSE)


def connection_string(url: URL) -> str:
    """The same address as libpq takes it, for which a plus in the options is no blank."""
    place, mark, options = url.set(drivername="postgresql").render_as_string(hide_password=False).partition("?")
    return place + mark + options.replace("+", "%20")


def ensure_external_database(target: URL) -> None:
    """Create the database unless it answers; the server's own text tells a wrong password from a lacking right."""
    try:
        psycopg.connect(connection_string(target), connect_timeout=10).close()
    except psycopg.OperationalError as error:
        if "does not exist" not in str(error):
            raise unreachable(target, error) from error
        _create_external_database(target)


def _create_external_database(target: URL) -> None:
    name = target.database or WAREHOUSE
    try:
        server = connection_string(target.set(database=SUPERUSER))
        with psycopg.connect(server, connect_timeout=10, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.errors.DuplicateDatabase:
        return  # another command was faster
    except psycopg.Error as error:
        detail = str(error).strip()
        raise WarehouseUnavailable("no_database", database=name, server=server_name(target), detail=detail) from error


def unreachable(url: URL, error: Exception) -> WarehouseUnavailable:
    """The error for a server that does not answer; never carries the password."""
    detail = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return WarehouseUnavailable("external_unreachable", server=server_name(url), detail=detail)


def server_name(url: URL) -> str:
    """The server as messages name it, without user and password."""
    return str(url.host or url.query.get("host") or "localhost")
