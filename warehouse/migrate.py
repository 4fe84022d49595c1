"""Bring a warehouse's fixed tables up to date. The migrations are packaged here; no alembic.ini is needed."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from warehouse.tables import SCHEMAS

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 7_305_001
"""Key of the advisory lock under which the fixed tables, views and roles are changed."""


def upgrade(url: str) -> None:
    """Migrate the warehouse at a SQLAlchemy URL to the newest version; two commands may do so at once."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            upgrade_on(connection)
    finally:
        engine.dispose()


def upgrade_on(connection: Connection) -> None:
    """Migrate on an open transaction, all or nothing, under the advisory lock until it ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    for schema in SCHEMAS:
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
    command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for our packaged migrations on this connection."""
    config = Config()
    # The path may hold a '%', which ConfigParser would take as a placeholder.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def current(connection: Connection) -> str | None:
    """The version the warehouse is at; None for an empty database."""
    options = {"version_table": "versi_susunan", "version_table_schema": "ops"}
    return MigrationContext.configure(connection, opts=options).get_current_revision()


def newest() -> str | None:
    """The version of the newest migration."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()
