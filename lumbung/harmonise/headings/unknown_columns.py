"""Columns of figures that no heading of the contract explains: which of them are missed, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

from lumbung.contracts.model import Contract
from lumbung.findings import Finding, finding
from lumbung.harmonise.headings.explain import Explanation, Headings
from lumbung.harmonise.titles.title_cells import heading_cell
from lumbung.sheets.model import Table


def title_of(explanation: Explanation) -> str:
    """The headings over a column, for messages; its letter where it has none."""
    return " / ".join(explanation.column.path) or explanation.column.letter


def is_missed(table: Table, explanation: Explanation) -> bool:
    """True for a column whose loss matters: an unnamed spare column of zeros or blanks is none."""
    values = [r.cells.get(explanation.column.letter) for r in (*table.rows, *table.totals)]
    numbers = [v for v in values if isinstance(v, (int, float))]
    return any(numbers) or (bool(numbers) and bool(explanation.unexplained))


def unknown_column(explanation: Explanation, headings: Headings, table: Table, contract: Contract) -> Finding:
    """H07 where the heading resembles a known one, else H03."""
    cells = (heading_cell(table, explanation.column.letter),)
    title = title_of(explanation)
    guess = headings.guess(explanation)
    if guess.near is not None:
        said = finding("H07", sheet=table.sheet, cells=cells, column=title, suggestion=guess.near.name)
    else:
        said = finding("H03", sheet=table.sheet, cells=cells, column=title, dataset_name=contract.title)
    return replace(said, proposals=guess.proposals)
