"""What the tests of several areas share: a real warehouse, fresh for every test."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, make_url

from warehouse.engine import open_warehouse
from warehouse.server import embedded_url, stop_embedded

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def warehouse_home() -> Iterator[Path]:
    """A home whose embedded server runs for the whole session; its own database serves as the template.

    Not below pytest's own folder: another pytest that starts takes away the server account's passage through it.
    """
    home = Path(tempfile.mkdtemp(prefix="lumbung-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LUMBUNG_WAREHOUSE_URL", raising=False)
        open_warehouse(home).dispose()
        _without_fsync(home)
        yield home
    stop_embedded(home)
    shutil.rmtree(home)


def _without_fsync(home: Path) -> None:
    """Nothing here outlives the machine; what is killed in a test is a process, whose writes the system keeps."""
    with psycopg.connect(_server(home), autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")


def _server(home: Path) -> str:
    url = make_url(embedded_url(home, "postgres")).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


@pytest.fixture
def warehouse_url(warehouse_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The SQLAlchemy URL of a fresh, prepared, empty warehouse."""
    monkeypatch.delenv("LUMBUNG_WAREHOUSE_URL", raising=False)
    name = f"uji_{next(_numbers)}"
    server = _server(warehouse_home)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE lumbung".encode())
    yield make_url(server).set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def warehouse_engine(warehouse_url: str) -> Iterator[Engine]:
    """An engine on that warehouse."""
    engine = create_engine(warehouse_url)
    yield engine
    engine.dispose()
