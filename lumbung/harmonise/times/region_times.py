"""Figures of a period in which their region's code is not valid (R04), where a row holds several periods."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from lumbung.contracts.model import Kind, Property
from lumbung.harmonise.issues import Issue
from lumbung.harmonise.labels.label_places import Label
from lumbung.harmonise.labels.region_issues import Asked, RegionIssues
from lumbung.harmonise.places import Places
from lumbung.harmonise.rows import ConformedRows
from lumbung.harmonise.times.spans import days_of
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Table


def out_of_time(rows: ConformedRows, table: Table, places: Places, gazetteer: Gazetteer) -> Iterator[Issue]:
    """R04 for every sheet row with figures outside the time of its region; those of its other periods stay."""
    contract, said = rows.contract, set[tuple[int, str]]()
    issues = RegionIssues(contract, gazetteer)
    for position, prop, code in _changing(rows, gazetteer):
        days = days_of(str(rows.values[contract.period.name][position]))
        if not days or gazetteer.holds(code, days):
            continue
        rows.blame(position, prop.name, "R04")
        row = rows.rows[position]
        if (row, prop.name) not in said:
            said.add((row, prop.name))
            letter = places.labels.get(prop.name)
            label = Label(gazetteer[code].name, f"{letter}{row}" if letter else "")
            yield issues.out_of_time(Asked(prop, label, table.rows[bisect_left(table.numbers, row)]), code, days)


def _changing(rows: ConformedRows, gazetteer: Gazetteer) -> Iterator[tuple[int, Property, str]]:
    """The regions of the rows whose codes are not valid for ever: position, property, code."""
    regions = rows.contract.of_kind(Kind.REGION)
    concerned = [p for p in regions if gazetteer.changing.intersection(filter(None, rows.values[p.name]))]
    for position in range(len(rows)) if concerned else ():
        for prop in concerned:
            code = rows.values[prop.name][position]
            if code in gazetteer.changing:
                yield position, prop, str(code)
