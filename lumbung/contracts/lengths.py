"""How long a text must be: as the contract says (``minLength``, ``maxLength``), or as its pattern of digits implies."""

from __future__ import annotations

import re

from lumbung.contracts.model import Property

_DIGITS = re.compile(r"\^?\\d\{(\d+)\}\$?")


def digits_of(prop: Property) -> int | None:
    """How many digits an identifier has, where its pattern asks for nothing else (``^\\d{8}$``)."""
    found = _DIGITS.fullmatch(prop.pattern or "")
    return int(found[1]) if found else None


def lengths_of(prop: Property) -> tuple[int | None, int | None]:
    """The least and the greatest number of characters; None where there is no limit."""
    digits = digits_of(prop)
    return (
        prop.min_length if prop.min_length is not None else digits,
        prop.max_length if prop.max_length is not None else digits,
    )


def length_text(prop: Property) -> str:
    """The limits as people say them."""
    low, high = lengths_of(prop)
    unit = "angka" if digits_of(prop) else "huruf"
    if low == high:
        return f"{low} {unit}"
    if low is None or high is None:
        return f"paling sedikit {low} {unit}" if high is None else f"paling banyak {high} {unit}"
    return f"{low} sampai {high} {unit}"


def pattern_within(prop: Property) -> str:
    """The pattern as it is judged: a text of the wrong length has that one mistake, and its form is not judged."""
    digits = digits_of(prop)
    return rf"^(?:\d{{{digits}}}|(?!.{{{digits}}}$).*)$" if digits else str(prop.pattern)
