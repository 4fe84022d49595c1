"""The command as people start it: a process of its own, in a house of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg

from pipelines.settings import PROJECT
from tests.pipelines.nights import Rows
from tests.pipelines.small_site import SmallSite
from warehouse.cluster import Cluster

CALL = "from pipelines.command import main; main()"
PATIENCE = 240.0
"""Seconds to wait for something to happen in a process; generous, the machine may be busy."""


def environment(home: Path, site: SmallSite | None = None) -> Mapping[str, str]:
    """The environment of a command in that home."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("LUMBUNG_", "DAGSTER_"))}
    own = {"LUMBUNG_HOME": str(home), "LUMBUNG_SENSOR_SECONDS": "5", "COLUMNS": "200", "PYTHONUNBUFFERED": "1"}
    return {**inherited, **own, **({"LUMBUNG_SITE": str(site.folder)} if site else {})}


def start(home: Path, site: SmallSite | None, *arguments: str, log: Path | None = None) -> subprocess.Popen[str]:
    """Start ``lumbung`` with these arguments."""
    output = log.open("w") if log else subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", CALL, *arguments],
        cwd=PROJECT,
        env=environment(home, site),
        stdout=output,
        stderr=subprocess.STDOUT if log else subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that what it started can be ended with it
    )


def call(home: Path, site: SmallSite | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``lumbung`` with these arguments to its end."""
    process = start(home, site, *arguments)
    output, errors = process.communicate(timeout=PATIENCE)
    return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


def peek(home: Path, query: str) -> Rows:
    """The rows of a query on a warehouse that another process may still be making; none where it cannot be asked."""
    cluster = Cluster(home.resolve() / "pg")
    try:
        with psycopg.connect(
            host=str(cluster.socket), port=5432, user="postgres", dbname="lumbung", connect_timeout=2
        ) as connection:
            return connection.execute(query.encode()).fetchall()
    except (OSError, psycopg.Error):
        return []


def wait_for(happened: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait until something is so, while the process lives."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert process.poll() is None, "the process ended before it came to that"
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.02)
