"""Delimited text (.csv) → grid: encoding and delimiter are told from the content. Cells stay text, as typed."""

from __future__ import annotations

import csv
import io
from collections import Counter

from lumbung.sheets.errors import damaged, too_large
from lumbung.sheets.grids import make_grid
from lumbung.sheets.model import Grid
from lumbung.site import Limits

_DELIMITERS = ",;\t|"
_LOOKED_AT = 50
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_delimited(data: bytes, name: str, limits: Limits) -> list[Grid]:
    """The one grid of a delimited file.

    Raises:
        UnreadableError: no rows with a common delimiter (F01), or too many cells (F05).
    """
    text = decode(data)
    try:
        delimiter = find_delimiter(text)
        if delimiter is None:
            raise damaged(name, "teks tanpa pemisah kolom")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise damaged(name, "susunan teks rusak") from error
    cells = sum(map(len, rows))
    if cells > limits.cells:
        raise too_large(name, f"{cells:,} sel", f"{limits.cells:,} sel")
    return [make_grid("Sheet1", rows)]


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with BOM) or, failing these, Windows-1252 as Excel writes it."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def find_delimiter(text: str) -> str | None:
    """The delimiter that gives most rows the same number of cells (at least two); None if there is none."""
    lines = [line for line in text.splitlines()[: _LOOKED_AT * 2] if line.strip()][:_LOOKED_AT]
    best: tuple[int, int, str] | None = None
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        if widths:
            width, rows = widths.most_common(1)[0]
            if best is None or (rows, width) > best[:2]:
                best = (rows, width, delimiter)
    return best[2] if best else None
