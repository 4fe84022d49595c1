"""The vocabulary of table layout, from ``words.yaml``: which words head totals, notes, titles and label columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from lumbung.text import fold, squash
from lumbung.yamlfile import read_yaml

_YEAR_LABEL = re.compile(r"(?:tahun|thn|th|year)?\s*((?:19|20)\d\d)(?:\s*(?:19|20)?\d\d)?")
_FOOTNOTE = re.compile(r"^\s*(\*+\)?|\d{1,2}\)|[¹²³⁴⁵]|\(\d{1,2}\)\s|[a-e]\))\s*\S")
_DATED_PLACE = re.compile(r"^[^\d,]{3,40},\s*(\d{1,2}\s+)?[A-Za-z]+\s+(19|20)\d\d$")

_SHORTEST_NOTE = 6


@dataclass(frozen=True)
class Words:
    """The lists of ``words.yaml``, folded."""

    total: frozenset[str]
    total_company: frozenset[str]
    average: frozenset[str]
    extreme: frozenset[str]
    unfinished: frozenset[str]
    carried: frozenset[str]
    derived: frozenset[str]
    note: tuple[str, ...]
    breakdown: frozenset[str]
    title: frozenset[str]
    label_headings: frozenset[str]
    named_or_counted: frozenset[str]
    label_heading_starts: frozenset[str]
    label_heading_ends: frozenset[str]
    balance: frozenset[str]
    periods: frozenset[str]
    group_headings: frozenset[str]
    stub: frozenset[str]
    no_value: frozenset[str]
    statuses: frozenset[str]
    no_figure: frozenset[str]
    with_digits: frozenset[str]
    nation: frozenset[str]
    provinces: frozenset[str]
    region_levels: Mapping[str, int]
    months: Mapping[str, int]
    units: frozenset[str]
    counted: frozenset[str]
    measured: frozenset[str]
    rates: frozenset[str]


@cache
def words() -> Words:
    """The vocabulary, read once."""
    raw = read_yaml(Path(__file__).parent / "words.yaml")
    folded = {key: frozenset(map(fold, values)) for key, values in raw.items()}
    folded["no_value"] = frozenset(value.casefold() for value in raw["no_value"])
    folded["units"] = frozenset(value.casefold() for value in raw["units"])
    as_written = {key: raw[key] for key in ("region_levels", "months")}
    return Words(**{**folded, **as_written, "note": tuple(sorted(folded["note"]))})


@lru_cache(maxsize=8192)
def is_no_value(text: str) -> bool:
    """True for ``-``, ``…`` and the like: a cell of figures without a figure."""
    return squash(text).casefold() in words().no_value


@lru_cache(maxsize=8192)
def is_note(text: str) -> bool:
    """True for the first text of a remark: a source, a note, a footnote, a signature."""
    folded = fold(text)
    if any(folded == word or folded.startswith(f"{word} ") for word in words().note):
        return len(folded.split()) > 3 or ":" in text or folded in words().note
    return starts_footnote(text) or bool(_DATED_PLACE.match(squash(text)))


def starts_footnote(text: str) -> bool:
    """True for ``1) Angka sementara``, ``*) …``: a footnote, or a row that is counted like one."""
    return bool(_FOOTNOTE.match(text) and len(text) > _SHORTEST_NOTE)


@lru_cache(maxsize=8192)
def is_title(text: str) -> bool:
    """True for a text that opens a title: ``Tabel 5.3.1``, ``Lampiran II``, ``Lanjutan Tabel``."""
    folded = fold(text)
    first = folded.split(" ", 1)[0]
    return first in words().title and (folded in words().title or any(c.isdigit() for c in folded) or ":" in text)


@lru_cache(maxsize=8192)
def is_total(text: str) -> bool:
    """True for a label that is nothing but a total: ``J u m l a h``, ``Jumlah/Total: I, II, III``, ``Sub Total``."""
    folded = fold(text)
    if folded in words().total:
        return True
    parts = folded.split()
    known = words().total
    return any(p in known for p in parts) and all(
        p in known or p in words().total_company or p in ("sub", "grand") or p.isdigit() for p in parts
    )


def is_carried(text: str) -> bool:
    """True for a sum carried over to the next page: ``Jumlah dipindahkan``."""
    return not words().carried.isdisjoint(fold(text).split())


@lru_cache(maxsize=8192)
def starts_with_total(text: str) -> bool:
    """True for a label that opens with a total word: perhaps a total, perhaps an indicator (``Jumlah Produksi …``)."""
    return fold(text).split(" ", 1)[0] in words().total


@lru_cache(maxsize=8192)
def ends_with_total(text: str) -> bool:
    """True for ``Bawang Total``, as Excel names its subtotals: perhaps a total, if the figures prove it."""
    return fold(text).rsplit(" ", 1)[-1] in words().total


@lru_cache(maxsize=8192)
def starts_with_average(text: str) -> bool:
    """True for a label that opens with an average: perhaps of the rows above, perhaps an indicator of its own."""
    return any(fold(text).startswith(word) for word in words().average)


def names_extreme(text: str) -> bool:
    """True for ``Tertinggi``, ``Minimum``: perhaps the greatest or least of the rows above."""
    return fold(text).removeprefix("nilai ") in words().extreme


@lru_cache(maxsize=8192)
def year_label(text: str) -> int | None:
    """The year of a label that is only a year: ``Tahun 2021`` → 2021; None for anything else."""
    match = _YEAR_LABEL.fullmatch(fold(text))
    return int(match[1]) if match else None


@lru_cache(maxsize=8192)
def trailing_year(text: str) -> int | None:
    """The last year named in a label: ``Jumlah 2021`` → 2021."""
    years = re.findall(r"\b((?:19|20)\d\d)\b", text)
    return int(years[-1]) if years else None
