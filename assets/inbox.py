"""The inbox: which files lie in the upload folder, and which OPD each came from.

The first folder under the inbox names the OPD (by id, abbreviation or full name). Nothing is opened here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lumbung.reference.opd import OpdRegistry
from lumbung.site import Site

NO_FOLDER = "tanpa-folder"
"""Stands for the OPD of a file that lies in the inbox outside any folder."""


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


def arrivals(inbox: Path, site: Site, opds: OpdRegistry) -> list[Arrival]:
    """Every upload in the inbox, oldest first; lock files, hidden files and what the site ignores are left out."""
    found = [_arrival(path, inbox, opds) for path in _files(inbox, site)]
    return sorted(found, key=lambda a: (a.modified, a.origin))


def _files(inbox: Path, site: Site) -> Iterator[Path]:
    for path in sorted(inbox.rglob("*")):
        parts = path.relative_to(inbox).parts
        if path.is_file() and not any(site.ignores(part) for part in parts):
            yield path


def _arrival(path: Path, inbox: Path, opds: OpdRegistry) -> Arrival:
    relative = path.relative_to(inbox)
    folder = relative.parts[0] if len(relative.parts) > 1 else NO_FOLDER
    opd = opds.find(folder)
    status = path.stat()
    return Arrival(
        path=path,
        origin=relative.as_posix(),
        opd=opd.id if opd else folder,
        modified=datetime.fromtimestamp(status.st_mtime, tz=UTC),
        size=status.st_size,
    )
