"""Numbers as a careful Indonesian reader takes them: ``1.234,56``, ``1 234``, ``Rp 1.250.000,-``.

A text alone may be ambiguous (``1.234``, ``1,234``); then the other texts of its column, or of its table, decide.
Rule of the land (Permendikbud 50/2015, EYD): a comma marks decimals, a dot groups thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lumbung.text import squash

Number = int | float

_CORE = re.compile(r"[+\-−]?\s*\d[\d., ]*|[+\-−]?\s*[.,]\d+")
_PREFIX = re.compile(r"^(rp\.?|idr|usd|\$)\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"(\s*[,.]\s*[-–]+|\s*%|\s*\*{1,3}\)?|[¹²³⁴]|\s+[a-e\d]\))$")
_INDONESIAN = re.compile(r"(?:[1-9]\d{0,2}(?:[. ]\d{3})+|0|[1-9]\d*)(?:,\d+)?|,\d+")
_ENGLISH = re.compile(r"(?:[1-9]\d{0,2}(?:[, ]\d{3})+|0|[1-9]\d*)(?:\.\d+)?|\.\d+")


class Style(StrEnum):
    """Which mark separates decimals."""

    INDONESIAN = "indonesian"  # 1.234,56
    ENGLISH = "english"  # 1,234.56


@dataclass(frozen=True, slots=True)
class Readings:
    """What one text may mean in either style; None where the style does not allow the text."""

    indonesian: Number | None
    english: Number | None

    @property
    def is_number(self) -> bool:
        """True if at least one style can read it."""
        return self.indonesian is not None or self.english is not None

    @property
    def evidence(self) -> Style | None:
        """The style this text proves by being unreadable in the other."""
        if self.english is None:
            return Style.INDONESIAN if self.indonesian is not None else None
        return Style.ENGLISH if self.indonesian is None else None

    @property
    def is_ambiguous(self) -> bool:
        """True if both styles can read it and disagree."""
        return None not in (self.indonesian, self.english) and self.indonesian != self.english

    def value(self, style: Style) -> Number | None:
        """The value in a style, or in the other if that style cannot read it."""
        first, second = self.indonesian, self.english
        if style is Style.ENGLISH:
            first, second = second, first
        return first if first is not None else second


_NOTHING = Readings(None, None)


@lru_cache(maxsize=65_536)
def read_number(text: str) -> Readings:
    """Both readings of a text; neither if it is no number (dates, ``5-9``, ``4.1.3``, ``12 orang``)."""
    core = _core(text)
    if core is None:
        return _NOTHING
    sign, digits = (-1, core[1:].strip()) if core[0] in "-−" else (1, core.lstrip("+ "))
    indonesian = digits.replace(".", "").replace(" ", "").replace(",", ".") if _INDONESIAN.fullmatch(digits) else None
    english = digits.replace(",", "").replace(" ", "") if _ENGLISH.fullmatch(digits) else None
    return Readings(_signed(sign, indonesian), _signed(sign, english))


def _core(text: str) -> str | None:
    bare = squash(text)
    if not any(c.isdigit() for c in bare) or len(bare) > 40:
        return None
    bare = _SUFFIX.sub("", _PREFIX.sub("", bare))
    if bare.startswith("(") and bare.endswith(")") and len(bare) > 4:
        bare = "-" + bare[1:-1]  # accountants' negative; (1) … (99) are column numbers
    return bare if _CORE.fullmatch(bare) else None


def _signed(sign: int, digits: str | None) -> Number | None:
    if digits is None:
        return None
    value = sign * float(digits) if "." in digits else sign * int(digits)
    return int(value) if value == int(value) else value


def is_numeric_text(text: str) -> bool:
    """True for a text that some style reads as a number, or whose digits are only grouped oddly (``7 52``)."""
    return read_number(text).is_number or loose_number(text) is not None


@lru_cache(maxsize=8192)
def loose_number(text: str) -> int | None:
    """Digits with misplaced spaces, ``7 52`` → 752: a reading to be proved by a sum, never taken on trust."""
    bare = squash(text)
    return int(bare.replace(" ", "")) if re.fullmatch(r"\d{1,3}( \d{1,3}){1,4}", bare) else None


def style_of(texts: Iterable[str], default: Style | None = None) -> tuple[Style, bool]:
    """The style of a column's number texts and whether they contradict each other.

    Without proof in the column, ``default`` (the table's style) rules. Where nothing is proved anywhere,
    texts like ``1,255`` throughout mean English thousands, since three decimals in every cell are no habit.
    """
    readings = [(text, read_number(text)) for text in texts]
    proved = {r.evidence for _, r in readings if r.evidence}
    ambiguous = [text for text, r in readings if r.is_ambiguous]
    if len(proved) == 1:
        return proved.pop() or Style.INDONESIAN, False
    if proved:
        return default or Style.INDONESIAN, bool(ambiguous)
    if default is not None or not ambiguous:
        return default or Style.INDONESIAN, False
    commas = sum("," in text for text in ambiguous)
    if commas == len(ambiguous) > 1:
        return Style.ENGLISH, False
    return Style.INDONESIAN, 0 < commas < len(ambiguous)
