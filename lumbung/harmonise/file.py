"""One reading → what each of its tables is: conformed to a contract, matched but unusable, or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.contracts.model import Contract
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.match import Candidate, Match, match
from lumbung.harmonise.model import Conformed
from lumbung.harmonise.reshape import conform
from lumbung.harmonise.when import find_when
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Reading, Table


@dataclass(frozen=True)
class Harmonised:
    """What a file's tables were made into.

    ``findings`` are those of tables that were recognised but could not be conformed, and of the file as a whole;
    the findings of conformed tables stand with them.
    """

    conformed: tuple[Conformed, ...]
    unmatched: tuple[Table, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Refused:
    """A table that was recognised but cannot be loaded."""

    table: Table
    contract: Contract
    findings: tuple[Finding, ...]


def harmonise(reading: Reading, contracts: Sequence[Contract], gazetteer: Gazetteer) -> Harmonised:
    """Every table of a reading, harmonised to the contracts of the OPD that sent it."""
    conformed: list[Conformed] = []
    refused: list[_Refused] = []
    unmatched: list[Table] = []
    findings: list[Finding] = []
    for table in reading.tables:
        found = match(table, contracts, gazetteer, reading.name)
        if found.candidate is None:
            unmatched.append(table)
            findings += _rivalry(table, found)
            continue
        outcome = _conform(table, found.candidate, gazetteer, reading.name)
        if isinstance(outcome, Conformed):
            conformed.append(outcome)
        else:
            refused.append(outcome)
    beside, standing = _recaps(refused, conformed)
    unmatched += beside
    findings += [f for r in standing for f in r.findings]
    if conformed or standing:
        findings += [_ignored(t) for t in unmatched]
    return Harmonised(tuple(conformed), tuple(unmatched), tuple(findings))


def _recaps(refused: Sequence[_Refused], conformed: Sequence[Conformed]) -> tuple[list[Table], list[_Refused]]:
    """Tables that only bear the name of a dataset another table of the file delivers, and those truly refused."""
    delivered = {c.contract.dataset for c in conformed}
    beside = [r.table for r in refused if r.contract.dataset in delivered]
    return beside, [r for r in refused if r.contract.dataset not in delivered]


def _conform(table: Table, candidate: Candidate, gazetteer: Gazetteer, file_name: str) -> Conformed | _Refused:
    contract, places = candidate.contract, candidate.places
    if not table.rows or not places.speaks:
        cells = (table.range.split(":")[0],)
        empty = finding("S09", sheet=table.sheet, cells=cells, dataset_name=contract.title)
        return _Refused(table, contract, (empty.about(contract.dataset),))
    when = find_when(table, contract, places.figures, file_name)
    findings = (*places.findings, *when.findings)
    if any(f.severity is Severity.BLOCKER for f in findings):
        return _Refused(table, contract, tuple(f.about(contract.dataset) for f in findings))
    return conform(table, contract, places, when, gazetteer)


def _rivalry(table: Table, found: Match) -> list[Finding]:
    if not found.rivals:
        return []
    names = "; ".join(c.contract.title for c in found.rivals)
    text = f"Tabel {table.range} dapat berarti: {names}."
    return [finding("F09", sheet=table.sheet, cells=(table.range.split(":")[0],), what="Data", found=text)]


def _ignored(table: Table) -> Finding:
    cells = (table.range.split(":")[0],)
    return finding("L02", sheet=table.sheet, cells=cells, range=table.range)
