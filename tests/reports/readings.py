"""Readings made by hand, so that the reports are tested without the reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from lumbung.sheets.files.grids import make_grid
from lumbung.sheets.files.ooxml.package import SheetDetails
from lumbung.sheets.grid import CellValue, Grid, Span
from lumbung.sheets.model import Reading

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def grid_of(sheet: str, rows: Sequence[Sequence[CellValue]], merges: tuple[Span, ...] = ()) -> Grid:
    """A sheet from A1; texts that begin with ``#`` are error cells."""
    errors = {
        (r, c): value
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if isinstance(value, str) and value.startswith("#")
    }
    return make_grid(sheet, rows, merges=merges, details=SheetDetails(errors=errors))


def reading_of(name: str, *grids: Grid, data: bytes = b"", format: str = "xlsx") -> Reading:
    return Reading(name, hashlib.sha256(data).hexdigest(), format, grids)
