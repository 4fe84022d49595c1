"""Receiving what one OPD sent: land, inspect, give back, record. Safe to kill anywhere.

A file counts as inspected only once what goes back to its sender lies in place and its record is committed; what was
cut off is simply done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from assets.between_files import changed_by_others
from assets.comparing import compare, past_of, settle, to_compare
from assets.faults import Faults
from assets.granary import OTHERS, Granary
from assets.journal import Received
from assets.landing import land, new_arrivals, newly_known
from assets.resubmission import progress_of
from assets.returning import GivenBack, forget_others, give_back
from expectations.model import Inspection, Verdict
from expectations.past.model import NOTHING, Past
from expectations.verdict import with_findings
from lumbung.findings import Finding, Severity, finding
from lumbung.site import local_day
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

    That is: a new arrival, a sender told, changed rules, a file due, files not yet compared with each other, or with
    the calendar and other sources.
    """
    if new_arrivals(granary, opd) or opd in newly_known(granary).values() or to_compare(granary, opd):
        return True
    if changed_by_others(granary, opd):
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


def inspect_again(granary: Granary, file: FileRecord) -> None:
    """One landed file inspected by the rules of now, recorded in the place of its earlier inspection."""
    granary.journal.add(_inspect(granary, file))


def _inspect(granary: Granary, file: FileRecord, past: Past = NOTHING, others: Sequence[Finding] = ()) -> Received:
    with granary.engine.connect() as connection:
        opds, origins = senders(connection, file.id), copies(connection, file.id)
    data = fetch(granary.home, file.sha256)
    inspection = _best(granary.inspector.inspect(data, file.name, opd) for opd in opds)
    inspection = granary.inspector.compared(inspection, file.name, past)
    inspection = with_findings(inspection, [*others, *_said_before(origins)])
    before, file = file, replace(file, opd=inspection.opd, verdict=str(inspection.verdict))
    given = _give_back(granary, file, data, inspection)
    _forget_papers(granary, before, given)
    with granary.engine.begin() as connection:
        if inspection.opd is not None:
            attribute(connection, file.id, inspection.opd)
        save_inspection(connection, file.id, inspection, granary.rules)
    return Received(file, inspection.verdict, inspection.findings, given.workbook, len(inspection.proposals))


def _best(inspections: Iterator[Inspection]) -> Inspection:
    """The first that is not returned, else the first: a file sent by a stranger too is still its owner's file."""
    first = next(inspections)
    if first.verdict is not Verdict.RETURNED:
        return first
    return next((each for each in inspections if each.verdict is not Verdict.RETURNED), first)


def _said_before(origins: tuple[str, ...]) -> list[Finding]:
    return [finding("F06", earlier=origins[0])] if len(origins) > 1 else []


def _give_back(granary: Granary, file: FileRecord, data: bytes, inspection: Inspection) -> GivenBack:
    """The berita acara of a file, and its annotated workbook if it has anything to say."""
    known = granary.opds.opds.get(file.opd or "")
    return give_back(
        granary.site,
        known.name if known else file.opd,
        data,
        inspection,
        report_folder(granary, file.opd, file.sha256),
        received=local_day(granary.site, file.received) if file.received else None,
        progress=progress_of(granary, file, inspection),
        workbook=any(f.severity is not Severity.INFO for f in inspection.findings),
    )


def _forget_papers(granary: Granary, file: FileRecord, given: GivenBack) -> None:
    """What an earlier inspection gave back goes where it is not replaced: its findings stand no longer."""
    forget_others(report_folder(granary, file.opd, file.sha256), file.name, (given.workbook, given.minutes))


def report_folder(granary: Granary, opd: str | None, sha256: str) -> Path:
    """Where the annotated workbook of one content lies: two files of one name do not overwrite each other."""
    return granary.reports / (opd or OTHERS) / sha256[:8]


def compare_again(granary: Granary, opd: str, faults: Faults) -> None:
    """What files of an OPD say of each other, settled and recorded."""
    for received in _compare_files(granary, opd, faults):
        granary.journal.add(received)


def _compare_files(granary: Granary, opd: str, faults: Faults) -> Iterator[Received]:
    """A file whose outcome changes through other ones is inspected and recorded anew, until none does any more."""
    failed = len(faults.names)
    for _ in range(MOST_ROUNDS):
        compared = compare(granary, opd)
        for file, past in compared.changed:
            with faults.of(file.name):
                yield _inspect(granary, file, past)
        told = [] if compared.changed else changed_by_others(granary, opd)
        for file, findings in told:
            with faults.of(file.name):
                yield _inspect(granary, file, past_of(granary, file), findings)
        if not (compared.changed or told) or len(faults.names) > failed:
            break
    if len(faults.names) == failed:
        settle(granary, compared)
