"""The datasets and periods of an inspected file as reports name them."""

from __future__ import annotations

from expectations.model import Inspection
from lumbung.reports.check import CheckedTable


def checked_tables(inspection: Inspection) -> tuple[CheckedTable, ...]:
    """The datasets and periods of a file, with their rows."""
    return tuple(
        CheckedTable(
            s.contract.dataset,
            s.period,
            s.sheet,
            s.rows_read,
            s.rows_accepted,
            s.rows_quarantined,
            s.contract.title,
        )
        for s in inspection.slices
    )
