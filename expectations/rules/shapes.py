"""Columns that came or went since the file before (D01).

A column of figures that is gone is T04 (H02 where it is required), a column that no contract knows H03.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from lumbung.contracts.model import Contract
from lumbung.findings import Finding, Severity, finding


class Shaped(Protocol):
    """A file and the columns of the one before it."""

    @property
    def berkas_id(self) -> int: ...  # noqa: D102
    @property
    def period(self) -> str | None: ...  # noqa: D102
    @property
    def sheet(self) -> str: ...  # noqa: D102
    @property
    def cell(self) -> str: ...  # noqa: D102
    @property
    def columns(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def before(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def file_before(self) -> str: ...  # noqa: D102


def check_shapes(contract: Contract, files: Iterable[Shaped]) -> dict[int, list[Finding]]:
    """D01 of each file (by its number): a note where columns only came, a warning where one went."""
    found: dict[int, list[Finding]] = defaultdict(list)
    for file in files:
        gone = _titles(contract, set(file.before) - set(file.columns) - {m.name for m in contract.measures})
        new = _titles(contract, set(file.columns) - set(file.before))
        if not gone and not new:
            continue  # what differs is no column of the contract any more
        said = finding(
            "D01",
            sheet=file.sheet,
            cells=(file.cell,),
            severity=Severity.WARNING if gone else Severity.INFO,
            dataset=contract.dataset,
            period=file.period,
            file_before=file.file_before,
            gone=gone or "-",
            new=new or "-",
        )
        found[file.berkas_id].append(said)
    return found


def _titles(contract: Contract, names: set[str]) -> str:
    return ", ".join(p.title for p in contract.properties if p.name in names)
