"""Columns of labels under another heading than the contract's own (H06): known by an alias."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lumbung.contracts.model import Contract, Property
from lumbung.findings import Finding, finding
from lumbung.harmonise.titles.title_cells import heading_cell
from lumbung.sheets.model import Table
from lumbung.text import fold


def renamed_labels(table: Table, contract: Contract, labels: Mapping[str, str]) -> Iterator[Finding]:
    """H06 for each column of labels whose heading is an alias; ``labels``: property → column."""
    columns = {c.letter: c for c in table.columns}
    for name, letter in labels.items():
        prop = contract.named(name)
        heading = _alias(prop, columns[letter].path)
        if heading is not None:
            cells = (heading_cell(table, letter),)
            yield finding("H06", sheet=table.sheet, cells=cells, column=heading, property=prop.title)


def _alias(prop: Property, path: tuple[str, ...]) -> str | None:
    """The heading of a path that is an alias of the property; None where its own title stands there, too."""
    said = {fold(element): element for element in path}
    if fold(prop.title) in said:
        return None
    return next((said[a] for a in map(fold, prop.aliases) if a in said), None)
