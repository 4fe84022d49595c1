"""Bytes → text: byte-order mark, declared charset, UTF-16 without a mark, UTF-8, and last Windows-1252 as Excel has it.

A wrong guess is never silent: :func:`decode` says how the text was told.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_LOOKED_AT = 4096
_MANY = 0.3  # of the bytes on one side are zero: every other byte of Latin text in UTF-16


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded text; ``guessed`` if its bytes fit no encoding that can be told for certain."""

    content: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, declared: str | None = None) -> Text:
    """The text of some bytes; ``declared`` is a charset that stands outside them (a MIME header)."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Text(data[len(bom) :].decode(encoding, errors="replace"), encoding)
    if order := utf16_without_mark(data):
        return Text(data.decode(order, errors="replace"), order)
    try:
        return Text(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        encoding = _known(declared) or "cp1252"
        return Text(data.decode(encoding, errors="replace"), encoding, guessed=declared is None)


def declared_charset(data: bytes) -> str | None:
    """The charset that a page or an XML declaration names in its head."""
    match = _DECLARED.search(data[:_LOOKED_AT])
    return match.group(1).decode("ascii") if match else None


def utf16_without_mark(data: bytes) -> str | None:
    """The byte order of UTF-16 text that lacks its mark; None for anything else."""
    head = data[:_LOOKED_AT]
    zeros = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if zeros[1] > _MANY * half and not zeros[0]:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > _MANY * half and not zeros[1] else None


def _known(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name).name if name else None
    except LookupError:
        return None
    # pages that name Latin-1 mean what Windows makes of it, and one that is not UTF-8 has been ruled out
    return None if found in ("iso8859-1", "utf-8", "ascii") else found
