"""The analyst: reads what is public, changes nothing, never sees a person."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.warehouse.builders import LIVESTOCK, REGENCY, inspection, livestock, receive
from warehouse.errors import QueryRefused, WarehouseUnavailable
from warehouse.publish import publish
from warehouse.roles import analyst_query


def test_an_analyst_reads_datasets_made_after_the_role(warehouse_engine: Engine, warehouse_url: str) -> None:
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(livestock([("16.04.01", "sapi", 4)])), content="a", day=1)
        publish(connection, LIVESTOCK, "2022", regency=REGENCY)
    result = analyst_query(warehouse_url, "SELECT kode_kecamatan, populasi FROM data.populasi_ternak;")
    assert result.columns == ("kode_kecamatan", "populasi")
    assert result.rows == [("16.04.01", 4)]


@pytest.mark.parametrize(
    "table",
    [
        *("data.fakta_indikator", "mart.fakta_terkini", "mart.rapor_mutu", "mart.ketersediaan", "ref.wilayah"),
        *("mutu.temuan", "mutu.karantina", "mutu.ketersediaan", "meta.katalog", "ops.berkas", "ops.kiriman"),
    ],
)
def test_an_analyst_may_read(warehouse_url: str, table: str) -> None:
    assert analyst_query(warehouse_url, f"-- berapa?\nSELECT count(*) AS n FROM {table}").columns == ("n",)


@pytest.mark.parametrize("table", ["rinci.siap", "ops.siap", "ops.muat", "ops.tabel_mentah", "pg_authid"])
def test_an_analyst_may_not_read(warehouse_url: str, table: str) -> None:
    with pytest.raises(QueryRefused, match="permission denied"):
        analyst_query(warehouse_url, f"SELECT * FROM {table}")


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM ref.opd",
        "WITH x AS (DELETE FROM ref.opd RETURNING 1) SELECT * FROM x",
        "SELECT 1; DELETE FROM ref.opd",
        "RESET ROLE",
        "DO $$ BEGIN RESET ROLE; END $$",
        "SELECT set_config('role', 'postgres', true), query_to_xml('SELECT * FROM rinci.siap', true, true, '')",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY ref.opd TO PROGRAM 'cat'",
        "SELECT * FROM tidak_ada",
        "",
    ],
)
def test_an_analyst_changes_nothing_and_stays_an_analyst(warehouse_url: str, query: str) -> None:
    with pytest.raises(QueryRefused):
        analyst_query(warehouse_url, query)


def test_on_a_server_with_passwords_the_role_is_taken_on_within_the_transaction(warehouse_url: str) -> None:
    with_password = warehouse_url.replace("postgres@", "postgres:rahasia@")
    query = "SELECT session_user::text, current_user::text, current_setting('transaction_read_only')"
    assert analyst_query(with_password, query).rows == [("postgres", "lumbung_analis", "on")]
    for refused in ("SELECT * FROM rinci.siap", "SELECT 1; RESET ROLE", "DO $$ BEGIN RESET ROLE; END $$"):
        with pytest.raises(QueryRefused):
            analyst_query(with_password, refused)


def test_a_percent_sign_is_only_a_percent_sign(warehouse_url: str) -> None:
    assert analyst_query(warehouse_url, "SELECT 'Sapi 100%' LIKE '%100\\%' AS cocok").rows == [(True,)]


def test_a_server_that_does_not_answer_is_not_the_query_s_fault() -> None:
    with pytest.raises(WarehouseUnavailable):
        analyst_query("postgresql+psycopg://a:b@127.0.0.1:1/lumbung", "SELECT 1")
