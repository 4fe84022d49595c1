"""One cell of figures → a number, a reason why there is none, or a finding code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from lumbung.contracts.model import Property
from lumbung.persons import MASK, is_number_of_person, tells_personal_data
from lumbung.reference.satuan import PERCENT
from lumbung.sheets.figures.scientific import is_scientific
from lumbung.sheets.grid import Cell, CellKind
from lumbung.sheets.model import TableValue
from lumbung.text import squash

_NIL = re.compile(r"[-–—]+|nihil|tidak ada", re.IGNORECASE)
_UNAVAILABLE = re.compile(r"\.{2,}|…+|n/?a|x{3,}|tad|tidak ada data|belum ada|blm ada", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")
_PLAIN = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)(?:[.,]\d+)?")
"""A number with one mark for thousands throughout: ``12``, ``1.250,5``; not ``3,5,1``."""
_MISTYPED = re.compile(r"-?[\dOoIl|]+(?:[.,][\dOoIl|]+)*")
_DIGITS = str.maketrans("OoIl|", "00111")
"""Letters that are taken for digits on a keyboard and in a scanned page."""
SIGNIFICANT_DIGITS = 15
"""Digits kept after a unit conversion: every decimal digit a float holds, and none of the binary noise behind them."""


class Absence(StrEnum):
    """Why a cell gives no figure although nothing is wrong with it."""

    BLANK = "blank"
    NIL = "nil"  # '-': BPS "tidak ada atau nol"
    UNAVAILABLE = "unavailable"  # '...', 'NA': BPS "data tidak tersedia"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell of figures gave: exactly one of value, absence and code."""

    value: float | None = None
    absence: Absence | None = None
    code: str | None = None  # finding code
    found: str = ""  # what stood there, for the message


def read_figure(value: TableValue, cell: Cell, unit: str | None = None) -> Figure:
    """The figure of one cell: ``value`` as the table gives it, ``cell`` as the sheet stores it, ``unit`` as expected.

    A cell formatted as percent holds 0.45 and shows 45 %: people mean what it shows.
    """
    if cell.kind is CellKind.ERROR:
        return Figure(code="C01", found=str(cell.value))
    if cell.kind is CellKind.UNCOMPUTED:
        return Figure(code="C02", found=str(cell.value))
    if isinstance(value, bool):
        return Figure(code="C04", found=str(value))
    if isinstance(value, (int, float)):
        if is_number_of_person(value):
            return Figure(code="C04", found=MASK)
        stored = float(f"{value:.{SIGNIFICANT_DIGITS}g}")
        return Figure(value=stored) if not _shows_percent(cell) else _percent(stored, cell, unit)
    text = squash(str(cell.value if value is None else value)) if not cell.is_empty or value is not None else ""
    return _read_text(text)


def _shows_percent(cell: Cell) -> bool:
    if cell.kind is CellKind.TEXT:
        return isinstance(cell.value, str) and "%" in cell.value
    return cell.number_format is not None and "%" in cell.number_format


def _percent(value: float, cell: Cell, unit: str | None) -> Figure:
    shown = value if cell.kind is CellKind.TEXT else convert(value, 100)
    return Figure(value=shown) if unit == PERCENT else Figure(code="C04", found=f"{shown:g}%")


def _read_text(text: str) -> Figure:
    if not text:
        return Figure(absence=Absence.BLANK)
    if _NIL.fullmatch(text):
        return Figure(absence=Absence.NIL, found=text)
    if _UNAVAILABLE.fullmatch(text):
        return Figure(absence=Absence.UNAVAILABLE, found=text)
    if tells_personal_data(text):
        return Figure(code="C04", found=MASK)  # whole: beside the number of a person stands a name
    return Figure(code="C12" if is_scientific(text) else "C04", found=text)


def suggestion(found: str) -> str:
    """The number that a text probably means (``'12 orang'`` → ``'12'``, ``'6O'`` → ``'60'``), or ''."""
    if _MISTYPED.fullmatch(found) and any(map(str.isdigit, found)):
        numbers = [found.translate(_DIGITS)]
    else:
        numbers = _LEADING_NUMBER.findall(found)
    meant = numbers[0] if len(numbers) == 1 else ""
    return meant if meant != found and _PLAIN.fullmatch(meant) else ""  # what stands there already helps nobody


def settle(figure: Figure, measure: Property, beside_figures: bool) -> float | None:
    """The number to store: '-' and, beside other figures, a blank count as zero where the contract says so."""
    if figure.absence is Absence.NIL and measure.nil_is_zero:
        return 0.0
    if figure.absence is Absence.BLANK and measure.blank_is_zero and beside_figures:
        return 0.0
    return figure.value


def convert(value: float, factor: float) -> float:
    """The value in another unit, without the noise of binary fractions."""
    return float(f"{value * factor:.{SIGNIFICANT_DIGITS}g}")
