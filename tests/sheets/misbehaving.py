"""A child that does what a file's name says, to see what becomes of it: ``python -m tests.sheets.misbehaving``."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Callable

from lumbung.sheets.child.serve import serve
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from lumbung.site import Limits


def _spin() -> None:
    while True:
        pass


def _slowly() -> None:
    """As on a busy machine: little work, and long pauses between."""
    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        time.sleep(0.05)
        sum(range(200_000))


def _panic() -> None:
    raise type("PanicException", (BaseException,), {})


def _chatter() -> None:
    os.write(1, b"printed by a library\n" * 30_000)
    print("printed by Python")


def _fault() -> None:
    raise KeyError("a mistake of ours")


DEEDS: dict[str, Callable[[], object]] = {
    "abort": os.abort,
    "segfault": lambda: ctypes.string_at(0),
    "panic": _panic,
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "exit": lambda: os._exit(3),
    "spin": _spin,
    "sleep": lambda: time.sleep(600),
    "slowly": _slowly,
    "memory": lambda: bytearray(20_000_000_000),
    "hoard": lambda: bytearray(b"x") * 460_000_000,
    "chatter": _chatter,
    "fault": _fault,
}


def misbehave(data: bytes, name: str, limits: Limits) -> Reading:
    """Do as the name says; any other file is read."""
    DEEDS.get(name, lambda: None)()
    return read_workbook(data, name, limits)


if __name__ == "__main__":
    serve(misbehave)
