"""Files of one OPD held against each other: of which does the past say something else by now than is recorded?

What a file's past makes of it follows from the files and the order of their arrival alone. It is worked out from what
the warehouse keeps, without opening a file, and only for datasets of which something was inspected since the last time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from assets.granary import Granary
from expectations.past.findings import COMPARED, INCOMPLETE, is_compared, past_findings
from expectations.past.model import Past
from lumbung.contracts.model import Contract
from lumbung.findings import Finding, Severity
from lumbung.harmonise.statements import Statement
from lumbung.persons import without_personal_data
from warehouse.backlog import FileRecord, files_of
from warehouse.past import Said, datasets_of, datasets_of_files, findings_said, note_compared, stated, uncompared
from warehouse.values import clean

Told = set[tuple[str, str, str]]
"""Code, cells and message."""


@dataclass(frozen=True)
class Comparison:
    """The files to be inspected anew, each with its past; and the state of the datasets that this holds for."""

    changed: tuple[tuple[FileRecord, Past], ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)


def to_compare(granary: Granary, opd: str) -> bool:
    """Whether files of an OPD were inspected since they were last held against each other."""
    with granary.engine.connect() as connection:
        return bool(uncompared(connection, _datasets(granary, opd)))


def compare(granary: Granary, opd: str) -> Comparison:
    """The files of an OPD of which their past says something else than is recorded."""
    with granary.engine.connect() as connection:
        states = uncompared(connection, _datasets(granary, opd))
        if not states:
            return Comparison()
        files = files_of(connection, [opd], due_only=False)
        changed = tuple(_changed(granary, connection, states, files))
    return Comparison(changed, states)


def past_of(granary: Granary, file: FileRecord) -> Past:
    """The past of a file that is inspected anew for another reason."""
    with granary.engine.connect() as connection:
        spoken = datasets_of(connection, file.id) & granary.registry.contracts.keys()
        known = {name: stated(connection, granary.contract(name)) for name in spoken}
    arrived = next((s.arrived for same in known.values() for s in same if s.file == file.id), None)
    return Past(lambda contract: known.get(contract.dataset, ()), file.id, arrived)


def settle(granary: Granary, compared: Comparison) -> None:
    """Note that nothing is left to be said of these datasets."""
    if compared.states:
        with granary.engine.begin() as connection:
            note_compared(connection, compared.states)


def _datasets(granary: Granary, opd: str) -> list[str]:
    return [contract.dataset for contract in granary.registry.of_opd(opd)]


def _changed(
    granary: Granary, connection: Connection, datasets: Iterable[str], files: Sequence[FileRecord]
) -> Iterator[tuple[FileRecord, Past]]:
    known = _Known(granary, connection, datasets)
    said: dict[int, list[Said]] = defaultdict(list)
    for one in findings_said(connection, known.touched, [*COMPARED, INCOMPLETE]):
        said[one.file].append(one)
    for file in files:
        own = known.touched.get(file.id, ())
        if own:
            past = Past(known.of, file.id, own[0].arrived)
            incomplete = {(s.dataset or "", s.period) for s in said[file.id] if s.code == INCOMPLETE}
            recorded = {(s.code, s.cells, s.message) for s in said[file.id] if is_compared(s.code, s.severity)}
            if _told(past_findings(own, past, granary.gazetteer, incomplete), granary.site.beta) != recorded:
                yield file, past


class _Known:
    """What is stated of the datasets of one OPD, each read once; ``touched``: the files that speak of some of them."""

    def __init__(self, granary: Granary, connection: Connection, datasets: Iterable[str]) -> None:
        self._connection = connection
        self._read: dict[str, tuple[Statement, ...]] = {}
        stale = set(datasets)
        spoken_of = datasets_of_files(connection, stale)
        everything = {d for spoken in spoken_of.values() for d in spoken} & granary.registry.contracts.keys()
        self.touched: dict[int, tuple[Statement, ...]] = defaultdict(tuple)
        for dataset in sorted(everything):
            for statement in self.of(granary.contract(dataset)):
                if statement.file in spoken_of:
                    self.touched[statement.file] += (statement,)

    def of(self, contract: Contract) -> tuple[Statement, ...]:
        """What every accepted file says of a dataset."""
        if contract.dataset not in self._read:
            self._read[contract.dataset] = stated(self._connection, contract)
        return self._read[contract.dataset]


def _told(findings: Iterable[Finding], beta: Collection[str]) -> Told:
    """As the warehouse keeps them."""
    said = [replace(f, beta=f.code in beta and f.severity is not Severity.INFO) for f in findings]
    return {(f.code, ", ".join(f.cells), without_personal_data(clean(f.message()))) for f in said}
