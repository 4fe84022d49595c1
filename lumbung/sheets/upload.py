"""Reading what somebody sent: in a child process, so that no file can take us down. Whoever reads uploads calls this.

:func:`lumbung.sheets.read.read_workbook` does the same in the calling process, for files that are our own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from lumbung.sheets.child.pool import READERS, Pool
from lumbung.sheets.child.wire import Fault, Request
from lumbung.sheets.child.worker import End, Ended
from lumbung.sheets.errors import UnreadableError, damaged, too_large
from lumbung.sheets.model import Reading
from lumbung.site import Limits


class ReaderFaultError(RuntimeError):
    """A fault of ours while a file was read, or a child that somebody else ended; the note has the child's trace."""


def get_ready() -> None:
    """Start a reader in the background: it is there when the first file comes."""
    READERS.warm()


def read_upload(data: bytes, name: str, limits: Limits | None = None, readers: Pool = READERS) -> Reading:
    """All grids and tables of a file, with what was wrong in reading it; a crash, a hang or a bomb is a finding too.

    Raises:
        ReaderFaultError: the fault is ours and says nothing about the file.
    """
    outcome = readers.read(Request(data, name, limits or Limits()))
    if isinstance(outcome, Reading):
        return outcome
    if isinstance(outcome, Fault):
        raise _fault(outcome.summary, outcome.trace)
    error = _verdict(outcome, name, limits or Limits())
    return Reading(name, hashlib.sha256(data).hexdigest(), outcome.format, findings=(error.finding,))


class Readings(Iterator[Reading]):
    """The readings of several files in order: each is read while the caller still works on something else.

    The first is begun at once. Raises what :func:`read_upload` raises, and :class:`OSError` of a file that is gone.
    """

    def __init__(self, paths: Iterable[Path], limits: Limits | None = None) -> None:
        self._paths = iter(paths)
        self._limits = limits
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readings")
        self._coming = self._begin()

    def __next__(self) -> Reading:
        """The next reading, in the order of the paths. After the last the children go, and the memory they held."""
        if self._coming is None:
            raise StopIteration
        reading, self._coming = self._coming.result(), self._begin()
        if self._coming is None:
            self._thread.shutdown()
            READERS.close()
        return reading

    def _begin(self) -> Future[Reading] | None:
        path = next(self._paths, None)
        return None if path is None else self._thread.submit(self._read, path)

    def _read(self, path: Path) -> Reading:
        return read_upload(path.read_bytes(), path.name, self._limits)


def _verdict(ended: Ended, name: str, limits: Limits) -> UnreadableError:
    match ended.end:
        case End.NO_MEMORY:
            allowed = f"{ended.allowance.megabytes:,} MB"
            if ended.allowance.megabytes < limits.memory:  # far more than what is in it can need
                return damaged(name, f"membacanya akan menghabiskan lebih dari {allowed} memori")
            return too_large(name, "memori untuk membacanya", allowed)
        case End.NO_TIME:
            return too_large(name, "waktu untuk membacanya", f"{ended.allowance.seconds:.0f} detik")
        case End.CRASH:
            return damaged(name, "pembaca berhenti mendadak di tengahnya")
        case End.LOST:
            raise _fault("the reader was ended from outside", ended.detail)


def _fault(summary: str, trace: str) -> ReaderFaultError:
    fault = ReaderFaultError(summary)
    fault.add_note(trace)
    return fault
