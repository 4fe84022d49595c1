"""Asset jobs of the daemon: receive every OPD's uploads; publish periods; renew what is made of the datasets."""

from __future__ import annotations

from collections.abc import Sequence

import dagster as dg

from assets.names import periods
from lumbung.contracts.model import PeriodGrain

RECEIVE = "terima_kiriman"
RENEW = "susun_fakta"


def receive_job(assets: Sequence[dg.AssetsDefinition]) -> dg.UnresolvedAssetJobDefinition:
    """Code lists, then every OPD's uploads."""
    selection = dg.AssetSelection.assets(*(a.key for a in assets))
    return dg.define_asset_job(RECEIVE, selection, description="Terima dan periksa semua kiriman")


def publish_name(grain: PeriodGrain) -> str:
    """The name of the job that publishes the datasets of a grain."""
    return f"terbitkan_{grain}"


def publish_jobs(datasets: Sequence[dg.AssetsDefinition]) -> list[dg.UnresolvedAssetJobDefinition]:
    """One job for each grain of the site's datasets: the assets of a job share their partitions."""
    found = {grain: [a.key for a in datasets if a.partitions_def == periods(grain)] for grain in PeriodGrain}
    return [
        dg.define_asset_job(
            publish_name(grain), dg.AssetSelection.assets(*keys), description=f"Terbitkan data per {grain}"
        )
        for grain, keys in found.items()
        if keys
    ]


def renew_job(assets: Sequence[dg.AssetsDefinition]) -> dg.UnresolvedAssetJobDefinition:
    """Facts, marts and the score card."""
    selection = dg.AssetSelection.assets(*(a.key for a in assets))
    return dg.define_asset_job(RENEW, selection, description="Susun fakta, mart, dan rapor mutu")
