"""Measures that no column holds (H02), and the columns that may be theirs: refused, unknown or without a heading.

One mistake is one finding. A required column whose heading was misspelt, changed, left blank or written twice is
missing because of that; so what is said of the heading sends the file back, and nothing else is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lumbung.contracts.model import Contract, Kind, Property, Source
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.headings.figure_columns import FigureColumns
from lumbung.sheets.addresses import address, number, split
from lumbung.sheets.model import Table
from lumbung.text import fold


def about_columns(columns: FigureColumns, table: Table, contract: Contract) -> Iterator[Finding]:
    """What is wrong with the columns of figures: refused and unknown ones, and measures that stand nowhere."""
    yield from _unusable(columns, contract)
    missing = _missing(columns, contract)
    nameless = [notice for notice in table.notices if notice.code == "H04"]
    if missing and len(missing) <= len(nameless):
        yield from columns.unknown
        yield from (replace(notice, severity=Severity.BLOCKER) for notice in nameless)
        return
    misspelt = [f for f in columns.unknown if f.code == "H07" and any(_means(f, m) for m in missing)]
    missing = [m for m in missing if not any(_means(f, m) for f in misspelt)]
    unknown = [f for f in columns.unknown if f not in misspelt]
    yield from (replace(f, severity=Severity.BLOCKER) for f in misspelt)
    spoilt = [f for f in unknown if _is_spoilt(f, table)]
    if missing and len(spoilt) == len(missing):
        yield from (_renamed(m, spoilt, table) for m in missing)
        yield from (f for f in unknown if f not in spoilt)
        return
    if missing and unknown and (not columns.places or len({_leaf(f) for f in unknown}) == len(missing)):
        yield from (_renamed(m, unknown, table) for m in missing)
        return
    if len(missing) == 1 and (above := _blank_above(unknown, table, contract)):
        yield replace(missing_column(missing[0], table), cells=(above,))
        return
    yield from unknown
    whole = {m.name for m in _lost(columns, contract)}
    yield from (missing_column(m, table) for m in missing if m.name in whole)


def missing_column(prop: Property, table: Table) -> Finding:
    """H02 for a property, at the first heading of the table."""
    found = "; ".join(dict.fromkeys(" / ".join(c.path) for c in table.columns if c.path)) or "-"
    cells: Sequence[str] = ()
    if table.header_rows and table.columns:
        cells = (f"{table.columns[0].letter}{table.header_rows[0]}",)
    return finding("H02", sheet=table.sheet, cells=tuple(cells), column=prop.title, found=found)


def _renamed(prop: Property, unknown: Sequence[Finding], table: Table) -> Finding:
    """H02 at the headings that may be its own: all there are, or as many as measures are missing."""
    cells = tuple(dict.fromkeys(cell for f in unknown for cell in f.cells))
    proposals = tuple(dict.fromkeys(p for f in unknown for p in f.proposals))
    return replace(missing_column(prop, table), cells=cells, count=len(cells), proposals=proposals)


def _is_spoilt(unknown: Finding, table: Table) -> bool:
    """True for a heading that is an error, and may have been any."""
    places = ((split(cell)[1], number(split(cell)[0])) for cell in unknown.cells)
    return table.grid is not None and all(place in table.grid.broken for place in places)


def _blank_above(unknown: Sequence[Finding], table: Table, contract: Contract) -> str | None:
    """The blank cell over all the columns that are not known, where each of them only says of which kind it is."""
    spread = [p for p in contract.of_kind(Kind.CATEGORY) if Source.HEADER in p.sources]
    kinds = {fold(s) for p in spread for c in p.categories for s in c.spellings}
    numbers = sorted(number(split(c)[0]) for f in unknown for c in f.cells)
    if not numbers or len(table.header_rows) < 2 or not {_leaf(f) for f in unknown} <= kinds:
        return None
    top, together = table.header_rows[0], numbers[-1] - numbers[0] == len(numbers) - 1
    blank = table.grid is not None and all(table.grid.cell(top, column).is_empty for column in numbers)
    return address(top, numbers[0]) if together and blank else None


def _means(near: Finding, measure: Property) -> bool:
    return fold(str(near.parameters.get("suggestion", ""))) in {fold(s) for s in measure.spellings}


def _leaf(unknown: Finding) -> str:
    """The lowest heading of a column that is not known."""
    return fold(str(unknown.parameters.get("column", "")).rsplit(" / ")[-1])


def _lost(columns: FigureColumns, contract: Contract) -> list[Property]:
    """Measures that the table must have and that no loadable column holds."""
    present = {p.measure.name for p in columns.places}
    missing = [m for m in contract.measures if m.name not in present]
    required = [m for m in missing if m.required]
    return (required or missing)[:1] if len(missing) == len(contract.measures) else required


def _gaps(columns: FigureColumns, contract: Contract) -> list[Property]:
    """Required measures that some columns hold, and that the columns of one category or period lack."""
    groups: dict[object, set[str]] = defaultdict(set)
    for place in columns.places:
        if not place.total and place.rows is None:
            groups[place.categories, place.period or place.time].add(place.measure.name)
    everywhere = set().union(*groups.values())
    required = [m for m in contract.measures if m.required and m.name in everywhere]
    return [m for m in required if any(m.name not in held for held in groups.values())]


def _missing(columns: FigureColumns, contract: Contract) -> list[Property]:
    """Measures to be called missing; one whose column is there but unusable has a finding already.

    Of columns that mean one thing all but one may be another's, so that as many measures are not called missing.
    """
    refused = {u.measure for u in columns.unusable}
    lost = [m for m in _lost(columns, contract) if not (m.name in refused or (not columns.places and refused))]
    doubled = {u.finding.cells: u.finding for u in columns.unusable if u.finding.code in ("H05", "H08")}
    letters = {cells: len({u.letter for u in columns.unusable if u.finding == f}) for cells, f in doubled.items()}
    spare = sum(n - n // len(cells) for cells, n in letters.items())
    missing = [*lost, *(m for m in _gaps(columns, contract) if m.name not in refused)]
    return missing if len(missing) > spare else []


def _unusable(columns: FigureColumns, contract: Contract) -> Iterator[Finding]:
    """Each reason once; a blocker where a measure that must be there is lost by it, if only of one period."""
    lost = {m.name for m in _lost(columns, contract)}
    short = lost | {m.name for m in _gaps(columns, contract)}
    told: list[Finding] = []
    for refused in columns.unusable:
        if refused.finding in told:
            continue
        told.append(refused.finding)
        fatal = refused.measure in short or (lost and not columns.places)
        yield replace(refused.finding, severity=Severity.BLOCKER) if fatal else refused.finding
