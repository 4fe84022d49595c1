"""The Dagster instance of a home: its settings file laid in place, its storage on the warehouse's server."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import dagster as dg

from pipelines.settings import PROJECT, Settings
from warehouse.server import dagster_url

STATEMENT_TIMEOUT = 60_000
"""Milliseconds. Set together with a connection pool: without one Dagster connects anew for each of its events,
which was a third of the time of a nightly run."""


def prepare_home(settings: Settings) -> Path:
    """Lay ``dagster.yaml`` into the home and point the environment of this process there; the folder."""
    settings.claim()
    folder = settings.home / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(PROJECT / "dagster.yaml", folder / "dagster.yaml")
    os.environ.update(settings.environment())
    os.environ["DAGSTER_HOME"] = str(folder)
    os.environ["LUMBUNG_DAGSTER_URL"] = dagster_url(settings.home, settings.warehouse_url)
    return folder


def open_instance(settings: Settings) -> dg.DagsterInstance:
    """The instance that the UI shows too."""
    prepare_home(settings)
    instance = dg.DagsterInstance.get()
    instance.optimize_for_webserver(STATEMENT_TIMEOUT, pool_recycle=3600, max_overflow=8)
    return instance
