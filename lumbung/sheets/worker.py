"""The child process that reads: takes files from its standard input, answers on what was its standard output.

Started by :mod:`lumbung.sheets.apart` as ``python -m lumbung.sheets.worker``. It ends when its input ends, so it never
outlives its parent for longer than one file takes.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

from lumbung.sheets.read import read_workbook
from lumbung.sheets.wire import Answer, Outcome, Request, give, take
from lumbung.site import Limits

_MEGABYTE = 2**20
_MEMORY = Path("/proc/self/statm")
_SPARE_SECONDS = 5
_FULL = 300
"""Megabytes of memory from which on a worker gives way to a fresh one: what Python once took it seldom returns."""
_FILES_BETWEEN_CLEANING = 50


def main() -> None:
    """Answer requests until the input ends."""
    requests, answers = sys.stdin.buffer, _private_output()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.freeze()
    gc.disable()  # a long sheet is millions of objects, and all of them are needed
    read = 0
    while (packed := take(requests)) is not None:
        request: Request = pickle.loads(packed)  # noqa: S301  from our own parent
        del packed
        answer = _answer(request)
        give(answers, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
        if answer.last:
            return
        read += 1
        if read % _FILES_BETWEEN_CLEANING == 0:
            gc.collect()


def _private_output() -> BinaryIO:
    """The pipe to the parent, out of reach of libraries that print."""
    private = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(private, "wb")


def _answer(request: Request) -> Answer:
    _limit(request.limits)
    try:
        reading = read_workbook(request.data, request.name, request.limits)
    except MemoryError:
        return Answer(Outcome.TOO_MUCH_MEMORY, last=True)
    except Exception:  # noqa: BLE001  a fault of ours is told to the parent, which must not take it for the OPD's
        return Answer(Outcome.FAULT, fault=traceback.format_exc())
    return Answer(Outcome.READ, reading, last=_megabytes() > _FULL)


def _limit(limits: Limits) -> None:
    """Memory as the site allows; processor time as a backstop, should the parent no longer be there to stop us."""
    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    wanted = int(limits.memory_megabytes * _MEGABYTE)
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hardest < 0 else min(wanted, hardest), hardest))
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    _, hardest = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(spent + 2 * limits.seconds + _SPARE_SECONDS)  # two threads may work at once
    resource.setrlimit(resource.RLIMIT_CPU, (until if hardest < 0 else min(until, hardest), hardest))


def _megabytes() -> float:
    """Memory in use; not ``ru_maxrss``, in which Linux counts what the parent held when it started us."""
    try:
        return int(_MEMORY.read_text().split()[1]) * resource.getpagesize() / _MEGABYTE
    except OSError:
        return 0.0  # no such file on other systems: then a worker is kept


if __name__ == "__main__":
    main()
