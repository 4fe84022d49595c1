"""Restated totals (X08): what a file says of an earlier period, against what that period's own file said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from expectations.rules.figures import figure_text
from lumbung.contracts.model import Contract
from lumbung.findings import Finding, finding
from lumbung.harmonise.totals.rounding import rounding


class Restated(Protocol):
    """A total of an earlier period as restated, and as first printed."""

    @property
    def berkas_id(self) -> int: ...  # noqa: D102
    @property
    def own_period(self) -> str: ...  # noqa: D102
    @property
    def period(self) -> str: ...  # noqa: D102
    @property
    def measure(self) -> str: ...  # noqa: D102
    @property
    def dimensions(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def value(self) -> float: ...  # noqa: D102
    @property
    def sheet(self) -> str: ...  # noqa: D102
    @property
    def cell(self) -> str: ...  # noqa: D102
    @property
    def original(self) -> float: ...  # noqa: D102


def check_restated(contract: Contract, figures: Iterable[Restated]) -> dict[int, list[Finding]]:
    """The findings of each file (by its number) whose restated totals differ from the original ones."""
    found: dict[int, list[Finding]] = {}
    told: set[tuple[int, str, str]] = set()  # a table over several periods restates an earlier one for each of them
    for figure in figures:
        place = (figure.berkas_id, figure.sheet, figure.cell)
        slack = max(rounding(figure.value, ()), rounding(figure.original, ()))
        if abs(figure.value - figure.original) > slack and place not in told:
            told.add(place)
            found.setdefault(figure.berkas_id, []).append(_finding(contract, figure))
    return found


def _finding(contract: Contract, figure: Restated) -> Finding:
    return finding(
        "X08",
        sheet=figure.sheet,
        cells=(figure.cell,),
        dataset=contract.dataset,
        period=figure.own_period,
        column=_title(contract, figure),
        other_period=figure.period,
        found=figure_text(figure.value),
        expected=figure_text(figure.original),
    )


def _title(contract: Contract, figure: Restated) -> str:
    names = [
        next((c.name for c in contract.named(name).categories if c.code == code), code)
        for name, code in figure.dimensions.items()
    ]
    return " / ".join([*names, contract.named(figure.measure).title])
