"""Receiving what one OPD sent: land, inspect, write the annotated workbook, record. Safe to kill anywhere.

A file counts as inspected only once its annotated workbook lies in place and its record is committed; what was
cut off is simply done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from assets.comparing import compare, settle, to_compare
from assets.faults import Faults
from assets.granary import OTHERS, Granary
from assets.journal import Received
from assets.landing import land, new_arrivals, newly_known
from expectations.inspect import with_findings
from expectations.model import Inspection, Verdict
from expectations.past.model import NOTHING, Past
from lumbung.findings import Finding, Severity, finding
from lumbung.reports.annotate import annotate, annotated_name
from warehouse.backlog import (
    FileRecord,
    adopt_rules,
    attribute,
    copies,
    files_of,
    rules_used,
    senders,
    senders_besides,
)
from warehouse.intake import fetch
from warehouse.quality import save_inspection

MOST_ROUNDS = 10
"""Rounds of comparing: what is found of one file may decide about those that came after it."""

Progress = Callable[[str], None]


def receive(granary: Granary, opd: str, progress: Progress = lambda _: None) -> list[Received]:
    """Everything new from one OPD (or from :data:`OTHERS`), landed, inspected and recorded.

    Raises:
        FileFaults: files that could not be handled through a fault of ours; all others were.
    """
    faults = Faults()
    land(granary, opd, faults)
    received: dict[int, Received] = {}
    for each in (*_inspect_due(granary, opd, progress, faults), *_compare_files(granary, opd, faults)):
        received[each.file.id] = each
        granary.journal.add(each)
    granary.journal.faults += faults.names
    faults.settle()
    return list(received.values())


def has_work(granary: Granary, opd: str) -> bool:
    """True when receiving from an OPD would do anything.

    That is: a new arrival, a sender told, changed rules, a file due, files not yet compared.
    """
    if new_arrivals(granary, opd) or opd in newly_known(granary).values() or to_compare(granary, opd):
        return True
    with granary.engine.connect() as connection:
        unchanged = rules_used(connection, opd) == granary.rules
        return bool(files_of(connection, _senders(connection, granary, opd), due_only=unchanged))


def _inspect_due(granary: Granary, opd: str, progress: Progress, faults: Faults) -> Iterator[Received]:
    for file in _due(granary, opd):
        progress(file.name)
        with faults.of(file.name):
            yield _inspect(granary, file)


def _due(granary: Granary, opd: str) -> list[FileRecord]:
    """What waits for an inspection: everything of the OPD when its contracts or code lists have changed."""
    with granary.engine.begin() as connection:
        opds = _senders(connection, granary, opd)
        if rules_used(connection, opd) != granary.rules:
            adopt_rules(connection, opd, opds, granary.rules)
        return files_of(connection, opds, due_only=True)


def _senders(connection: Connection, granary: Granary, opd: str) -> tuple[str, ...]:
    return senders_besides(connection, granary.owners) if opd == OTHERS else (opd,)


def _inspect(granary: Granary, file: FileRecord, past: Past = NOTHING) -> Received:
    with granary.engine.connect() as connection:
        opds, origins = senders(connection, file.id), copies(connection, file.id)
    data = fetch(granary.home, file.sha256)
    inspection = _best(granary.inspector.inspect(data, file.name, opd) for opd in opds)
    inspection = granary.inspector.compared(inspection, file.name, past)
    inspection = with_findings(inspection, _said_before(origins))
    before, file = file, replace(file, opd=inspection.opd, verdict=str(inspection.verdict))
    annotated = _annotate(granary, file, data, inspection)
    _forget_workbook(granary, before, annotated)
    with granary.engine.begin() as connection:
        if inspection.opd is not None:
            attribute(connection, file.id, inspection.opd)
        save_inspection(connection, file.id, inspection)
    return Received(file, inspection.verdict, inspection.findings, annotated, len(inspection.proposals))


def _best(inspections: Iterator[Inspection]) -> Inspection:
    """The first that is not returned, else the first: a file sent by a stranger too is still its owner's file."""
    first = next(inspections)
    if first.verdict is not Verdict.RETURNED:
        return first
    return next((each for each in inspections if each.verdict is not Verdict.RETURNED), first)


def _said_before(origins: tuple[str, ...]) -> list[Finding]:
    return [finding("F06", earlier=origins[0])] if len(origins) > 1 else []


def _annotate(granary: Granary, file: FileRecord, data: bytes, inspection: Inspection) -> Path | None:
    """The annotated workbook of a file that has anything to say; none for a clean one."""
    if all(f.severity is Severity.INFO for f in inspection.findings):
        return None
    folder = report_folder(granary, file.opd, file.sha256)
    known = granary.opds.opds.get(file.opd or "")
    sender = known.name if known else file.opd
    return annotate(data, inspection.reading, inspection.findings, inspection.verdict, sender, folder)


def _forget_workbook(granary: Granary, file: FileRecord, annotated: Path | None) -> None:
    """The workbook of an earlier inspection goes where it is not replaced: its findings stand no longer."""
    earlier = report_folder(granary, file.opd, file.sha256) / annotated_name(file.name)
    if earlier != annotated:
        earlier.unlink(missing_ok=True)


def report_folder(granary: Granary, opd: str | None, sha256: str) -> Path:
    """Where the annotated workbook of one content lies: two files of one name do not overwrite each other."""
    return granary.reports / (opd or OTHERS) / sha256[:8]


def _compare_files(granary: Granary, opd: str, faults: Faults) -> Iterator[Received]:
    """A file whose outcome changes through other ones is inspected and recorded anew, until none does any more."""
    failed = len(faults.names)
    for _ in range(MOST_ROUNDS):
        compared = compare(granary, opd)
        for file, past in compared.changed:
            with faults.of(file.name):
                yield _inspect(granary, file, past)
        if not compared.changed or len(faults.names) > failed:
            break
    if len(faults.names) == failed:
        settle(granary, compared)
