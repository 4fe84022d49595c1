"""What identifies each body row: names resolved to codes, each failure a finding with its cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lumbung.contracts.model import Contract, Kind, LogicalType, Property, RegionLevel, Source
from lumbung.findings import Finding, Parameter, finding
from lumbung.harmonise.places import Places, category_codes, unnumbered
from lumbung.reference.wilayah import Gazetteer, Resolution
from lumbung.sheets.addresses import number
from lumbung.sheets.model import Table, TableRow
from lumbung.text import fold, squash

_OUTER_LEVELS = (RegionLevel.PROVINSI, RegionLevel.KABUPATEN)


@dataclass(frozen=True)
class Issue:
    """One label that could not be taken, before issues with one cure are joined into a finding."""

    code: str
    property: str
    text: str
    cell: str
    row: int
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True)
class LabelledRow:
    """A body row with the values of its label properties (codes for regions and categories)."""

    row: TableRow
    values: Mapping[str, str | None]
    issues: tuple[Issue, ...]


class Labeller:
    """Resolves the labels of one table's rows by one contract."""

    def __init__(self, table: Table, contract: Contract, places: Places, gazetteer: Gazetteer) -> None:
        self.table = table
        self.contract = contract
        self.places = places
        self.gazetteer = gazetteer
        self.properties = [p for p in contract.properties if p.kind not in (Kind.MEASURE, Kind.PERIOD)]
        self.codes = {p.name: category_codes(p) for p in self.properties if p.kind is Kind.CATEGORY}

    def rows(self) -> tuple[LabelledRow, ...]:
        """Every body row, labelled."""
        return tuple(self._label(row) for row in self.table.rows)

    def _label(self, row: TableRow) -> LabelledRow:
        values: dict[str, str | None] = {}
        issues: list[Issue] = []
        for prop in self.properties:
            if Source.HEADER in prop.sources:
                continue
            text, cell = self._text(prop, row)
            values[prop.name] = self._value(prop, text, cell, row.row, values, issues)
        return LabelledRow(row, values, tuple(issues))

    def _text(self, prop: Property, row: TableRow) -> tuple[str, str]:
        """The text of a property for one row, and the cell it stands in ('' where it has none)."""
        letter = self.places.labels.get(prop.name)
        if letter is not None:
            value = row.cells.get(letter)
            if value is not None and squash(str(value)):
                return squash(str(value)), f"{letter}{row.row}"
            if merged := self._merged(letter, row.row):
                return merged
        for source in prop.sources:
            if (text := self._elsewhere(source, prop, row)) is not None:
                return text
        return "", f"{letter}{row.row}" if letter else ""

    def _merged(self, letter: str, row: int) -> tuple[str, str] | None:
        """The text of a label cell merged down over the rows it applies to."""
        column = number(letter)
        for span in self.table.grid.merges if self.table.grid else ():
            if span.top < row <= span.bottom and span.left <= column <= span.right and self.table.grid:
                value = self.table.grid.cell(span.top, span.left).value
                return (squash(str(value)), f"{letter}{span.top}") if value is not None else None
        return None

    def _elsewhere(self, source: Source, prop: Property, row: TableRow) -> tuple[str, str] | None:
        if source is Source.SECTION:
            above = [s for s in self.table.sections if s.row < row.row]
            return (above[-1].text, f"A{above[-1].row}") if above else self._above(prop, row)
        if source is Source.CONSTANT and prop.constant is not None:
            return prop.constant, ""
        if source is Source.SHEET:
            return self.table.sheet, ""
        if source is Source.TITLE:
            return self._in_title(prop)
        return None

    def _above(self, prop: Property, row: TableRow) -> tuple[str, str] | None:
        """The label printed only on the first row it applies to."""
        letter = self.places.labels.get(prop.name)
        earlier = [r for r in self.table.rows if letter and r.row < row.row and r.cells.get(letter)]
        return (squash(str(earlier[-1].cells[letter])), f"{letter}{earlier[-1].row}") if earlier and letter else None

    def _in_title(self, prop: Property) -> tuple[str, str] | None:
        title = f" {fold(' '.join(self.table.title))} "
        spelled = [s for c in prop.categories for s in c.spellings if f" {fold(s)} " in title]
        if prop.region_level is not None:
            names = (r.name for r in self.gazetteer.of_level(prop.region_level))
            spelled = [n for n in names if f" {prop.region_level} {fold(n)} " in title]
        return (max(spelled, key=len), "") if spelled else None

    def _value(
        self, prop: Property, text: str, cell: str, row: int, known: Mapping[str, str | None], issues: list[Issue]
    ) -> str | None:
        if not text:
            if prop.required:
                issues.append(Issue("K03" if prop.key else "V01", prop.name, "", cell, row))
            return None
        if prop.kind is Kind.REGION:
            return self._region(prop, text, cell, row, known, issues)
        if prop.kind is Kind.CATEGORY:
            return self._category(prop, text, cell, row, issues)
        return text

    def _region(
        self, prop: Property, text: str, cell: str, row: int, known: Mapping[str, str | None], issues: list[Issue]
    ) -> str | None:
        assert prop.region_level is not None
        parents = [p.name for p in self.contract.of_kind(Kind.REGION) if p.name in known]
        within = known[parents[-1]] if parents else None
        if parents and within is None:
            return None  # the parent's own issue says it all
        found = self.gazetteer.resolve(text, prop.region_level, within)
        if not found.found:
            issues.append(self._region_issue(prop, found, text, cell, row))
        return found.code

    def _region_issue(self, prop: Property, found: Resolution, text: str, cell: str, row: int) -> Issue:
        if found.candidates:
            names = "; ".join(f"{self._place(c)}" for c in found.candidates)
            return Issue("R03", prop.name, text, cell, row, {"candidates": names})
        hint = " atau ".join(self.gazetteer[c].name for c, _ in found.suggestions[:2])
        suggestion = f" Mungkin maksudnya: {hint}." if hint else ""
        listed = f"{prop.region_level} {self._regency()}"
        return Issue("R01", prop.name, text, cell, row, {"suggestion": suggestion, "list_name": listed})

    def _place(self, code: str) -> str:
        parent = self.gazetteer.regions.get(code.rpartition(".")[0])
        return f"{self.gazetteer[code].name} ({parent.name if parent else code}, {code})"

    def _regency(self) -> str:
        regencies = self.gazetteer.of_level(RegionLevel.KABUPATEN)
        return regencies[0].name if len(regencies) == 1 else ""

    def _category(self, prop: Property, text: str, cell: str, row: int, issues: list[Issue]) -> str | None:
        codes = self.codes[prop.name]
        code = codes.get(fold(text)) or codes.get(unnumbered(text))
        if code is None:
            expected = ", ".join(c.name for c in prop.categories[:12])
            issues.append(Issue("V02", prop.name, text, cell, row, {"expected": expected}))
        return code


def issue_findings(sheet: str, contract: Contract, issues: Iterator[Issue]) -> list[Finding]:
    """One finding for each mistake: issues of the same code, property and text are joined, with every cell."""
    groups: dict[tuple[str, str, str], list[Issue]] = defaultdict(list)
    for issue in issues:
        groups[issue.code, issue.property, issue.text].append(issue)
    return [_joined(sheet, contract.named(name), same) for (_, name, _), same in groups.items()]


def _joined(sheet: str, prop: Property, same: list[Issue]) -> Finding:
    first = same[0]
    cells = [i.cell for i in same if i.cell]
    found = "(disamarkan)" if prop.personal else first.text
    parameters = {"column": prop.title, "found": found, **first.parameters}
    return replace(finding(first.code, sheet=sheet, cells=cells, count=len(same)), parameters=parameters)


def attribute_value(prop: Property, text: str | None) -> object:
    """An attribute in its logical type; text that does not fit stays text for the suite to judge."""
    if text is None or prop.logical_type not in (LogicalType.INTEGER, LogicalType.NUMBER):
        return text
    try:
        return float(text)
    except ValueError:
        return text
