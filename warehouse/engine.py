"""Opening the warehouse: server, fixed tables, views and roles, ready to use; quick where nothing has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from warehouse.errors import WarehouseUnavailable
from warehouse.server import ensure_external_database, server_name, unreachable, warehouse_url
from warehouse.views import sql_files

OLDEST = 150_000
"""PostgreSQL 15: unique indexes that treat NULLs as equal."""

_HERE = Path(__file__).parent
_DIGEST = "sidik_susunan"


def open_warehouse(home: Path, url: str | None = None) -> Engine:
    """An engine on a warehouse that is up to date.

    ``url`` (else LUMBUNG_WAREHOUSE_URL) names an existing server; without it the embedded one of ``home`` is used.

    Raises:
        WarehouseUnavailable: no server; the message says what to do.
    """
    address = warehouse_url(home, url)
    engine = create_engine(address, pool_pre_ping=True, connect_args={"application_name": "lumbung"})
    try:
        if not _is_prepared(engine):
            prepare(engine)
    except OperationalError as error:
        engine.dispose()
        raise unreachable(make_url(address), error.orig or error) from error
    return engine


def prepare(engine: Engine) -> None:
    """Migrate the fixed tables, apply views and roles: one transaction, under the advisory lock."""
    from warehouse.migrate import upgrade_on  # Alembic takes half a second to import
    from warehouse.roles import apply_roles
    from warehouse.views import apply_views

    with engine.begin() as connection:
        _check_version(connection)
        upgrade_on(connection)
        apply_views(connection)
        apply_roles(connection)
        connection.execute(
            text(
                "INSERT INTO ops.setelan (kunci, nilai) VALUES (:kunci, :nilai) "
                "ON CONFLICT (kunci) DO UPDATE SET nilai = excluded.nilai"
            ),
            {"kunci": _DIGEST, "nilai": _digest()},
        )


def _is_prepared(engine: Engine) -> bool:
    """Whether this very version of tables, views and roles has been applied."""
    query = text("SELECT nilai FROM ops.setelan WHERE kunci = :kunci")
    try:
        with engine.connect() as connection:
            return connection.execute(query, {"kunci": _DIGEST}).scalar() == _digest()
    except ProgrammingError:  # an empty database
        return False
    except OperationalError as error:
        if "does not exist" not in str(error):
            raise
        ensure_external_database(engine.url)
        return False


def _digest() -> str:
    versions = sorted((_HERE / "migrations" / "versions").glob("*.py"))
    digest = hashlib.sha256()
    for file in [*versions, *sql_files(), _HERE / "roles.py"]:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _check_version(connection: Connection) -> None:
    found = int(connection.execute(text("SHOW server_version_num")).scalar_one())
    if found < OLDEST:
        server = server_name(connection.engine.url)
        raise WarehouseUnavailable("old_server", server=server, found=str(found // 10_000))
