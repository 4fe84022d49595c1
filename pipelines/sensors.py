"""Sensors: new content in the inbox starts a reception; accepted slices start their publication.

An exception is never made a skip: a broken inbox must be seen in the UI.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence

import dagster as dg

from assets.granary import OTHERS, Granary
from assets.inbox import Arrival, arrivals
from assets.names import REFERENCE, periods, uploads_key
from pipelines.jobs import publish_name
from pipelines.slices import PeriodBatch, waiting
from warehouse.backlog import chosen_inspections, last_load, noted_arrivals
from warehouse.publish import Slice

INTERVAL = int(os.environ.get("LUMBUNG_SENSOR_SECONDS", "60"))
"""Seconds between ticks; a file is taken up at the second tick that finds it unchanged."""


def inbox_sensor(job: dg.UnresolvedAssetJobDefinition) -> dg.SensorDefinition:
    """Asks for a reception of an OPD when a file in its folder is new and has stopped growing."""

    @dg.sensor(
        name="kotak_masuk",
        job=job,
        minimum_interval_seconds=INTERVAL,
        default_status=dg.DefaultSensorStatus.RUNNING,
        required_resource_keys={"granary"},
        description="Berkas baru di kotak masuk",
    )
    def watch_inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        granary: Granary = context.resources.granary
        return look_into_inbox(granary, context.cursor)

    return watch_inbox


def look_into_inbox(granary: Granary, cursor: str | None) -> dg.SensorResult:
    """One tick: sizes seen last time are the cursor; only what kept its size and is not empty is asked for.

    The run key is the digest of the content: a corrected upload under the same name runs, a copy does not.
    """
    before: Mapping[str, int] = json.loads(cursor) if cursor else {}
    found = arrivals(granary.inbox, granary.site, granary.opds)
    stable = [a for a in found if a.size and before.get(a.origin) == a.size]
    requests = {r.run_key: r for r in _requests(granary, stable)}
    sizes = {a.origin: a.size for a in found}
    return dg.SensorResult(run_requests=list(requests.values()), cursor=json.dumps(sizes, sort_keys=True))


def _requests(granary: Granary, stable: list[Arrival]) -> Iterator[dg.RunRequest]:
    with granary.engine.connect() as connection:
        noted = noted_arrivals(connection)
    by_opd: dict[str, list[Arrival]] = {}
    for arrival in stable:
        if arrival.mark not in noted:
            opd = arrival.opd if arrival.opd in granary.owners else OTHERS
            by_opd.setdefault(opd, []).append(arrival)
    for opd, new in by_opd.items():
        yield dg.RunRequest(
            run_key=_content_key(opd, new),
            asset_selection=[REFERENCE, uploads_key(opd)],
            tags={"lumbung/opd": opd},
        )


def _content_key(opd: str, new: list[Arrival]) -> str:
    digest = hashlib.sha256(opd.encode())
    for arrival in sorted(new, key=lambda a: a.origin):
        digest.update(hashlib.sha256(arrival.path.read_bytes()).digest())
    return f"{opd}-{digest.hexdigest()[:32]}"


def publishing_sensor(jobs: Sequence[dg.UnresolvedAssetJobDefinition]) -> dg.SensorDefinition:
    """Asks for the publication of every dataset and period whose accepted file is not published yet."""

    @dg.sensor(
        name="terbitkan",
        jobs=jobs,
        minimum_interval_seconds=INTERVAL,
        default_status=dg.DefaultSensorStatus.RUNNING,
        required_resource_keys={"granary"},
        description="Data yang diterima dan menunggu diterbitkan",
    )
    def publish_waiting(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        granary: Granary = context.resources.granary
        return ask_for_publication(granary)

    return publish_waiting


def ask_for_publication(granary: Granary) -> dg.SensorResult:
    """One tick: a run per period that waits; its key names the inspections, so nothing is asked for twice."""
    batches = waiting(granary)
    requests = [
        dg.RunRequest(
            run_key=_batch_key(granary, batch),
            job_name=publish_name(batch.grain),
            partition_key=batch.period,
            asset_selection=batch.keys(granary),
            tags={"lumbung/periode": batch.period},
        )
        for batch in batches
    ]
    partitions = [periods(b.grain).build_add_request([b.period]) for b in batches]
    return dg.SensorResult(run_requests=requests, dynamic_partitions_requests=partitions)


def _batch_key(granary: Granary, batch: PeriodBatch) -> str:
    slices = [Slice(dataset, batch.period) for dataset in batch.datasets]
    with granary.engine.connect() as connection:
        chosen = chosen_inspections(connection, slices)
        load = last_load(connection)  # what no file says any more is withdrawn once after each
    keys = {s: chosen.get(s, f"tarik-{load}") for s in slices}
    return f"{batch.period}:" + ",".join(f"{s.dataset}={n}" for s, n in sorted(keys.items(), key=str))


def renewal_sensor(job: dg.UnresolvedAssetJobDefinition) -> dg.SensorDefinition:
    """Renews facts, marts and score card after publications."""

    @dg.sensor(
        name="susun",
        job=job,
        minimum_interval_seconds=INTERVAL,
        default_status=dg.DefaultSensorStatus.RUNNING,
        required_resource_keys={"granary"},
        description="Susun fakta dan rapor sesudah penerbitan",
    )
    def renew(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        granary: Granary = context.resources.granary
        with granary.engine.connect() as connection:
            load = last_load(connection)
        if load is None or str(load) == context.cursor:
            return dg.SkipReason("tidak ada penerbitan baru")
        return dg.SensorResult(run_requests=[dg.RunRequest(run_key=f"muat-{load}")], cursor=str(load))

    return renew
