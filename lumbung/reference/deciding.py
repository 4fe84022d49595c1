"""Writing decisions down: one writer at a time, and the file whole or as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lumbung.reference.decisions import FILE_NAME, Decisions, read_decisions, written_out
from lumbung.reference.writing import change_file


def decide(folder: Path, change: Callable[[Decisions], Decisions]) -> Decisions:
    """Read the decisions of a reference folder, change them, write them; nobody else writes meanwhile.

    ``change`` sees what stands in the file now, so that two people who decide at once both have their say; what it
    raises leaves the file as it was.

    Raises:
        DecisionError: the file is not as it should be.
    """
    return change_file(folder / FILE_NAME, read_decisions, change, written_out)
