"""Units (*satuan*): the spellings people use → one canonical unit, and the factor between units of a kind.

The list is data: ``satuan.csv`` beside this module (``besaran`` is the kind of quantity, ``faktor`` the size in
the kind's base unit). Counts (orang, ekor, sekolah) are kinds of their own: nothing converts a school to a person.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lumbung.text import fold

_accepted: ContextVar[Mapping[str, Unit] | None] = ContextVar("accepted units", default=None)
_DESCRIPTIVE = frozenset({"satuan", "unit", "dalam", "in"})


@dataclass(frozen=True)
class Unit:
    """A canonical unit; ``factor`` is its size in the base unit of its kind."""

    code: str
    name: str
    kind: str
    factor: float

    def conversion(self, to: Unit) -> float | None:
        """What a figure in this unit is multiplied by to be in ``to``; None if they measure different things."""
        return self.factor / to.factor if self.kind == to.kind else None


@cache
def units() -> Mapping[str, Unit]:
    """Every canonical unit by code."""
    return {r["satuan"]: Unit(r["satuan"], r["nama"], r["besaran"], float(r["faktor"])) for r in _rows()}


@cache
def _spellings() -> Mapping[str, Unit]:
    found: dict[str, Unit] = {}
    for row in _rows():
        unit = units()[row["satuan"]]
        for spelling in (row["satuan"], row["nama"], *row["alias"].split(";")):
            found.setdefault(_key(spelling), unit)
    found.pop("", None)
    return found


def _rows(name: str = "satuan.csv") -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def _multiples() -> Mapping[str, float]:
    """Words that multiply the unit behind them (``kelipatan.csv``): ``'ribu'`` → 1000."""
    rows = _rows("kelipatan.csv")
    return {spelling: float(r["faktor"]) for r in rows for spelling in (r["kelipatan"], *r["alias"].split(";"))}


def _key(text: str) -> str:
    return fold(text.replace("%", " persen ").replace("²", "2").replace("³", "3"))


def find_unit(text: str) -> Unit | None:
    """The unit that ``text`` names as a whole (``'(Ku/Ha)'``, ``'Satuan: Ekor'``, ``'Ribu Jiwa'``), or None."""
    key = _key(text)
    words = " ".join(w for w in key.split() if w not in _DESCRIPTIVE)
    return _spellings().get(key) or _spellings().get(words) or _multiple(words) or (_accepted.get() or {}).get(key)


def unit_spellings() -> Mapping[str, Unit]:
    """Every known spelling as compared, with its unit: what an unknown one may resemble."""
    return _spellings()


@contextmanager
def accepted_units(spellings: Mapping[str, str]) -> Iterator[None]:
    """Inside, spellings that people of one site accepted are known too; ``spellings``: as written → code.

    What the list of all sites says goes before it.
    """
    known = {_key(text): unit for text, code in spellings.items() if (unit := find_unit(code)) is not None}
    token = _accepted.set(known)
    try:
        yield
    finally:
        _accepted.reset(token)


def _multiple(words: str) -> Unit | None:
    """A multiple of a unit: ``'ribu ton'`` is a unit of weight of a thousand tons."""
    for spelling, factor in _multiples().items():
        unit = _spellings().get(words.removeprefix(f"{spelling} ")) if words.startswith(f"{spelling} ") else None
        if unit is not None:
            return Unit(words, f"{spelling} {unit.name}", unit.kind, factor * unit.factor)
    return None
