"""The plants, one module for each family of codes; importing this package enters them all."""

from __future__ import annotations

from benchmarks.inspect.plants import (
    cells,
    files,
    headers,
    keys,
    regions,
    rows,
    sheets,
    sums,
    times,
    units,
    values,
)

__all__ = ["cells", "files", "headers", "keys", "regions", "rows", "sheets", "sums", "times", "units", "values"]
