"""The fixed tables: one description of them, and migrations that lead to it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, text

from tests.warehouse.builders import rows_of
from warehouse.engine import open_warehouse, prepare
from warehouse.migrate import current, newest, upgrade
from warehouse.server import connection_string, external_url
from warehouse.tables import SCHEMAS, metadata


@pytest.fixture
def empty_url(warehouse_url: str) -> str:
    """A database without anything in it."""
    url = external_url(warehouse_url)
    with psycopg.connect(connection_string(url), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS kosong WITH (FORCE)")
        connection.execute("CREATE DATABASE kosong")
    return url.set(database="kosong").render_as_string(hide_password=False)


def test_migrations_and_tables_say_the_same(warehouse_engine: Engine) -> None:
    fixed = {(table.schema, table.name) for table in metadata.tables.values()}
    with warehouse_engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "include_name": lambda name, type_, _: name in SCHEMAS if type_ == "schema" else True,
                "include_object": lambda item, name, type_, *_: type_ != "table" or (item.schema, name) in fixed,
                "version_table": "versi_susunan",
                "version_table_schema": "ops",
            },
        )
        assert compare_metadata(context, metadata) == []


def test_migrating_twice_changes_nothing(warehouse_url: str, warehouse_engine: Engine) -> None:
    upgrade(warehouse_url)
    with warehouse_engine.connect() as connection:
        assert current(connection) == newest()


def test_several_commands_may_prepare_an_empty_database_at_once(empty_url: str, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(lambda _: open_warehouse(tmp_path, empty_url), range(4)))
    assert rows_of(engines[0], "SELECT count(*) FROM ref.periode WHERE jenis = 'tahun'") == [(71,)]
    for engine in engines:
        engine.dispose()


def test_migrations_need_no_file_in_the_working_directory(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    upgrade(empty_url)
    engine = create_engine(empty_url)
    assert rows_of(engine, "SELECT count(*) FROM ops.berkas") == [(0,)]
    engine.dispose()


def test_every_table_view_and_column_says_what_it_is(warehouse_engine: Engine) -> None:
    schemas = ", ".join(f"'{schema}'" for schema in SCHEMAS)
    silent = rows_of(
        warehouse_engine,
        "SELECT c.relname, a.attname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
        "JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 "
        f"WHERE n.nspname IN ({schemas}) AND c.relkind = 'r' AND c.relname <> 'versi_susunan' "
        "AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL)",
    )
    views = rows_of(
        warehouse_engine,
        "SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
        f"WHERE n.nspname IN ({schemas}) AND c.relkind = 'v' AND obj_description(c.oid) IS NULL",
    )
    assert (silent, views) == ([], [])


def test_an_older_shape_of_a_view_is_replaced(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        connection.execute(text("DROP VIEW mart.fakta_terkini CASCADE"))
        connection.execute(text("CREATE VIEW mart.fakta_terkini AS SELECT 1 AS lama"))
    prepare(warehouse_engine)
    assert rows_of(warehouse_engine, "SELECT nama_wilayah FROM mart.fakta_terkini") == []


def test_a_prepared_warehouse_opens_without_a_second_look(warehouse_url: str, tmp_path: Path) -> None:
    open_warehouse(tmp_path, warehouse_url).dispose()
    engine = open_warehouse(tmp_path, warehouse_url)
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_advisory_xact_lock%' AND pid <> pg_backend_pid()"
    )
    assert rows_of(engine, query) == [(0,)]
    engine.dispose()


@pytest.mark.parametrize(
    ("code", "kind", "first", "last"),
    [
        ("2022", "tahun", "2022-01-01", "2022-12-31"),
        ("2022/2023", "tahun_ajaran", "2022-07-01", "2023-06-30"),
        ("2022-S1", "semester", "2022-01-01", "2022-06-30"),
        ("2022-S2", "semester", "2022-07-01", "2022-12-31"),
        ("2022-TW3", "triwulan", "2022-07-01", "2022-09-30"),
        ("2024-02", "bulan", "2024-02-01", "2024-02-29"),
    ],
)
def test_the_calendar_knows_every_kind_of_period(
    warehouse_engine: Engine, code: str, kind: str, first: str, last: str
) -> None:
    query = "SELECT jenis, mulai::text, selesai::text FROM ref.periode WHERE kode = :code"
    assert rows_of(warehouse_engine, query, code=code) == [(kind, first, last)]
