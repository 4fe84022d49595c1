"""Files that Excel encrypts without asking anybody for a password, as it does for protected workbooks.

It uses one password that is known to all and opens them unasked; whoever set a password of their own is not guessed.
"""

from __future__ import annotations

import io
import struct
from xml.parsers.expat import ExpatError

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, EncryptionError, FileFormatError, ParseError

_OF_EXCEL = "VelvetSweatshop"
_NOT_OPENED = (DecryptionError, EncryptionError, FileFormatError, ParseError, ExpatError, struct.error)
_BROKEN = (OSError, ValueError, AssertionError, KeyError, IndexError, AttributeError, TypeError, NotImplementedError)


def unlocked(data: bytes) -> bytes | None:
    """The file as Excel opens it unasked; None if it needs a password, or is too damaged to tell."""
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not file.is_encrypted():
            return None
        own = {"verify_password": True} if file.format == "ooxml" else {}
        file.load_key(password=_OF_EXCEL, **own)
        opened = io.BytesIO()
        file.decrypt(opened)
    except (*_NOT_OPENED, *_BROKEN):
        return None
    return opened.getvalue()
