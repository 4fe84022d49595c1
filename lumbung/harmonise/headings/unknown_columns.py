"""Columns of figures that no heading of the contract explains: which of them are missed, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from lumbung.contracts.model import Contract
from lumbung.findings import Finding, finding
from lumbung.harmonise.headings.explain import Explanation, Headings
from lumbung.harmonise.titles.title_cells import heading_cell, heading_cell_with
from lumbung.sheets.model import Table
from lumbung.text import fold


def title_of(explanation: Explanation) -> str:
    """The headings over a column, for messages; its letter where it has none."""
    return " / ".join(explanation.column.path) or explanation.column.letter


def is_missed(table: Table, explanation: Explanation) -> bool:
    """True for a column whose loss matters: an unnamed spare column of zeros or blanks is none."""
    values = [r.cells.get(explanation.column.letter) for r in (*table.rows, *table.totals)]
    numbers = [v for v in values if isinstance(v, (int, float))]
    return any(numbers) or (bool(numbers) and bool(explanation.unexplained))


def joined(unknown: Sequence[tuple[Explanation, Finding]]) -> tuple[Finding, ...]:
    """The findings about columns, one for each heading: a group over several columns is mended at one cell."""
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[Explanation, Finding]]] = {}
    for explanation, said in unknown:
        groups.setdefault((said.code, said.cells), []).append((explanation, said))
    return tuple(_of_group(group) for group in groups.values())


def _of_group(group: Sequence[tuple[Explanation, Finding]]) -> Finding:
    (first, said), *others = group
    if not others:
        return said
    shared = takewhile(lambda level: len(set(level)) == 1, zip(*(e.column.path for e, _ in group), strict=False))
    title = " / ".join(level[0] for level in shared) or title_of(first)
    proposals = {p.id: p for _, each in group for p in each.proposals}
    return replace(said, parameters={**said.parameters, "column": title}, proposals=tuple(proposals.values()))


def _where(explanation: Explanation, table: Table) -> str:
    letter = explanation.column.letter
    if len(explanation.unexplained) == 1:
        word = fold(explanation.unexplained[0])
        found = heading_cell_with(table, letter, lambda words: fold(words) == word)
        if found is not None:
            return found
    return heading_cell(table, letter)


def unknown_column(explanation: Explanation, headings: Headings, table: Table, contract: Contract) -> Finding:
    """H07 where the heading resembles a known one, else H03; at the cell of the one word that is not understood."""
    cells = (_where(explanation, table),)
    title = title_of(explanation)
    guess = headings.guess(explanation)
    if guess.near is not None:
        said = finding("H07", sheet=table.sheet, cells=cells, column=title, suggestion=guess.near.name)
    else:
        said = finding("H03", sheet=table.sheet, cells=cells, column=title, dataset_name=contract.title)
    return replace(said, proposals=guess.proposals)
