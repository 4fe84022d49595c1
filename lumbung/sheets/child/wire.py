"""What passes between us and the child: one pickled message after another, streamed over a pipe.

The child has handled hostile bytes, so its messages are taken with care: nothing but data comes out of them.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, is_dataclass
from enum import Enum
from typing import Any, BinaryIO

from lumbung.memory import collector_paused
from lumbung.sheets.child.allowance import Allowance
from lumbung.sheets.model import Reading
from lumbung.site import Limits

OUT_OF_MEMORY = 77
"""Exit code of a child that got no more memory."""

_PROTOCOL = 5
_MODEL = "lumbung.sheets.model"
_PLAIN = {
    *(("datetime", name) for name in ("date", "datetime", "time", "timedelta")),
    *(("builtins", name) for name in ("frozenset", "set", "bytearray", "range")),
    *(("array", name) for name in ("array", "_array_reconstructor")),
}


@dataclass(frozen=True, slots=True)
class Request:
    """Read these bytes; ``name`` is the file's original name."""

    data: bytes
    name: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Begun:
    """The child has looked at the file: what it seems to be, and what reading it may cost from now on."""

    format: str
    allowance: Allowance


@dataclass(frozen=True, slots=True)
class Answer:
    """The file has been read. A ``worn`` child holds so much memory that it had better not be used again."""

    reading: Reading
    worn: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in our own code, met while reading: its name and text, and the child's trace for the log."""

    summary: str
    trace: str


Message = Request | Begun | Answer | Fault


def send(message: Message, stream: BinaryIO) -> None:
    """Write a message, without a second copy of it in memory."""
    pickle.dump(message, stream, protocol=_PROTOCOL)
    stream.flush()


def receive(stream: BinaryIO) -> Message:
    """Read the next message.

    Raises:
        EOFError, pickle.UnpicklingError: the other side stopped in the middle, or sent something that is no data.
    """
    with collector_paused():
        message: Message = _Careful(stream).load()
    return message


class _Careful(pickle.Unpickler):
    """Makes data only: our own data classes and enumerations, dates and plain containers."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("lumbung.") and "." not in name:
            found = super().find_class(module, name)
            if _is_data(found) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no data")


def _is_data(found: object) -> bool:
    if not isinstance(found, type):
        return False
    return is_dataclass(found) or issubclass(found, Enum | Limits) or found.__module__ == _MODEL
