"""How far a zip archive unpacks: what its directory claims, held against what a department's file can sensibly hold."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from lumbung.sheets.errors import too_large
from lumbung.site import Limits

BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)
"""All that zipfile raises for an archive that was cut or altered."""

_SIGNATURE = b"PK"
_READ_PARTS = (".xml", ".bin", ".rels")
_PER_CELL = 100
"""Bytes of XML that a cell may take before an archive counts as a bomb: real sheets stay under 60."""
_HARMLESS = 32_000_000
"""Bytes that any archive may unpack to, however small: a short sheet of zeros packs better than any ratio."""


def unpacked_bytes(data: bytes) -> int:
    """Size of all sheet data and texts once unpacked, as the archive's directory claims it; 0 for anything else."""
    if not data.startswith(_SIGNATURE):
        return 0
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except BROKEN_ARCHIVE:
        return 0  # whoever reads it will say what is wrong with it
    return sum(part.file_size for part in parts if part.filename.lower().endswith(_READ_PARTS))


def refuse_bombs(data: bytes, name: str, limits: Limits) -> None:
    """Hold an archive's claim against the limits.

    Raises:
        UnreadableError: it unpacks to more than so many cells can need, or to too many times its size (F05).
    """
    unpacked = unpacked_bytes(data)
    limit = min(limits.cells * _PER_CELL, max(_HARMLESS, int(limits.expansion * len(data))))
    if unpacked > limit:
        raise too_large(name, f"{unpacked / 1e6:,.0f} MB isi", f"{limit / 1e6:,.0f} MB")
