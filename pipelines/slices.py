"""Slices that wait to be published, grouped so that one run publishes every dataset of a period."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import dagster as dg

from assets.granary import Granary
from assets.names import dataset_key, periods
from lumbung.contracts.model import PeriodGrain
from warehouse.publish import pending

PERIOD_FORMS = {
    PeriodGrain.TAHUN: re.compile(r"\d{4}"),
    PeriodGrain.TAHUN_AJARAN: re.compile(r"\d{4}/\d{4}"),
    PeriodGrain.SEMESTER: re.compile(r"\d{4}-S[12]"),
    PeriodGrain.CATURWULAN: re.compile(r"\d{4}-CW[1-3]"),
    PeriodGrain.TRIWULAN: re.compile(r"\d{4}-TW[1-4]"),
    PeriodGrain.BULAN: re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"),
    PeriodGrain.MINGGU: re.compile(r"\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])"),
    PeriodGrain.TANGGAL: re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"),
}
"""What a partition key may be: Dagster itself accepts anything."""


@dataclass(frozen=True)
class PeriodBatch:
    """The datasets of one grain that wait to be published for one period."""

    grain: PeriodGrain
    period: str
    datasets: tuple[str, ...]

    def keys(self, granary: Granary) -> list[dg.AssetKey]:
        """The assets to materialise."""
        return [dataset_key(granary.contract(d)) for d in self.datasets]


def waiting(granary: Granary) -> list[PeriodBatch]:
    """What waits to be published, oldest period first; datasets without a contract any more are left alone."""
    with granary.engine.connect() as connection:
        slices = pending(connection)
    groups: dict[tuple[PeriodGrain, str], list[str]] = defaultdict(list)
    for each in slices:
        contract = granary.registry.contracts.get(each.dataset)
        if contract is not None and PERIOD_FORMS[contract.grain].fullmatch(each.period):
            groups[contract.grain, each.period].append(each.dataset)
    return [PeriodBatch(grain, period, tuple(names)) for (grain, period), names in sorted(groups.items())]


def register_partitions(instance: dg.DagsterInstance, batches: list[PeriodBatch]) -> None:
    """Make the periods known to Dagster."""
    by_grain: dict[PeriodGrain, list[str]] = defaultdict(list)
    for batch in batches:
        by_grain[batch.grain].append(batch.period)
    for grain, keys in by_grain.items():
        name = periods(grain).name
        assert name is not None
        instance.add_dynamic_partitions(name, keys)
