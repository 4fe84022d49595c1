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
        yield home
    stop_embedded(home)
    shutil.rmtree(home)


@pytest.fixture
def warehouse_url(warehouse_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The SQLAlchemy URL of a fresh, prepared, empty warehouse."""
    monkeypatch.delenv("LUMBUNG_WAREHOUSE_URL", raising=False)
    name = f"uji_{next(_numbers)}"
    server = make_url(embedded_url(warehouse_home, "postgres")).set(drivername="postgresql")
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE lumbung".encode())
    yield server.set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def warehouse_engine(warehouse_url: str) -> Iterator[Engine]:
    """An engine on that warehouse."""
    engine = create_engine(warehouse_url)
    yield engine
    engine.dispose()
