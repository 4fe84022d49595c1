"""What ``lumbung check`` costs: it is started as a person starts it, and watched until it ends."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Cost:
    """What one command took; the memory is the most that it and its children held together."""

    seconds: float
    megabytes: float


def check(file: Path, site: Path, opd: str, *more: str) -> tuple[Cost, str]:
    """The cost of checking a file, and what was printed (JSON)."""
    command = [sys.executable, "-m", "pipelines", "check", str(file), "--site", str(site), "--opd", opd, *more]
    started = time.perf_counter()
    process = subprocess.Popen([*command, "--json"], cwd=_PROJECT, stdout=subprocess.PIPE, text=True)
    memory = _Memory(process.pid)
    memory.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - started
    memory.join()
    return Cost(seconds, memory.most), said


class _Memory(threading.Thread):
    """Watches a process and all below it: the most megabytes that they held together, shared pages counted once."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most = process, 0.0

    def run(self) -> None:
        while (held := sum(map(_held, _family(self.process)))) > 0:
            self.most = max(self.most, held)
            time.sleep(0.2)


def _family(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            below = task.read_text().split()
        except OSError:
            continue
        for child in below:
            yield from _family(int(child))


def _held(process: int) -> float:
    """Megabytes of a process, its part of what it shares with others included; 0 for one that has ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) * 1024 / 1e6
