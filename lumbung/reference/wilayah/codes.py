"""Codes as people write them: with points or without, as numbers, with spaces, with zeros lost, beside a name.

Kemendagri codes are ``PP.KK.CC.DDDD`` (2, 4, 6, 10 digits), BPS codes ``PP KK CCC DDD`` (2, 4, 7, 10 digits, without
points). The same ten digits may be a village in each system, and mostly not the same one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from lumbung.reference.wilayah.model import LEVEL_OF_LENGTH, RegionLevel
from lumbung.text import squash


class CodeSystem(StrEnum):
    """Whose numbering a code belongs to."""

    KEMENDAGRI = "Kemendagri"
    BPS = "BPS"


LEVEL_OF_DIGITS = {
    CodeSystem.KEMENDAGRI: {
        2: RegionLevel.PROVINSI,
        4: RegionLevel.KABUPATEN,
        6: RegionLevel.KECAMATAN,
        10: RegionLevel.DESA,
    },
    CodeSystem.BPS: {
        2: RegionLevel.PROVINSI,
        4: RegionLevel.KABUPATEN,
        7: RegionLevel.KECAMATAN,
        10: RegionLevel.DESA,
    },
}
_LENGTHS = range(3, 11)
"""Digits of a code without points: from a regency that lost its zero to a desa."""
_PROVINCE = re.compile(r"\d\d")
_DOTTED = re.compile(r"\d\d(?:\.\d\d){0,2}(?:\.\d{4})?")
_POINTED = re.compile(r"(\d{1,2})\s?[.\-/]\s?(\d{1,2})(?:\s?[.\-/]\s?(\d{1,2})(?:\s?[.\-/]\s?(\d{4}))?)?")
_BPS_PARTS = re.compile(r"(\d\d)[ .\-/](\d\d)[ .\-/](\d{3})(?:[ .\-/](\d{3}))?")
_SPACED = re.compile(r"(\d\d) (\d\d)(?: (\d\d)(?: (\d{4}))?)?")
_DIGITS = re.compile(r"(\d[\d ]*\d)(?:[.,]0+)?")
_WHOLE = (
    r"\d\d\s?[.\-/]\s?\d\d\s?[.\-/]\s?(?:\d{3}(?:\s?[.\-/]\s?\d{3})?|\d\d(?:\s?[.\-/]\s?\d{4})?)|\d{10}|\d{6,7}|\d{4}"
)
_CODE_FIRST = re.compile(rf"[(\[]?\s?({_WHOLE})(?!\d)\s?[)\]\-–:/|,.]*\s?(?=[^\W\d_])(.+)")
_CODE_LAST = re.compile(rf"(.*[^\W\d_][.'\")]*)\s?[(\[\-–:/|,]*\s?(?<!\d)({_WHOLE})\s?[)\]]?")


@dataclass(frozen=True)
class WrittenCode:
    """A code as written: what it can be in each system, and the name in the same cell ('' if there is none).

    ``dotted`` are readings as Kemendagri codes told by their points, ``digits`` those without (either system), and
    ``bps`` one that is told to be of BPS by its parts.
    """

    dotted: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()
    bps: str = ""
    text: str = ""
    name: str = ""

    @property
    def levels(self) -> frozenset[RegionLevel]:
        """The levels that a code of this length can be of."""
        of_points = {LEVEL_OF_LENGTH.get(len(c)) for c in self.dotted}
        of_digits = {lengths.get(len(d)) for d in self.digits for lengths in LEVEL_OF_DIGITS.values()}
        of_bps = LEVEL_OF_DIGITS[CodeSystem.BPS].get(len(self.bps))
        return frozenset(level for level in (*of_points, *of_digits, of_bps) if level)

    @property
    def judgeable(self) -> bool:
        """True where the code itself says whose it is."""
        return bool(self.dotted or self.bps)


def is_dotted_code(text: str) -> bool:
    """True for a whole Kemendagri code in its dotted form, of whatever level."""
    return _DOTTED.fullmatch(text.strip()) is not None and len(text.strip()) in LEVEL_OF_LENGTH


def read_code(text: str) -> WrittenCode | None:
    """The code that a text is, or that stands beside a name in it; None where there is none."""
    squashed = squash(text)
    if not any(c.isdigit() for c in squashed):
        return None
    alone = _alone(squashed)
    if alone is not None:
        return alone
    if match := _CODE_FIRST.fullmatch(squashed):
        written, name = match.groups()
    elif match := _CODE_LAST.fullmatch(squashed):
        name, written = match.groups()
    else:
        return None
    code = _alone(written)
    return WrittenCode(code.dotted, code.digits, code.bps, written, name.strip()) if code else None


def _alone(text: str) -> WrittenCode | None:
    if match := _SPACED.fullmatch(text):
        return WrittenCode(dotted=(_joined(match.groups()),), text=text)
    if match := _BPS_PARTS.fullmatch(text):
        return WrittenCode(bps="".join(p for p in match.groups() if p), text=text)
    if match := _POINTED.fullmatch(text):
        return WrittenCode(dotted=tuple(dict.fromkeys(_pointed(match.groups()))), text=text)
    if _PROVINCE.fullmatch(text):
        return WrittenCode(dotted=(text,), text=text)
    if match := _DIGITS.fullmatch(text):
        digits = match[1].replace(" ", "")
        if len(digits) in _LENGTHS:
            return WrittenCode(digits=(digits, f"0{digits}"), text=text)
    return None


def _pointed(parts: tuple[str | None, ...]) -> list[str]:
    """Zeros that a spreadsheet took: of every part in front, of a number with one point also those behind."""
    readings = [_joined(parts)]
    second = parts[1] or ""
    if parts[2] is None and len(second) == 1:
        readings.append(_joined((parts[0], f"{second}0", None, None)))
    return readings


def _joined(parts: tuple[str | None, ...]) -> str:
    return ".".join(part.zfill(2) for part in parts if part)
