"""Memory: no search for garbage while very many objects are made that are all needed, nor when a command ends."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No garbage is searched for inside; with millions of new objects each search would walk over all of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def left_to_the_system() -> None:
    """What this process holds when it ends goes back at once, without a last search through all of it."""
    atexit.register(gc.freeze)
