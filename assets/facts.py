"""``gudang/fakta_indikator``: every figure of every dataset in one long table, reconciled with the datasets."""

from collections.abc import Sequence

import dagster as dg

from assets.granary import Granary
from assets.names import FACTS, dataset_key
from lumbung.contracts.model import Contract
from warehouse.reconcile import Reconciliation, reconcile

CHECK = "cocok_dengan_dataset"


def facts_asset(contracts: Sequence[Contract]) -> dg.AssetsDefinition:
    """The asset of the facts; each publication writes its own, this one holds them against the datasets."""

    @dg.asset(
        key=FACTS,
        deps=[dataset_key(c) for c in contracts],
        group_name="gudang",
        description="Indikator × wilayah × periode × rincian × satuan, dari semua dataset, sampai ke sel asalnya.",
        kinds={"postgres"},
        check_specs=[
            dg.AssetCheckSpec(CHECK, asset=FACTS, description="Setiap angka dataset ada di fakta, dan sebaliknya")
        ],
    )
    def reconcile_facts(granary: dg.ResourceParam[Granary]) -> dg.MaterializeResult:  # type: ignore[type-arg]  # Dagster reads the bare class
        with granary.engine.connect() as connection:
            found = reconcile(connection, list(granary.registry.contracts.values()))
        return dg.MaterializeResult(
            metadata={
                "fakta": dg.MetadataValue.int(sum(r.facts for r in found)),
                "dataset": dg.MetadataValue.int(len(found)),
            },
            check_results=[_check(found)],
        )

    return reconcile_facts


def _check(found: Sequence[Reconciliation]) -> dg.AssetCheckResult:
    wrong = [r for r in found if r.facts != r.figures]
    metadata: dict[str, dg.MetadataValue] = {}
    if wrong:
        metadata["selisih"] = dg.MetadataValue.table(
            [dg.TableRecord({"dataset": r.dataset, "fakta": r.facts, "angka_dataset": r.figures}) for r in wrong]
        )
    return dg.AssetCheckResult(passed=not wrong, asset_key=FACTS, check_name=CHECK, metadata=metadata)
