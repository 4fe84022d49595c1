"""What one file says of one dataset and period: its accepted figures by key, each with its cell.

A statement is the same whether it is made of a file just inspected or of what the warehouse keeps of one: rules that
compare files see no difference between ``lumbung check`` and the nightly run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from lumbung.contracts.model import Contract

Key = tuple[str | None, ...]
"""The codes and texts that identify a row, in the order of :func:`key_properties`."""


class Figure(NamedTuple):
    """One figure and where it stands."""

    value: float
    sheet: str
    cell: str
    doubtful: bool = False  # named by a finding of its own file


@dataclass(frozen=True)
class StatedTable:
    """The accepted rows of one table: a column per property, and the cells of its figures under the same labels."""

    sheet: str
    range: str
    frame: pd.DataFrame
    cells: pd.DataFrame
    doubtful: frozenset[tuple[int, str]] = frozenset()  # (index label, measure)


@dataclass(frozen=True)
class PrintedTotal:
    """A total over all rows as the sheet prints it, of its own period or of an earlier one restated."""

    period: str  # the period it is about
    restated: bool
    measure: str
    dimensions: Mapping[str, str]  # category property → code
    value: float
    sheet: str
    cell: str


@dataclass(frozen=True)
class Statement:
    """One file about one dataset and period. ``records``: conformed rows; of a register nothing else is known."""

    contract: Contract
    period: str
    file: int
    name: str
    arrived: datetime | None  # None: now
    status: str
    records: int
    whole: bool  # False where rows were held back
    tables: tuple[StatedTable, ...] = ()
    totals: tuple[PrintedTotal, ...] = ()
    named: frozenset[tuple[str, str]] = frozenset()  # (sheet, cell or column) of findings above a note

    @property
    def order(self) -> tuple[float, int]:
        """Later arrivals replace earlier ones; of files that arrived at one moment the one registered last."""
        return (self.arrived.timestamp() if self.arrived else float("inf"), self.file)

    @cached_property
    def figures(self) -> Mapping[str, Mapping[Key, Figure]]:
        """Measure → key → figure."""
        found: dict[str, dict[Key, Figure]] = {m.name: {} for m in self.contract.measures}
        for table in self.tables:
            keys = list(_keys(self.contract, table.frame))
            for name, column in found.items():
                column.update(_column(table, name, keys, self.named))
        return found


def key_properties(contract: Contract) -> tuple[str, ...]:
    """What tells the figures of one period apart."""
    return tuple(name for name in contract.key if name != contract.period.name)


def _keys(contract: Contract, frame: pd.DataFrame) -> Iterator[Key]:
    columns = [[_text(v) for v in frame[name].tolist()] for name in key_properties(contract)]
    return iter(zip(*columns, strict=True)) if columns else iter([()] * len(frame))


def _text(value: object) -> str | None:
    if value is None or value != value:
        return None
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _column(
    table: StatedTable, name: str, keys: Sequence[Key], named: Set[tuple[str, str]]
) -> Iterator[tuple[Key, Figure]]:
    if name not in table.frame:
        return
    values, cells = table.frame[name].tolist(), table.cells[name].tolist()
    for label, key, value, cell in zip(table.frame.index, keys, values, cells, strict=True):
        if value is not None and value == value:
            sheet, _, own = str(cell or "").rpartition("!")
            sheet = sheet or table.sheet
            doubtful = (label, name) in table.doubtful or _is_named(sheet, own, named)
            yield key, Figure(float(value), sheet, own, doubtful)


def _is_named(sheet: str, cell: str, named: Set[tuple[str, str]]) -> bool:
    return bool(named) and ((sheet, cell) in named or (sheet, cell.rstrip("0123456789")) in named)


def named_places(sheet: str | None, cells: Iterable[str], count: int) -> Iterator[tuple[str, str]]:
    """The places a finding is about: its cells, and where more were found than are listed, their whole columns."""
    listed = [cell for cell in cells if cell]
    for cell in listed:
        own, _, address_ = cell.rpartition("!")
        yield own or sheet or "", address_
        if count > len(listed):
            yield own or sheet or "", address_.rstrip("0123456789")


def winners(statements: Iterable[Statement]) -> dict[str, Statement]:
    """Period → the statement that stands, in the order of periods (see decision 0005)."""
    found: dict[str, Statement] = {}
    for statement in statements:
        if statement.period not in found or found[statement.period].order < statement.order:
            found[statement.period] = statement
    return dict(sorted(found.items()))
