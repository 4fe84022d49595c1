"""Numbers in scientific notation: what Excel shows of a long number, and leaves of it when it is saved as text."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TYPED = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]\d{1,3}", re.IGNORECASE)
_FORMAT = re.compile(r"0E[+-]0+", re.IGNORECASE)


def is_scientific(text: str) -> bool:
    """True for ``3,31E+15``: the sign behind the E tells it from a code such as ``2E05``."""
    return ("+" in text or "-" in text) and _TYPED.fullmatch(text.strip()) is not None


def any_scientific(texts: Iterable[str]) -> bool:
    """True if some of many texts may be: one look at all of them instead of one at each."""
    return _TYPED.search("\n".join(texts)) is not None


def shows_scientific(code: str) -> bool:
    """True for a number format like ``0.00E+00``."""
    return _FORMAT.search(code) is not None
