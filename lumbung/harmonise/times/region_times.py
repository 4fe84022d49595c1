"""Figures of a period in which their region's code is not valid (R04), where a row holds several periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from lumbung.contracts.model import Contract, Kind
from lumbung.harmonise.issues import Issue
from lumbung.harmonise.labels.label_places import Label
from lumbung.harmonise.labels.region_issues import Asked, RegionIssues
from lumbung.harmonise.places import Places
from lumbung.harmonise.times.spans import days_of
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import TableRow


class TimedRow(Protocol):
    """A conformed row in the making: its sheet row, its values, and how to hold it back."""

    row: int
    values: dict[str, object]

    def blame(self, name: str, code: str) -> None:
        """Note what is wrong with the cell of a property."""


def out_of_time(
    contract: Contract,
    sheet_rows: Mapping[int, TableRow],
    rows: Sequence[TimedRow],
    places: Places,
    gazetteer: Gazetteer,
) -> Iterator[Issue]:
    """R04 for every sheet row with figures outside the time of its region; those of its other periods stay."""
    issues, said = RegionIssues(contract, gazetteer), set()
    for row in rows if gazetteer.changing else ():
        days = days_of(str(row.values[contract.period.name]))
        for prop in contract.of_kind(Kind.REGION):
            code = row.values.get(prop.name)
            if days and code in gazetteer.changing and not gazetteer.holds(str(code), days):
                row.blame(prop.name, "R04")
                if (row.row, prop.name) not in said:
                    said.add((row.row, prop.name))
                    letter = places.labels.get(prop.name)
                    label = Label(gazetteer[str(code)].name, f"{letter}{row.row}" if letter else "")
                    yield issues.out_of_time(Asked(prop, label, sheet_rows[row.row]), str(code), days)
