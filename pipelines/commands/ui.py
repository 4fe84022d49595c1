"""``lumbung ui``: Dagster's webserver and daemon over the same warehouse."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from pipelines.abandoned import close_abandoned
from pipelines.instance import open_instance
from pipelines.settings import PROJECT, Settings


def ui(site: Path | None, uploads: Path | None, host: str, port: int) -> NoReturn:
    """Become Dagster's development server, so that a signal to this process ends all that it started."""
    settings = Settings.read(site=site, inbox=uploads, reading=True)
    with open_instance(settings) as instance:
        close_abandoned(instance)
    print(f"Dagster: http://{host}:{port}  (Ctrl-C untuk berhenti)", flush=True)
    command = [sys.executable, "-m", "dagster", "dev", "-m", "pipelines.definitions", "-h", host, "-p", str(port)]
    os.chdir(PROJECT)
    os.execve(sys.executable, command, os.environ)  # noqa: S606
