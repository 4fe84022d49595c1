"""What identifies each body row: names resolved to codes, each failure an issue with its cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lumbung.contracts.lengths import digits_of
from lumbung.contracts.model import Contract, Kind, LogicalType, Property, RegionLevel
from lumbung.findings import Severity
from lumbung.harmonise.issues import Issue
from lumbung.harmonise.labels.label_columns import category_codes, unnumbered
from lumbung.harmonise.labels.label_days import DayColumn, day_parameters
from lumbung.harmonise.labels.label_places import Label
from lumbung.harmonise.labels.label_texts import LabelTexts
from lumbung.harmonise.labels.labelled_rows import LabelledRows
from lumbung.harmonise.labels.nik_facts import NikFacts
from lumbung.harmonise.labels.own_cells import OwnCells, as_they_stand
from lumbung.harmonise.labels.region_issues import Asked
from lumbung.harmonise.labels.region_labels import RegionLabels
from lumbung.harmonise.mappings.proposing import category_proposals
from lumbung.harmonise.places import Places
from lumbung.harmonise.times.spans import days_of_all
from lumbung.proposals import Proposal
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.figures.numbers import Style, read_number
from lumbung.sheets.figures.scientific import is_scientific
from lumbung.sheets.model import Table, TableRow, TableValue
from lumbung.text import fold

_HELD = (" Barisnya ditahan.", " The row is held back.")
_MENDED = (" Sudah dibaca lengkap.", " They have been put back.")
_NUMERIC = (LogicalType.INTEGER, LogicalType.NUMBER)
_MOST_ZEROS = 3
"""Noughts that an identifier may have lost; what lacks more was typed wrongly."""


@dataclass(slots=True)
class _Reading:
    """One label in the making: where it stands, the code of the region above it, and what is wrong."""

    table: Table
    position: int  # among the rows of the table
    number: int  # its sheet row
    own: TableValue  # what its cell holds
    within: str | None
    issues: list[Issue] = field(default_factory=list)

    @property
    def row(self) -> TableRow:
        """The whole row: few labels ask what stands beside them."""
        return self.table.rows[self.position]


class Labeller:
    """Resolves the labels of one table's rows by one contract; ``periods`` are those the table is about."""

    def __init__(
        self,
        table: Table,
        contract: Contract,
        places: Places,
        gazetteer: Gazetteer,
        periods: Sequence[str] = (),
        today: date | None = None,
    ) -> None:
        self.table = table
        self.contract = contract
        self.texts = LabelTexts(table, contract, places.beside_rows, gazetteer)
        spread, self.foreign = places.spread, places.beside_rows.listed.unknown.keys()
        self.properties = [
            p for p in contract.properties if p.kind not in (Kind.MEASURE, Kind.PERIOD) and p.name not in spread
        ]
        self.categories = {p.name: category_codes(p) for p in self.properties if p.kind is Kind.CATEGORY}
        self.regions = RegionLabels(table, contract, places.labels, gazetteer, days_of_all(periods))
        dated = [p for p in self.properties if p.kind is Kind.ATTRIBUTE and p.logical_type is LogicalType.DATE]
        self.days = {p.name: DayColumn(p, self._texts_of(p), table.grid, today) for p in dated}
        self.digits = {p.name: n for p in self.properties if p.kind is Kind.ATTRIBUTE and (n := digits_of(p))}
        self.niks = NikFacts(contract)
        self._proposed: dict[tuple[str, str], tuple[Proposal, ...]] = {}
        regions = [p.name for p in self.properties if p.kind is Kind.REGION]
        self._parents = dict(zip(regions[1:], regions, strict=False))

    def rows(self) -> LabelledRows:
        """Every body row, labelled; rows about something else are left out."""
        chosen = [i for i, row in enumerate(self.table.numbers) if row not in self.foreign]
        values: dict[str, Sequence[str | None]] = {}
        issues: dict[int, list[Issue]] = defaultdict(list)
        for prop in self.properties:
            parents = values.get(self._parents.get(prop.name, ""))
            values[prop.name] = self._column(prop, chosen, parents, issues)
        labelled = LabelledRows(self.table, chosen, values)
        for issue in self.niks.issues(labelled, self.texts):
            issues[issue.row].append(issue)
        for row, code in self.table.ragged.items():  # its labels may have slipped too: what they lack is no mistake
            issues[row] = [Issue(code, p.name, "", "", row) for p in self.properties[:1]]
        return replace(labelled, issues={row: tuple(issues[row]) for row in labelled.numbers if row in issues})

    def _column(
        self,
        prop: Property,
        chosen: Sequence[int],
        parents: Sequence[str | None] | None,
        issues: dict[int, list[Issue]],
    ) -> list[str | None]:
        """What a property is in each row; what stands alike in the rows' own cells is resolved once."""
        cells = OwnCells(self.table, self.texts.columns.get(prop.name), chosen)
        above = parents or [None] * len(chosen)
        keys = cells.keys(cells.stored if prop.region_level is None else self._beside(prop.region_level, cells, above))
        known = as_they_stand(keys) if self._is_free_text(prop) else {}
        values: list[str | None] = []
        for position, key, own, within in zip(chosen, keys, cells.held, above, strict=True):
            if key in known:
                values.append(known[key])
                continue
            reading = _Reading(self.table, position, self.table.numbers[position], own, within)
            label = self.texts.beginning_with(own, prop, reading.number)
            value = self._value(prop, label, reading)
            if reading.issues:
                issues[reading.number] += reading.issues
            elif key is not None and value is not None:
                known[key] = value
            values.append(value)
        return values

    def _is_free_text(self, prop: Property) -> bool:
        return prop.kind is Kind.ATTRIBUTE and prop.logical_type is LogicalType.STRING and prop.name not in self.days

    def _beside(self, level: RegionLevel, cells: OwnCells, parents: Sequence[str | None]) -> Iterator[object]:
        """What the code of a region depends on beside its own cell: the region above, the code or name next to it."""
        labels = self.table.own_values(cells.letter) if cells.letter else [None] * len(self.table.numbers)
        return zip(parents, cells.of_these(self.regions.codes.beside_labels(level, labels)), strict=True)

    def _texts_of(self, prop: Property) -> Mapping[int, Label]:
        letter, numbers = self.texts.columns.get(prop.name), self.table.numbers
        held = self.table.own_values(letter) if letter else [None] * len(numbers)
        told = ((row, value) for row, value in zip(numbers, held, strict=True) if row not in self.foreign)
        return {row: self.texts.beginning_with(value, prop, row) for row, value in told}

    def _value(self, prop: Property, label: Label, reading: _Reading) -> str | None:
        if not label.text:
            if prop.required:
                self._issue(reading, "K03" if prop.key else "V01", prop, label)
            return None
        if is_scientific(label.text):
            self._issue(reading, "C12", prop, label)
            return None
        if prop.kind is Kind.REGION:
            return self._region(prop, label, reading)
        if prop.kind is Kind.CATEGORY:
            return self._category(prop, label, reading)
        if prop.name in self.days:
            return self._day(prop, label, reading)
        if prop.logical_type is LogicalType.STRING and self.texts.is_number(prop, reading.number):
            self._issue(reading, "C10", prop, label)
            return None
        if (digits := self.digits.get(prop.name)) and self._lost_zeros(prop, label, reading.number, digits):
            self._issue(reading, "C11", prop, label, outcome=_HELD[0], outcome_en=_HELD[1])
            return None
        return self._figure(prop, label, reading) if prop.logical_type in _NUMERIC else label.text

    def _figure(self, prop: Property, label: Label, reading: _Reading) -> str | None:
        """The number that an attribute is, a text being read as in the land: ``900.000`` are nine hundred thousand."""
        if isinstance(reading.own, (int, float)):
            return label.text
        figure = read_number(label.text).value(Style.INDONESIAN)
        if figure is None:
            self._issue(reading, "C04", prop, label, suggestion="")
        return None if figure is None else str(figure)

    def _lost_zeros(self, prop: Property, label: Label, row: int, digits: int) -> bool:
        """True for a number that is shorter than its identifier: a spreadsheet takes away the noughts in front."""
        return label.text.isdigit() and 0 < digits - len(label.text) <= _MOST_ZEROS and self.texts.is_stored(prop, row)

    @staticmethod
    def _issue(
        reading: _Reading,
        code: str,
        prop: Property,
        label: Label,
        proposals: tuple[Proposal, ...] = (),
        severity: Severity | None = None,
        **parameters: str,
    ) -> None:
        said = Issue(code, prop.name, label.text, label.cell, reading.number, parameters, proposals, severity)
        reading.issues.append(said)

    def _day(self, prop: Property, label: Label, reading: _Reading) -> str | None:
        """The day as ISO text, and what is doubtful about the way it is written."""
        day = self.days[prop.name].of(reading.number)
        if day.code:
            said = day_parameters(day, prop)
            weight = Severity.ERROR if day.value is None else None
            reading.issues.append(
                Issue(day.code, prop.name, label.text, label.cell, reading.number, said, severity=weight)
            )
        return day.value.isoformat() if day.value else None

    def _region(self, prop: Property, label: Label, reading: _Reading) -> str | None:
        if reading.within is None and prop.name in self._parents:
            return None  # the parent's own issue says it all
        named = self.regions.name(Asked(prop, label, reading.row, reading.within))
        reading.issues += named.issues
        return named.code

    def _category(self, prop: Property, label: Label, reading: _Reading) -> str | None:
        codes = self.categories[prop.name]
        code = codes.get(fold(label.text)) or codes.get(unnumbered(label.text))
        if code is None and (code := self._padded(prop, label, reading)):
            return code
        if code is None:
            expected = ", ".join(c.name for c in prop.categories[:12])
            proposals = self._category_proposals(prop, label.text)
            self._issue(reading, "V02", prop, label, proposals, expected=expected, suggestion=_hint(proposals))
        return code

    def _padded(self, prop: Property, label: Label, reading: _Reading) -> str | None:
        """The code of a list that a number is, once it has its noughts back."""
        codes = {c.code for c in prop.categories if c.code.isdigit()}
        fitting = {len(code) for code in codes if label.text.zfill(len(code)) == code}
        if len(fitting) != 1 or not label.text.isdigit() or not self.texts.is_stored(prop, reading.number):
            return None
        self._issue(reading, "C11", prop, label, severity=Severity.INFO, outcome=_MENDED[0], outcome_en=_MENDED[1])
        return label.text.zfill(fitting.pop())

    def _category_proposals(self, prop: Property, text: str) -> tuple[Proposal, ...]:
        key = (prop.name, text)
        if key not in self._proposed:
            self._proposed[key] = category_proposals(self.contract, prop, text)
        return self._proposed[key]


def _hint(proposals: tuple[Proposal, ...]) -> str:
    """What the sender of the file probably meant, for the finding's message."""
    names = [guess.name for p in proposals for guess in (p.best, p.runner_up) if guess]
    return f" Mungkin maksudnya: {' atau '.join(names)}." if names else ""
