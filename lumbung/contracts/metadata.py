"""What Satu Data asks to be written about a dataset, and what its contract says of it (findings M01–M06).

The elements are those that a contract can carry of the forms MS-Keg, MS-Var and MS-Ind (Peraturan BPS 5/2020), the
components of the Standar Data Statistik (Peraturan BPS 4/2020), the reference codes and the upkeep: the list is
``unsur_metadata.csv``. They are the walidata's to fill in, never the sender's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lumbung.contracts.model import NUMBERS_OF_PERSONS, Contract, Kind, LogicalType, Property
from lumbung.findings import Finding, finding

CODES = ("M01", "M02", "M03", "M04", "M05", "M06")
SHOWN_PLACES = 5


@dataclass(frozen=True)
class Element:
    """One thing to be written down, once for the dataset or for each of some columns."""

    code: str  # the finding when it is missing
    form: str  # MS-Keg, MS-Var, MS-Ind, SDS, or our own
    about: str  # dataset | kolom | ukuran | kunci
    path: str  # where the contract carries it
    name: str
    name_en: str


@dataclass(frozen=True)
class Described:
    """An element of one contract: where it belongs, and whether it is filled in."""

    element: Element
    place: str  # title of the column; '' for the dataset
    filled: bool


@cache
def elements() -> tuple[Element, ...]:
    """Every element that is asked for, by code."""
    with (Path(__file__).parent / "unsur_metadata.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(Element(*row.values()) for row in csv.DictReader(stream))


def describe(contract: Contract) -> tuple[Described, ...]:
    """Each element asked of a contract, filled in or not."""
    return tuple(Described(e, place, filled) for e in elements() for place, filled in _places(contract, e))


def described(contract: Contract) -> tuple[int, int]:
    """How many of the elements asked for are filled in, and how many are asked for: the score *metadata*."""
    listed = describe(contract)
    return sum(d.filled for d in listed), len(listed)


def metadata_findings(contract: Contract) -> list[Finding]:
    """One finding for each code of which something is missing; about the dataset, in no cell."""
    listed = describe(contract)
    return [f for code in CODES for f in _finding(contract, code, [d for d in listed if d.element.code == code])]


def _finding(contract: Contract, code: str, asked: Sequence[Described]) -> Iterator[Finding]:
    missing = [d for d in asked if not d.filled]
    if missing:
        yield finding(
            code,
            dataset=contract.dataset,
            dataset_name=contract.title,
            missing=len(missing),
            expected=len(asked),
            names=_names(missing, "name"),
            names_en=_names(missing, "name_en"),
        )


def _names(missing: Sequence[Described], which: str) -> str:
    """``interpretasi (Luas Panen, Produksi); rumus (Produksi)``."""
    places: dict[str, list[str]] = {}
    for each in missing:
        places.setdefault(getattr(each.element, which), []).append(each.place)
    return "; ".join(_named(name, at) for name, at in places.items())


def _named(name: str, places: Sequence[str]) -> str:
    if not any(places):
        return name
    return f"{name} ({_listed(places)})" if name else _listed(places)


def _listed(places: Sequence[str]) -> str:
    return ", ".join(places[:SHOWN_PLACES]) + (", …" if len(places) > SHOWN_PLACES else "")


def _places(contract: Contract, element: Element) -> Iterator[tuple[str, bool]]:
    if element.about == "dataset":
        yield "", _given(contract, element.path)
        return
    for p in _ABOUT[element.about](contract):
        yield p.title, _given(p, element.path)


def _columns(contract: Contract) -> Iterator[Property]:
    yield from contract.properties


def _measures(contract: Contract) -> Iterator[Property]:
    yield from contract.indicators


def _keys(contract: Contract) -> Iterator[Property]:
    """What names the rows in words: there a code says what is meant, whoever writes it."""
    yield from (p for p in contract.properties if p.key and p.kind is not Kind.PERIOD and _is_named(p))


def _is_named(p: Property) -> bool:
    return p.kind is not Kind.ATTRIBUTE or p.logical_type is LogicalType.STRING


_ABOUT = {"kolom": _columns, "ukuran": _measures, "kunci": _keys}


def _given(what: Contract | Property, path: str) -> bool:
    if path == "code":
        assert isinstance(what, Property)
        return what.kind in (Kind.REGION, Kind.CATEGORY) or what.personal in NUMBERS_OF_PERSONS
    if path == "definition":
        assert isinstance(what, Property)
        return bool(what.description or what.standard.definisi)
    value: object = what
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name)
    return value is not None and value != ""
