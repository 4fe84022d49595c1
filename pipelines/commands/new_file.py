"""Files that a command makes for a person: where they cannot be laid is said before any work is done.

Those to go on with are written anew, never over what somebody may have filled in.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_REASONS = {
    errno.ENOENT: "foldernya tidak ada",
    errno.ENOTDIR: "foldernya adalah sebuah berkas",
    errno.EEXIST: "foldernya adalah sebuah berkas",
    errno.EACCES: "tidak ada izin menulis di sana",
    errno.EPERM: "tidak ada izin menulis di sana",
    errno.EROFS: "tempat itu hanya dapat dibaca",
    errno.ENOSPC: "ruang penyimpanan penuh",
    errno.ENAMETOOLONG: "nama berkasnya terlalu panjang",
}


class NotWritten(ValueError):
    """A file cannot be made where it was asked for; the message says which, why, and what to do."""


def refuse_existing(paths: Iterable[Path]) -> None:
    """Make sure that nothing stands where files are about to be written.

    Raises:
        NotWritten: something does.
    """
    standing = [str(path) for path in paths if path.exists()]
    if standing:
        raise NotWritten(f"{', '.join(standing)} sudah ada dan tidak ditimpa. Pilih nama lain, atau pindahkan dahulu.")


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, and the folders above it.

    Raises:
        NotWritten: it is there already, or cannot be written.
    """
    refuse_existing([path])
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Whoever asked for a place that cannot be written is told so.

    Raises:
        NotWritten: what is done within met such a place.
    """
    try:
        yield
    except OSError as error:
        why = _REASONS.get(error.errno or 0, error.strerror or "")
        raise NotWritten(f"{path} tidak dapat ditulis: {why}.") from error


def place_for(path: Path) -> None:
    """Make sure, before any work is done, that a file can be laid there; the folders above it are made.

    Raises:
        NotWritten: it is a folder, or its folder cannot be made or written.
    """
    if path.is_dir():
        raise NotWritten(f"{path} adalah folder. Sebutkan nama berkasnya.")
    folder_for(path.absolute().parent, path)


def folder_for(folder: Path, told: Path | None = None) -> None:
    """Make a folder that files are about to be laid into.

    Raises:
        NotWritten: it cannot be made, or nothing can be written there.
    """
    if folder.exists() and not folder.is_dir():
        raise NotWritten(f"{folder} adalah berkas, bukan folder. Sebutkan folder.")
    with writing(told or folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
