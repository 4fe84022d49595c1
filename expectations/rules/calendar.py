"""The calendar: what came late (T02), and what never came (T01)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from lumbung.contracts.model import Contract
from lumbung.findings import Finding, finding


class Late(Protocol):
    """A file that came after the last day of its period."""

    @property
    def berkas_id(self) -> int: ...  # noqa: D102
    @property
    def period(self) -> str: ...  # noqa: D102
    @property
    def sheet(self) -> str: ...  # noqa: D102
    @property
    def cell(self) -> str: ...  # noqa: D102
    @property
    def due(self) -> date: ...  # noqa: D102
    @property
    def arrived(self) -> date: ...  # noqa: D102
    @property
    def days(self) -> int: ...  # noqa: D102


def check_late(contract: Contract, late: Iterable[Late]) -> dict[int, list[Finding]]:
    """T02 of each file (by its number), once for each period that it brought late."""
    found: dict[int, list[Finding]] = defaultdict(list)
    for file in late:
        said = finding(
            "T02",
            sheet=file.sheet,
            cells=(file.cell,),
            dataset=contract.dataset,
            period=file.period,
            dataset_name=contract.title,
            dataset_period=file.period,
            due=day_text(file.due),
            arrived=day_text(file.arrived),
            days=file.days,
        )
        found[file.berkas_id].append(said)
    return found


def not_submitted(contract: Contract, period: str, due: date, days: int) -> Finding:
    """T01: a period whose last day has passed without any file."""
    return finding(
        "T01",
        dataset=contract.dataset,
        period=period,
        dataset_name=contract.title,
        dataset_period=period,
        due=day_text(due),
        days=days,
    )


def day_text(day: date) -> str:
    """A day as Indonesian readers write it: ``28/02/2026``."""
    return f"{day:%d/%m/%Y}"
