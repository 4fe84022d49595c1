"""What cells of a table hold beside their value: stray white space (C15), cut texts (C18), noise of floats (C14).

Equal cells are looked at once, so that a sheet of a million cells costs little more than its distinct ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address, number, split
from lumbung.sheets.figures.noise import has_many_decimals, is_noisy, is_noisy_text
from lumbung.sheets.grid import Stored
from lumbung.sheets.noticed.seen import Seen
from lumbung.text import are_tidy, squash

_CUT = (255, 32_767)
"""Longest texts that old programs and Excel's cells hold: what is exactly so long was probably longer."""

_ENDS = (".", "!", "?", ")", '"', "…")


def cell_notices(seen: Seen) -> Iterator[Finding]:
    """C14, C15 and C18, at most one of each."""
    rough = [column for column in seen.columns.values if _is_rough(seen, column)]
    if noisy := [cell for column in rough for cell in seen.where(column, set(filter(_is_noisy, seen.stored(column))))]:
        yield finding("C14", sheet=seen.sheet, cells=noisy, found=_shown(seen, noisy[0]))
    untidy = [column for column in seen.columns.labels if not are_tidy(seen.texts[column])]
    spaced = [*_spaced_headings(seen), *_where(seen, untidy, _is_spaced)]
    if spaced:
        yield finding("C15", sheet=seen.sheet, cells=spaced)
    long = [column for column, texts in seen.texts.items() if max(map(len, texts), default=0) >= min(_CUT)]
    if cut := _where(seen, long, _is_cut):
        yield finding("C18", sheet=seen.sheet, cells=cut, length=len(_shown(seen, cut[0])))


def _where(seen: Seen, columns: Sequence[int], is_odd: Callable[[Stored], bool]) -> list[str]:
    """The addresses of the odd texts in some columns of the body, column by column."""
    found: list[str] = []
    for column in columns:
        found += seen.where(column, set(filter(is_odd, seen.texts[column])))
    return found


def _shown(seen: Seen, cell: str) -> str:
    letters, row = split(cell)
    return str(seen.grid.cell(row, number(letters)).value)


def _spaced_headings(seen: Seen) -> Iterator[str]:
    for line in seen.header.lines:
        yield from (address(line.row, c) for c, cell in line.cells.items() if _is_spaced(cell.value))


def _is_spaced(value: object) -> bool:
    """True for a text with white space around it, doubled, unbreakable or invisible, or with a line break."""
    return isinstance(value, str) and value != squash(value) != ""


def _is_rough(seen: Seen, column: int) -> bool:
    """True for a column in which noise is the exception: not one of shares and averages with all their decimals."""
    stored = set(seen.stored(column))
    noisy = set(filter(_is_noisy, stored))
    return bool(noisy) and sum(has_many_decimals(v) for v in stored - noisy if type(v) is float) <= len(noisy)


def _is_noisy(value: Stored) -> bool:
    return is_noisy(value) if type(value) is float else isinstance(value, str) and is_noisy_text(value)


def _is_cut(value: Stored) -> bool:
    """True for a text of exactly the length at which texts are cut, unless it ends like a sentence."""
    return isinstance(value, str) and len(value) in _CUT and not value.rstrip().endswith(_ENDS)
