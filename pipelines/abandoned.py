"""Runs whose process is gone: killed, or lost with the machine.

Dagster counts them as running for hours, and the queue with its two places starts nothing new meanwhile. They are
closed before a process of ours starts its own.
"""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import dagster as dg
from dagster import DagsterRun, DagsterRunStatus, RunsFilter

PROCESS = "lumbung/proses"
"""Tag of the runs that ``lumbung run`` makes in its own process: which process that is."""

_SERVER = ".dagster/grpc_info"
"""Dagster's tag of the runs its daemon launches: the code server they belong to."""

_UNFINISHED = [DagsterRunStatus.STARTING, DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]


def this_process() -> str:
    """Machine, number and start of this process: a number alone is used again."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def close_abandoned(instance: dg.DagsterInstance) -> int:
    """Mark runs as failed whose process is gone; how many. A run of another machine is left alone."""
    unfinished = instance.get_runs(RunsFilter(statuses=_UNFINISHED))
    gone = [run for run in unfinished if _is_gone(run)]
    for run in gone:
        instance.report_run_failed(run, "Proses yang menjalankannya terhenti; pekerjaannya aman diulang.")
    return len(gone)


def _is_gone(run: DagsterRun) -> bool:
    process, server = run.tags.get(PROCESS), run.tags.get(_SERVER)
    if process is not None:
        machine, pid, started = process.rsplit(":", 2)
        return machine == socket.gethostname() and _started(int(pid)) != started
    return server is not None and not _answers(json.loads(server))


def _started(pid: int) -> str:
    """When a process started, in ticks since boot; '' where there is no such process, '?' where it cannot be told."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (ProcessLookupError, FileNotFoundError) as error:
        return "" if isinstance(error, ProcessLookupError) or Path("/proc/self").exists() else "?"
    except PermissionError:
        return "?"


def _answers(server: dict[str, str | int]) -> bool:
    """Whether a code server of this machine takes connections."""
    path = server.get("socket")
    if path is None and server.get("host") not in ("localhost", "127.0.0.1"):
        return True
    family = socket.AF_UNIX if path else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(path) if path else ("127.0.0.1", int(server["port"])))
        except OSError:
            return False
    return True
