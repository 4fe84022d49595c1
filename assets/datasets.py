"""``data/<dataset>``: publishes the accepted file of a period, with one asset check per quality dimension."""

import warnings
from collections.abc import Iterator

import dagster as dg

from assets.granary import Granary
from assets.names import CHECK_NAMES, CHECK_TEXTS, CHECKED, dataset_key, group, periods, uploads_key
from assets.receiving import report_folder
from lumbung.contracts.model import Contract
from lumbung.findings import Dimension
from lumbung.reports.annotate import annotated_name
from warehouse.checks import DimensionReport, dimension_reports
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
        check_specs=[_check_spec(key, partitions, dimension) for dimension in CHECKED],
    )
    def publish_dataset(context: dg.AssetExecutionContext, granary: dg.ResourceParam[Granary]) -> dg.MaterializeResult:  # type: ignore[type-arg]  # Dagster reads the bare class
        period = context.partition_key
        with granary.engine.begin() as connection:
            load = publish(connection, contract, period, regency=granary.site.code, seal=granary.seal)
            reports = dimension_reports(connection, contract.dataset, period)
        context.log.info(f"{contract.dataset} {period}: {load}")
        return dg.MaterializeResult(metadata=_metadata(load), check_results=list(_checks(key, reports, granary)))

    return publish_dataset


def _check_spec(key: dg.AssetKey, partitions: dg.PartitionsDefinition[str], dimension: Dimension) -> dg.AssetCheckSpec:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.PreviewWarning)  # checks by partition; Dagster is pinned for their sake
        return dg.AssetCheckSpec(
            CHECK_NAMES[dimension], asset=key, partitions_def=partitions, description=CHECK_TEXTS[dimension]
        )


def _metadata(load: Load) -> dict[str, dg.MetadataValue]:
    return {
        "baris_baru": dg.MetadataValue.int(load.inserted),
        "baris_ditutup": dg.MetadataValue.int(load.closed),
        "baris_tetap": dg.MetadataValue.int(load.unchanged),
    }


def _checks(
    key: dg.AssetKey, reports: dict[Dimension, DimensionReport], granary: Granary
) -> Iterator[dg.AssetCheckResult]:
    for dimension in CHECKED:
        yield _check(key, dimension, reports.get(dimension, DimensionReport()), granary)


def _check(key: dg.AssetKey, dimension: Dimension, report: DimensionReport, granary: Granary) -> dg.AssetCheckResult:
    metadata: dict[str, dg.MetadataValue] = {
        "terpenuhi": dg.MetadataValue.int(report.passed),
        "diperiksa": dg.MetadataValue.int(report.tested),
    }
    if report.tested:
        metadata["skor"] = dg.MetadataValue.float(report.passed / report.tested)
    if report.findings:
        records = [
            dg.TableRecord(
                {"kode": f.code, "lembar": f.sheet, "sel": f.cells, "pesan": f.message, "perbaikan": f.remedy}
            )
            for f in report.findings
        ]
        metadata["temuan"] = dg.MetadataValue.table(records)
    if report.file and report.findings:
        folder = report_folder(granary, report.opd, report.sha256)
        metadata["buku_kerja_bertanda"] = dg.MetadataValue.path(str(folder / annotated_name(report.file)))
    return dg.AssetCheckResult(
        passed=not report.failing,
        asset_key=key,
        check_name=CHECK_NAMES[dimension],
        severity=dg.AssetCheckSeverity.ERROR if report.has_errors else dg.AssetCheckSeverity.WARN,
        metadata=metadata,
    )
