"""``mutu/rapor``: the score card of every OPD, as the UI plots it."""

from collections.abc import Sequence

import dagster as dg
from sqlalchemy import text

from assets.board import refresh_board
from assets.granary import Granary
from assets.names import FACTS, REPORT_CARD

_SCORES = text("""
    SELECT opd, dimensi, sum(terpenuhi)::bigint AS terpenuhi, sum(diperiksa)::bigint AS diperiksa
    FROM mart.rapor_mutu GROUP BY opd, dimensi ORDER BY opd, dimensi
""")
_AVAILABILITY = text("SELECT status, count(*) FROM mutu.ketersediaan GROUP BY status ORDER BY status")


def report_card_asset() -> dg.AssetsDefinition:
    """The asset of the score card."""

    @dg.asset(
        key=REPORT_CARD,
        deps=[FACTS],
        group_name="mutu",
        description="Rapor mutu per OPD dan dimensi (selalu terpenuhi/diperiksa), dan ketersediaan data.",
        kinds={"postgres"},
    )
    def report_card(granary: dg.ResourceParam[Granary]) -> dg.MaterializeResult[None]:
        refresh_board(granary)
        with granary.engine.connect() as connection:
            scores = connection.execute(_SCORES).all()
            availability = connection.execute(_AVAILABILITY).all()
        metadata: dict[str, dg.MetadataValue] = {
            f"ketersediaan_{status}": dg.MetadataValue.int(int(count)) for status, count in availability
        }
        if scores:
            metadata["rapor"] = dg.MetadataValue.table([_record(row) for row in scores])
        metadata |= {f"skor_{name}": dg.MetadataValue.float(value) for name, value in _overall(scores).items()}
        return dg.MaterializeResult(metadata=metadata)

    return report_card


def _record(row: Sequence[object]) -> dg.TableRecord:
    opd, dimension, passed, tested = row
    share = int(str(passed)) / int(str(tested)) if int(str(tested)) else None
    return dg.TableRecord(
        {
            "opd": str(opd),
            "dimensi": str(dimension),
            "terpenuhi": int(str(passed)),
            "diperiksa": int(str(tested)),
            "nilai": f"{share:.3f}" if share is not None else "belum diukur",
        }
    )


def _overall(scores: Sequence[Sequence[object]]) -> dict[str, float]:
    totals: dict[str, tuple[int, int]] = {}
    for _, dimension, passed, tested in scores:
        before = totals.get(str(dimension), (0, 0))
        totals[str(dimension)] = (before[0] + int(str(passed)), before[1] + int(str(tested)))
    return {name: passed / tested for name, (passed, tested) in totals.items() if tested}
