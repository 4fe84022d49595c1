"""Writing files of a site's reference folder: one writer at a time, and each file whole or as it was."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

Register = TypeVar("Register")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else writes into the folder meanwhile.

    The folder itself is the lock: a lock file would be one more file to review and to forget.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def change_file(
    path: Path,
    read: Callable[[Path], Register],
    change: Callable[[Register], Register],
    written_out: Callable[[Register], str],
) -> Register:
    """Read a register, change it, write it; nobody else writes into its folder meanwhile.

    ``change`` sees what stands in the file now, so that two people who decide at once both have their say; what it
    raises, or ``read`` (which is given the folder), leaves the file as it was.
    """
    with locked(path.parent):
        before = read(path.parent)
        after = change(before)
        if after != before:
            replace_file(path, written_out(after))
        return after


def replace_file(path: Path, content: str) -> None:
    """Write a file anew, whole or not at all."""
    # Beside the folder, not in it: whoever reads the whole folder must not meet half a file.
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
