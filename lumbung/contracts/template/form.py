"""What a template is before anything is drawn: its sheets, and what each of their rows and columns is about.

Rows and columns of a form are counted from 0; :class:`Form` says where on the sheet they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from lumbung.contracts.model import Property
from lumbung.contracts.template.period_texts import PeriodText
from lumbung.sheets.addresses import address

FIRST_LABEL = 1
"""Sheet column in which the labels begin."""


@dataclass(frozen=True)
class Entry:
    """One value of a property: the code that is stored, and the text that people write."""

    property: str
    code: str
    text: str


@dataclass(frozen=True)
class Choice:
    """A line of the title that says one thing of the whole sheet; ``entry`` is None where the OPD chooses."""

    property: str
    title: str
    options: tuple[Entry, ...]
    entry: Entry | None = None


@dataclass(frozen=True)
class Column:
    """A column of figures; ``parts`` are the columns that it adds up, none for one to be filled in.

    ``measure`` is None where the rows, or the sheet as a whole, say what is measured.
    """

    measure: Property | None
    spread: tuple[Entry, ...]  # the categories and regions over the column
    period: PeriodText | None
    headings: tuple[str, ...]
    parts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of the body; ``parts`` are the rows that it adds up, ``section`` what is printed above it."""

    entries: tuple[Entry, ...] = ()
    section: Entry | None = None
    number: int | None = None
    parts: tuple[int, ...] = ()
    measure: Property | None = None  # where each row is about another

    def code(self, name: str) -> str | None:
        """The code of a property in this row."""
        return next((e.code for e in self.entries if e.property == name), None)


class Shown(StrEnum):
    """What a column of labels shows."""

    PROPERTY = "property"
    NUMBER = "number"  # of the row
    CODE = "code"  # of the region
    MEASURE = "measure"
    UNIT = "unit"
    TEXT = "text"  # the same in every row


@dataclass(frozen=True)
class LabelColumn:
    """A column of labels; ``about`` is the property that it shows, or whose code it shows."""

    heading: str
    shown: Shown
    about: Property | None = None
    text: str = ""

    @property
    def of(self) -> Property | None:
        """The property whose texts stand in the column."""
        return self.about if self.shown is Shown.PROPERTY else None


@dataclass(frozen=True)
class Form:
    """One sheet of a template."""

    sheet: str
    fixed: tuple[Entry, ...]  # what the whole sheet is about, by its name or its title
    title: tuple[str, ...]
    choices: tuple[Choice, ...]
    labels: tuple[LabelColumn, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    open: bool = False  # rows to be filled in, labels and all
    grand_total: bool = False  # a row Jumlah under the body
    measure: Property | None = None  # where the whole sheet is about one of several

    @property
    def first_choice(self) -> int:
        """Sheet row of the first choice."""
        return len(self.title) + 1

    @property
    def header_top(self) -> int:
        """Sheet row of the topmost heading; one row above it stays empty."""
        return self.first_choice + len(self.choices) + 1

    @property
    def header_rows(self) -> int:
        """How many rows of headings there are."""
        return max((len(c.headings) for c in self.columns), default=1)

    @property
    def first_figure(self) -> int:
        """Sheet column of the first column of figures."""
        return FIRST_LABEL + len(self.labels)

    @property
    def width(self) -> int:
        """The last sheet column."""
        return self.first_figure + len(self.columns) - 1

    @cached_property
    def sheet_rows(self) -> tuple[int, ...]:
        """The sheet row of each body row; a section takes the row above its first."""
        found: list[int] = []
        row, section = self.header_top + self.header_rows, None
        for each in self.rows:
            if each.section is not None and each.section != section:
                section, row = each.section, row + 1
            found.append(row)
            row += 1
        return tuple(found)

    @cached_property
    def sections(self) -> Mapping[int, Entry]:
        """What is printed above the rows: sheet row → section."""
        found: dict[int, Entry] = {}
        for each, row in zip(self.rows, self.sheet_rows, strict=True):
            if each.section is not None and each.section not in found.values():
                found[row - 1] = each.section
        return found

    @property
    def last_row(self) -> int:
        """The last row of the body, without the row Jumlah."""
        return self.sheet_rows[-1]

    def measure_at(self, row: Row, column: Column) -> Property:
        """What is measured in a row and a column."""
        measure = column.measure or row.measure or self.measure
        assert measure is not None
        return measure

    def figure_cell(self, row: int, column: int) -> str:
        """The address of the figure in a row and a column of the form."""
        return address(self.sheet_rows[row], self.first_figure + column)

    def label_cell(self, row: int, name: str) -> str | None:
        """The address of a label in a row of the form; None where the property has no column."""
        place = next((i for i, c in enumerate(self.labels) if c.of and c.of.name == name), None)
        return None if place is None else address(self.sheet_rows[row], FIRST_LABEL + place)

    def choice_cell(self, name: str) -> str | None:
        """The address of the title line about a property; None where there is none."""
        place = next((i for i, c in enumerate(self.choices) if c.property == name), None)
        return None if place is None else address(self.first_choice + place, 1)
