"""Rows that stand twice, alike in everything but their number (S08): taken once, and said.

Rows of one key that differ anywhere, be it in a remark that is not loaded, are no repetition: which of them is right
is for the OPD to say (K01).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lumbung.contracts.model import Contract
from lumbung.findings import SHOWN_CELLS, Finding, finding
from lumbung.harmonise.labels.labels import LabelledRow
from lumbung.harmonise.labels.row_numbers import is_numbering
from lumbung.sheets.model import Role, Table


@dataclass(frozen=True)
class RepeatedRows:
    """Sheet row → the row above it that says the same."""

    of: Mapping[int, int] = field(default_factory=dict)

    def without(self, rows: Sequence[LabelledRow]) -> tuple[LabelledRow, ...]:
        """The rows, each taken once."""
        return tuple(r for r in rows if r.row.row not in self.of) if self.of else tuple(rows)

    def findings(self, table: Table, labels: Mapping[str, str]) -> Iterator[Finding]:
        """One finding with every repeated row; ``labels``: property → column, in contract order."""
        if not self.of:
            return
        letter = next(iter(labels.values()), table.columns[0].letter)
        told = [f"{row} = {first}" for row, first in self.of.items()]
        yield finding(
            "S08",
            sheet=table.sheet,
            cells=[f"{letter}{row}" for row in self.of],
            count=len(self.of),
            found=", ".join(told[:SHOWN_CELLS]) + (", …" if len(told) > SHOWN_CELLS else ""),
        )


def repeated_rows(
    table: Table, contract: Contract, rows: Sequence[LabelledRow], said: Callable[[int], str | None]
) -> RepeatedRows:
    """The rows that say again what one above says; ``said``: what a row says of its time."""
    numbering = {c.letter for c in table.columns if c.role is Role.LABEL and is_numbering(c)}
    whole = [r for r in rows if not any(name in r.values and r.values[name] is None for name in contract.key)]
    labels = [(tuple(r.values.items()), said(r.row.row)) for r in whole]
    times = Counter(labels)
    first: dict[Hashable, int] = {}
    found: dict[int, int] = {}
    for row, label in zip(whole, labels, strict=True):
        if times[label] < 2:
            continue  # nothing can repeat it, whatever else it holds
        content = tuple((k, v) for k, v in row.row.cells.items() if v is not None and k not in numbering)
        number = row.row.row
        above = first.setdefault((label, content), number)
        if above != number:
            found[number] = above
    return RepeatedRows(found)
