"""Personal data in any text: a NIK or No. KK, the number of a mobile phone and an e-mail address are never told."""

from __future__ import annotations

import re

MASK = "•••"

# Region, day of birth (+40 for women) or of issue, month, and so on: the shape of NIK and No. KK.
_NUMBER = re.compile(r"(?<!\d)[1-9]\d{5}(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d{6}(?!\d)")
# 0812-…, +62 812 …; a bare 62 only where no dots group it: 62.812.345.678 is an amount. Offices have other numbers.
_MOBILE = re.compile(
    r"(?<![\d.,])(?:(?:\+62[\s.-]*(?:\(0\)[\s.-]*)?|0)8\d{1,2}(?:[\s.-]{0,3}\d{3,4}){2}\d{0,2}"
    r"|62[\s-]8\d{1,2}(?:[\s-]?\d{3,4}){2}\d{0,2}|628\d{2}[\s-]\d{3,4}[\s-]\d{3,4}"
    r"|\(08\d{1,2}\)[\s.-]*\d{3,4}[\s.-]?\d{3,5}|\b(?:wa|hp|telp|tlp|telepon|hub|hubungi)[\s.:]*628\d{8,10})"
    r"(?![\d.,]*\d)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_SMALLEST = 10**15


def without_personal_data(text: str) -> str:
    """The text with everything of the shape of a NIK, a No. KK, a mobile phone or an e-mail address masked."""
    masked = _MOBILE.sub(MASK, _NUMBER.sub(MASK, text))
    return _MAIL.sub(MASK, masked) if "@" in masked else masked


def tells_personal_data(text: str) -> bool:
    """Whether something in the text would be masked, or has been."""
    return MASK in text or without_personal_data(text) != text


def has_number_of_person(text: str) -> bool:
    """Whether something in the text has the shape of a NIK or No. KK."""
    return _NUMBER.search(text) is not None


def has_mobile_phone(text: str) -> bool:
    """Whether something in the text has the shape of an Indonesian mobile phone number."""
    return _MOBILE.search(text) is not None


def is_number_of_person(value: float) -> bool:
    """Whether a figure has the shape of a NIK or No. KK: it strayed in, no regency counts so far."""
    return value >= _SMALLEST and float(value).is_integer() and _NUMBER.fullmatch(str(int(value))) is not None
