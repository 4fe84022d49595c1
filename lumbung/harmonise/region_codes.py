"""Codes printed beside region names: they settle an ambiguous name, and a code of another region is a mistake (R05).

An undotted code may be of Kemendagri or of BPS, and the same digits mean different villages in the two. Which
system a column uses is told by the rows whose name is certain; where they do not tell, no code is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from lumbung.contracts.model import Property, RegionLevel
from lumbung.harmonise.issues import Issue
from lumbung.reference.wilayah import Gazetteer, Region
from lumbung.sheets.model import Role, Table, TableRow

_DIGITS = {
    RegionLevel.PROVINSI: (2,),
    RegionLevel.KABUPATEN: (4,),
    RegionLevel.KECAMATAN: (6, 7),
    RegionLevel.DESA: (10,),
}
"""Digits of a code: Kemendagri 2, 4, 6, 10; BPS 2, 4, 7, 10."""
_CODE = re.compile(r"[\d.]+")
_SHARE = 0.5


class RegionCodes:
    """The code columns of one table, by level of region."""

    def __init__(self, table: Table, labels: Mapping[str, str], gazetteer: Gazetteer) -> None:
        self.table = table
        self.gazetteer = gazetteer
        self.taken = frozenset(labels.values())

    @cached_property
    def _columns(self) -> Mapping[RegionLevel, str]:
        found: dict[RegionLevel, str] = {}
        for column in self.table.columns:
            if column.role is Role.LABEL and column.letter not in self.taken:
                for level in RegionLevel:
                    told = [self._digits(row, column.letter, level) for row in self.table.rows]
                    if told and sum(map(bool, told)) > _SHARE * len(told):
                        found.setdefault(level, column.letter)
        return found

    @staticmethod
    def _digits(row: TableRow, letter: str, level: RegionLevel) -> str:
        """The digits of a code of that level in one cell, or ''."""
        text = str(row.cells.get(letter) or "").strip()
        digits = text.replace(".", "")
        return digits if _CODE.fullmatch(text) and len(digits) in _DIGITS[level] else ""

    def among(self, prop: Property, candidates: tuple[str, ...], row: TableRow) -> str | None:
        """The one of several regions of a name whose dotted code stands beside it."""
        letter = self._columns.get(prop.region_level) if prop.region_level else None
        code = str(row.cells.get(letter) or "").strip() if letter else ""
        return code if code in candidates else None

    def disagreements(self, prop: Property, names: Mapping[int, str | None]) -> Iterator[Issue]:
        """R05 for rows whose code is that of another region than the name; ``names``: sheet row → code by name."""
        level = prop.region_level
        letter = self._columns.get(level) if level else None
        if level is None or letter is None:
            return
        told = {
            r.row: (digits, self.gazetteer[code], str(r.cells[letter]))
            for r in self.table.rows
            if (code := names.get(r.row)) and (digits := self._digits(r, letter, level))
        }
        for system in (_kemendagri, _bps):
            agreeing = sum(digits == system(region) for digits, region, _ in told.values())
            if told and agreeing > _SHARE * len(told):
                owners = {system(r): r for r in self.gazetteer.of_level(level) if system(r)}
                for row, (digits, region, text) in told.items():
                    other = owners.get(digits)
                    if other is not None and other.code != region.code:
                        said = {"code_found": text, "name_expected": other.name}
                        yield Issue("R05", prop.name, region.name, f"{letter}{row}", row, said)
                return


def _kemendagri(region: Region) -> str:
    return region.code.replace(".", "")


def _bps(region: Region) -> str:
    return (region.bps_code or "").replace(".", "")
