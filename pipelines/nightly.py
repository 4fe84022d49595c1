"""The nightly run in one process: uploads, then the periods that wait, then what is made of them.

The same assets run under the daemon (see :mod:`pipelines.schedules`); here they run in process, one Dagster run per
layer and period, because a process per step would spend its time importing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import dagster as dg
from sqlalchemy import func, select

from assets.between_files import changed_by_others
from assets.granary import OTHERS, Granary
from assets.receiving import has_work
from assets.replaying import Replayed, replay
from pipelines.abandoned import PROCESS, this_process
from pipelines.site_assets import SiteAssets, site_assets
from pipelines.slices import PeriodBatch, register_partitions, waiting

CONSOLE_LEVEL = "CRITICAL"
"""Dagster's own log belongs into its UI, not between the lines of a summary."""

_FAILURE_REASON = "dagster/failure_reason"


@dataclass(frozen=True)
class NightlyOutcome:
    """What a run did; the details stand in the warehouse."""

    since: datetime  # by the warehouse's clock
    seconds: float
    batches: tuple[PeriodBatch, ...]
    failed: tuple[str, ...]  # names of steps that failed through a fault of ours


Progress = Callable[[str], None]


def run_nightly(granary: Granary, instance: dg.DagsterInstance, progress: Progress = lambda _: None) -> NightlyOutcome:
    """Everything new, from landing to the score card. Safe to repeat and to kill."""
    started = time.monotonic()
    since = _now(granary)
    assets = site_assets(granary.registry, granary.opds)
    run = _Runner(granary, instance, assets)
    progress("memeriksa kiriman")
    run.materialize(assets.reference)
    run.materialize(_with_arrivals(granary, assets))
    batches = _publish(run, progress)
    disputed = _disputed(granary, assets)
    if disputed:
        progress("mencocokkan antarsumber")
        run.materialize(disputed)
        batches += _publish(run, progress)
    progress("menyusun fakta dan rapor")
    run.materialize(assets.downstream)
    return NightlyOutcome(since, time.monotonic() - started, tuple(batches), tuple(run.failed))


def run_replay(
    granary: Granary,
    instance: dg.DagsterInstance,
    dataset: str | None = None,
    code: str | None = None,
    progress: Progress = lambda _: None,
) -> tuple[list[Replayed], tuple[str, ...]]:
    """What the rules of now may cure, inspected again and published; and the names of steps that failed."""
    assets = site_assets(granary.registry, granary.opds)
    run = _Runner(granary, instance, assets)
    run.materialize(assets.reference)
    replayed = replay(granary, dataset, code, progress)
    if replayed:
        _publish(run, progress)
        run.materialize(assets.downstream)
    return replayed, tuple(run.failed)


def _publish(run: _Runner, progress: Progress) -> list[PeriodBatch]:
    """Publish every period that waits; what was published."""
    batches = waiting(run.granary)
    register_partitions(run.instance, batches)
    for batch in batches:
        progress(f"menerbitkan {batch.period}")
        run.materialize(_selected(run.assets.datasets, batch.keys(run.granary)), batch.period)
    return batches


class _Runner:
    """Materialises assets in this process and remembers what failed."""

    def __init__(self, granary: Granary, instance: dg.DagsterInstance, assets: SiteAssets) -> None:
        self.granary = granary
        self.instance = instance
        self.assets = assets
        self.failed: list[str] = []

    def materialize(self, chosen: Sequence[dg.AssetsDefinition], partition: str | None = None) -> None:
        """One Dagster run over the chosen assets; a failed step does not stop the others."""
        if not chosen:
            return
        result = dg.materialize(
            [*chosen],
            instance=self.instance,
            resources={"granary": self.granary},
            partition_key=partition,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": CONSOLE_LEVEL}}}},
            tags={"lumbung/situs": self.granary.site.id, PROCESS: this_process(), "dagster/max_retries": "0"},
        )
        if not result.success:
            self._stop_if_interrupted(result.run_id)
            steps = [e.step_key or "?" for e in result.get_step_failure_events()]
            self.failed += steps or [f"run {result.run_id[:8]}"]

    def _stop_if_interrupted(self, run_id: str) -> None:
        """Dagster takes Ctrl-C for the failure of one run; whoever pressed it means the whole night."""
        run = self.instance.get_run_by_id(run_id)
        if run is not None and run.tags.get(_FAILURE_REASON) == "UNEXPECTED_TERMINATION":
            raise KeyboardInterrupt


def _now(granary: Granary) -> datetime:
    with granary.engine.connect() as connection:
        moment: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return moment


def _selected(assets: Sequence[dg.AssetsDefinition], keys: Sequence[dg.AssetKey]) -> list[dg.AssetsDefinition]:
    wanted = set(keys)
    return [a for a in assets if a.key in wanted]


def _with_arrivals(granary: Granary, assets: SiteAssets) -> list[dg.AssetsDefinition]:
    """The upload assets that have something to do: an arrival not yet noted, or a file not yet inspected."""
    busy = {opd for opd in (*granary.registry.opds, OTHERS) if has_work(granary, opd)}
    return [a for a in assets.uploads if a.key.path[-1] in busy]


def _disputed(granary: Granary, assets: SiteAssets) -> list[dg.AssetsDefinition]:
    """The upload assets of OPDs about whose files another's figures, published just now, say something new."""
    told = {opd for opd in granary.registry.opds if changed_by_others(granary, opd)}
    return [a for a in assets.uploads if a.key.path[-1] in told]
