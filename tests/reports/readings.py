"""Readings made by hand, so that the reports are tested without the reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

from lumbung.sheets.model import EMPTY_CELL, Cell, CellKind, CellValue, Grid, Reading, Span

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def cell_of(value: CellValue) -> Cell:
    if value is None or value == "":
        return EMPTY_CELL
    if isinstance(value, bool):
        return Cell(value, CellKind.BOOLEAN)
    if isinstance(value, int | float):
        return Cell(value, CellKind.NUMBER)
    if isinstance(value, date | time):
        return Cell(value, CellKind.DATE)
    return Cell(value, CellKind.ERROR if str(value).startswith("#") else CellKind.TEXT)


def grid_of(sheet: str, rows: Sequence[Sequence[CellValue]], merges: tuple[Span, ...] = ()) -> Grid:
    return Grid(sheet, [[cell_of(value) for value in row] for row in rows], merges)


def reading_of(name: str, *grids: Grid, data: bytes = b"", format: str = "xlsx") -> Reading:
    return Reading(name, hashlib.sha256(data).hexdigest(), format, grids)
