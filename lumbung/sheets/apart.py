"""Reading in a process apart: a file that crashes, starves or stalls its reader becomes a finding, not a dead run.

Child processes (:mod:`lumbung.sheets.worker`) are started when first needed and kept for the next file, one for each
thread that reads at the same time. Limits of memory and time are the site's (:class:`lumbung.site.Limits`).
"""

from __future__ import annotations

import atexit
import hashlib
import os
import pickle
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO

from lumbung.findings import Finding
from lumbung.memory import collector_paused
from lumbung.sheets.errors import crashed, too_hungry, too_slow
from lumbung.sheets.model import Reading
from lumbung.sheets.sniff import sniff
from lumbung.sheets.wire import LENGTH, Answer, Outcome, Request
from lumbung.site import Limits

_CHUNK = 2**20
_COMMAND = (sys.executable, "-m", "lumbung.sheets.worker")


class ReaderFaultError(Exception):
    """Our own reader failed on a file: an engine fault, never the OPD's; the message is the child's traceback."""


class DiedError(Exception):
    """The child ended without an answer."""


class LateError(Exception):
    """The child did not answer in time."""


def read_apart(data: bytes, name: str, limits: Limits | None = None) -> Reading:
    """All grids and tables of a file, read in a child process; whatever the file does to it, there is an answer.

    Raises:
        ReaderFaultError: our own code failed.
    """
    limits = limits or Limits()
    with _POOL.worker() as worker:
        try:
            answer = worker.ask(Request(data, name, limits), limits.seconds)
        except LateError:
            return _unread(data, name, too_slow(name, limits.seconds).finding)
        except DiedError:
            return _unread(data, name, crashed(name, limits.memory_megabytes).finding)
    if answer.outcome is Outcome.FAULT:
        raise ReaderFaultError(answer.fault)
    if answer.reading is None:
        return _unread(data, name, too_hungry(name, limits.memory_megabytes).finding)
    return answer.reading


def prepare() -> None:
    """Start a child in the background, so that it is ready when the first file is there."""
    _POOL.prepare()


def _unread(data: bytes, name: str, why: Finding) -> Reading:
    found = sniff(data)
    shown = found.value if found.is_spreadsheet else "unknown"
    return Reading(name, hashlib.sha256(data).hexdigest(), shown, findings=(why,))


class Worker:
    """One child process and the pipes to it."""

    def __init__(self, command: Sequence[str] = _COMMAND) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a reader's panic prints there; what it means is told by the finding
            bufsize=0,
            env={**os.environ, "MALLOC_ARENA_MAX": "2", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self.usable = True

    @property
    def pid(self) -> int:
        """Its process number."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """False once the child has ended by itself, as when the system was short of memory."""
        return self.usable and self._process.poll() is None

    def ask(self, request: Request, seconds: float) -> Answer:
        """The child's answer; without one, or when it was its last, the child is gone afterwards.

        Raises:
            DiedError: the child ended before it answered.
            LateError: it did not answer in time, and was stopped.
        """
        self.usable = False
        try:
            packed = pickle.dumps(request, pickle.HIGHEST_PROTOCOL)
            self._send(packed)
            received = self._receive(time.monotonic() + seconds)
            with collector_paused():
                answer: Answer = pickle.loads(received)  # noqa: S301  from our own child
            self.usable = not answer.last
        finally:
            if not self.usable:
                self.end()
        return answer

    def end(self) -> None:
        """Stop the child, whatever it is doing."""
        self.usable = False
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _send(self, message: bytes) -> None:
        try:
            view = memoryview(LENGTH.pack(len(message)) + message)
            while view:
                view = view[_pipe(self._process.stdin).write(view) :]
        except OSError as error:
            raise DiedError from error

    def _receive(self, until: float) -> bytearray:
        head = self._read(LENGTH.size, until)
        return self._read(LENGTH.unpack(head)[0], until)

    def _read(self, size: int, until: float) -> bytearray:
        received = bytearray(size)
        view = memoryview(received)
        output = _pipe(self._process.stdout)
        with selectors.DefaultSelector() as selector:
            selector.register(output, selectors.EVENT_READ)
            while view:
                if not selector.select(max(0.0, until - time.monotonic())):
                    raise LateError
                count = output.readinto(view[:_CHUNK])  # type: ignore[attr-defined]
                if not count:
                    raise DiedError
                view = view[count:]
        return received


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


class _Pool:
    """Children that wait for work, as many as threads have read at the same time.

    A process that was forked off starts with none: the pipes are its parent's.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        os.register_at_fork(after_in_child=self._forget)
        atexit.register(self._close)

    @contextmanager
    def worker(self) -> Iterator[Worker]:
        """A child for one file, kept for the next one if it is still good."""
        worker = self._take() or Worker()
        try:
            yield worker
        finally:
            with self._lock:
                self._idle.append(worker if worker.usable else Worker())  # a new one starts while this file goes on

    def prepare(self) -> None:
        """Have at least one child waiting."""
        with self._lock:
            if not self._idle:
                self._idle.append(Worker())

    def _take(self) -> Worker | None:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive:
                    return worker
                worker.end()
        return None

    def _forget(self) -> None:
        self._lock = threading.Lock()
        self._idle = []

    def _close(self) -> None:
        with self._lock:
            while self._idle:
                self._idle.pop().end()


_POOL = _Pool()
