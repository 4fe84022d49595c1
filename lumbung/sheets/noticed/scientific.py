"""Numbers in scientific notation (C12): as text their last digits are gone, by their format they are only hidden."""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.findings import Finding, Severity, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.figures.scientific import any_scientific, is_scientific, shows_scientific
from lumbung.sheets.noticed.seen import Seen

_LOST = "digit yang tidak tampil sudah hilang", "the digits that are not shown are lost"
_HIDDEN = "nilai lengkapnya tetap dibaca", "the whole value was read all the same"
_FEWEST = 1e5
"""Below, such a format is a matter of taste."""


def scientific_notices(seen: Seen) -> Iterator[Finding]:
    """An error for texts, a note for whole numbers that only their format shows so; one of each for a column."""
    for column, told in seen.texts.items():
        texts = set(filter(is_scientific, told if any_scientific(told) else ()))
        if texts:
            said, said_en = _LOST
            found = min(texts).strip()
            cells = list(seen.where(column, set(texts)))
            yield finding("C12", sheet=seen.sheet, cells=cells, found=found, said=said, said_en=said_en)
    formatted = (place for place, code in seen.grid.formats.items() if shows_scientific(code))
    hidden = sorted(place for place in formatted if _hides(seen, place))
    if hidden:
        said, said_en = _HIDDEN
        found = f"{seen.grid.cell(*hidden[0]).value:.2E}".replace(".", ",")  # as Excel shows it, never the whole
        cells = [address(*place) for place in hidden]
        info = Severity.INFO
        yield finding("C12", sheet=seen.sheet, cells=cells, severity=info, found=found, said=said, said_en=said_en)


def _hides(seen: Seen, place: tuple[int, int]) -> bool:
    row, column = place
    if row not in seen.body_rows or column not in seen.columns.by_number:
        return False
    value = seen.grid.cell(row, column).value
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _FEWEST
