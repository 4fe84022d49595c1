"""What files say of each other, and what the calendar says of them: findings that no single file shows.

A file of which this has changed since it was recorded is inspected and recorded anew (:mod:`assets.receiving`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from assets.granary import Granary
from expectations.rules.calendar import check_late
from expectations.rules.shapes import check_shapes
from expectations.rules.sources import compare_sources
from lumbung.contracts.model import Contract
from lumbung.findings import Finding
from lumbung.persons import without_personal_data
from warehouse.backlog import FileRecord, files_of
from warehouse.between_sources import source_pairs
from warehouse.lateness import late_files
from warehouse.past import BETWEEN_FILES, findings_said
from warehouse.shapes import changed_shapes
from warehouse.values import clean


def changed_by_others(granary: Granary, opd: str) -> list[tuple[FileRecord, list[Finding]]]:
    """The files of one OPD of which the rules between files say something else than is recorded, and what."""
    contracts = {c.dataset: c for c in granary.registry.of_opd(opd)}
    with granary.engine.connect() as connection:
        found = _found(connection, contracts, _with_other_sources(granary, contracts))
        files = files_of(connection, [opd], due_only=False)
        said: dict[int, set[tuple[str, str, str]]] = defaultdict(set)
        for one in findings_said(connection, [file.id for file in files], BETWEEN_FILES):
            said[one.file].add((one.code, one.cells, one.message))
    pairs = [(file, found.get(file.id, [])) for file in files]
    return [(file, findings) for file, findings in pairs if _told(findings) != said[file.id]]


def _with_other_sources(granary: Granary, contracts: Mapping[str, Contract]) -> list[str]:
    """The datasets with an indicator that another OPD gives too, or an official list."""
    others = [c for c in granary.registry.contracts.values() if c.dataset not in contracts]
    known = {f.indicator for f in granary.official} | {m.indicator for c in others for m in c.indicators}
    return [name for name, c in contracts.items() if any(m.indicator in known for m in c.indicators)]


def _found(
    connection: Connection, contracts: Mapping[str, Contract], disputable: Iterable[str]
) -> dict[int, list[Finding]]:
    scheduled = [name for name, contract in contracts.items() if contract.deadline is not None]
    late, pairs = late_files(connection, scheduled), source_pairs(connection, disputable)
    shapes = changed_shapes(connection, contracts)
    found: dict[int, list[Finding]] = defaultdict(list)
    for name, contract in contracts.items():
        said = (
            check_late(contract, [f for f in late if f.dataset == name]),
            compare_sources(contract, [p for p in pairs if p.dataset == name]),
            check_shapes(contract, [s for s in shapes if s.dataset == name]),
        )
        for number, findings in (item for each in said for item in each.items()):
            found[number] += findings
    return dict(found)


def _told(findings: Iterable[Finding]) -> set[tuple[str, str, str]]:
    """Codes, cells and messages, as the warehouse keeps them."""
    return {(f.code, ", ".join(f.cells), without_personal_data(clean(f.message()))) for f in findings}
