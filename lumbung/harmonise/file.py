"""One reading → what each of its tables is: conformed to a contract, matched but unusable, or unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from lumbung.contracts.model import Contract
from lumbung.findings import SHOWN_CELLS, Finding, Severity, finding
from lumbung.harmonise.figures.doubts import doubts_of
from lumbung.harmonise.free_texts import personal_comments, personal_texts
from lumbung.harmonise.mappings.title_proposals import title_proposals
from lumbung.harmonise.match import Candidate, Match, match
from lumbung.harmonise.model import Conformed
from lumbung.harmonise.observed import observed_history
from lumbung.harmonise.places import holds_figures
from lumbung.harmonise.privacy import personal_columns
from lumbung.harmonise.reshape import conform, timed
from lumbung.harmonise.templates import about_template
from lumbung.harmonise.times.row_times import row_times
from lumbung.harmonise.times.sayings import year_of
from lumbung.harmonise.times.when import find_when
from lumbung.harmonise.titles.other_opd import other_opd
from lumbung.harmonise.titles.other_regency import other_regency
from lumbung.harmonise.titles.title_words import foreign_words
from lumbung.proposals import Sighting
from lumbung.reference.opd import OpdRegistry
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import number, split
from lumbung.sheets.grid import CellKind, Grid
from lumbung.sheets.model import Reading, Role, Skipped, Table

_OF_THE_DATASET = frozenset({"T03", "P01", "L10"})
"""Why a table goes back although it is what it is taken for: no other table of the file delivers it instead."""

_HIDDEN = "L03"
_OF_HEADINGS = frozenset({"H02", "H04", "H05", "H07", "H08"})


@dataclass(frozen=True)
class Harmonised:
    """What a file's tables were made into.

    ``findings`` are those of tables that were recognised but could not be conformed, and of the file as a whole;
    the findings of conformed tables stand with them.
    """

    conformed: tuple[Conformed, ...]
    unmatched: tuple[Table, ...]
    findings: tuple[Finding, ...]
    titles: tuple[Sighting, ...] = ()  # what tables that no contract claims may be


@dataclass(frozen=True)
class _Refused:
    """A table that was recognised but cannot be loaded."""

    table: Table
    contract: Contract
    findings: tuple[Finding, ...]
    by_title: bool  # its own title names the dataset

    @property
    def is_certain(self) -> bool:
        """True where no reason is one against its being a table of the dataset.

        A heading that is wrong is none either, where it is known which one it is.
        """
        blockers = [f for f in self.findings if f.severity is Severity.BLOCKER]
        corner = self.table.range.split(":")[0]
        known = [f for f in blockers if self.by_title and f.code in _OF_HEADINGS and f.cells and corner not in f.cells]
        return bool(blockers) and all(f.code in _OF_THE_DATASET or f in known for f in blockers)


@dataclass(frozen=True)
class _Known:
    """What is known of the file and of the world."""

    gazetteer: Gazetteer
    reading: Reading
    today: date | None
    opds: OpdRegistry | None

    def head_of(self, table: Table) -> int:
        """The first sheet row that may belong to the head of a table: below the rows of the one above it."""
        above = (t for t in self.reading.tables if t.sheet == table.sheet and t.rows)
        first = _corners_of(table.range)[0]
        return max((t.rows[-1].row for t in above if t.rows[-1].row < first), default=0) + 1


@dataclass(frozen=True)
class _Claim:
    """A table and the contract that claims it."""

    table: Table
    candidate: Candidate

    @property
    def dataset(self) -> str:
        return self.candidate.contract.dataset

    @property
    def by_title(self) -> bool:
        return self.candidate.naming.place == "title"


def harmonise(
    reading: Reading,
    contracts: Sequence[Contract],
    gazetteer: Gazetteer,
    today: date | None = None,
    opds: OpdRegistry | None = None,
) -> Harmonised:
    """Every table of a reading, harmonised to the contracts of the OPD that sent it.

    ``today``: the day on which it is read; periods that begin later are not taken without a word. ``opds``: the names
    of all OPDs, where it is known that the owner of the contracts is the sender.
    """
    contracts = [_for_file(c, reading) for c in contracts]
    claims: list[_Claim] = []
    unmatched: list[Table] = []
    findings: list[Finding] = []
    for table in reading.tables:
        found = match(table, contracts, gazetteer, reading.name)
        if found.candidate is not None:
            claims.append(_Claim(found.candidate.table, found.candidate))
        else:
            unmatched.append(table)
            findings += _rivalry(table, found)
    claims, untitled = _title_decides(claims)
    known = _Known(gazetteer, reading, today, opds)
    outcomes = [_conform(c, known) for c in claims]
    conformed = tuple(
        part
        for claim, outcome in zip(claims, outcomes, strict=True)
        if isinstance(outcome, Conformed)
        for part in (outcome, *observed_history(claim.table, outcome, contracts))
    )
    hidden = {f.sheet for f in reading.findings if f.code == _HIDDEN}
    beside, standing = _recaps([o for o in outcomes if isinstance(o, _Refused)], conformed, hidden)
    claimed = [c.candidate.contract for c in claims]
    findings += about_template(reading, contracts, claimed, [f for r in standing for f in (*_notices(r), *r.findings)])
    if not (conformed or standing):
        findings += [notice for table in reading.tables for notice in table.notices]
    else:
        findings += [_ignored(t) for t in unmatched]
        findings += [_ignored(t) for t in untitled]
        told = {id(r) for r in beside if r.by_title and r.table.sheet not in hidden}
        findings += [_ignored(r.table, Severity.WARNING if id(r) in told else None) for r in beside]
        findings += _skipped(reading, [c.table for c in claims])
    sheets = {c.table.sheet for c in claims}
    findings += personal_comments(g for g in reading.grids if g.sheet in sheets)
    titles = tuple(s for t in unmatched for s in _titles(t, contracts, gazetteer, reading.name))
    return Harmonised(conformed, (*unmatched, *untitled, *(r.table for r in beside)), tuple(findings), titles)


def _for_file(contract: Contract, reading: Reading) -> Contract:
    """The contract with only those corrections that are about this file."""
    if not contract.corrections:
        return contract
    mine = tuple(c for c in contract.corrections if c.concerns(reading.name, reading.sha256))
    return replace(contract, corrections=mine)


def _title_decides(claims: Sequence[_Claim]) -> tuple[list[_Claim], list[Table]]:
    """Claims by file or sheet name yield, for tables with another title, where a title names the dataset."""
    titled = {c.dataset for c in claims if c.by_title}
    weaker = [c for c in claims if not c.by_title and c.table.title and c.dataset in titled]
    return [c for c in claims if c not in weaker], [c.table for c in weaker]


def _recaps(
    refused: Sequence[_Refused], conformed: Sequence[Conformed], hidden: Set[str | None]
) -> tuple[list[_Refused], list[_Refused]]:
    """Tables that only bear the name of a dataset another table of the file delivers, and those truly refused.

    What is wrong with a sheet that was hidden (last year's, put aside) is told as that: it holds data (L03).
    """
    delivered = {c.contract.dataset for c in conformed if c.sheet not in hidden}
    aside = [r for r in refused if not r.is_certain or r.table.sheet in hidden]
    beside = [r for r in aside if r.contract.dataset in delivered]
    return beside, [r for r in refused if r not in beside]


def _conform(claim: _Claim, known: _Known) -> Conformed | _Refused:
    table, contract, places = claim.table, claim.candidate.contract, claim.candidate.places
    if any(notice.severity is Severity.BLOCKER for notice in table.notices):
        return _Refused(table, contract, (), claim.by_title)
    gazetteer, file_name, today = known.gazetteer, known.reading.name, known.today
    if not table.rows or (contract.measures and not holds_figures(table, places)):
        cells = (table.range.split(":")[0],)
        empty = finding("S09", sheet=table.sheet, cells=cells, dataset_name=contract.title)
        return _Refused(table, contract, (empty.about(contract.dataset),), claim.by_title)
    rows = row_times(table, contract, places.beside_rows, gazetteer, year_of(table, file_name), today)
    when = find_when(table, contract, places.figures, file_name, rows, today)
    places = timed(table, contract, places, when)
    beside = (
        *foreign_words(table, contract, file_name),
        *other_regency(table, contract, gazetteer),
        *(other_opd(table, contract, known.opds, gazetteer, known.head_of(table)) if known.opds else ()),
    )
    personal = tuple(personal_columns(table, contract))
    if not _lacks_personal_column(contract, places.findings):
        beside += tuple(personal_texts(table, contract, places.labels, known.head_of(table), _letters_of(personal)))
    places = replace(places, findings=_beside_personal(places.findings, personal))
    findings = (*beside, *places.findings, *when.findings, *personal)
    if any(f.severity is Severity.BLOCKER for f in findings):
        return _Refused(table, contract, tuple(f.about(contract.dataset) for f in findings), claim.by_title)
    doubts = doubts_of(known.reading.findings, table.sheet)
    places = replace(places, findings=(*beside, *places.findings))
    return conform(table, contract, places, when, gazetteer, doubts, today)


def _lacks_personal_column(contract: Contract, findings: Sequence[Finding]) -> bool:
    """True where a column of personal data was not found (H02): the numbers that stand about are probably its own."""
    personal = {p.title for p in contract.properties if p.personal}
    return any(f.code == "H02" and f.parameters.get("column") in personal for f in findings)


def _beside_personal(findings: Sequence[Finding], personal: Sequence[Finding]) -> tuple[Finding, ...]:
    """What is said of headings, without unknown ones over personal data: such a column must go, whatever its name."""
    told = {cell for f in personal for cell in f.cells}
    return tuple(f for f in findings if f.code not in ("H03", "H07") or not told.intersection(f.cells))


def _letters_of(findings: Sequence[Finding]) -> frozenset[str]:
    """The columns in which findings have cells."""
    return frozenset(split(cell)[0] for f in findings for cell in f.cells)


def _notices(refused: _Refused) -> Iterator[Finding]:
    """What is said of a refused table beside the reasons for which it is."""
    reasons = {f.code for f in refused.findings}
    return (n.about(refused.contract.dataset) for n in refused.table.notices if n.code not in reasons)


def _rivalry(table: Table, found: Match) -> Iterator[Finding]:
    if found.rivals:
        names = "; ".join(c.contract.title for c in found.rivals)
        text = f"Tabel {table.range} dapat berarti: {names}."
        yield finding("F09", sheet=table.sheet, cells=(table.range.split(":")[0],), what="Data", found=text)


def _titles(table: Table, contracts: Sequence[Contract], gazetteer: Gazetteer, file_name: str) -> Iterator[Sighting]:
    cells = (table.range.split(":")[0],)
    for proposal in title_proposals(table, contracts, gazetteer, file_name):
        yield Sighting(proposal, table.sheet, cells)


def _ignored(table: Table, severity: Severity | None = None) -> Finding:
    """A table that is not loaded; a warning where its title says that it should be."""
    cells = (table.range.split(":")[0],)
    return finding("L02", sheet=table.sheet, cells=cells, severity=severity, range=table.range)


def _skipped(reading: Reading, tables: Sequence[Table]) -> Iterator[Finding]:
    """Figures in no row or column with a label; beside the tables a note, between the rows of one a warning."""
    for grid in reading.grids:
        areas = {s.range: _corners(s) for s in reading.skipped if s.sheet == grid.sheet and not s.code}
        held = {part: corners for part, corners in areas.items() if _holds_figures(grid, corners)}
        inside = [part for part, corners in held.items() if any(_is_between(t, grid, corners) for t in tables)]
        for parts, severity in ((inside, Severity.WARNING), ([p for p in held if p not in inside], None)):
            if parts:
                cells, said = [part.split(":")[0] for part in parts], ", ".join(parts[:SHOWN_CELLS])
                yield finding("L02", sheet=grid.sheet, cells=cells, count=len(parts), severity=severity, range=said)


_Corners = tuple[int, int, int, int]  # top, left, bottom, right


def _corners(part: Skipped) -> _Corners:
    return _corners_of(part.range)


def _corners_of(area: str) -> _Corners:
    first, _, last = area.partition(":")
    (left, top), (right, bottom) = split(first), split(last or first)
    return top, number(left), bottom, number(right)


def _holds_figures(grid: Grid, corners: _Corners) -> bool:
    top, left, bottom, right = corners
    cells = (grid.cell(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
    return any(c.kind is CellKind.NUMBER and c.value for c in cells)


def _is_between(table: Table, grid: Grid, corners: _Corners) -> bool:
    """True for a part that touches columns of figures between the first and the last row of a table."""
    values = {number(c.letter) for c in table.columns if c.role is Role.VALUE}
    across = any(corners[1] <= column <= corners[3] for column in values)
    rows = table.numbers
    return bool(rows) and table.sheet == grid.sheet and across and rows[0] < corners[0] < rows[-1]
