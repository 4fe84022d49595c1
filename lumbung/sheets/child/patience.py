"""How long an answer of the child is waited for: as long as it works and has not worked too much.

On a busy machine a child gets a small part of the time, and no file is to blame for that. So its work is counted in CPU
time; by the clock only idleness is: who waits for something that will never come does not work.
"""

from __future__ import annotations

import io
import os
import time
from dataclasses import dataclass
from pathlib import Path
from select import POLLIN, poll

_LONGER = 3
"""Seconds of idleness, and of work beyond what the child denies itself, for each second of an allowance."""
_LOOK = 1.0
"""Seconds between two looks at the child's work."""


class OutOfTime(Exception):
    """The child has done nothing for too long, or works without an end."""


@dataclass
class _Watch:
    """What the child had worked when we began to wait, and when it was last seen to have worked."""

    begun: float  # CPU seconds
    worked: float  # CPU seconds
    at: float  # by the clock


class PatientPipe(io.RawIOBase):
    """The pipe from a child; who reads from it waits no longer than the ``seconds`` of an allowance justify."""

    def __init__(self, source: int, child: int) -> None:
        super().__init__()
        self.seconds = 0.0
        self._source, self._child = source, child
        self._poll = poll()
        self._poll.register(source, POLLIN)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next part.

        Raises:
            OutOfTime: it will not come.
        """
        worked = _work_of(self._child)
        watch = _Watch(worked, worked, time.monotonic())
        while not self._poll.poll(min(_LOOK, self.seconds) * 1000):
            self._look(watch)
        return os.readv(self._source, [buffer])

    def _look(self, watch: _Watch) -> None:
        worked, now = _work_of(self._child), time.monotonic()
        if worked > watch.worked:
            watch.worked, watch.at = worked, now
        most = self.seconds * _LONGER
        if worked - watch.begun > most or now - watch.at > most:
            raise OutOfTime


def _work_of(child: int) -> float:
    """CPU seconds that the process has used; 0 where the system does not tell, so that the clock alone decides."""
    try:
        fields = Path(f"/proc/{child}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
