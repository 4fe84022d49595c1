"""What a run did, drawn together for the summary that people read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from sqlalchemy import Connection, text

from assets.granary import Granary
from assets.journal import Received
from assets.night.report import LATEST
from lumbung.reference.decisions import Decisions
from lumbung.reports.summary import FileSummary, MappingSummary, OpdSummary, PublishedSummary, RunSummary
from pipelines.nightly import NightlyOutcome
from warehouse.proposals import mappings_in_use, waiting_proposals

_PUBLISHED = text("""
    SELECT opd, dataset, periode,
           count(*) FILTER (WHERE _berlaku_dari >= :since AND _berlaku_sampai IS NULL),
           count(*) FILTER (WHERE _berlaku_sampai >= :since),
           count(*) FILTER (WHERE _berlaku_sampai IS NULL AND _berlaku_dari < :since)
    FROM data.fakta_indikator
    WHERE (dataset, periode) IN (SELECT dataset, periode FROM ops.muat WHERE pada >= :since)
    GROUP BY opd, dataset, periode ORDER BY dataset, periode
""")
_OPEN = text("SELECT berkas_id FROM mutu.berkas_terbuka")
_BEFORE = text("SELECT count(*) FROM ops.berkas WHERE diperiksa_pada < :since")


def summarise(granary: Granary, outcome: NightlyOutcome) -> RunSummary:
    """The summary of one run."""
    received = list(granary.journal.entries.values())
    with granary.engine.connect() as connection:
        published = _published(connection, outcome)
        skipped = connection.scalar(_BEFORE, {"since": outcome.since}) or 0
        mapping = _mapping(connection, granary.registry.decisions)
        waiting = frozenset(connection.scalars(_OPEN))
    latest = granary.reports / LATEST
    senders = sorted({r.file.opd or "" for r in received} | published.keys())
    return RunSummary(
        site=granary.site.name,
        opds=tuple(_opd(granary, opd, received, published[opd], waiting) for opd in senders),
        seconds=outcome.seconds,
        reports=granary.reports,
        sample=granary.site.sample,
        skipped=int(skipped),
        mapping=mapping,
        night=latest if latest.is_file() else None,
    )


def _mapping(connection: Connection, decisions: Decisions) -> MappingSummary:
    used = mappings_in_use(connection)
    return MappingSummary(
        waiting=len(waiting_proposals(connection, decisions)),
        unused=sum(d.id not in used for d in decisions.accepted),
        rejected=len(decisions.rejected),
    )


def _opd(
    granary: Granary, opd: str, received: Sequence[Received], published: list[PublishedSummary], waiting: Set[int]
) -> OpdSummary:
    mine = [r for r in received if (r.file.opd or "") == opd]
    known = granary.opds.opds.get(opd)
    return OpdSummary(
        name=known.name if known else opd,
        files=tuple(_file(r, waiting) for r in mine),
        published=tuple(published),
        findings=Counter(f.severity for r in mine for f in r.findings),
    )


def _file(received: Received, waiting: Set[int]) -> FileSummary:
    top = received.findings[0] if received.findings else None
    replaced = not received.verdict.is_whole and received.file.id not in waiting
    return FileSummary(received.file.name, str(received.verdict), top, received.annotated, replaced)


def _published(connection: Connection, outcome: NightlyOutcome) -> defaultdict[str, list[PublishedSummary]]:
    """By OPD: what the run did to the figures of each dataset and period."""
    found: defaultdict[str, list[PublishedSummary]] = defaultdict(list)
    for opd, dataset, period, written, closed, unchanged in connection.execute(_PUBLISHED, {"since": outcome.since}):
        changed = min(written, closed)
        found[opd].append(PublishedSummary(dataset, period, written - changed, changed, closed - changed, unchanged))
    return found
