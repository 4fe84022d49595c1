"""One indicator from two sources: they say different things (X07), or two OPDs both publish it (K02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from lumbung.contracts.model import Contract
from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import split
from lumbung.text import figure_text


class Paired(Protocol):
    """A published figure and what another source says of the same thing."""

    @property
    def berkas_id(self) -> int: ...  # noqa: D102
    @property
    def period(self) -> str: ...  # noqa: D102
    @property
    def indicator(self) -> str: ...  # noqa: D102
    @property
    def sheet(self) -> str: ...  # noqa: D102
    @property
    def cell(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> Decimal: ...  # noqa: D102
    @property
    def other_source(self) -> str: ...  # noqa: D102
    @property
    def other_dataset(self) -> str | None: ...  # noqa: D102
    @property
    def other_value(self) -> Decimal: ...  # noqa: D102
    @property
    def official(self) -> bool: ...  # noqa: D102
    @property
    def same(self) -> bool: ...  # noqa: D102


def compare_sources(contract: Contract, pairs: Iterable[Paired]) -> dict[int, list[Finding]]:
    """The findings of each file (by its number): one for each indicator, period, sheet and other source.

    Where two sources differ, that they both publish the rest is the same mistake: whose figure it is must be settled.
    """
    groups: dict[tuple[int, str, str, str, str | None], list[Paired]] = defaultdict(list)
    for pair in pairs:
        groups[pair.berkas_id, pair.period, pair.indicator, pair.other_source, pair.other_dataset].append(pair)
    found: dict[int, list[Finding]] = defaultdict(list)
    for (number, *_), same in groups.items():
        found[number] += _findings(contract, same)
    return {number: said for number, said in found.items() if said}


def _findings(contract: Contract, pairs: Sequence[Paired]) -> Iterator[Finding]:
    differing = [p for p in pairs if not p.same]
    if differing:
        yield from _by_sheet(contract, "X07", differing)
    elif not pairs[0].official:
        yield from _by_sheet(contract, "K02", pairs)


def _by_sheet(contract: Contract, code: str, pairs: Sequence[Paired]) -> Iterator[Finding]:
    for sheet in dict.fromkeys(p.sheet for p in pairs):
        here = sorted((p for p in pairs if p.sheet == sheet), key=lambda p: _reading_order(p.cell))
        first = here[0]
        yield finding(
            code,
            sheet=sheet,
            cells=tuple(p.cell for p in here if p.cell),
            count=len(here),
            dataset=contract.dataset,
            period=first.period,
            column=_title(contract, first.indicator),
            other=first.other_source,
            other_dataset=first.other_dataset or "-",
            cell=first.cell,
            found=figure_text(float(first.value)),
            expected=figure_text(float(first.other_value)),
        )


def _reading_order(cell: str) -> tuple[int, str]:
    """By row, then by column; the counts of a register have no cell."""
    column, row = split(cell) if cell else ("", 0)
    return row, column.rjust(3)


def _title(contract: Contract, indicator: str) -> str:
    return next((m.title for m in contract.indicators if m.indicator == indicator), indicator)
