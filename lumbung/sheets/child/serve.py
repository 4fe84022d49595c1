"""The child: ``python -m lumbung.sheets.child.serve`` reads one workbook after another until its pipe closes."""

from __future__ import annotations

import gc
import os
import traceback
from collections.abc import Callable
from typing import BinaryIO

from lumbung.sheets.child.allowance import allowance, at_first_sight
from lumbung.sheets.child.confine import be_at_rest, confine, keep_to, peak_megabytes
from lumbung.sheets.child.wire import OUT_OF_MEMORY, Answer, Begun, Fault, Message, Request, receive, send
from lumbung.sheets.files.sniff import sniff
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from lumbung.site import Limits

Read = Callable[[bytes, str, Limits], Reading]

_WORN = 450
"""MB a child may ever have held and still be used again: freed memory does not all go back to the system."""


def serve(read: Read = read_workbook) -> None:
    """Answer requests until the parent goes. Never returns."""
    requests, answers = confine()
    gc.freeze()
    gc.disable()  # a reading is no garbage while it is made; what was left of it is collected afterwards
    try:
        while True:
            _answer(requests, answers, read)
            gc.collect()
            be_at_rest()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _answer(requests: BinaryIO, answers: BinaryIO, read: Read) -> None:
    request = receive(requests)
    assert isinstance(request, Request)
    keep_to(at_first_sight(request.data, request.limits))
    message: Message
    try:
        send(begun := _look(request), answers)
        keep_to(begun.allowance)
        message = Answer(read(request.data, request.name, request.limits), peak_megabytes() > _WORN)
        keep_to(begun.allowance)  # handing over a large answer takes its own time
    except (MemoryError, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 — told to the parent, which raises it as what it is: a fault of ours
        message = Fault(f"{type(error).__name__}: {error}", traceback.format_exc())
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # Rust gave up, and nobody on the way made a finding of it
            os.abort()
        raise
    send(message, answers)


def _look(request: Request) -> Begun:
    found = sniff(request.data)
    return Begun(found.reported, allowance(request.data, request.limits))


if __name__ == "__main__":
    serve()
