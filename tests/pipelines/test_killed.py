"""Promise 1: a run killed anywhere and started again, or started twice at once, ends as one that was left in peace."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, create_engine

from tests.pipelines.nights import House, figures_with_origin, judgements
from tests.pipelines.processes import call, peek, start, wait_for
from tests.pipelines.small_site import SmallSite, even, health_centres, livestock, paddy
from warehouse.cluster import Cluster
from warehouse.server import embedded_url

INSPECTED = "SELECT 1 FROM ops.berkas WHERE diperiksa_pada IS NOT NULL"
PUBLISHED = "SELECT 1 FROM ops.muat"


def fill(site: SmallSite) -> None:
    """Two OPDs, four years; one file in part, one returned, one restating an earlier year, one sent twice."""
    site.send("distan/Ternak 2021.xlsx", livestock(2021, even(300, 20)))
    site.send("distan/Ternak 2022.xlsx", livestock(2022, even(400, 30), before={2021: (1, 135)}), day=2)
    site.send("distan/Ternak 2023.xlsx", livestock(2023, {**even(500, 40), "Alam": ("12 ekor", 40)}), day=3)
    site.send("distan/Padi 2022.xlsx", paddy(2022, even(10, 50)), day=4)
    site.send("distan/rusak.xlsx", b"PK\x03\x04", day=5)
    health = health_centres(2024, even(1, 2))
    site.send("dinkes/Faskes 2024.xlsx", health, day=6)
    site.send("dinkes/Faskes 2024 (1).xlsx", health, day=7)


@pytest.fixture(scope="module")
def peace(shared_house: House) -> House:
    """The same uploads after one undisturbed night."""
    fill(shared_house.site)
    shared_house.night()
    return shared_house


@pytest.fixture
def killed(home: Path, peace: House) -> Iterator[Engine]:
    """The warehouse after three killed runs and one that ended."""
    first = start(home, peace.site, "run")
    wait_for(Cluster(home.resolve() / "pg").root.exists, first)  # the server is being made
    first.kill()
    second = start(home, peace.site, "run")
    wait_for(lambda: len(peek(home, INSPECTED)) >= 2, second)
    second.kill()
    third = start(home, peace.site, "run")
    wait_for(lambda: len(peek(home, PUBLISHED)) >= 1, third)
    third.kill()
    for process in (first, second, third):
        process.communicate()
    last = call(home, peace.site, "run")
    assert last.returncode == 0, last.stderr
    engine = create_engine(embedded_url(home))
    yield engine
    engine.dispose()


def test_three_killed_runs_and_a_last_one_end_like_one_undisturbed_night(
    killed: Engine, peace: House, home: Path
) -> None:
    assert figures_with_origin(killed) == figures_with_origin(peace.engine)
    assert judgements(killed) == judgements(peace.engine)
    assert written(home) == written(peace.home)
    assert unfinished_runs(home) == []


def test_two_runs_at_once_end_like_one(peace: House, home: Path) -> None:
    both = [start(home, peace.site, "run") for _ in range(2)]
    ends = [process.communicate(timeout=180) for process in both]
    assert [process.returncode for process in both] == [0, 0], ends
    engine = create_engine(embedded_url(home))
    assert figures_with_origin(engine) == figures_with_origin(peace.engine)
    assert judgements(engine) == judgements(peace.engine)
    engine.dispose()
    assert written(home) == written(peace.home)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_says_so_without_a_traceback(home: Path, peace: House, how: signal.Signals) -> None:
    process = start(home, peace.site, "run")
    wait_for(lambda: len(peek(home, INSPECTED)) >= 1, process)
    process.send_signal(how)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "dihentikan" in errors
    assert "Traceback" not in output + errors
    assert "gagal karena gangguan" not in output


def written(home: Path) -> set[str]:
    """The annotated workbooks of a home: OPD, digest and name."""
    reports = home / "laporan"
    return {p.relative_to(reports).as_posix() for p in reports.glob("*/*/*/*") if p.is_file()}


def unfinished_runs(home: Path) -> list[str]:
    """Dagster's runs that are neither done nor failed."""
    with psycopg.connect(embedded_url(home, "dagster").replace("+psycopg", "")) as connection:
        rows = connection.execute("SELECT status FROM runs WHERE status NOT IN ('SUCCESS', 'FAILURE')").fetchall()
    return [status for (status,) in rows]
