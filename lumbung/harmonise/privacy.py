"""Numbers of persons (NIK, No. KK) in a table that is not about persons: such a file goes back (P01).

Legal ground: UU 27/2022 (personal data), UU 23/2006 article 84 (NIK and No. KK). The values are never told.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lumbung.contracts.model import Contract
from lumbung.findings import Finding, finding
from lumbung.harmonise.titles.title_cells import heading_cell
from lumbung.sheets.model import Column, Table
from lumbung.text import fold

_KINDS = {
    "NIK": re.compile(r"\b(?:nik|nomor induk kependudukan|no ktp|nomor ktp)\b"),
    "No. KK": re.compile(r"\b(?:no kk|nomor kk|nkk|kartu keluarga)\b"),
}
_DIGITS = 16
_NUMBER = re.compile(rf"\D?\d{{{_DIGITS}}}")
_SMALLEST = 10 ** (_DIGITS - 1)
_SHARE = 0.5
_LEAST_HEADINGS = 2
"""Headings that speak of persons; one alone may head the list of anything (*Nama*, *Alamat* of a school)."""


def personal_columns(table: Table, contract: Contract) -> Iterator[Finding]:
    """P01 for each column of personal numbers, unless the contract is about persons."""
    if contract.is_register:
        return
    for column in table.columns:
        kind = _kind(table, column)
        if kind:
            yield finding(
                "P01",
                sheet=table.sheet,
                cells=(heading_cell(table, column.letter),),
                column=" / ".join(column.path) or column.letter,
                kind=kind,
                dataset_name=contract.title,
            )


def tells_of_persons(table: Table) -> bool:
    """True for a table with a column of personal numbers, or with the headings of a list of persons."""
    if any(_kind(table, column) or _numbered(column) for column in table.columns):
        return True
    return sum(any(fold(e) in _headings() for e in c.path) for c in table.columns) >= _LEAST_HEADINGS


@cache
def _headings() -> frozenset[str]:
    """Headings under which a list of persons tells of them, as compared."""
    with (Path(__file__).parent / "pribadi.csv").open(encoding="utf-8", newline="") as stream:
        return frozenset(fold(row["judul"]) for row in csv.DictReader(stream))


def _numbered(column: Column) -> bool:
    heading = fold(" ".join(column.path))
    return any(words.search(heading) for words in _KINDS.values())


def _kind(table: Table, column: Column) -> str | None:
    """What kind of personal number a column holds, told by its content; the heading only names it."""
    values = [value for value in table.values(column.letter) if value is not None]
    numbers = {value for value in set(values) if _is_number_of_person(value)}
    if not numbers or sum(value in numbers for value in values) < _SHARE * len(values):
        return None
    heading = fold(" ".join(column.path))
    return next((kind for kind, words in _KINDS.items() if words.search(heading)), "NIK")


def _is_number_of_person(value: str | int | float) -> bool:
    if isinstance(value, str):
        return len(value) >= _DIGITS and _NUMBER.fullmatch(value.strip()) is not None
    return abs(value) >= _SMALLEST and _NUMBER.fullmatch(str(int(value))) is not None
