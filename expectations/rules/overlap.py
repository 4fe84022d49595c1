"""What to say of tables of one file that give the same rows: they differ (L06), or repeat figures (L11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lumbung.findings import MARKED_CELLS, Finding, finding
from lumbung.harmonise.model import Conformed
from lumbung.sheets.addresses import number, split

_CELLS_TOLD = 5


def doubled(tables: Sequence[Conformed], positions: Sequence[int], differing: Mapping[int, Sequence[str]]) -> Finding:
    """Tables that say different things of the same rows: which is right cannot be told, so none is taken.

    ``differing``: position → the cells that say it; without them the tables as a whole are named.
    """
    first = tables[positions[0]]
    cells, *others = [_in_order(differing.get(p, ())) or [tables[p].range.split(":")[0]] for p in positions]
    said = finding(
        "L06",
        sheet=first.sheet,
        cells=cells,
        dataset=first.contract.dataset,
        dataset_name=first.contract.title,
        dataset_period=", ".join(first.periods),
        found="; ".join(_where(tables[p], _in_order(differing.get(p, ()))) for p in positions),
    )
    sheets = [tables[p].sheet for p in positions[1:]]
    return replace(said, beside=tuple((s, tuple(c)[:MARKED_CELLS]) for s, c in zip(sheets, others, strict=True)))


def _where(table: Conformed, cells: Sequence[str]) -> str:
    """A table, or of the cells in it that are told the first few."""
    more = ", …" if len(cells) > _CELLS_TOLD else ""
    return f"{table.sheet}!{', '.join(cells[:_CELLS_TOLD]) or table.range}{more}"


def _in_order(cells: Iterable[str]) -> list[str]:
    return sorted(set(cells), key=lambda cell: (split(cell)[1], number(split(cell)[0])))


def repeated(table: Conformed, cells: Iterable[str]) -> Finding:
    """Figures that an earlier table of the file gives alike: taken once."""
    where = _in_order(cells)
    return finding(
        "L11",
        sheet=table.sheet,
        cells=where,
        count=len(where),
        dataset=table.contract.dataset,
        dataset_name=table.contract.title,
        dataset_period=", ".join(table.periods),
    )
