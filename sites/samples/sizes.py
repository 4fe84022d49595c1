"""How large the figures of a sample are: data, in two tables.

``besaran.csv`` beside this module gives what is usual of a unit (``satuan,besaran,desimal``; ``*`` for any other).
``samples/besaran.csv`` of a site says more of a dataset, ``dataset,nama,besaran,rumus``: ``nama`` is a measure (its
usual size in one row and one category, or the formula over other measures of the row that it follows from) or
``property=code`` (how large a category is beside the others, 1 being usual; 0 leaves it out).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lumbung.contracts.model import LogicalType, Property


@dataclass(frozen=True)
class Size:
    """What is usual of one measure or category; a formula stands in place of a size."""

    centre: float | None = None
    formula: str = ""


class Sizes:
    """The sizes of one site's datasets."""

    def __init__(self, said: Mapping[tuple[str, str], Size]) -> None:
        self._said = said

    @classmethod
    def read(cls, *paths: Path) -> Sizes:
        """The tables of a site, the later before the earlier; without any, what is usual of the units."""
        rows = [row for path in paths if path.is_file() for row in _rows(path)]
        return cls({(r["dataset"], r["nama"]): Size(_number(r["besaran"]), r["rumus"]) for r in rows})

    def formula(self, dataset: str, measure: Property) -> str:
        """The formula of a measure, or ''."""
        return self._said.get((dataset, measure.name), Size()).formula

    def centre(self, dataset: str, measure: Property) -> float:
        """The usual figure of a measure."""
        said = self._said.get((dataset, measure.name), Size()).centre
        return said if said is not None else _usual(measure.unit)[0]

    def weight(self, dataset: str, prop: str, code: str) -> float | None:
        """How large a category is beside the others, where the table says so."""
        return self._said.get((dataset, f"{prop}={code}"), Size()).centre

    def left_out(self, dataset: str, prop: str, code: str) -> bool:
        """True for a category that no sample of the dataset holds."""
        return self.weight(dataset, prop, code) == 0

    @property
    def datasets(self) -> frozenset[str]:
        """Every dataset that the table speaks of."""
        return frozenset(dataset for dataset, _ in self._said)


def decimals(measure: Property) -> int:
    """How many decimals a measure is written with."""
    return 0 if measure.logical_type is LogicalType.INTEGER else _usual(measure.unit)[1]


@cache
def _units() -> Mapping[str, tuple[float, int]]:
    return {r["satuan"]: (float(r["besaran"]), int(r["desimal"])) for r in _rows(Path(__file__).parent / "besaran.csv")}


def _usual(unit: str | None) -> tuple[float, int]:
    return _units().get(unit or "*", _units()["*"])


def _number(text: str) -> float | None:
    return float(text) if text.strip() else None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
