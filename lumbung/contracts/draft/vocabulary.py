"""What drafting knows beforehand, all of it data beside this module: kinds, measures, English words.

``kosakata.csv`` lists kinds by group (livestock, vegetables, school status) with their spellings; ``kelompok.csv`` says
what each group is called and whether a later year may add to it; ``besaran.csv`` lists what is measured or counted,
with its translations and, where the noun says it, its unit.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lumbung.contracts.model import Category
from lumbung.text import fold

HERE = Path(__file__).parent
TOTALS = ("Jumlah", "Total", "Jml", "Jumlah Total", "Jumlah/Total")


@dataclass(frozen=True)
class Group:
    """Kinds that belong together; ``is_open`` where a later year may name more of them."""

    code: str
    title: str
    property: str  # name of the dimension they make
    is_open: bool
    in_title: bool  # a title that names one of them is about that one alone: a level of schools
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class Quantity:
    """Something measured (*luas panen*) or counted (*murid*)."""

    title: str
    aliases: tuple[str, ...]
    unit: str | None  # where the noun says it
    kind: str  # ukuran of the Standar Data Statistik
    is_rate: bool
    is_counted: bool

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (self.title, *self.aliases)


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


@cache
def groups() -> tuple[Group, ...]:
    """Every group of kinds."""
    kinds: dict[str, list[Category]] = {}
    for row in _rows("kosakata.csv"):
        kinds.setdefault(row["kelompok"], []).append(Category(row["kode"], row["nama"], _several(row["alias"])))
    return tuple(
        Group(
            r["kelompok"],
            r["nama"],
            r["properti"],
            r["terbuka"] == "ya",
            r["judul"] == "ya",
            tuple(kinds[r["kelompok"]]),
        )
        for r in _rows("kelompok.csv")
    )


@cache
def _quantities() -> tuple[Quantity, ...]:
    return tuple(
        Quantity(
            title=r["nama"],
            aliases=_several(r["alias"]),
            unit=r["satuan"] or None,
            kind=r["ukuran"],
            is_rate=r["jenis"] == "rasio",
            is_counted=r["jenis"] == "hitungan",
        )
        for r in _rows("besaran.csv")
    )


@cache
def _quantity_spellings() -> Mapping[str, Quantity]:
    found: dict[str, Quantity] = {}
    for quantity in _quantities():
        found[fold(quantity.title)] = quantity
    for quantity in _quantities():
        for alias in quantity.aliases:
            found.setdefault(fold(alias), quantity)
    return found


def quantity_of(text: str) -> Quantity | None:
    """The quantity that a heading is, as a whole: ``'Luas Panen'``, ``'Siswa'``."""
    return _quantity_spellings().get(fold(text))


def leading_quantity(text: str) -> Quantity | None:
    """The quantity a text begins with, the longest: ``'Luas panen tanaman sayuran'`` → Luas Panen."""
    words = fold(text).split()
    runs = (" ".join(words[:end]) for end in range(len(words), 0, -1))
    return next((q for run in runs if (q := _quantity_spellings().get(run)) is not None), None)


def counted_in(text: str) -> Quantity | None:
    """The counted thing a text names nearest to its beginning: ``'Jumlah Ternak Besar'`` → Ternak."""
    words = fold(text).split()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            quantity = _quantity_spellings().get(" ".join(words[start:end]))
            if quantity is not None and quantity.is_counted:
                return quantity
    return None


@cache
def _kinds() -> frozenset[str]:
    return frozenset(fold(s) for g in groups() for c in g.categories for s in c.spellings)


def is_kind(text: str) -> bool:
    """True for a kind of some group, as a whole: *Laki-laki*, *L*, *Jagung*."""
    return fold(text) in _kinds()


@cache
def english_words() -> frozenset[str]:
    """Words of English headings."""
    lines = (HERE / "inggris.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_english(text: str) -> bool:
    """True for a text of nothing but English words."""
    words = fold(text).split()
    return bool(words) and all(word in english_words() for word in words)


def reads_english(text: str) -> bool:
    """True for a text that begins in English and, but for a slip of the pen, goes on so: ``'Kind of Poyltry'``."""
    words = fold(text).split()
    known = [word in english_words() for word in words]
    return bool(words) and known[0] and (all(known) or (len(words) > 2 and known.count(False) == 1))
