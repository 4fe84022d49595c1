"""What the process that reads and its parent say to each other: pickles, each behind its length in eight bytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

from lumbung.sheets.model import Reading
from lumbung.site import Limits

LENGTH = struct.Struct("<Q")


class Outcome(Enum):
    """How reading one file ended in the child."""

    READ = "read"
    TOO_MUCH_MEMORY = "memory"
    FAULT = "fault"  # ours: the answer carries the traceback


@dataclass(frozen=True)
class Request:
    """One file to read."""

    data: bytes
    name: str
    limits: Limits


@dataclass(frozen=True)
class Answer:
    """What became of it; after the ``last`` one the child ends."""

    outcome: Outcome
    reading: Reading | None = None
    fault: str = ""
    last: bool = False


def take(stream: BinaryIO) -> bytes | None:
    """The next message; None at the end of the stream."""
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def give(stream: BinaryIO, message: bytes) -> None:
    """Send a message."""
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()
