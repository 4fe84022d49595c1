"""The figures of an inspection as the warehouse would hold them, without a warehouse."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from benchmarks.banjarnegara_truth import Stored
from benchmarks.banjarnegara_typed import Key, dimensions_of
from expectations.model import InspectedSlice, Inspection
from lumbung.contracts.model import Kind


def facts(inspection: Inspection, regency: str) -> Iterator[tuple[Key, Stored]]:
    """Every accepted figure with what it is about; ``regency`` is the region of tables that name none."""
    for part in inspection.slices:
        for index, row in part.accepted.iterrows():
            for measure in part.contract.measures:
                value = row[measure.name]
                if measure.indicator and not pd.isna(value):
                    cell = str(part.cells.at[index, measure.name])
                    stored = Stored(float(value), inspection.reading.name, part.sheet, cell)
                    yield _key(part, row, measure.indicator, regency), stored


def _key(part: InspectedSlice, row: pd.Series, indicator: str, regency: str) -> Key:
    contract = part.contract
    said = {p.name: str(row[p.name]) for p in contract.of_kind(Kind.CATEGORY) if not pd.isna(row[p.name])}
    region = str(row[contract.region.name]) if contract.region else regency
    return Key(contract.dataset, region, part.period, indicator, dimensions_of(said))
