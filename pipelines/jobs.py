"""Jobs of the daemon: the whole night; receive every OPD's uploads; renew what is made of the datasets."""

from __future__ import annotations

from collections.abc import Sequence

import dagster as dg

from assets.granary import Granary
from pipelines.nightly import run_nightly

NIGHT = "malam"
RECEIVE = "terima_kiriman"
RENEW = "susun_fakta"


def nightly_job() -> dg.JobDefinition:
    """Everything new from landing to the score card, as ``lumbung run`` does it: each layer is a run of its own."""

    @dg.op(description="Semua yang baru: terima, periksa, terbitkan, susun")
    def semua_yang_baru(context: dg.OpExecutionContext, granary: dg.ResourceParam[Granary]) -> None:
        outcome = run_nightly(granary, context.instance, context.log.info)
        if outcome.failed:
            raise dg.Failure(f"langkah yang gagal: {', '.join(outcome.failed)}")

    @dg.job(name=NIGHT, executor_def=dg.in_process_executor, description="Proses malam: semua yang baru")
    def night() -> None:
        semua_yang_baru()

    return night


def receive_job(assets: Sequence[dg.AssetsDefinition]) -> dg.UnresolvedAssetJobDefinition:
    """Code lists, then every OPD's uploads."""
    selection = dg.AssetSelection.assets(*(a.key for a in assets))
    return dg.define_asset_job(RECEIVE, selection, description="Terima dan periksa semua kiriman")


def renew_job(assets: Sequence[dg.AssetsDefinition]) -> dg.UnresolvedAssetJobDefinition:
    """Facts, marts and the score card."""
    selection = dg.AssetSelection.assets(*(a.key for a in assets))
    return dg.define_asset_job(RENEW, selection, description="Susun fakta, mart, dan rapor mutu")
