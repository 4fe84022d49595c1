"""What to say of tables of one file that give the same rows: they differ (L06), or repeat figures (L11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lumbung.findings import Finding, finding
from lumbung.harmonise.model import Conformed
from lumbung.sheets.addresses import split


def doubled(tables: Sequence[Conformed], positions: Sequence[int]) -> Finding:
    """Tables that say different things of the same rows: which is right cannot be told, so none is taken."""
    first = tables[positions[0]]
    return finding(
        "L06",
        sheet=first.sheet,
        cells=(first.range.split(":")[0],),
        dataset=first.contract.dataset,
        dataset_name=first.contract.title,
        dataset_period=", ".join(first.periods),
        found="; ".join(f"{tables[p].sheet}!{tables[p].range}" for p in positions),
    )


def repeated(table: Conformed, cells: Iterable[str]) -> Finding:
    """Figures that an earlier table of the file gives alike: taken once."""
    where = sorted(cells, key=lambda cell: (split(cell)[1], split(cell)[0]))
    return finding(
        "L11",
        sheet=table.sheet,
        cells=where,
        count=len(where),
        dataset=table.contract.dataset,
        dataset_name=table.contract.title,
        dataset_period=", ".join(table.periods),
    )
