"""``mart/*``: views for the common questions."""

import dagster as dg
from sqlalchemy import text

from assets.granary import Granary
from assets.names import FACTS, SUMMARY


def summary_asset() -> dg.AssetsDefinition:
    """``mart/ringkasan_indikator``: per indicator, period and disaggregation the regency's total or range."""

    @dg.asset(
        key=SUMMARY,
        deps=[FACTS],
        group_name="mart",
        description="Tiap indikator per periode: jumlah, rentang, banyak wilayah yang terisi.",
        kinds={"postgres"},
    )
    def refresh_summary(granary: dg.ResourceParam[Granary]) -> dg.MaterializeResult[None]:
        with granary.engine.connect() as connection:
            rows = connection.scalar(text("SELECT count(*) FROM mart.ringkasan_indikator"))
        return dg.MaterializeResult(metadata={"baris": dg.MetadataValue.int(int(rows or 0))})

    return refresh_summary
