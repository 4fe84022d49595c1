"""Numbers as a careful Indonesian reader takes them: ``1.234,56``, ``1 234``, ``Rp 1.250.000,-``.

A text alone may be ambiguous (``1.234``, ``1,234``); :mod:`lumbung.sheets.figures.conventions` decides over its column.
Rule of the land (Permendikbud 50/2015, EYD): a comma marks decimals, a dot groups thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lumbung.text import squash

Number = int | float

_CORE = re.compile(r"[+\-−]?\s*\d[\d., '’]*|[+\-−]?\s*[.,]\d+")
_PREFIX = re.compile(r"^(?:['’](?=[\d-])|(?:rp\.?|idr|usd|\$)\s*)", re.IGNORECASE)  # ' keeps a number as text
_SUFFIX = re.compile(r"(\s*[,.]\s*[-–]+|\s*%)$")
_NO_CENTS = re.compile(r",\s*[-–]+$")  # of a whole number: what stands in 1.080,- or 1,080,- groups it
_MARK = re.compile(r"(?<=[\d%)])\s*(\*{1,3}\)?|[¹²³⁴⁵]\)?|\b[a-e\d]\)|(?:r|e|xx?)\)?)$", re.IGNORECASE)
_SPACED_MARK = re.compile(r"[a-e\d]\)$")
_INDONESIAN = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ '’]\d{3})+|0|[1-9]\d*)(?:,\d+)?|,\d+")
_ENGLISH = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:[ '’]\d{3})+|0|[1-9]\d*)(?:\.\d+)?|\.\d+")
_WIDE = str.maketrans("０１２３４５６７８９，．％（）－", "0123456789,.%()-")
_GROUPING = str.maketrans("", "", " '’")


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
_LONGEST = 40


def read_number(text: str) -> Readings:
    """Both readings of a text; neither if it is no number (dates, ``5-9``, ``4.1.3``, ``12 orang``)."""
    if is_plain(text):
        return Readings(int(text), int(text))
    return _read(text)


def is_plain(text: str) -> bool:
    """True for nothing but the digits of a whole number: the one text that needs no looking into."""
    return text.isascii() and text.isdecimal() and text[0] != "0" and len(text) <= _LONGEST


@lru_cache(maxsize=200_000)
def _read(text: str) -> Readings:
    core = _core(text)
    if core is None:
        return _NOTHING
    sign, digits = (-1, core[1:].strip()) if core[0] in "-−" else (1, core.lstrip("+ "))
    grouped = digits.translate(_GROUPING)
    indonesian = grouped.replace(".", "").replace(",", ".") if _INDONESIAN.fullmatch(digits) else None
    english = grouped.replace(",", "") if _ENGLISH.fullmatch(digits) else None
    if indonesian is not None and english is not None and _NO_CENTS.search(squash(text)):
        indonesian, english = (None, english) if "," in digits else (indonesian, None)
    return Readings(_signed(sign, indonesian), _signed(sign, english))


def _core(text: str) -> str | None:
    bare = squash(text)
    if not any(c.isdigit() for c in bare) or len(bare) > _LONGEST:
        return None
    bare, _ = _split_mark(bare if bare.isascii() else bare.translate(_WIDE))
    bare = _SUFFIX.sub("", _PREFIX.sub("", bare))
    if bare.startswith("(") and bare.endswith(")") and len(bare) > 4:
        bare = "-" + bare[1:-1]  # accountants' negative; (1) … (99) are column numbers
    return bare if _CORE.fullmatch(bare) else None


def mark_of(text: str) -> str | None:
    """The mark that a publisher set behind a number: ``1.234r``, ``12,5 **``, ``1 067 a)``; None without one."""
    return _split_mark(squash(text))[1] if read_number(text).is_number else None


def _split_mark(bare: str) -> tuple[str, str | None]:
    match = _MARK.search(bare)
    if match is None or (_SPACED_MARK.match(match[1]) and not match[0].startswith(" ")):
        return bare, None  # 1) and 12a) number something; a footnote's letter stands apart
    return bare[: match.start()], match[1]


def _signed(sign: int, digits: str | None) -> Number | None:
    if digits is None:
        return None
    value = sign * float(digits) if "." in digits else sign * int(digits)
    return int(value) if value == int(value) else value


def written(value: Number | None) -> str:
    """A figure as an Indonesian writes it, its thousands not grouped: ``1234,56``."""
    return str(value).replace(".", ",")


def is_numeric_text(text: str) -> bool:
    """True for a text that some style reads as a number, or whose digits are only grouped oddly (``7 52``)."""
    return is_plain(text) or read_number(text).is_number or loose_number(text) is not None


@lru_cache(maxsize=8192)
def loose_number(text: str) -> int | None:
    """Digits with misplaced spaces, ``7 52`` → 752: a reading to be proved by a sum, never taken on trust."""
    bare = squash(text)
    return int(bare.replace(" ", "")) if re.fullmatch(r"\d{1,3}( \d{1,3}){1,4}", bare) else None
