"""Rows that stand twice, alike in everything but their number (S08): taken once, and said.

Rows of one key that differ anywhere, be it in a remark that is not loaded, are no repetition: which of them is right
is for the OPD to say (K01).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from lumbung.contracts.model import Contract
from lumbung.findings import SHOWN_CELLS, Finding, finding
from lumbung.harmonise.labels.labelled_rows import LabelledRows
from lumbung.harmonise.labels.row_numbers import is_numbering
from lumbung.sheets.model import Role, Table


@dataclass(frozen=True)
class RepeatedRows:
    """Sheet row → the row above it that says the same."""

    of: Mapping[int, int] = field(default_factory=dict)

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
    table: Table, contract: Contract, rows: LabelledRows, said: Callable[[int], str | None]
) -> RepeatedRows:
    """The rows that say again what one above says; ``said``: what a row says of its time."""
    numbering = {c.letter for c in table.columns if c.role is Role.LABEL and is_numbering(c)}
    labels = list(zip(*rows.values.values(), map(said, rows.numbers), strict=True))
    if len(set(labels)) == len(labels):
        return RepeatedRows()
    times, nameless = Counter(labels), rows.nameless(contract.key)
    first: dict[Hashable, int] = {}
    found: dict[int, int] = {}
    for number, label in zip(rows.numbers, labels, strict=True):
        if times[label] < 2 or number in nameless:
            continue  # nothing can repeat it, whatever else it holds
        content = tuple((k, v) for k, v in rows.contents[number].items() if v is not None and k not in numbering)
        above = first.setdefault((label, content), number)
        if above != number:
            found[number] = above
    return RepeatedRows(found)
