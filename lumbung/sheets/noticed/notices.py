"""Everything that is worth saying of one table, in the order of its parts: header, rows, cells."""

from __future__ import annotations

from lumbung.findings import Finding
from lumbung.sheets.noticed.cells import cell_notices
from lumbung.sheets.noticed.headings import heading_notices
from lumbung.sheets.noticed.merged import merged_figures
from lumbung.sheets.noticed.pivots import pivot_notices
from lumbung.sheets.noticed.ragged import Ragged, ragged_findings
from lumbung.sheets.noticed.rows import row_notices
from lumbung.sheets.noticed.scientific import scientific_notices
from lumbung.sheets.noticed.seen import Seen


def notices(seen: Seen, outside: Ragged) -> tuple[Finding, ...]:
    """The findings about one table: notes are one for each kind, however many cells they are about."""
    return (
        *pivot_notices(seen),
        *heading_notices(seen),
        *row_notices(seen),
        *ragged_findings(seen, outside),
        *merged_figures(seen),
        *scientific_notices(seen),
        *cell_notices(seen),
    )
