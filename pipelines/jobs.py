"""Jobs of the daemon: receive every OPD's uploads; renew what is made of the datasets."""

from __future__ import annotations

from collections.abc import Sequence

import dagster as dg

RECEIVE = "terima_kiriman"
RENEW = "susun_fakta"


def receive_job(assets: Sequence[dg.AssetsDefinition]) -> dg.UnresolvedAssetJobDefinition:
    """Code lists, then every OPD's uploads."""
    selection = dg.AssetSelection.assets(*(a.key for a in assets))
    return dg.define_asset_job(RECEIVE, selection, description="Terima dan periksa semua kiriman")


def renew_job(assets: Sequence[dg.AssetsDefinition]) -> dg.UnresolvedAssetJobDefinition:
    """Facts, marts and the score card."""
    selection = dg.AssetSelection.assets(*(a.key for a in assets))
    return dg.define_asset_job(RENEW, selection, description="Susun fakta, mart, dan rapor mutu")
