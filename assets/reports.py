"""``mutu/laporan``: the report of the night, one HTML file for the walidata."""

import dagster as dg

from assets import links
from assets.granary import Granary
from assets.names import REPORT, REPORT_CARD
from assets.night.report import renew_report


def report_asset() -> dg.AssetsDefinition:
    """The asset of the report; written anew where it would tell anything else, by new files or another day."""

    @dg.asset(
        key=REPORT,
        deps=[REPORT_CARD],
        group_name="mutu",
        description="Laporan malam untuk walidata: satu berkas HTML yang dapat dibaca tanpa jaringan.",
        kinds={"html"},
    )
    def night_report(granary: dg.ResourceParam[Granary]) -> dg.MaterializeResult[None]:
        path = renew_report(granary)
        return dg.MaterializeResult(
            metadata={
                "laporan": links.to_file(granary, path),
                "ukuran_bita": dg.MetadataValue.int(path.stat().st_size),
            }
        )

    return night_report
