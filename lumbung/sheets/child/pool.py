"""The children at hand: one is started when it is first needed, used for many files, and replaced when it ends."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from lumbung.sheets.child.wire import Request
from lumbung.sheets.child.worker import SERVE, End, Ended, Outcome, Worker


class Pool:
    """At most ``size`` children at a time, for any number of threads; who comes later waits."""

    def __init__(self, size: int | None = None, module: str = SERVE) -> None:
        self._size = size or max(2, os.cpu_count() or 1)
        self._module = module
        self._idle: list[Worker] = []
        self._reset()
        atexit.register(self.close)
        os.register_at_fork(after_in_child=self._after_fork)

    def read(self, request: Request) -> Outcome:
        """What reading a file came to. No file is blamed for a crash that a used child may have brought along."""
        with self._worker() as worker:
            first_file = worker.files == 0
            outcome = worker.read(request)
        again = isinstance(outcome, Ended) and (
            outcome.end is End.LOST or (outcome.end is End.CRASH and not first_file)
        )
        if not again:
            return outcome
        with self._worker(fresh=True) as worker:
            return worker.read(request)

    def warm(self) -> None:
        """Start a child now, so that it is ready when the first file comes."""
        with self._worker():
            pass

    def close(self) -> None:
        """End the children that wait; those at work end when their file is done."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()

    @contextmanager
    def _worker(self, fresh: bool = False) -> Iterator[Worker]:
        with self._turns:
            with self._lock:
                worker = self._idle.pop() if self._idle and not fresh else None
            worker = worker or Worker(self._module)
            try:
                yield worker
            finally:
                self._take_back(worker)

    def _take_back(self, worker: Worker) -> None:
        with self._lock:
            kept = worker.usable and len(self._idle) < self._size
            if kept:
                self._idle.append(worker)
        if not kept:
            worker.kill()

    def _reset(self) -> None:
        self._turns = BoundedSemaphore(self._size)
        self._lock = Lock()
        self._idle = []

    def _after_fork(self) -> None:
        """A fork of ours gets children of its own: two readers of one pipe would take each other's answers."""
        for worker in self._idle:
            worker.forget()
        self._reset()


READERS = Pool()
"""The children of this process. None is started before the first file."""
