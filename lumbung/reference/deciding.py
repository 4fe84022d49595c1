"""Writing decisions down: one writer at a time, and the file whole or as it was."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lumbung.reference.decisions import FILE_NAME, Decisions, read_decisions, written_out


def decide(folder: Path, change: Callable[[Decisions], Decisions]) -> Decisions:
    """Read the decisions of a reference folder, change them, write them; nobody else writes meanwhile.

    ``change`` sees what stands in the file now, so that two people who decide at once both have their say; what it
    raises leaves the file as it was.

    Raises:
        DecisionError: the file is not as it should be.
    """
    with _locked(folder):
        before = read_decisions(folder)
        after = change(before)
        if after != before:
            _replace(folder / FILE_NAME, written_out(after))
        return after


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """The folder itself is the lock: a lock file would be one more file to review and to forget."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(path: Path, content: str) -> None:
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
