"""What was done to the headings: flattened to one path for each column (H09), column numbers set aside (H12)."""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.noticed.seen import Seen, first_cell

_NUMBERS_SHOWN = 40


def heading_notices(seen: Seen) -> Iterator[Finding]:
    """H09 and H12, at most one of each."""
    yield from _flattened(seen)
    yield from _numbering(seen)


def _flattened(seen: Seen) -> Iterator[Finding]:
    """H09 at the merged headings; at the first cell of each header row where none is merged."""
    rows = seen.header.rows
    merged = [s for s in seen.header.spans if s.right > s.left or s.bottom > s.top]
    if not merged and len(seen.header.lines) < 2:
        return
    cells = [address(s.top, s.left) for s in merged] or [first_cell(line) for line in seen.header.lines]
    example = max((c.path for c in seen.columns.by_number.values()), key=len, default=())
    where = f"{rows[0]}" if len(rows) == 1 else f"{rows[0]}–{rows[-1]}"
    yield finding("H09", sheet=seen.sheet, cells=cells, rows=where, example=" – ".join(example))


def _numbering(seen: Seen) -> Iterator[Finding]:
    line = seen.header.numbering
    if line is not None:
        yield finding(
            "H12", sheet=seen.sheet, cells=(first_cell(line),), row=line.row, found=line.text[:_NUMBERS_SHOWN]
        )
