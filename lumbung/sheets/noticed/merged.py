"""Figures merged over rows or columns (S04): the first cell alone has the figure, and what was meant is not said."""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.findings import Finding, Severity, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.grid import Span
from lumbung.sheets.noticed.seen import Seen
from lumbung.sheets.tables.layout import Look


def merged_figures(seen: Seen) -> Iterator[Finding]:
    """S04 as a warning at the first cell of each merge that holds a figure and covers other rows or columns."""
    cells = [address(s.top, s.left) for s in _spans(seen)]
    if cells:
        said = "angka digabung (merge) dengan sel lain; angkanya hanya dibaca pada sel pertama"
        said_en = "figures are merged with other cells; each was read in the first cell alone"
        yield finding("S04", sheet=seen.sheet, cells=cells, severity=Severity.WARNING, said=said, said_en=said_en)


def _spans(seen: Seen) -> Iterator[Span]:
    rows = {entry.line.row: entry for entry in seen.rows}
    values = set(seen.columns.values)
    for span in sorted(seen.layout.spans.values(), key=lambda s: (s.top, s.left)):
        entry = rows.get(span.top)
        if entry is None or span.left not in values or entry.line.looks.get(span.left) is not Look.NUMBER:
            continue
        if any(r in rows for r in range(span.top + 1, span.bottom + 1)) or any(
            c in values for c in range(span.left + 1, span.right + 1)
        ):
            yield span
