"""The assets of one site, made from its contracts."""

from __future__ import annotations

from dataclasses import dataclass

import dagster as dg

from assets.datasets import dataset_asset
from assets.facts import facts_asset
from assets.marts import summary_asset
from assets.quality import report_card_asset
from assets.reference import reference_asset
from assets.reports import report_asset
from assets.uploads import others_asset, uploads_asset
from lumbung.contracts.registry import Registry
from lumbung.reference.opd import OpdRegistry


@dataclass(frozen=True)
class SiteAssets:
    """The assets of a site by layer, in the order they are run."""

    reference: tuple[dg.AssetsDefinition, ...]
    uploads: tuple[dg.AssetsDefinition, ...]
    datasets: tuple[dg.AssetsDefinition, ...]
    downstream: tuple[dg.AssetsDefinition, ...]

    @property
    def all(self) -> tuple[dg.AssetsDefinition, ...]:
        """Every asset."""
        return (*self.reference, *self.uploads, *self.datasets, *self.downstream)


def site_assets(registry: Registry, opds: OpdRegistry) -> SiteAssets:
    """One asset per OPD with a contract, one per dataset, and what is made of them."""
    contracts = list(registry.contracts.values())
    uploads = [uploads_asset(opd, opds.opds[opd].name if opd in opds.opds else opd) for opd in registry.opds]
    return SiteAssets(
        reference=(reference_asset(),),
        uploads=(*uploads, others_asset()),
        datasets=tuple(dataset_asset(c) for c in contracts),
        downstream=(facts_asset(contracts), summary_asset(), report_card_asset(), report_asset()),
    )
