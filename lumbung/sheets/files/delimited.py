"""Delimited text (.csv, .tsv, .txt) → grid. Cells stay text, as typed."""

from __future__ import annotations

import csv

from lumbung.sheets.errors import damaged, too_large
from lumbung.sheets.files.dialects import tell
from lumbung.sheets.files.grids import make_grid
from lumbung.sheets.grid import Grid
from lumbung.site import Limits


def read_delimited(data: bytes, name: str, limits: Limits) -> list[Grid]:
    """The one grid of a delimited file.

    Raises:
        UnreadableError: no rows with a common delimiter (F01), or too many cells (F05).
    """
    try:
        dialect = tell(data)
        if dialect.delimiter is None:
            raise damaged(name, "teks satu kolom tanpa pemisah, bukan tabel")
        rows = list(dialect.rows())
    except csv.Error as error:
        raise damaged(name, "susunan teks rusak") from error
    cells = sum(map(len, rows))
    if cells > limits.cells:
        raise too_large(name, f"{cells:,} sel", f"{limits.cells:,} sel")
    return [make_grid("Sheet1", rows, plain_text=True)]
