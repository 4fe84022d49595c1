"""Labels that name regions: each by its name, its code or both, and what is wrong where it is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lumbung.contracts.model import Contract
from lumbung.harmonise.issues import Issue
from lumbung.harmonise.labels.label_places import Label
from lumbung.harmonise.labels.region_codes import RegionCodes, is_code
from lumbung.harmonise.labels.region_issues import Asked, RegionIssues
from lumbung.reference.wilayah import CodeSystem, Gazetteer, Obstacle, Resolution, Span, read_code
from lumbung.sheets.model import Table


@dataclass(frozen=True)
class Named:
    """The code of a label (None where it is not taken), and what is to be said of it."""

    code: str | None
    issues: tuple[Issue, ...] = ()


class RegionLabels:
    """Resolves the region labels of one table.

    ``labels``: property name → column letter; ``during``: the days the table is about, where they are known.
    """

    def __init__(
        self,
        table: Table,
        contract: Contract,
        labels: Mapping[str, str],
        gazetteer: Gazetteer,
        during: Span | None = None,
    ) -> None:
        self.labels = labels
        self.gazetteer = gazetteer
        self.during = during
        self.codes = RegionCodes(table, labels, gazetteer)
        self.issues = RegionIssues(contract, gazetteer, during)

    def name(self, asked: Asked) -> Named:
        """The region that a label means inside its parent."""
        if is_code(asked.label.text, asked.level):
            return self._by_code(asked)
        found = self._resolve(asked, asked.label.text)
        cell, code = self.codes.beside(asked.level, asked.row)
        if code:
            return self._held_against(asked, found, Label(code, cell))
        return self._said(asked, found)

    def _resolve(self, asked: Asked, text: str, system: CodeSystem | None = None, beside: str = "") -> Resolution:
        return self.gazetteer.resolve(text, asked.level, asked.within, self.during, system, beside)

    def _by_code(self, asked: Asked) -> Named:
        """A code in the label's own cell, with the name beside it if the table has a column of names."""
        code, level = asked.label.text, asked.level
        name = self.codes.name_beside(level, asked.row)
        system = self.codes.system(level, self.labels.get(asked.prop.name), self.codes.names_of(level))
        found = self._resolve(asked, name, system, code) if name else self._resolve(asked, code, system)
        return self._said(asked, found, name)

    def _held_against(self, asked: Asked, found: Resolution, code: Label) -> Named:
        """A name with a code beside it: the code settles what the name leaves open, and must not contradict it."""
        column, own = self.codes.column(asked.level), self.labels.get(asked.prop.name)
        system = self.codes.system(asked.level, column, own)
        written = read_code(code.text)
        judged = system is not None or (written is not None and written.judgeable)
        both = self._resolve(asked, asked.label.text, system, code.text)
        if found.found and judged and both.obstacle is Obstacle.DISAGREEMENT:
            return Named(found.code, (self.issues.contradiction(asked, both, code),))
        if found.code and system is not None and self._is_no_code(code.text):
            return Named(found.code, (self.issues.unknown_code(asked, found.code, code),))
        if not (found.found or found.suggestions or found.meant) and judged and both.place and not both.meant:
            return Named(None, (self.issues.elsewhere(asked, both, code),))
        if both.code and found.candidates:
            return Named(both.code)
        if both.code and not found.found and judged:
            return Named(both.code, (self.issues.read_by_code(asked, both.code, code),))
        return self._said(asked, found)

    def _is_no_code(self, text: str) -> bool:
        """True for what looks like a code of this site, and is that of no region in any system."""
        readings = self.gazetteer.readings(text)
        return readings is not None and not readings.codes and self.gazetteer.is_own(text)

    def _said(self, asked: Asked, found: Resolution, name: str = "") -> Named:
        if found.found:
            return Named(found.code)
        return Named(None, (self.issues.of(asked, found, name),))
