"""Receiving what one OPD sent: land, inspect, write the annotated workbook, record. Safe to kill anywhere.

A file counts as inspected only once its annotated workbook lies in place and its record is committed; what was
cut off is simply done again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from assets.granary import OTHERS, Granary
from assets.inbox import Arrival
from assets.journal import Received
from expectations.model import Inspection
from expectations.rules.history import check_restated
from expectations.verdict import verdict
from lumbung import __version__
from lumbung.findings import Finding, Severity, finding
from lumbung.reports.annotate import annotate
from warehouse.backlog import FileRecord, copies, files_of, note_rules, noted_arrivals, rules_used
from warehouse.intake import archive, fetch, register
from warehouse.quality import save_inspection
from warehouse.restated import findings_said, restatements

CROSS_FILE = "X08"


Progress = Callable[[str], None]


def receive(granary: Granary, opd: str, progress: Progress = lambda _: None) -> list[Received]:
    """Everything new from one OPD (or from :data:`OTHERS`), landed, inspected and recorded."""
    land(granary, opd)
    received: dict[int, Received] = {}
    for each in (*_inspect_due(granary, opd, progress), *_compare_files(granary, opd)):
        received[each.file.id] = each
        granary.journal.add(each)
    return list(received.values())


def has_work(granary: Granary, opd: str) -> bool:
    """True when receiving from an OPD would do anything: a new arrival, a file to inspect, changed rules."""
    found = granary.arrivals(opd)
    with granary.engine.connect() as connection:
        noted = noted_arrivals(connection)
        if any((a.origin, a.modified) not in noted for a in found):
            return True
        unchanged = rules_used(connection, opd) == rules_fingerprint(granary)
        return bool(files_of(connection, _senders(granary, opd), uninspected_only=unchanged))


def land(granary: Granary, opd: str) -> int:
    """Keep the bytes of every arrival that was not noted yet; the number of new arrivals."""
    with granary.engine.connect() as connection:
        noted = noted_arrivals(connection)
    fresh = [a for a in granary.arrivals(opd) if (a.origin, a.modified) not in noted]
    for arrival in fresh:
        _land(granary, arrival)
    return len(fresh)


def _land(granary: Granary, arrival: Arrival) -> None:
    data = arrival.path.read_bytes()
    sha256 = archive(granary.home, data)
    with granary.engine.begin() as connection:
        register(connection, sha256, arrival.name, arrival.opd, len(data), arrival.origin, arrival.modified)


def _inspect_due(granary: Granary, opd: str, progress: Progress) -> Iterator[Received]:
    """Inspect what was never inspected; everything of the OPD when its contracts or code lists have changed."""
    fingerprint = rules_fingerprint(granary)
    with granary.engine.connect() as connection:
        unchanged = rules_used(connection, opd) == fingerprint
        due = files_of(connection, _senders(granary, opd), uninspected_only=unchanged)
    for file in due:
        progress(file.name)
        yield _inspect(granary, file)
    if not unchanged:
        with granary.engine.begin() as connection:
            note_rules(connection, opd, fingerprint)


def _senders(granary: Granary, opd: str) -> list[str]:
    if opd != OTHERS:
        return [opd]
    return sorted({a.opd for a in granary.arrivals(OTHERS)})


def rules_fingerprint(granary: Granary) -> str:
    """A digest of everything an inspection depends on besides the file: contracts, code lists, this program."""
    digest = hashlib.sha256(__version__.encode())
    folders = (granary.site.contracts, granary.site.reference)
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(granary.site.folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _inspect(granary: Granary, file: FileRecord, extra: Iterable[Finding] = ()) -> Received:
    data = fetch(granary.home, file.sha256)
    inspection = granary.inspector.inspect(data, file.name, file.opd)
    with granary.engine.connect() as connection:
        extra = [*extra, *_said_before(copies(connection, file.id))]
    inspection = _with(inspection, extra)
    annotated = _annotate(granary, file, data, inspection)
    with granary.engine.begin() as connection:
        save_inspection(connection, file.id, inspection)
    return Received(file, inspection.verdict, inspection.findings, annotated)


def _said_before(origins: tuple[str, ...]) -> list[Finding]:
    return [finding("F06", earlier=origins[0])] if len(origins) > 1 else []


def _with(inspection: Inspection, extra: list[Finding]) -> Inspection:
    """The inspection with more findings, and the verdict they lead to."""
    findings = tuple(sorted((*inspection.findings, *extra), key=lambda f: f.severity.rank))
    return replace(inspection, findings=findings, verdict=verdict(findings, inspection.slices))


def _annotate(granary: Granary, file: FileRecord, data: bytes, inspection: Inspection) -> Path | None:
    """The annotated workbook of a file that has anything to say; none for a clean one."""
    if all(f.severity is Severity.INFO for f in inspection.findings):
        return None
    folder = report_folder(granary, file.opd, file.sha256)
    return annotate(data, inspection.reading, inspection.findings, inspection.verdict, file.opd, folder)


def report_folder(granary: Granary, opd: str | None, sha256: str) -> Path:
    """Where the annotated workbook of one content lies: two files of one name do not overwrite each other."""
    return granary.reports / (opd or OTHERS) / sha256[:8]


def _compare_files(granary: Granary, opd: str) -> Iterator[Received]:
    """Rules between files of one OPD: a file whose outcome changes through another one is recorded anew."""
    contracts = granary.registry.of_opd(opd)
    names = [c.dataset for c in contracts]
    with granary.engine.connect() as connection:
        figures = restatements(connection, names)
        said = findings_said(connection, CROSS_FILE, names)
        files = {f.id: f for f in files_of(connection, [opd], uninspected_only=False)}
    found: dict[int, list[Finding]] = {}
    for contract in contracts:
        mine = [f for f in figures if f.dataset == contract.dataset]
        for number, findings in check_restated(contract, mine).items():
            found.setdefault(number, []).extend(findings)
    for number in sorted(found.keys() | said.keys()):
        wanted = {(", ".join(f.cells), f.message()) for f in found.get(number, [])}
        if wanted != said.get(number, set()) and number in files:
            yield _inspect(granary, files[number], found.get(number, []))
