"""Printed totals that are those of a region over the regions in it: a kecamatan over its desa."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lumbung.contracts.model import Contract, Kind
from lumbung.harmonise.labels.labelled_rows import LabelledRows
from lumbung.harmonise.model import PrintedFigure
from lumbung.reference.wilayah import Gazetteer


def of_parents(
    totals: Iterable[PrintedFigure], contract: Contract, labelled: LabelledRows, gazetteer: Gazetteer
) -> Iterator[PrintedFigure]:
    """The totals, each with the region that it is about where that is one of several in the table."""
    levels = [p.name for p in contract.of_kind(Kind.REGION)]
    if len(levels) < 2:
        yield from totals
        return
    codes = labelled.values.get(levels[-2], ())
    parents = dict(zip(labelled.numbers, codes, strict=False))
    several = len(set(codes) - {None}) > 1
    for total in totals:
        own = {parents.get(row) for row in total.rows}
        code = next(iter(own)) if len(own) == 1 else None
        if several and code and code in gazetteer.regions:
            total = replace(total, region=code, title=", ".join(t for t in (total.title, gazetteer[code].name) if t))
        yield total
