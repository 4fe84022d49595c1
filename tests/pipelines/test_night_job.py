"""The job of the nightly schedule does by itself what ``lumbung run`` does."""

from __future__ import annotations

import pytest

from pipelines.definitions import build
from pipelines.resources import open_granary
from pipelines.settings import Settings
from tests.pipelines.nights import House
from tests.pipelines.small_site import even, livestock


def test_the_nightly_job_receives_publishes_and_renews(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(house.site.folder, house.home, house.site.inbox, house.url)
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, even(400, 30)))
    night = build(settings).resolve_job_def("malam")
    result = night.execute_in_process(instance=house.instance)
    house.granary = open_granary(Settings.read())
    assert result.success
    assert len(house.figures("populasi_ternak", "2022")) == 12
