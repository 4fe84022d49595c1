"""Personal data where none belong (P02): numbers of persons and of mobile phones in remarks, notes, titles, comments,
and in the names and figures of a table that is not about persons.

A column that the contract knows as personal may hold them; a whole column of NIK in a table that is not about persons
is P01. Numbers of offices (*(0731) 321 123*) are no personal data. What was found is never told, only where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lumbung.contracts.lengths import digits_of
from lumbung.contracts.model import Contract, Kind
from lumbung.findings import Finding, finding
from lumbung.harmonise.titles.title_cells import texts_above
from lumbung.persons import has_mobile_phone, has_number_of_person, is_number_of_person
from lumbung.sheets.addresses import address
from lumbung.sheets.grid import Grid
from lumbung.sheets.model import Role, Table

_SHORTEST = 10
_KINDS = {
    "number": ("nomor yang berbentuk NIK atau No. KK", "what has the form of a NIK or No. KK"),
    "phone": ("nomor telepon seluler", "mobile phone numbers"),
}
_PLACES = {"text": ("isi sel", "cells"), "comment": ("komentar", "comments")}


def personal_texts(
    table: Table, contract: Contract, labels: Mapping[str, str], first: int, told: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """P02 for the free texts of one table; ``labels``: property → column; ``first``: the sheet row where its own head
    begins; ``told``: columns that are said to be personal already (P01)."""
    free = _free_columns(table, contract, labels) - told
    found: dict[str, list[str]] = defaultdict(list)
    for letter in sorted(free, key=[c.letter for c in table.columns].index):
        values = table.values(letter)
        kinds = {v: _kind(v) for v in set(values)}
        for row, value in zip(table.numbers, values, strict=True) if any(kinds.values()) else ():
            if kind := kinds[value]:
                found[kind].append(f"{letter}{row}")
    for cell, text in (*texts_above(table, first), *_notes(table)):
        if kind := _kind(text):
            found[kind].append(cell)
    yield from _said(table.sheet, "text", found)


def personal_comments(grids: Iterable[Grid]) -> Iterator[Finding]:
    """P02 for the comments of sheets."""
    for grid in grids:
        found: dict[str, list[str]] = defaultdict(list)
        for (row, column), text in sorted(grid.comments.items()):
            if kind := _kind(text):
                found[kind].append(address(row, column))
        yield from _said(grid.sheet, "comment", found)


def _free_columns(table: Table, contract: Contract, labels: Mapping[str, str]) -> frozenset[str]:
    """Columns in which personal data do not belong: no identifiers and nothing that may be personal; of a register only
    those in which anything may be written."""
    register = contract.is_register
    settled = {
        letter
        for name, letter in labels.items()
        for p in (contract.named(name),)
        if p.personal or digits_of(p) or (register and p.kind is not Kind.ATTRIBUTE)
    }
    return frozenset(c.letter for c in table.columns if c.role is Role.LABEL or not register) - settled


def _notes(table: Table) -> Iterator[tuple[str, str]]:
    for note in table.notes:
        line = table.grid.line(note.row) if table.grid else {}
        yield address(note.row, next(iter(line), 1)), note.text


def _kind(value: object) -> str | None:
    if isinstance(value, str):
        if len(value) < _SHORTEST:
            return None
        if has_number_of_person(value):
            return "number"
        return "phone" if has_mobile_phone(value) else None
    return "number" if isinstance(value, int | float) and is_number_of_person(value) else None


def _said(sheet: str, place: str, found: Mapping[str, list[str]]) -> Iterator[Finding]:
    for kind, cells in found.items():
        (what, what_en), (where, where_en) = _KINDS[kind], _PLACES[place]
        yield finding(
            "P02",
            sheet=sheet,
            cells=cells,
            count=len(cells),
            kind=what,
            kind_en=what_en,
            place=where,
            place_en=where_en,
        )
