"""The results a person typed from the workbooks of Banjarnegara ("truth … CSV.csv"), read with their meaning.

``banjarnegara_truth.yaml`` says which indicator and dimensions each typed column is about.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lumbung.contracts.codelists import read_code_list
from lumbung.reference.wilayah import Gazetteer, RegionLevel, read_gazetteer
from lumbung.site import Site, load_site
from lumbung.text import fold, squash
from lumbung.yamlfile import read_yaml

HERE = Path(__file__).parent
SITE = HERE.parent / "sites" / "banjarnegara"
MAPPING = HERE / "banjarnegara_truth.yaml"

_ACCOUNTING_NEGATIVE = re.compile(r"\((.+)\)")
_NUMBERING = re.compile(r"^\d+\.\s*")

Dimensions = tuple[tuple[str, str], ...]


@dataclass(frozen=True, order=True)
class Key:
    """What a figure is about."""

    dataset: str
    region: str
    period: str
    indicator: str
    dimensions: Dimensions

    @property
    def dimensions_text(self) -> str:
        """The dimensions as written in the list of explanations: ``a=x;b=y``."""
        return ";".join(f"{name}={code}" for name, code in self.dimensions)


@dataclass(frozen=True)
class Typed:
    """One figure of the typed results; ``nil`` when '-' was typed."""

    key: Key
    value: float
    nil: bool = False


@dataclass(frozen=True)
class TypedTable:
    """How to read one typed file: an entry of ``banjarnegara_truth.yaml``."""

    file: str
    dataset: str
    columns: Mapping[str, tuple[str, Dimensions]]  # heading → indicator, dimensions
    label_property: str | None = None  # None: the first column names kecamatan
    label_list: str | None = None
    region: str | None = None  # of every row, when the first column names no region


def read_mapping(path: Path = MAPPING) -> tuple[TypedTable, ...]:
    """Every typed file with the meaning of its columns."""
    return tuple(_typed_table(entry) for entry in read_yaml(path))


def _typed_table(entry: dict[str, Any]) -> TypedTable:
    label = entry.get("label", {})
    shared = entry.get("dimensi", {})
    columns = {
        squash(heading): (indicator, dimensions_of({**shared, **own}))
        for heading, (indicator, own) in entry["columns"].items()
    }
    names = ("property", "codeList", "region")
    return TypedTable(entry["file"], entry["dataset"], columns, *(label.get(name) for name in names))


def dimensions_of(raw: Mapping[str, str]) -> Dimensions:
    """Dimensions in the order in which they are compared."""
    return tuple(sorted(raw.items()))


def read_typed(corpus: Path) -> Iterator[Typed]:
    """Every typed figure under ``corpus``; blank cells are none."""
    site = load_site(SITE)
    gazetteer = read_gazetteer(site.reference)
    for table in read_mapping():
        (path,) = corpus.glob(f"*/*/{_literal(table.file)}")
        yield from _figures_of(table, path, site, gazetteer)


def _literal(name: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", name)


def _figures_of(table: TypedTable, path: Path, site: Site, gazetteer: Gazetteer) -> Iterator[Typed]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        heading, *rows = csv.reader(stream)
    names = [squash(h) for h in heading[1:-1]]
    if set(names) != set(table.columns):
        raise ValueError(f"{path.name}: the columns {names} are not those of the mapping")
    codes = _codes(table, site)
    for row in rows:
        region, extra = _label(row[0], table, codes, gazetteer, path)
        for name, cell in zip(names, row[1:-1], strict=True):
            indicator, dimensions = table.columns[name]
            if squash(cell):
                key = Key(table.dataset, region, squash(row[-1]), indicator, tuple(sorted((*dimensions, *extra))))
                yield Typed(key, _number(cell, path), nil=squash(cell) == "-")


def _codes(table: TypedTable, site: Site) -> dict[str, str]:
    if table.label_list is None:
        return {}
    categories = read_code_list(site.code_lists / f"{table.label_list}.csv")
    return {fold(spelling): c.code for c in categories for spelling in c.spellings}


def _label(
    label: str, table: TypedTable, codes: Mapping[str, str], gazetteer: Gazetteer, path: Path
) -> tuple[str, Dimensions]:
    """The region of a row, and the dimension its label gives."""
    if table.label_property and table.region:
        code = codes.get(fold(_NUMBERING.sub("", label)))
        if code is None:
            raise ValueError(f"{path.name}: '{label}' is not in the code list {table.label_list}")
        return table.region, ((table.label_property, code),)
    found = gazetteer.resolve(label, RegionLevel.KECAMATAN)
    if found.code is None:
        raise ValueError(f"{path.name}: '{label}' is no kecamatan")
    return found.code, ()


def _number(cell: str, path: Path) -> float:
    """A typed figure: commas group thousands, '-' is nought, parentheses are a minus."""
    plain = squash(cell).replace(",", "")
    plain = _ACCOUNTING_NEGATIVE.sub(r"-\1", plain)
    try:
        return 0.0 if plain == "-" else float(plain)
    except ValueError:
        raise ValueError(f"{path.name}: '{cell}' is no figure") from None
