"""Our side of one child: start it, hand it a file, wait no longer than the file may take, tell how it ended."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import lumbung
from lumbung.sheets.child.allowance import Allowance, at_first_sight
from lumbung.sheets.child.patience import OutOfTime, PatientPipe
from lumbung.sheets.child.wire import OUT_OF_MEMORY, Answer, Begun, Fault, Message, Request, receive, send
from lumbung.sheets.model import Reading

SERVE = "lumbung.sheets.child.serve"
"""The module a child runs."""

_ROOT = str(Path(lumbung.__file__).parents[1])
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "HOME", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
"""No more of the environment: whoever takes over the child finds neither keys nor passwords in it."""
_CRASHES = {signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGTRAP}
_NO_MEMORY = b"memory allocation of"  # what Rust says before it aborts
_ERROR_TEXT = 4000


class End(Enum):
    """How a child came to its end while it read."""

    CRASH = auto()
    NO_MEMORY = auto()
    NO_TIME = auto()
    LOST = auto()  # ended from outside, or before it began: says nothing about the file


@dataclass(frozen=True, slots=True)
class Ended:
    """There is no reading: the child ended first."""

    end: End
    format: str
    allowance: Allowance
    detail: str  # for the log


Outcome = Reading | Fault | Ended


class Worker:
    """One child process. Used by one thread at a time."""

    def __init__(self, module: str = SERVE) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 — lives as long as the child
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=_environment(),
            bufsize=0,
        )
        assert self._process.stdin and self._process.stdout
        self._requests = io.BufferedWriter(self._process.stdin)
        self._pipe = PatientPipe(self._process.stdout.fileno(), self._process.pid)
        self._answers = io.BufferedReader(self._pipe, 1 << 20)
        self.files = 0
        self.usable = True

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def read(self, request: Request) -> Outcome:
        """The reading of one file, or why there is none. A child that gave none is not usable again."""
        self.files += 1
        begun = Begun("unknown", at_first_sight(request.data, request.limits))
        usable, self.usable = self.usable, False  # until all went well
        try:
            self._forget_errors()
            send(request, self._requests)
            message = self._receive(begun.allowance)
            if isinstance(message, Begun):
                begun = message
                message = self._receive(begun.allowance)
        except OutOfTime:
            self.kill()
            return Ended(End.NO_TIME, begun.format, begun.allowance, "")
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            return self._post_mortem(begun, error)
        except BaseException:  # a Ctrl-C of ours: what the child still sends would be taken for the next file's answer
            self.kill()
            raise
        self.usable = usable and not (isinstance(message, Answer) and message.worn)
        if isinstance(message, Answer):
            return message.reading
        assert isinstance(message, Fault)
        return message

    def kill(self) -> None:
        """End the child at once; it holds nothing that could be lost."""
        self.usable = False
        self._process.kill()
        self._process.wait()
        self.forget()

    def forget(self) -> None:
        """Close our ends of the pipes without touching the child: for a fork of ours, to which it does not belong."""
        self.usable = False
        assert self._process.stdout
        for stream in (self._requests, self._answers, self._process.stdout, self._errors):
            with suppress(OSError):  # what was still to be sent has no reader any more
                stream.close()

    def _receive(self, allowance: Allowance) -> Message:
        self._pipe.seconds = allowance.seconds
        return receive(self._answers)

    def _forget_errors(self) -> None:
        """Empty the file of error texts; the child writes on at the same position, which we share with it."""
        self._errors.seek(0)
        self._errors.truncate()

    def _post_mortem(self, begun: Begun, error: Exception) -> Ended:
        try:
            code = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:  # alive, and talking nonsense
            code = 0
        self._errors.seek(0)
        text = self._errors.read(_ERROR_TEXT)
        self.kill()
        detail = f"{type(error).__name__}: {error}; exit {code}; {text.decode(errors='replace')}"
        return Ended(_end(code, text), begun.format, begun.allowance, detail)


def _end(code: int, errors: bytes) -> End:
    if code == OUT_OF_MEMORY or (code == -signal.SIGABRT and _NO_MEMORY in errors):
        return End.NO_MEMORY
    if code == -signal.SIGXCPU:
        return End.NO_TIME
    return End.CRASH if -code in _CRASHES else End.LOST


def _environment() -> dict[str, str]:
    """Enough to start Python with the code that we run ourselves, wherever the command was given."""
    kept = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    path = os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "2"}
