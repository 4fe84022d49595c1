"""Numbers of persons (NIK, No. KK) in a table that is not about persons: such a file goes back (P01).

Legal ground: UU 27/2022 (personal data), UU 23/2006 article 84 (NIK and No. KK). The values are never told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lumbung.contracts.model import Contract
from lumbung.findings import Finding, finding
from lumbung.harmonise.figure_columns import heading_cell
from lumbung.sheets.model import Column, Table
from lumbung.text import fold

_KINDS = {
    "NIK": re.compile(r"\b(?:nik|nomor induk kependudukan|no ktp|nomor ktp)\b"),
    "No. KK": re.compile(r"\b(?:no kk|nomor kk|nkk|kartu keluarga)\b"),
}
_NUMBER = re.compile(r"\D?\d{16}")
_SHARE = 0.5


def personal_columns(table: Table, contract: Contract) -> Iterator[Finding]:
    """P01 for each column of personal numbers, unless the contract is about persons."""
    if any(p.personal for p in contract.properties):
        return
    for column in table.columns:
        kind = _kind(table, column)
        if kind:
            yield finding(
                "P01",
                sheet=table.sheet,
                cells=(heading_cell(table, column.letter),),
                column=" / ".join(column.path) or column.letter,
                kind=kind,
                dataset_name=contract.title,
            )


def _kind(table: Table, column: Column) -> str | None:
    """What kind of personal number a column holds, told by its content; the heading only names it."""
    values = [v for r in table.rows if (v := r.cells.get(column.letter)) is not None]
    numbers = sum(_NUMBER.fullmatch(str(int(v) if isinstance(v, float) else v).strip()) is not None for v in values)
    if not values or numbers < _SHARE * len(values):
        return None
    heading = fold(" ".join(column.path))
    return next((kind for kind, words in _KINDS.items() if words.search(heading)), "NIK")
