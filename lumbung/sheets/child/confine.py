"""What the child denies itself: memory and time beyond a file's allowance, core dumps, writing files, our stdout."""

from __future__ import annotations

import math
import os
import re
import resource
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from select import POLLHUP, poll
from typing import BinaryIO

from lumbung.sheets.child.allowance import Allowance

_LONGEST_ERROR_TEXT = 1_000_000
_STATM = Path("/proc/self/statm")
_STATUS = Path("/proc/self/status")
_PEAK = re.compile(rb"VmHWM:\s*(\d+) kB")


def confine() -> tuple[BinaryIO, BinaryIO]:
    """Give up what reading does not need; the streams of requests and answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started us; we go when the pipe closes
    requests, answers = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # a library that prints must not write into our answers
    sys.stdout = sys.stderr
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, _LONGEST_ERROR_TEXT)
    threading.Thread(target=_go_with_the_parent, args=(requests,), daemon=True).start()
    return os.fdopen(requests, "rb"), os.fdopen(answers, "wb")


def keep_to(allowance: Allowance) -> None:
    """From now on take no more than this; beyond it the kernel refuses memory and ends the process."""
    _limit(resource.RLIMIT_AS, _address_space() + allowance.megabytes * 1_000_000)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + allowance.seconds))


def be_at_rest() -> None:
    """Between files: what comes in next is not held against the last file's allowance."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def peak_megabytes() -> int:
    """The most memory this process ever held; 0 where the system does not tell.

    Not from getrusage: there a child begins with the peak of whoever started it.
    """
    try:
        found = _PEAK.search(_STATUS.read_bytes())
    except OSError:
        return 0
    return int(found[1]) * 1024 // 1_000_000 if found else 0


def _limit(what: int, value: int) -> None:
    """Set a soft limit; systems that know no such limit (macOS, memory) go without."""
    _, hard = resource.getrlimit(what)
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _address_space() -> int:
    try:
        return int(_STATM.read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _go_with_the_parent(requests: int) -> None:
    """End as soon as nobody can send requests any more, even in the middle of a file."""
    hung_up = poll()
    hung_up.register(requests, 0)
    while not any(event & POLLHUP for _, event in hung_up.poll()):
        pass
    os._exit(0)
