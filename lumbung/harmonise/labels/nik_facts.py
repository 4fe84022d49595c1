"""What a NIK says of its bearer, against what stands beside it (V08).

A NIK is ``PPKKCC DDMMYY SSSS``, with 40 added to the day of women (UU 23/2006). Day of birth and sex are held against
the row. The place in front is where the NIK was first issued, and people move: it is never judged. A NIK of somebody
else in the row (*NIK Ibu*) is compared with what is said of that person only. Nothing of the number is told.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lumbung.contracts.model import Contract, Kind, LogicalType, PersonalKind, Property
from lumbung.harmonise.issues import Issue
from lumbung.harmonise.labels.label_texts import LabelTexts
from lumbung.harmonise.labels.labelled_rows import LabelledRows
from lumbung.text import fold

_NIK = re.compile(r"\d{6}(\d\d)(\d\d)(\d\d)\d{4}")
_WOMEN = 40
MALE, FEMALE = frozenset({"laki laki", "pria"}), frozenset({"perempuan", "wanita"})
"""Folded names of the sexes."""


@dataclass(frozen=True)
class Facts:
    """The day of birth, without its century, and the sex that a NIK encodes."""

    day: int
    month: int
    year: int
    female: bool

    @property
    def possible(self) -> bool:
        """True where some century has such a day."""
        return any(_exists(century + self.year, self.month, self.day) for century in (1900, 2000))

    def agrees(self, born: str) -> bool:
        """True for an ISO day that may be the one encoded."""
        year, month, day = (int(part) for part in born.split("-"))
        return (day, month, year % 100) == (self.day, self.month, self.year)


def facts_of(nik: str) -> Facts | None:
    """What 16 digits encode; None for anything else."""
    found = _NIK.fullmatch(nik.strip())
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    return Facts(day - _WOMEN if day > _WOMEN else day, month, year, day > _WOMEN)


class NikFacts:
    """Compares the NIK of each row with the birth and the sex that stand beside it."""

    def __init__(self, contract: Contract) -> None:
        self.niks = {p: _whose(p) for p in contract.properties if p.personal is PersonalKind.NIK}
        self.births = {
            _whose(p): p.name
            for p in contract.properties
            if p.personal is PersonalKind.LAHIR and p.logical_type is LogicalType.DATE
        }
        self.sexes = {_whose(p): (p.name, _sexes(p)) for p in contract.of_kind(Kind.CATEGORY) if _sexes(p)}

    def issues(self, labelled: LabelledRows, texts: LabelTexts) -> Iterator[Issue]:
        """V08 for numbers of persons that contradict the row they stand in, and no other row as well (K01)."""
        names = [name for name in self.names if name in labelled.values]
        keys = [p.name for p in self.niks if p.key]
        twice = {name: {n for n, times in Counter(labelled.values[name]).items() if times > 1} for name in keys}
        columns = zip(*(labelled.values[name] for name in names), strict=True)
        for position, said in enumerate(columns if self.niks else ()):
            values = dict(zip(names, said, strict=True))
            for prop, against in self.contradictions(values):
                if values[prop.name] not in twice.get(prop.name, ()):
                    row = labelled.at(position).row
                    label = texts.of(prop, row)
                    yield Issue("V08", prop.name, label.text, label.cell, row.row, {"against": against})

    @property
    def names(self) -> frozenset[str]:
        """The properties that are compared."""
        beside = (*self.births.values(), *(name for name, _ in self.sexes.values()))
        return frozenset((*(p.name for p in self.niks), *beside))

    def contradictions(self, values: Mapping[str, str | None]) -> Iterator[tuple[Property, str]]:
        """Each NIK of a row that cannot be, or that contradicts the row, with what it contradicts."""
        for prop, whose in self.niks.items():
            nik = values.get(prop.name) or ""
            facts = None if self._fits(nik, whose, values) else facts_of(nik)
            if facts is None:
                continue
            if not facts.possible:
                yield prop, "kalender"
                continue
            against = list(self._against(facts, whose, values))
            if against:
                yield prop, " dan ".join(against)

    def _fits(self, nik: str, whose: frozenset[str], values: Mapping[str, str | None]) -> bool:
        """True for a NIK with just the day and the sex that stand beside it: of thousands, nearly all."""
        born = values.get(self.births.get(whose, ""))
        name, sexes = self.sexes.get(whose, ("", {}))
        female = sexes.get(values.get(name) or "")
        if not born or female is None:
            return False
        return nik[6:12] == f"{int(born[8:10]) + _WOMEN * female:02}{born[5:7]}{born[2:4]}"

    def _against(self, facts: Facts, whose: frozenset[str], values: Mapping[str, str | None]) -> Iterator[str]:
        born = values.get(self.births.get(whose, ""))
        if born and not facts.agrees(born):
            yield "tanggal lahir"
        name, sexes = self.sexes.get(whose, ("", {}))
        said = sexes.get(values.get(name) or "")
        if said is not None and said is not facts.female:
            yield "jenis kelamin"


def _whose(prop: Property) -> frozenset[str]:
    """The words of a heading that say whose it is; none for the person of the row."""
    heading = f" {fold(prop.title)} "
    return frozenset(word for word in _relations() if f" {word} " in heading)


def _sexes(prop: Property) -> dict[str, bool]:
    """Code → whether it is that of women; empty for other lists."""
    found: dict[str, bool] = {}
    for category in prop.categories:
        spellings = {fold(s) for s in category.spellings}
        if bool(spellings & MALE) is not bool(spellings & FEMALE):
            found[category.code] = bool(spellings & FEMALE)
    return found if set(found.values()) == {True, False} else {}


@cache
def _relations() -> frozenset[str]:
    with (Path(__file__).parent / "kata_hubungan.csv").open(encoding="utf-8", newline="") as stream:
        return frozenset(fold(row["kata"]) for row in csv.DictReader(stream))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
