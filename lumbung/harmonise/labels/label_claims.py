"""Two columns of labels that claim one property and name different things in some row (H05, H08).

Two languages, or a code beside its name, agree in every row and are no contradiction. What only resembles the heading
(*Kecamatan Asal*) claims nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lumbung.contracts.model import Contract, Kind, Property
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.labels.label_columns import category_codes, unnumbered
from lumbung.harmonise.titles.title_cells import heading_cell
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Column, Table
from lumbung.text import fold

_Meaning = Callable[[str], str | None]


def rival_labels(
    table: Table, contract: Contract, labels: Mapping[str, str], gazetteer: Gazetteer
) -> Iterator[Finding]:
    """A finding for each property of which a second column says something else; ``labels``: the columns taken."""
    columns = {c.letter: c for c in table.columns}
    for name, letter in labels.items():
        prop = contract.named(name)
        known = {fold(s) for s in prop.spellings}
        if (prop.kind is Kind.ATTRIBUTE and not prop.key) or not _is_headed(columns[letter], known):
            continue
        means = _meaning(prop, gazetteer)
        for other in table.columns:
            if other.letter in labels.values() or not _is_headed(other, known):
                continue
            if _differ(table, letter, other.letter, means):
                yield _said(table, prop, columns[letter], other)


def _is_headed(column: Column, known: set[str]) -> bool:
    return bool(column.path) and all(fold(e) in known for e in column.path)


def _meaning(prop: Property, gazetteer: Gazetteer) -> _Meaning:
    if prop.region_level is not None:
        level = prop.region_level
        return lambda text: gazetteer.resolve(text, level).code
    if prop.categories:
        codes = category_codes(prop)
        return lambda text: codes.get(fold(text)) or codes.get(unnumbered(text))
    return lambda text: fold(text) or None


def _differ(table: Table, letter: str, other: str, means: _Meaning) -> bool:
    beside = set(zip(table.values(letter), table.values(other), strict=True))
    pairs = {(str(one or ""), str(another or "")) for one, another in beside}
    meant = ((means(a), means(b)) for a, b in pairs if a and b and a != b)
    return any(a and b and a != b for a, b in meant)


def _said(table: Table, prop: Property, column: Column, other: Column) -> Finding:
    pair = sorted((column, other), key=lambda c: [x.letter for x in table.columns].index(c.letter))
    titles = [" / ".join(c.path) for c in pair]
    return finding(
        "H05" if fold(titles[0]) == fold(titles[1]) else "H08",
        sheet=table.sheet,
        cells=[heading_cell(table, c.letter) for c in pair],
        severity=Severity.BLOCKER,
        column=prop.title,
        found=", ".join(c.letter for c in pair),
        headings="; ".join(f'"{t}"' for t in titles),
    )
