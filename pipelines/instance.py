"""The Dagster instance of a home: its settings file laid in place, its storage on the warehouse's server."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import dagster as dg

from pipelines.settings import PROJECT, Settings
from warehouse.server import dagster_url


def prepare_home(settings: Settings) -> Path:
    """Lay ``dagster.yaml`` into the home and point the environment of this process there; the folder."""
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
    return dg.DagsterInstance.get()
