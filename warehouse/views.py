"""The views of the warehouse: the SQL files under ``sql/``, applied in the order of their names."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
from sqlalchemy import Connection

SQL = Path(__file__).parent / "sql"
_VIEW = re.compile(r"CREATE OR REPLACE VIEW (\w+\.\w+)")


def sql_files() -> list[Path]:
    """The SQL files, in order."""
    return sorted(SQL.glob("*.sql"))


def apply_views(connection: Connection) -> None:
    """Create or replace every view, inside the caller's transaction; applying them twice changes nothing."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    for file in sql_files():
        statement = file.read_text(encoding="utf-8")
        try:
            with driver.transaction():
                driver.execute(statement.encode())
        except psycopg.errors.InvalidTableDefinition:  # columns went or moved: it must be made anew
            _drop_from(driver, file)
            driver.execute(statement.encode())


def _drop_from(driver: psycopg.Connection[tuple[object, ...]], changed: Path) -> None:
    """Drop the changed view and our views after it, which may read it; a stranger's view on them stops us."""
    for file in reversed([f for f in sql_files() if f.name >= changed.name]):
        for name in _VIEW.findall(file.read_text(encoding="utf-8")):
            driver.execute(f"DROP VIEW IF EXISTS {name}".encode())
