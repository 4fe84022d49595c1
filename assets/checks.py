"""The asset checks of a dataset, one per quality dimension: its score, the worst cells, the way to the file."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping

import dagster as dg

from assets import links
from assets.granary import Granary
from assets.names import CHECK_NAMES, CHECK_TEXTS, CHECKED
from assets.receiving import report_folder
from lumbung.contracts.metadata import described, metadata_findings
from lumbung.contracts.model import Contract
from lumbung.findings import Dimension, Severity
from lumbung.reports.annotate import annotated_name
from lumbung.reports.night.model import Share, file_anchor
from lumbung.reports.night.numbers import share_text
from lumbung.reports.wording import severity_text
from warehouse.checks import DimensionReport, RecordedFinding

Reports = Mapping[Dimension, DimensionReport]

_COLUMNS = dg.TableSchema(
    [
        dg.TableColumn("tingkat", "string", "berat sampai ringan"),
        dg.TableColumn("kode", "string"),
        dg.TableColumn("lembar", "string"),
        dg.TableColumn("sel", "string", "paling banyak 20"),
        dg.TableColumn("banyak", "int", "banyak sel, tepat"),
        dg.TableColumn("pesan", "string"),
        dg.TableColumn("perbaikan", "string"),
    ]
)


def check_specs(key: dg.AssetKey, partitions: dg.PartitionsDefinition[str]) -> list[dg.AssetCheckSpec]:
    """The checks that a dataset carries."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.PreviewWarning)  # checks by partition; Dagster is pinned for their sake
        return [
            dg.AssetCheckSpec(
                CHECK_NAMES[dimension], asset=key, partitions_def=partitions, description=CHECK_TEXTS[dimension]
            )
            for dimension in CHECKED
        ]


def check_results(key: dg.AssetKey, reports: Reports, granary: Granary) -> Iterator[dg.AssetCheckResult]:
    """What the checks of one period say: an error where something was held back or returned, else a warning."""
    for dimension in CHECKED:
        report = reports.get(dimension, DimensionReport())
        yield dg.AssetCheckResult(
            passed=not report.failing,
            asset_key=key,
            check_name=CHECK_NAMES[dimension],
            severity=dg.AssetCheckSeverity.ERROR if report.has_errors else dg.AssetCheckSeverity.WARN,
            description=_summary(report),
            metadata=_metadata(report, granary),
        )


def description_report(contract: Contract) -> DimensionReport:
    """How far a dataset is described: of the contract as it is now, and of no file."""
    findings = (
        RecordedFinding(f.code, f.severity, f.dimension, "", "", f.count, f.message("id"), f.remedy("id"))
        for f in metadata_findings(contract)
    )
    return DimensionReport(*described(contract), tuple(findings))


def scores(reports: Reports) -> dict[str, dg.MetadataValue]:
    """The scores as numbers, for the plots of the asset; a dimension that was not measured has none."""
    shares = {
        CHECK_NAMES[d]: reports[d].passed / reports[d].tested for d in CHECKED if d in reports and reports[d].tested
    }
    return {f"skor_{name}": dg.MetadataValue.float(value) for name, value in shares.items()}


def _summary(report: DimensionReport) -> str:
    """Share and counts, and how many findings of which weight."""
    weights = Counter(severity_text(f.severity).lower() for f in report.findings if f.severity is not Severity.INFO)
    found = [f"{count} {weight}" for weight, count in weights.items()]
    if report.unlisted:
        found.append(f"{report.unlisted} temuan lain")
    return "; ".join([share_text(Share(report.passed, report.tested)), *found])


def _metadata(report: DimensionReport, granary: Granary) -> dict[str, dg.MetadataValue]:
    metadata: dict[str, dg.MetadataValue] = {}
    if report.findings:
        metadata["sel_terburuk"] = dg.MetadataValue.table([*map(_record, report.findings)], _COLUMNS)
    if report.unlisted:
        metadata["temuan_lain"] = dg.MetadataValue.int(report.unlisted)
    if report.tested:
        metadata["skor"] = dg.MetadataValue.float(report.passed / report.tested)
    metadata["terpenuhi"] = dg.MetadataValue.int(report.passed)
    metadata["diperiksa"] = dg.MetadataValue.int(report.tested)
    return metadata | _ways(report, granary)


def _record(finding: RecordedFinding) -> dg.TableRecord:
    return dg.TableRecord(
        {
            "tingkat": severity_text(finding.severity),
            "kode": finding.code,
            "lembar": finding.sheet,
            "sel": finding.cells,
            "banyak": finding.count,
            "pesan": finding.message,
            "perbaikan": finding.remedy,
        }
    )


def _ways(report: DimensionReport, granary: Granary) -> dict[str, dg.MetadataValue]:
    """To the workbook for the sender, where there is one, and to the page of the file in the report of the night."""
    if report.file is None or report.file_number is None:
        return {}
    ways: dict[str, dg.MetadataValue] = {"berkas": dg.MetadataValue.text(report.file)}
    workbook = report_folder(granary, report.opd, report.sha256) / annotated_name(report.file)
    if workbook.is_file():
        ways["buku_kerja_bertanda"] = links.to_file(granary, workbook)
    return ways | {"laporan_malam": links.to_page(granary, file_anchor(report.file_number))}
