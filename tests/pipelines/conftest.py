"""Houses: a small site, its warehouse, its Dagster instance."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest

from pipelines.instance import open_instance
from pipelines.settings import Settings
from tests.pipelines.nights import House, fresh_warehouse
from tests.pipelines.small_site import SmallSite, make_site
from warehouse.server import stop_embedded


@pytest.fixture(scope="session")
def instance(warehouse_home: Path) -> Iterator[dg.DagsterInstance]:
    """The real Dagster instance, made from the project's dagster.yaml, on the session's server."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DAGSTER_HOME", "LUMBUNG_DAGSTER_URL", "LUMBUNG_HOME", "LUMBUNG_SITE", "LUMBUNG_UPLOADS"):
            patch.setenv(name, "")  # so that what opening sets is taken back at the end
        with open_instance(Settings(site=warehouse_home, home=warehouse_home)) as opened:
            yield opened


@contextmanager
def built(folder: Path, server: Path, instance: dg.DagsterInstance) -> Iterator[House]:
    """Kabupaten Uji with an empty inbox and a warehouse of its own on the session's server."""
    with fresh_warehouse(server) as url:
        house = House(make_site(folder / "uji"), folder / "h", url, instance)
        yield house
        house.close()


@pytest.fixture
def house(tmp_path: Path, warehouse_home: Path, instance: dg.DagsterInstance) -> Iterator[House]:
    """A house for one test."""
    with built(tmp_path, warehouse_home, instance) as house:
        yield house


@pytest.fixture(scope="module")
def shared_house(
    tmp_path_factory: pytest.TempPathFactory, warehouse_home: Path, instance: dg.DagsterInstance
) -> Iterator[House]:
    """A house for all tests of a module."""
    with built(tmp_path_factory.mktemp("s"), warehouse_home, instance) as house:
        yield house


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """Kabupaten Uji with an empty inbox."""
    return make_site(tmp_path / "uji")


@pytest.fixture
def home() -> Iterator[Path]:
    """A home with an embedded server of its own, for tests that start whole processes.

    Not below pytest's own folder: another pytest that starts takes away the server account's passage through it.
    """
    folder = Path(tempfile.mkdtemp(prefix="lumbung-"))
    yield folder
    stop_embedded(folder)
    shutil.rmtree(folder)
