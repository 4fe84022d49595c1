"""Houses: a small site, its warehouse, its Dagster instance."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.instance import open_instance
from pipelines.settings import Settings
from tests.pipelines.nights import House
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


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """Kabupaten Uji with an empty inbox."""
    return make_site(tmp_path / "uji")


@pytest.fixture
def house(site: SmallSite, tmp_path: Path, warehouse_url: str, instance: dg.DagsterInstance) -> Iterator[House]:
    """Kabupaten Uji with a warehouse of its own on the session's server."""
    built = House(site, tmp_path / "h", warehouse_url, instance)
    yield built
    if built.granary is not None:
        built.granary.engine.dispose()


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with an embedded server of its own, for tests that start whole processes."""
    folder = tmp_path_factory.mktemp("r")
    yield folder
    stop_embedded(folder)
