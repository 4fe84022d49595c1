"""The embedded server: found by any command, started again after any end, closed to strangers."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import create_engine, make_url

from warehouse.account import Account, may_pass
from warehouse.cluster import Cluster
from warehouse.engine import open_warehouse
from warehouse.errors import WarehouseUnavailable
from warehouse.server import (
    connection_string,
    dagster_url,
    embedded_url,
    external_url,
    stop_embedded,
    warehouse_url,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("LUMBUNG_WAREHOUSE_URL", raising=False)
    yield tmp_path / "home"
    stop_embedded(tmp_path / "home")


def started_at(url: str) -> object:
    with psycopg.connect(connection_string(external_url(url))) as connection:
        return connection.execute("SELECT pg_postmaster_start_time()").fetchone()


def postmaster(home: Path) -> int:
    return int((home / "pg" / "data" / "postmaster.pid").read_text().split("\n", 1)[0])


def in_another_process(home: Path, **options: object) -> subprocess.Popen[str]:
    script = (
        f"from pathlib import Path; from warehouse.server import embedded_url; print(embedded_url(Path({str(home)!r})))"
    )
    return subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=-1, stderr=-1, text=True, **options)  # type: ignore[call-overload,no-any-return]


def test_the_server_outlives_the_process_that_started_it_and_is_found_by_the_next(home: Path) -> None:
    first, _ = in_another_process(home).communicate(timeout=60)
    moment = started_at(first.strip())
    assert embedded_url(home) == first.strip()
    assert started_at(embedded_url(home)) == moment


def test_commands_that_start_at_once_share_one_server(home: Path) -> None:
    commands = [in_another_process(home) for _ in range(3)]
    assert len({command.communicate(timeout=120)[0] for command in commands}) == 1
    assert all(command.returncode == 0 for command in commands)


def test_the_server_is_started_again_after_it_was_killed(home: Path) -> None:
    url = embedded_url(home)
    os.kill(postmaster(home), signal.SIGKILL)
    assert embedded_url(home) == url
    assert started_at(url)


def test_a_pid_file_whose_number_now_belongs_to_another_program_is_not_believed(home: Path) -> None:
    url = embedded_url(home)
    stop_embedded(home)
    pid_file = home / "pg" / "data" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{home}/pg/data\n1700000000\n5432\n\n\n 1 2\nready\n")
    shutil.chown(pid_file, Cluster(home / "pg").data.stat().st_uid)
    assert embedded_url(home) == url
    assert started_at(url)


def test_a_home_removed_under_a_running_server_can_be_made_anew(home: Path) -> None:
    before = embedded_url(home)
    old = postmaster(home)
    shutil.rmtree(home)
    after = embedded_url(home)
    assert after != before  # the old server, when it ends, removes its own socket and not the new one's
    os.kill(old, signal.SIGQUIT)
    time.sleep(0.5)
    assert started_at(after)


def test_a_home_whose_path_is_too_long_for_a_socket_works(tmp_path: Path) -> None:
    home = tmp_path / ("jalur-yang-panjang-" * 6) / "rumah 'baru' 50%"
    try:
        assert started_at(embedded_url(home))
        assert started_at(warehouse_url(home)) == started_at(embedded_url(home))
        assert Cluster(home / "pg").socket.stat().st_mode & 0o077 == 0
    finally:
        socket = Cluster(home / "pg").socket
        stop_embedded(home)
        shutil.rmtree(socket)


def test_nobody_else_can_reach_the_server(home: Path) -> None:
    embedded_url(home)
    assert (home / "pg").stat().st_mode & 0o077 == 0
    with psycopg.connect(connection_string(external_url(embedded_url(home)))) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another account to run the server")
def test_root_opens_a_closed_folder_to_the_server_alone(tmp_path: Path) -> None:
    closed = tmp_path / "tertutup"
    closed.mkdir(mode=0o700)
    try:
        assert started_at(embedded_url(closed / "home"))
        nobody = pwd.getpwnam("nobody")
        assert not may_pass(Account(nobody.pw_uid, nobody.pw_gid), closed)
        assert closed.stat().st_mode & 0o007 == 0
    finally:
        stop_embedded(closed / "home")


def _may_run(account: Account) -> bool:
    """Whether the account can reach the checkout and the interpreter."""
    interpreter = Path(sys.executable).resolve()
    return all(may_pass(account, folder) for folder in (ROOT, *ROOT.parents, *interpreter.parents))


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody else")
def test_an_ordinary_user_runs_the_server_as_himself(tmp_path: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    account = Account(nobody.pw_uid, nobody.pw_gid)
    if not _may_run(account):
        pytest.skip("an ordinary user cannot read this checkout")
    home = Path("/tmp") / f"lumbung-uji-{os.getpid()}"
    home.mkdir()
    os.chown(home, account.uid, account.gid)
    try:
        output, errors = in_another_process(home, user=account.uid, group=account.gid).communicate(timeout=60)
        assert output, errors
        assert (home / "pg" / "data").stat().st_uid == account.uid
        assert started_at(embedded_url(home))  # root finds it too
    finally:
        stop_embedded(home)
        shutil.rmtree(home)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody else")
def test_a_home_that_may_not_be_written_is_a_plain_message(home: Path) -> None:
    home.mkdir(parents=True, mode=0o755)
    script = (
        "from pathlib import Path\nfrom warehouse.server import embedded_url\n"
        f"try: embedded_url(Path({str(home)!r}))\nexcept Exception as e: print(type(e).__name__, e)"
    )
    nobody = pwd.getpwnam("nobody")
    if not _may_run(Account(nobody.pw_uid, nobody.pw_gid)):
        pytest.skip("an ordinary user cannot read this checkout")
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, user=nobody.pw_uid, extra_groups=[])
    assert result.stdout.startswith("WarehouseUnavailable Folder")
    assert "LUMBUNG_HOME" in result.stdout


def test_dagster_has_a_database_of_its_own_with_its_own_driver(home: Path) -> None:
    url = dagster_url(home)
    assert url.startswith("postgresql+psycopg2://postgres@/dagster?host=")
    with create_engine(url).connect() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "off"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("postgresql://u:p@db:5433/gudang", "postgresql+psycopg://u:p@db:5433/gudang"),
        ("postgres://u@db/gudang", "postgresql+psycopg://u@db/gudang"),
        ("postgresql+psycopg2://db/gudang", "postgresql+psycopg://db/gudang"),
        ("postgresql://db", "postgresql+psycopg://db/lumbung"),
    ],
)
def test_any_postgres_address_is_taken_and_the_driver_named(given: str, read: str) -> None:
    assert external_url(given).render_as_string(hide_password=False) == read


@pytest.mark.parametrize("given", ["mysql://db/x", "bukan alamat", "sqlite://"])
def test_an_address_that_is_not_postgres_is_refused_with_an_example(given: str) -> None:
    with pytest.raises(WarehouseUnavailable, match="postgresql://pengguna"):
        external_url(given)


def test_the_environment_names_another_server(
    warehouse_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMBUNG_WAREHOUSE_URL", warehouse_url.replace("+psycopg", ""))
    engine = open_warehouse(tmp_path / "home")
    assert engine.url.database == external_url(warehouse_url).database
    assert not (tmp_path / "home").exists()
    assert dagster_url(tmp_path / "home").startswith("postgresql+psycopg2://postgres@/dagster?")
    engine.dispose()


def test_a_database_that_is_missing_on_another_server_is_made(warehouse_url: str, tmp_path: Path) -> None:
    missing = external_url(warehouse_url).set(database="belum_ada")
    engine = open_warehouse(tmp_path, missing.render_as_string(hide_password=False))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ref.periode").scalar()
    engine.dispose()
    with psycopg.connect(connection_string(external_url(warehouse_url)), autocommit=True) as server:
        server.execute("DROP DATABASE belum_ada")


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(WarehouseUnavailable, match=r"127\.0\.0\.1") as caught:
        open_warehouse(tmp_path, "postgresql://orang:rahasia@127.0.0.1:1/lumbung")
    assert "rahasia" not in str(caught.value)
    assert "cannot be reached" in caught.value.message("en")


def test_options_of_an_address_are_understood_by_libpq() -> None:
    url = make_url("postgresql+psycopg://u:p%2Bq@gudang/lumbung?options=-c%20a%3Db%2Bc")
    assert conninfo_to_dict(connection_string(url)) == {
        "user": "u",
        "password": "p+q",
        "host": "gudang",
        "dbname": "lumbung",
        "options": "-c a=b+c",
    }
