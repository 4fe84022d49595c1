"""Promise 1: a run repeated, two runs at once, a run killed anywhere — the warehouse ends the same."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.warehouse.builders import LIVESTOCK, REGENCY, Row, current, inspection, livestock, receive, rows_of
from warehouse.publish import Load, pending, publish

ROOT = Path(__file__).parents[2]
A, B = "16.04.01", "16.04.02"
FIRST: list[Row] = [(A, "sapi", 401), (B, "sapi", 250)]
SECOND: list[Row] = [(A, "sapi", 410), (B, "sapi", 250), (B, "kerbau", 3)]

PUBLISH = """
from sqlalchemy import create_engine
from tests.warehouse.builders import LIVESTOCK, REGENCY
from warehouse.publish import publish
with create_engine({url!r}).begin() as connection:
    load = publish(connection, LIVESTOCK, "2022", regency=REGENCY)
print(load.inserted, load.closed, load.unchanged)
"""


@pytest.fixture
def publisher(warehouse_url: str) -> Callable[[], subprocess.Popen[str]]:
    """Starts another process that publishes the slice."""
    command = [sys.executable, "-c", PUBLISH.format(url=warehouse_url)]
    return lambda: subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def send(engine: Engine, rows: list[Row], *, content: str, day: int) -> None:
    with engine.begin() as connection:
        receive(connection, inspection(livestock(rows)), content=content, day=day)


def publish_livestock(engine: Engine) -> Load:
    with engine.begin() as connection:
        return publish(connection, LIVESTOCK, "2022", regency=REGENCY)


def slow_down(engine: Engine, seconds: int) -> None:
    """Every statement that inserts facts takes its time."""
    with engine.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION lambat() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN PERFORM pg_sleep({seconds}); RETURN NULL; END $$"
            )
        )
        connection.execute(text("CREATE TRIGGER lambat AFTER INSERT ON data.fakta_indikator EXECUTE FUNCTION lambat()"))


def wait_until_asleep(engine: Engine) -> None:
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
    deadline = time.monotonic() + 60
    while rows_of(engine, query) == [(0,)]:
        assert time.monotonic() < deadline, "the publication never reached the facts"
        time.sleep(0.05)


def test_two_processes_that_publish_the_same_slice_write_it_once(
    warehouse_engine: Engine, publisher: Callable[[], subprocess.Popen[str]]
) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    processes = [publisher() for _ in range(3)]
    loads = sorted(process.communicate(timeout=120)[0].strip() for process in processes)
    assert loads == ["0 0 2", "0 0 2", "2 0 0"]
    assert rows_of(warehouse_engine, "SELECT count(*) FROM data.populasi_ternak") == [(2,)]
    assert rows_of(warehouse_engine, "SELECT count(*) FROM data.fakta_indikator") == [(2,)]
    assert rows_of(warehouse_engine, "SELECT count(*) FROM ops.muat") == [(1,)]


def test_a_publication_killed_in_the_middle_leaves_what_was_there_and_can_be_repeated(
    warehouse_engine: Engine, publisher: Callable[[], subprocess.Popen[str]]
) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    publish_livestock(warehouse_engine)
    send(warehouse_engine, SECOND, content="b", day=2)
    slow_down(warehouse_engine, seconds=60)
    process = publisher()
    wait_until_asleep(warehouse_engine)  # rows are closed and inserted, facts half written
    process.kill()
    process.wait()
    assert current(warehouse_engine) == {(A, "sapi"): 401, (B, "sapi"): 250}
    with warehouse_engine.begin() as connection:
        connection.execute(text("DROP TRIGGER lambat ON data.fakta_indikator"))  # waits for the killed one to let go
        assert len(pending(connection)) == 1
    assert publish_livestock(warehouse_engine) == Load(inserted=2, closed=1, unchanged=1)
    assert current(warehouse_engine) == {(A, "sapi"): 410, (B, "sapi"): 250, (B, "kerbau"): 3}
    facts = "SELECT nilai::int FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL ORDER BY 1"
    assert rows_of(warehouse_engine, facts) == [(3,), (250,), (410,)]


def test_an_inspection_saved_while_its_rows_are_published_waits(
    warehouse_engine: Engine, publisher: Callable[[], subprocess.Popen[str]]
) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    slow_down(warehouse_engine, seconds=1)
    process = publisher()
    wait_until_asleep(warehouse_engine)
    send(warehouse_engine, SECOND, content="a", day=1)  # the same file inspected anew, by a better contract
    assert process.communicate(timeout=60)[0].strip() == "2 0 0"
    assert publish_livestock(warehouse_engine) == Load(inserted=2, closed=1, unchanged=1)


def test_history_never_runs_backwards(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    with warehouse_engine.begin() as late, warehouse_engine.begin() as early:
        late.execute(text("SELECT now()"))  # this transaction began first and publishes last
        publish(early, LIVESTOCK, "2022", regency=REGENCY)
        early.commit()
        receive(late, inspection(livestock(SECOND)), content="b", day=2)
        publish(late, LIVESTOCK, "2022", regency=REGENCY)
        late.commit()
    for table in ("data.populasi_ternak", "data.fakta_indikator"):
        assert rows_of(warehouse_engine, f"SELECT count(*) FROM {table} WHERE _berlaku_sampai <= _berlaku_dari") == [
            (0,)
        ]
