"""Files that a command makes for a person to go on with: written anew, never over what somebody may have filled in."""

from __future__ import annotations

import errno
from collections.abc import Iterable
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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        why = _REASONS.get(error.errno or 0, error.strerror or "")
        raise NotWritten(f"{path} tidak dapat ditulis: {why}.") from error
