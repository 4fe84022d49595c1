"""Files from the test suites of spreadsheet libraries: does each get a verdict, in time and within memory?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SECONDS, MEGABYTES = 10.0, 1024.0
"""The bar for one file."""
_GIVE_UP = 60.0


@dataclass(frozen=True)
class Verdict:
    """What ``lumbung tables FILE --json`` did with one file; ``megabytes`` is the largest of its processes."""

    file: str
    seconds: float
    megabytes: float
    said: str  # the first finding's code, or 'tables'
    fault: str  # why it is no verdict; empty if it is one

    @property
    def holds(self) -> bool:
        """True for a clear answer within the bar."""
        return not self.fault and self.seconds < SECONDS and self.megabytes < MEGABYTES


def verdicts(corpus: Path) -> Iterator[Verdict]:
    """One process per file, as a person would start it."""
    for path in sorted(corpus.iterdir()):
        if path.name != "MANIFEST.csv":
            yield _verdict(path)


def _verdict(path: Path) -> Verdict:
    command = [sys.executable, "-m", "pipelines", "tables", str(path), "--json"]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err)
        status, usage = _wait(process, started + _GIVE_UP)
        seconds = time.perf_counter() - started
        out.seek(0)
        err.seek(0)
        said, fault = _judge(status, out.read(), err.read())
    return Verdict(path.name, seconds, usage / 1024, said, fault)


def _wait(process: subprocess.Popen[bytes], until: float) -> tuple[int, int]:
    """(exit code, kilobytes of its largest process); the children that it waited for are in its account."""
    while True:
        found, status, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage.ru_maxrss
        if time.perf_counter() > until:
            process.kill()
        time.sleep(0.01)


def _judge(status: int, out: bytes, err: bytes) -> tuple[str, str]:
    if status not in (0, 3):
        return "", f"exit {status}"
    if b"Traceback" in err:
        return "", "traceback"
    try:
        document = json.loads(out)
    except json.JSONDecodeError:
        return "", "no JSON"
    codes = [finding["code"] for finding in document["findings"] if finding["severity"] == "blocker"]
    said = codes[0] if codes else "tables" if document["tables"] else "no table"
    silent = not (document["tables"] or document["findings"] or document["skipped"])
    return said, "nothing said" if silent else ""
