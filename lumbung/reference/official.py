"""Official figures (*angka resmi*) that figures of OPDs are held against: ``resmi.csv`` of a site.

Columns: ``kode_indikator,kode_wilayah,periode,rincian,nilai,satuan,sumber,acuan``. ``rincian`` is
``property=code;property=code``, empty for a total; ``nilai`` a number with a decimal point, as published; ``sumber``
who publishes it (BPS, a ministry), ``acuan`` where.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lumbung.reference.satuan import canonical_unit

FILE = "resmi.csv"
_REQUIRED = ("kode_indikator", "kode_wilayah", "periode", "nilai", "satuan", "sumber")


class OfficialError(ValueError):
    """The list of official figures is unsound; the message says which line."""


@dataclass(frozen=True)
class OfficialFigure:
    """One figure that somebody publishes with authority."""

    indicator: str
    region: str  # Kemendagri code
    period: str
    dimensions: tuple[tuple[str, str], ...]  # property, code
    value: Decimal
    unit: str
    source: str
    reference: str = ""


def read_official(folder: Path) -> tuple[OfficialFigure, ...]:
    """The official figures of a reference folder; none where it has no ``resmi.csv``.

    Raises:
        OfficialError: a line lacks something, or has a number or a unit that is none.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return tuple(_figures(csv.DictReader(stream)))


def _figures(rows: csv.DictReader[str]) -> Iterator[OfficialFigure]:
    for line, row in enumerate(rows, start=2):
        given = {name: (value or "").strip() for name, value in row.items() if name}
        missing = [name for name in _REQUIRED if not given.get(name)]
        if missing:
            raise OfficialError(f"{FILE} baris {line}: {', '.join(missing)} kosong.")
        try:
            value, unit = Decimal(given["nilai"]), canonical_unit(f"{FILE} baris {line}", given["satuan"])
            dimensions = tuple(sorted(_pair(each) for each in given.get("rincian", "").split(";") if each.strip()))
        except InvalidOperation:
            raise OfficialError(f"{FILE} baris {line}: nilai '{given['nilai']}' bukan angka.") from None
        except ValueError as error:
            raise OfficialError(f"{FILE} baris {line}: {error}") from error
        about = (given["kode_indikator"], given["kode_wilayah"], given["periode"], dimensions)
        yield OfficialFigure(*about, value, unit or "", given["sumber"], given.get("acuan", ""))


def _pair(text: str) -> tuple[str, str]:
    name, mark, code = (part.strip() for part in text.partition("="))
    if not (name and mark and code):
        raise ValueError(f"rincian '{text}' bukan properti=kode")
    return name, code
