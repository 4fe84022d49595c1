"""Landing: the bytes of every file kept for ever under their sha256, and the record of who sent them and when."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from warehouse.errors import ArchiveError
from warehouse.raw import transaction
from warehouse.tables import berkas, kiriman
from warehouse.values import clean


class Registration(NamedTuple):
    """The file's number, and whether its content has never been seen before."""

    berkas_id: int
    is_new: bool


def archive(home: Path, data: bytes) -> str:
    """Keep the bytes under ``<home>/arsip`` and return their sha256; the same bytes twice are kept once.

    A file in the archive is whole: it is written beside, synced to the disk, and renamed into place.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = archived_path(home, sha256)
    if path.exists() and path.stat().st_size == len(data):
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    (home / "arsip").chmod(0o700)  # the files hold what people sent, personal data too
    handle, name = tempfile.mkstemp(prefix=".baru-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o400)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return sha256


def fetch(home: Path, sha256: str) -> bytes:
    """The archived bytes.

    Raises:
        ArchiveError: the archive lacks them, or they no longer match their digest.
    """
    try:
        data = archived_path(home, sha256).read_bytes()
    except FileNotFoundError as error:
        raise ArchiveError("archive_missing", sha256=sha256) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ArchiveError("archive_damaged", sha256=sha256)
    return data


def archived_path(home: Path, sha256: str) -> Path:
    """Where the archive keeps a content: ``arsip/ab/abcdef…``."""
    return home / "arsip" / sha256[:2] / sha256


def register(
    connection: Connection,
    sha256: str,
    name: str,
    opd: str | None,
    size: int,
    origin: str,
    arrived_at: datetime | None = None,
) -> Registration:
    """Note a file and its arrival.

    The same bytes are one file however often they come. An arrival is told by content, ``origin`` (the path in the
    inbox) and ``arrived_at`` (its modified time): scanning the same inbox again notes nothing.
    """
    moment = arrived_at or datetime.now(UTC)
    values = {"sha256": sha256, "nama": clean(name), "opd": opd, "diterima_pada": moment, "ukuran": size}
    with transaction(connection):
        number, is_new = _file(connection, values)
        arrival = {"berkas_id": number, "asal": clean(origin), "diterima_pada": moment}
        known = select(kiriman.c.id).filter_by(**arrival)
        if connection.execute(known).scalar() is None:  # looked up first: a conflict would use up a number
            added = insert(kiriman).values(**arrival, nama=clean(name), opd=opd)
            connection.execute(added.on_conflict_do_nothing())
    return Registration(number, is_new)


def _file(connection: Connection, values: Mapping[str, object]) -> tuple[int, bool]:
    known = select(berkas.c.id).where(berkas.c.sha256 == values["sha256"])
    found = connection.execute(known).scalar()
    if found is not None:
        return found, False
    added = insert(berkas).values(dict(values)).on_conflict_do_nothing().returning(berkas.c.id)
    number = connection.execute(added).scalar()
    if number is not None:
        return number, True
    return connection.execute(known).scalar_one(), False  # another process was faster


def _sync_folder(folder: Path) -> None:
    """A rename lasts through a power cut only once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
