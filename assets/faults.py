"""Faults of ours while working on many files: one file that we cannot handle must not keep the others waiting."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

log = logging.getLogger(__name__)


class FileFaults(Exception):
    """Files that could not be handled through a fault of ours; everything else was done."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(f"gangguan sistem pada {len(names)} berkas: {', '.join(names)}")


@dataclass
class Faults:
    """Collects what went wrong file by file, to be raised once at the end."""

    names: list[str] = field(default_factory=list)

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Work on one file: a fault is logged with its traceback and the next file is taken up."""
        try:
            yield
        except Exception:  # whatever a file brings to light; raised again by :meth:`settle`
            log.exception("%s", name)
            self.names.append(name)

    def settle(self) -> None:
        """Raise what was collected.

        Raises:
            FileFaults: at least one file could not be handled.
        """
        if self.names:
            raise FileFaults(tuple(dict.fromkeys(self.names)))
