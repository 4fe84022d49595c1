"""A site as it would have been written from some of its workbooks only: what they do not say is taken out.

Taken out are phrases of titles, aliases of headings, spellings and whole categories of code lists, and aliases of
regions that occur in none of them. What people call a property or a region officially stays: that is not learnt from
a workbook.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from lumbung.contracts.elements import Element
from lumbung.sheets.model import Reading
from lumbung.text import fold
from lumbung.yamlfile import read_yaml

_SEPARATOR = " | "


class Sayings:
    """Everything that some workbooks say: cells, header paths read downwards, titles, names of sheets and files."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._said = _SEPARATOR.join(f" {text} " for reading in readings for text in _texts(reading))

    def has(self, spelling: str) -> bool:
        """True where the spelling stands somewhere as whole words."""
        folded = fold(Element.of(spelling).text)
        return bool(folded) and f" {folded} " in self._said


def _texts(reading: Reading) -> set[str]:
    found = {fold(Path(reading.name).stem)}
    for grid in reading.grids:
        found.add(fold(grid.sheet))
        found |= {fold(Element.of(c.value).text) for _, _, c in grid.filled() if isinstance(c.value, str)}
        found |= {fold(c.value) for _, _, c in grid.filled() if isinstance(c.value, str)}
    for table in reading.tables:
        found.add(fold(" ".join(table.title)))
        found |= {" ".join(fold(Element.of(e).text) for e in column.path) for column in table.columns}
    return found


@dataclass
class Forgotten:
    """What was taken out, by kind."""

    titles: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    spellings: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    contracts: list[str] = field(default_factory=list)  # nothing of them occurs: they would not exist

    def __len__(self) -> int:
        return sum(map(len, (self.titles, self.headings, self.categories, self.spellings, self.regions)))


def forget(site: Path, sayings: Sayings) -> Forgotten:
    """Take out of the site in the folder ``site`` (a copy) whatever ``sayings`` does not have."""
    forgotten = Forgotten()
    for path in sorted((site / "reference" / "klasifikasi").glob("*.csv")):
        _forget_codes(path, sayings, forgotten)
    _forget_regions(site / "reference" / "alias_wilayah.csv", sayings, forgotten)
    for path in sorted((site / "contracts").rglob("*.yaml")):
        document = read_yaml(path)
        if _forget_titles(document, sayings, forgotten):
            _forget_headings(document, sayings, forgotten)
            path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
        else:
            forgotten.contracts.append(path.stem)
            path.unlink()
    return forgotten


def _forget_codes(path: Path, sayings: Sayings, forgotten: Forgotten) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        names, rows = reader.fieldnames or (), list(reader)
    kept = []
    for row in rows:
        aliases = [a for a in (row["alias"] or "").split(";") if a]
        known = [a for a in aliases if sayings.has(a)]
        if not known and not sayings.has(row["nama"]):
            forgotten.categories.append(f"{path.stem}: {row['nama']}")
            continue
        forgotten.spellings += [f"{path.stem}: {a}" for a in aliases if a not in known]
        kept.append({**row, "alias": ";".join(known)})
    _write(path, names, kept or rows)


def _forget_regions(path: Path, sayings: Sayings, forgotten: Forgotten) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        names, rows = reader.fieldnames or (), list(reader)
    kept = [row for row in rows if sayings.has(row["alias"])]
    forgotten.regions += [row["alias"] for row in rows if row not in kept]
    _write(path, names, kept)


def _write(path: Path, names: Iterable[str], rows: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(names), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def _forget_titles(document: dict[str, Any], sayings: Sayings, forgotten: Forgotten) -> bool:
    """Take out unknown phrases; False where none is left."""
    (titles,) = (c for c in document["customProperties"] if c["property"] == "titles")
    known = [phrase for phrase in titles["value"] if sayings.has(phrase)]
    forgotten.titles += [phrase for phrase in titles["value"] if phrase not in known]
    titles["value"] = known
    return bool(known)


def _forget_headings(document: dict[str, Any], sayings: Sayings, forgotten: Forgotten) -> None:
    for prop in document["schema"][0]["properties"]:
        for custom in prop.get("customProperties", ()):
            if custom["property"] == "aliases":
                known = [alias for alias in custom["value"] if sayings.has(alias)]
                forgotten.headings += [f"{prop['name']}: {a}" for a in custom["value"] if a not in known]
                custom["value"] = known
