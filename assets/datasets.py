"""``data/<dataset>``: publishes the accepted file of a period, with one asset check per quality dimension."""

import dagster as dg

from assets.checks import check_results, check_specs, description_report, scores
from assets.granary import Granary
from assets.names import dataset_key, group, periods, uploads_key
from lumbung.contracts.model import Contract
from lumbung.findings import Dimension
from warehouse.checks import dimension_reports
from warehouse.publish import Load, publish


def dataset_asset(contract: Contract) -> dg.AssetsDefinition:
    """The asset of one dataset."""
    key = dataset_key(contract)
    partitions = periods(contract.grain)

    @dg.asset(
        key=key,
        deps=[uploads_key(contract.opd)],
        partitions_def=partitions,
        group_name=group(contract.opd),
        description="\n\n".join(filter(None, (contract.title, contract.description))),
        kinds={"postgres"},
        tags={"opd": contract.opd},
        metadata={"kontrak": contract.id, "versi": contract.version, "opd": contract.opd},
        check_specs=check_specs(key, partitions),
    )
    def publish_dataset(context: dg.AssetExecutionContext, granary: dg.ResourceParam[Granary]) -> dg.MaterializeResult:  # type: ignore[type-arg]  # Dagster reads the bare class
        period = context.partition_key
        with granary.engine.begin() as connection:
            load = publish(connection, contract, period, regency=granary.site.code, seal=granary.seal)
            reports = dimension_reports(connection, contract.dataset, period)
        reports[Dimension.METADATA] = description_report(contract)
        context.log.info(f"{contract.dataset} {period}: {load}")
        return dg.MaterializeResult(
            metadata=_metadata(load) | scores(reports), check_results=list(check_results(key, reports, granary))
        )

    return publish_dataset


def _metadata(load: Load) -> dict[str, dg.MetadataValue]:
    return {
        "baris_baru": dg.MetadataValue.int(load.inserted),
        "baris_ditutup": dg.MetadataValue.int(load.closed),
        "baris_tetap": dg.MetadataValue.int(load.unchanged),
    }
