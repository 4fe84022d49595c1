"""``lumbung ui``: Dagster's webserver and daemon over the same warehouse."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipelines.abandoned import close_abandoned
from pipelines.instance import open_instance
from pipelines.settings import PROJECT, Settings


def ui(site: Path | None, uploads: Path | None, host: str, port: int) -> int:
    """Serve until interrupted; the exit code of Dagster."""
    settings = Settings.read(site=site, inbox=uploads, reading=True)
    with open_instance(settings) as instance:
        close_abandoned(instance)
    print(f"Dagster: http://{host}:{port}  (Ctrl-C untuk berhenti)", flush=True)
    command = [sys.executable, "-m", "dagster", "dev", "-m", "pipelines.definitions", "-h", host, "-p", str(port)]
    return subprocess.call(command, cwd=PROJECT, env=os.environ)
