"""Where the review queue comes from: the warehouse of the nightly runs, or files inspected on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lumbung.proposals import Queued, queue
from lumbung.reference.decisions import read_decisions
from lumbung.reports.mapping import MappingReport
from lumbung.site import load_site
from pipelines.settings import Settings


@dataclass(frozen=True)
class Queue:
    """What waits for a decision, and the identifiers of the accepted mappings that served."""

    waiting: tuple[Queued, ...]
    used: frozenset[str]


def kept_queue(settings: Settings) -> Queue:
    """The queue as the nightly runs keep it, without what was decided since."""
    from warehouse.engine import open_warehouse
    from warehouse.proposals import mappings_in_use, waiting_proposals

    decisions = read_decisions(load_site(settings.site).reference)
    engine = open_warehouse(settings.home, settings.warehouse_url)
    with engine.connect() as connection:
        return Queue(waiting_proposals(connection, decisions), mappings_in_use(connection))


def queue_of_files(settings: Settings, files: Sequence[Path], opd: str | None) -> Queue:
    """What inspecting these files proposes, without a warehouse.

    Raises:
        UnknownOpd: ``opd`` is none of the site's.
    """
    from expectations.inspect import Inspector
    from lumbung.reference.opd import read_opds
    from pipelines.commands.check import sender

    site = load_site(settings.site)
    who = sender(site, opd)
    inspector = Inspector(site, opds=read_opds(site.reference))
    inspections = [inspector.inspect(path.read_bytes(), path.name, who) for path in files]
    waiting = queue((i.reading.name, s) for i in inspections for s in i.proposals)
    return Queue(inspector.registry.decisions.undecided(waiting), frozenset().union(*(i.mappings for i in inspections)))


def report_on(settings: Settings, found: Queue) -> MappingReport:
    """What is missing, unused and excluded."""
    decisions = read_decisions(load_site(settings.site).reference)
    unused = tuple(d for d in decisions.accepted if d.id not in found.used)
    return MappingReport(found.waiting, unused, decisions.rejected)
