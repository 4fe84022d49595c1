"""The inbox: which files lie in the upload folder, and which OPD each came from.

The first folder under the inbox names the OPD (by id, abbreviation or full name). Nothing is opened here.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lumbung.reference.opd import OpdRegistry
from lumbung.site import Site

NO_FOLDER = "tanpa-folder"
"""Stands for the OPD of a file that lies in the inbox outside any folder."""


class InboxUnavailable(OSError):
    """The inbox, or a folder in it, cannot be looked into."""


@dataclass(frozen=True)
class Arrival:
    """A file in the inbox. ``opd`` is an OPD id, or the folder's name where no OPD answers to it."""

    path: Path
    origin: str  # path relative to the inbox
    opd: str
    modified: datetime
    size: int  # bytes

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.name

    @property
    def mark(self) -> tuple[str, datetime, int]:
        """What tells this arrival from others without opening the file: place, modified time, size."""
        return self.origin, self.modified, self.size

    def read(self) -> bytes | None:
        """The bytes; None where the file is gone or was written to meanwhile: another look will find it whole.

        Raises:
            OSError: the file cannot be read.
        """
        try:
            data = self.path.read_bytes()
            status = self.path.stat()
        except FileNotFoundError:
            return None
        still = len(data) == status.st_size == self.size and _modified(status) == self.modified
        return data if still else None


def arrivals(
    inbox: Path, site: Site, opds: OpdRegistry, wanted: Callable[[str], bool] = lambda _: True
) -> list[Arrival]:
    """Every upload in the inbox, oldest first; lock files, hidden files and what the site ignores are left out.

    Only folders of OPDs that are ``wanted`` are looked into.

    Raises:
        InboxUnavailable: the inbox or a folder in it is missing or closed: nothing is passed over in silence.
    """
    found = []
    for top in _entries(inbox, site):
        opd = _opd_of(top.name, opds) if top.is_dir() else NO_FOLDER
        if wanted(opd):
            found += [_arrival(path, inbox, opd) for path in _files(top, site)]
    return sorted((a for a in found if a is not None), key=lambda a: (a.modified, a.origin))


def _entries(inbox: Path, site: Site) -> list[Path]:
    if not inbox.is_dir():
        raise InboxUnavailable(f"Kotak masuk {inbox} tidak ada; sebutkan dengan --uploads atau LUMBUNG_UPLOADS.")
    try:
        return sorted(path for path in inbox.iterdir() if not site.ignores(path.name))
    except OSError as error:
        raise _unavailable(error) from error


def _opd_of(folder: str, opds: OpdRegistry) -> str:
    opd = opds.find(folder)
    return opd.id if opd else folder


def _files(top: Path, site: Site) -> Iterator[Path]:
    if not top.is_dir():
        yield top
        return
    for folder, subfolders, names in os.walk(top, onerror=_refuse):
        subfolders[:] = sorted(name for name in subfolders if not site.ignores(name))
        yield from (Path(folder, name) for name in sorted(names) if not site.ignores(name))


def _refuse(error: OSError) -> None:
    raise _unavailable(error) from error


def _unavailable(error: OSError) -> InboxUnavailable:
    return InboxUnavailable(f"Folder {error.filename} di kotak masuk tidak dapat dibuka: {error.strerror}.")


def _arrival(path: Path, inbox: Path, opd: str) -> Arrival | None:
    """The arrival of a file; None for what is no ordinary file, or gone since the folder was listed."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return Arrival(path, path.relative_to(inbox).as_posix(), opd, _modified(status), status.st_size)


def _modified(status: os.stat_result) -> datetime:
    return datetime.fromtimestamp(status.st_mtime, tz=UTC)
