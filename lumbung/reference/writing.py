"""Writing files of a site's reference folder: one writer at a time, and each file whole or as it was."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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
