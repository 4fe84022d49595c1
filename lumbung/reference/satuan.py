"""Units (*satuan*): the spellings people use → one canonical unit, and the factor between units of a kind.

The list is data: ``satuan.csv`` beside this module (``besaran`` is the kind of quantity, ``faktor`` the size in
the kind's base unit, ``sifat`` says *benda* of counted things and *nisbah* of what is never summed). Counts (orang,
ekor, sekolah) are kinds of their own: nothing converts a school to a person; only *unit* counts any thing. What is not
listed is put together from what is: ``Rp/ekor``, ``ton per km2``, ``per 1.000 balita``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lumbung.text import fold, squash

_accepted: ContextVar[Mapping[str, Unit] | None] = ContextVar("accepted units", default=None)
PERCENT = "persen"
_ANY_THING = "unit"
_OVER = re.compile(r"\bper\b|/")
_ROUND_NUMBER = re.compile(r"(10{1,6}|1(?:[.,\s]?000)+|10[.,\s]?000|100[.,\s]?000)(?!\d)")
_DESCRIPTIVE = frozenset({"satuan", "unit", "dalam", "in"})


@dataclass(frozen=True)
class Unit:
    """A canonical unit; ``factor`` is its size in the base unit of its kind."""

    code: str
    name: str
    kind: str
    factor: float
    thing: bool = False  # counts things, which may also be counted in *unit*
    ratio: bool = False  # a share, an average or an index: never summed

    def conversion(self, to: Unit) -> float | None:
        """What a figure in this unit is multiplied by to be in ``to``; None if they measure different things."""
        same = self.kind == to.kind or (self.thing and to.thing and _ANY_THING in (self.kind, to.kind))
        return float(f"{self.factor / to.factor:.15g}") if same else None

    def times(self, word: str, factor: float) -> Unit:
        """A multiple of the unit: ``'ribu'`` *orang*."""
        return replace(self, code=f"{word} {self.code}", name=f"{word} {self.name}", factor=factor * self.factor)


@cache
def units() -> Mapping[str, Unit]:
    """Every canonical unit by code."""
    return {r["satuan"]: _unit(r) for r in _rows()}


def _unit(row: Mapping[str, str]) -> Unit:
    traits = {"thing": row["sifat"] == "benda", "ratio": row["sifat"] == "nisbah"}
    return Unit(row["satuan"], row["nama"], row["besaran"], float(row["faktor"]), **traits)


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


def find_multiple(text: str) -> tuple[str, float] | None:
    """The multiple that a text names without a unit (``'(Ribu)'``, ``'dalam juta'``) and its factor, or None."""
    words = " ".join(w for w in fold(text).split() if w not in _DESCRIPTIVE)
    factor = _multiples().get(words)
    return (words, factor) if factor and not words.replace(" ", "").isdigit() else None


def _key(text: str) -> str:
    return fold(text.replace("%", " persen ").replace("²", "2").replace("³", "3"))


def find_unit(text: str) -> Unit | None:
    """The unit that ``text`` names as a whole (``'(Ku/Ha)'``, ``'Satuan: Ekor'``, ``'Ribu Jiwa'``), or None."""
    key = _key(text)
    words = " ".join(w for w in key.split() if w not in _DESCRIPTIVE)
    return _known(key, words) or _compound(text)


def _known(key: str, words: str) -> Unit | None:
    return _spellings().get(key) or _spellings().get(words) or _multiple(words) or (_accepted.get() or {}).get(key)


def _compound(text: str) -> Unit | None:
    """One unit over another, or over a round number of them: ``'Rp/ekor'``, ``'per 1.000 balita'``."""
    if "/" not in text and "per " not in text.casefold():
        return None
    above, mark, below = _OVER.sub("/", text.casefold(), count=1).partition("/")
    number = _ROUND_NUMBER.match(below.strip())
    if not mark or "/" in below:
        return None
    size = float(re.sub(r"[.,\s]", "", number[1])) if number else 1.0
    under = _simple(below.strip()[number.end() :] if number else below)
    over = _simple(above) if above.strip(" (") else None
    if under is None or (over is None and (above.strip(" (") or not number)):
        return None
    kind, factor = (over.kind, over.factor) if over else ("nisbah", 1.0)
    name = f"{over.name} per {under.name}" if over else f"per {size:,.0f} {under.name}".replace(",", ".")
    return Unit(squash(text), name, f"{kind}/{under.kind}", factor / (size * under.factor), ratio=True)


def _simple(text: str) -> Unit | None:
    key = _key(text)
    return _known(key, " ".join(w for w in key.split() if w not in _DESCRIPTIVE))


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
            return replace(unit.times(spelling, factor), code=words)
    return None


def canonical_unit(where: str, unit: object) -> str | None:
    """A unit as a contract gives it; another spelling than the canonical one would never be converted to.

    Raises:
        ValueError: it is no code of satuan.csv.
    """
    if unit is None or unit in units():
        return None if unit is None else str(unit)
    meant = find_unit(str(unit))
    hint = f"write {meant.code}" if meant and meant.code in units() else "it may be a code of satuan.csv"
    raise ValueError(f"{where}: satuan is '{unit}'; {hint}")
