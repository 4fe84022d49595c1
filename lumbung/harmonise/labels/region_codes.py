"""Codes of regions printed beside names, or instead of them: which column holds them, and whose system they are of.

An undotted code may be of Kemendagri or of BPS, and the same digits mean different villages in the two. Which
system a column uses is told by the names beside the codes; without names, by at least :data:`EVIDENCE` different codes
that only one of the systems has, while the other has none of its own. Where neither tells, no code is judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from lumbung.contracts.model import RegionLevel
from lumbung.harmonise.labels.label_texts import written
from lumbung.harmonise.labels.row_numbers import is_numbering
from lumbung.reference.wilayah import CodeSystem, Gazetteer, read_code
from lumbung.sheets.model import Column, Role, Table, TableRow

EVIDENCE = 3
"""Different codes that only one system has, by which a column without names is told to be of that system."""
_SHARE = 0.5
_SAMPLE = 500


class RegionCodes:
    """The code columns of one table and the name columns beside them, by level of region.

    ``labels``: property name → column letter; ``levels``: the levels of the columns that are properties themselves.
    """

    def __init__(self, table: Table, labels: Mapping[str, str], gazetteer: Gazetteer) -> None:
        self.table = table
        self.gazetteer = gazetteer
        self._taken = frozenset(labels.values())
        self._systems: dict[tuple[RegionLevel, str, str | None], CodeSystem | None] = {}
        self._names: dict[RegionLevel, str | None] = {}

    def beside(self, level: RegionLevel, row: TableRow) -> tuple[str, str]:
        """The cell and the text of the code of that level in a row; empty where the table has no such column."""
        letter = self._columns.get(level)
        text = written(row.cells.get(letter)) if letter else ""
        return (f"{letter}{row.row}", text) if is_code(text, level) else ("", "")

    def beside_labels(self, level: RegionLevel, labels: Sequence[object]) -> Sequence[object]:
        """What stands beside each row's label of that level: the name beside a code, else the code beside a name."""
        coded = {label for label in set(labels) if isinstance(label, str) and is_code(label, level)}
        codes = self._beside(self._columns.get(level), len(labels))
        names = self._beside(self.names_of(level) if coded else None, len(labels))
        return [n if label in coded else c for label, n, c in zip(labels, names, codes, strict=True)]

    def _beside(self, letter: str | None, rows: int) -> Sequence[object]:
        return self.table.values(letter) if letter else [None] * rows

    def column(self, level: RegionLevel) -> str | None:
        """The letter of the column that holds codes of a level beside the names."""
        return self._columns.get(level)

    def name_beside(self, level: RegionLevel, row: TableRow) -> str:
        """The name of that level in a row whose own label is a code; '' where there is none."""
        letter = self.names_of(level)
        return written(row.cells.get(letter)) if letter else ""

    def system(self, level: RegionLevel, codes: str | None, names: str | None) -> CodeSystem | None:
        """Whose codes a column holds; ``codes`` and ``names`` are letters. None where it cannot be told."""
        if codes is None:
            return None
        key = (level, codes, names)
        if key not in self._systems:
            self._systems[key] = self._told_by_names(level, codes, names) if names else self._told_by_codes(codes)
        return self._systems[key]

    def names_of(self, level: RegionLevel) -> str | None:
        """The letter of the column of names beside a property whose own column holds codes."""
        if level not in self._names:
            self._names[level] = self._name_column(level)
        return self._names[level]

    @cached_property
    def _columns(self) -> Mapping[RegionLevel, str]:
        found: dict[RegionLevel, str] = {}
        for column in self.table.columns:
            if column.letter not in self._taken and not is_numbering(column):  # 11 is a row, not Aceh
                texts = Counter(self._texts(column.letter) if self._may_hold_codes(column) else ())
                for level in RegionLevel:
                    if sum(n for text, n in texts.items() if is_code(text, level)) > _SHARE * len(self.table.rows):
                        found.setdefault(level, column.letter)
        return found

    def _may_hold_codes(self, column: Column) -> bool:
        """False for a column of which not one in a sample is a code: they are not the most of it."""
        values = self.table.values(column.letter) if column.role is Role.LABEL else ()
        sample = {written(value) for value in values[:: max(1, len(values) // _SAMPLE)]}
        return any(is_code(text, level) for text in sample for level in RegionLevel)

    def _name_column(self, level: RegionLevel) -> str | None:
        for column in self.table.columns:
            if column.role is Role.LABEL and column.letter not in self._taken:
                texts = Counter(t for t in self._texts(column.letter) if t and not read_code(t))
                known = sum(
                    n for t, n in texts.items() if (r := self.gazetteer.resolve(t, level)).found or r.candidates
                )
                if known > _SHARE * len(self.table.rows):
                    return column.letter
        return None

    def _texts(self, letter: str) -> list[str]:
        return [written(value) for value in self.table.values(letter)]

    def _told_by_names(self, level: RegionLevel, codes: str, names: str) -> CodeSystem | None:
        """The system in which most codes are of the region named beside them."""
        told, agreeing = 0, Counter[CodeSystem]()
        for code, name in zip(self._texts(codes), self._texts(names), strict=True):
            found = self.gazetteer.resolve(name, level) if name else None
            named = {found.code, *found.candidates} - {None} if found else set()
            if named and is_code(code, level):
                told += 1
                readings = self.gazetteer.readings(code)
                if readings is not None:
                    agreeing[CodeSystem.KEMENDAGRI] += readings.kemendagri in named
                    agreeing[CodeSystem.BPS] += readings.bps in named
        best = [system for system in CodeSystem if agreeing[system] > _SHARE * told]
        return max(best, key=lambda system: agreeing[system]) if best and len(set(agreeing.values())) > 1 else None

    def _told_by_codes(self, letter: str) -> CodeSystem | None:
        """The system that alone has several of the codes, where the other alone has none."""
        only = Counter(
            readings.only
            for text in dict.fromkeys(self._texts(letter))
            if (code := read_code(text)) and code.digits and (readings := self.gazetteer.readings(text))
        )
        counts = {system: only[system] for system in CodeSystem}
        told = [system for system, count in counts.items() if count >= EVIDENCE]
        return told[0] if len(told) == 1 and min(counts.values()) == 0 else None


@lru_cache(maxsize=1 << 16)
def is_code(text: str, level: RegionLevel) -> bool:
    """True for a text that is nothing but a code of the level, in whatever form."""
    code = read_code(text) if text else None
    return code is not None and not code.name and level in code.levels
