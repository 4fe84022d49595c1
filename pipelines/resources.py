"""Resources: the granary, opened once per process from the settings."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import dagster as dg

from assets.granary import Granary
from pipelines.settings import Settings


@lru_cache(maxsize=4)
def open_granary(settings: Settings) -> Granary:
    """The granary of these settings; the same one for every asset of a process."""
    granary = Granary.open(settings.site, settings.home, settings.inbox, settings.warehouse_url)
    return replace(granary, reports_url=settings.reports_url)


@dg.resource(description="Situs, kotak masuk, pemeriksa, dan gudang data")
def granary_resource(_: dg.InitResourceContext) -> Granary:
    """The granary of the environment's settings."""
    return open_granary(Settings.read())
