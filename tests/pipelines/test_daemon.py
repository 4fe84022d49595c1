"""The whole machine: ``lumbung ui`` with webserver, daemon, sensors and queue, and a file dropped into the inbox."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.pipelines.nights import Rows
from tests.pipelines.processes import peek, start
from tests.pipelines.small_site import SmallSite, even, livestock

PATIENCE = 180.0
"""Seconds from the drop to the facts: two ticks of the inbox, one of publishing, a process for each run."""

RUNS = "query { runsOrError { ... on Runs { results { jobName status } } } }"


@dataclass(frozen=True)
class Machine:
    """A running ``lumbung ui``."""

    site: SmallSite
    home: Path
    port: int
    process: subprocess.Popen[str]

    def eventually(self, query: str, expected: Rows) -> None:
        """Wait until the warehouse answers so."""
        deadline = time.monotonic() + PATIENCE
        while (found := peek(self.home, query)) != expected:
            assert self.process.poll() is None, "lumbung ui has ended"
            assert time.monotonic() < deadline, f"{query}: {found}"
            time.sleep(0.5)

    def runs(self) -> set[tuple[str, str]]:
        """Job and status of every run, as the UI asks for them."""
        address = f"http://127.0.0.1:{self.port}/graphql"
        request = Request(address, json.dumps({"query": RUNS}).encode(), {"Content-Type": "application/json"})
        with urlopen(request, timeout=30) as answer:
            results = json.load(answer)["data"]["runsOrError"]["results"]
        return {(run["jobName"], run["status"]) for run in results}


@pytest.fixture
def machine(home: Path, site: SmallSite, tmp_path: Path) -> Iterator[Machine]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "ui.log"
    process = start(home, site, "ui", "--port", str(port), log=log)
    yield Machine(site, home, port, process)
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=60)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert "Traceback" not in log.read_text(), log.read_text()[-3000:]


def test_a_file_dropped_into_the_inbox_ends_as_facts(machine: Machine) -> None:
    machine.site.send("distan/Ternak 2022.xlsx", livestock(2022, even(400, 30)))
    machine.eventually("SELECT count(*)::int, sum(nilai)::int FROM data.fakta_indikator", [(12, 2610)])
    finished = {job for job, status in machine.runs() if status == "SUCCESS"}
    assert "terima_kiriman" in finished
    assert {job for job, _ in machine.runs()} >= {"terima_kiriman", "terbitkan_tahun"}
