"""Values on their way into Postgres: numpy and pandas scalars become plain Python, nothing personal gets through."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from lumbung.persons import MASK, without_personal_data

_EXACT = 2.0**53
_INFINITE = (math.inf, -math.inf)

Plain = str | int | float | bool | None


def plain(value: object) -> Plain:
    """A scalar as plain Python; NaN, NaT and NA are None, dates ISO text, whole floats int, text storable.

    Raises:
        ValueError: an infinite number.
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating | Decimal):
        return _number(float(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return clean(str(value))


def _number(value: float) -> int | float | None:
    if math.isnan(value):
        return None
    if math.isinf(value):
        raise ValueError("an infinite number cannot be stored")
    return int(value) if value.is_integer() and abs(value) <= _EXACT else value


def clean(text: str) -> str:
    """Text that Postgres can hold: no NUL, no half of a surrogate pair (file names may carry either)."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode("utf-8")


def token(value: object) -> str:
    """A scalar as JSON."""
    return json.dumps(plain(value), ensure_ascii=False)


def tokens(column: pd.Series[Any]) -> list[str]:
    """A column's values as JSON. Equal texts are written once: most columns repeat few of them."""
    if pd.api.types.is_float_dtype(column.dtype) and not isinstance(column.dtype, pd.api.extensions.ExtensionDtype):
        return [token(value) if value != value or value in _INFINITE else _figure(value) for value in column.tolist()]
    known: dict[str, str] = {}
    written = []
    for value in column.tolist():
        if type(value) is not str:
            written.append(token(value))
            continue
        text = known.get(value)
        if text is None:
            text = known[value] = token(value)
        written.append(text)
    return written


def _figure(value: float) -> str:
    return repr(int(value)) if value.is_integer() and abs(value) <= _EXACT else repr(value)


def masked(content: Mapping[str, object], public: frozenset[str] | None) -> dict[str, Plain]:
    """A sheet row for the quarantine. ``public``: columns of a register whose figures may be shown; None where all may.

    A text of a register is masked in any column: a row that is shifted holds a name where the programme should be.
    Numbers of the shape of a NIK are masked everywhere: they stray into columns not meant for them.
    """
    row: dict[str, Plain] = {}
    for letter, value in content.items():
        shown = plain(value)
        if public is not None and shown is not None and (letter not in public or isinstance(shown, str)):
            row[letter] = MASK
        elif shown is None or isinstance(shown, bool):
            row[letter] = shown
        elif without_personal_data(str(shown)) != str(shown):
            row[letter] = without_personal_data(str(shown))
        else:
            row[letter] = shown
    return row
