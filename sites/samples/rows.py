"""The body rows of a sample: every region at the contract's level, times the categories that stand in columns.

A category that is no key (the status of a desa) is one for each row.

Where the rows are schools, roads or markets, the site lists them in ``samples/pokok/<dataset>.csv``: one line per row,
a column per label property, holding codes of regions and categories and the texts of attributes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from lumbung.contracts.model import Contract, Kind, Property, Source
from lumbung.reference.wilayah import Gazetteer, RegionLevel, Span
from sites.samples.dice import dice
from sites.samples.invented import Codes


@dataclass(frozen=True)
class Row:
    """What identifies a body row: the codes of its regions from the widest level on, and what else its labels say."""

    regions: tuple[str, ...]
    codes: Codes = ()
    labels: tuple[str, ...] = ()  # as printed, in the order of label_properties

    @property
    def group(self) -> str:
        """The code of its widest region, '' for the regency as a whole."""
        return self.regions[0] if self.regions else ""


def header_dimensions(contract: Contract) -> tuple[Property, ...]:
    """The dimensions that are spread over the header."""
    return tuple(p for p in contract.of_kind(Kind.CATEGORY) if Source.HEADER in p.sources)


def label_properties(contract: Contract) -> tuple[Property, ...]:
    """The properties with a column of labels, in contract order."""
    return tuple(
        p
        for p in contract.properties
        if p.kind not in (Kind.MEASURE, Kind.PERIOD) and {Source.COLUMN, Source.ROWLABEL} & set(p.sources)
        and Source.HEADER not in p.sources
    )  # fmt: skip


def constants(contract: Contract) -> Codes:
    """The categories that are the same for the whole table."""
    fixed = (p for p in contract.of_kind(Kind.CATEGORY) if p.constant is not None and Source.HEADER not in p.sources)
    labelled = label_properties(contract)
    return tuple((p.name, str(p.constant)) for p in fixed if p not in labelled)


def body(
    contract: Contract, gazetteer: Gazetteer, listed: Path, districts: int | None = None, on: Span | None = None
) -> tuple[Row, ...]:
    """The rows of one dataset; ``districts``: of the first so many kecamatan only; ``on``: of regions existing then."""
    if listed.is_file():
        return tuple(_listed(contract, gazetteer, listed))
    places = _places(contract, gazetteer, districts, on)
    dimensions = [p for p in label_properties(contract) if p.kind is Kind.CATEGORY]
    keys = [p for p in dimensions if p.key]
    rows = []
    for place, codes in product(places, product(*[single(p) for p in keys])):
        said = {p.name: code for p, code in zip(keys, codes, strict=True)}
        said |= {
            p.name: dice(contract.dataset, p.name, place, codes).choice(single(p)) for p in dimensions if not p.key
        }
        rows.append(_row(contract, gazetteer, place, said))
    return tuple(rows)


def single(prop: Property) -> list[str]:
    """The codes of a dimension that add up no others."""
    return [c.code for c in prop.categories if not c.total]


def _places(
    contract: Contract, gazetteer: Gazetteer, districts: int | None, on: Span | None
) -> Sequence[tuple[str, ...]]:
    levels = [p.region_level for p in contract.of_kind(Kind.REGION)]
    kecamatan = [r.code for r in gazetteer.of_level(RegionLevel.KECAMATAN, on=on)][:districts]
    if RegionLevel.DESA in levels:
        desa = {k: gazetteer.of_level(RegionLevel.DESA, within=k, on=on) for k in kecamatan}
        return [(k, d.code)[-len(levels) :] for k in kecamatan for d in desa[k]]
    return [(k,) for k in kecamatan] if levels else [()]


def _row(
    contract: Contract, gazetteer: Gazetteer, regions: tuple[str, ...], said: Mapping[str, str]
) -> Row:  # fmt: skip
    by_level = dict(zip((p.name for p in contract.of_kind(Kind.REGION)), regions, strict=True))
    labels, codes = [], []
    for prop in label_properties(contract):
        if prop.kind is Kind.REGION:
            labels.append(gazetteer[by_level[prop.name]].name)
            continue
        text = said.get(prop.name, "")
        names = {c.code: c.name for c in prop.categories}
        labels.append(names.get(text, text))
        if prop.kind is Kind.CATEGORY or prop.key:
            codes.append((prop.name, text))
    return Row(regions, (*codes, *constants(contract)), tuple(labels))


def _listed(contract: Contract, gazetteer: Gazetteer, path: Path) -> Iterator[Row]:
    levels = [p.name for p in contract.of_kind(Kind.REGION)]
    with path.open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            yield _row(contract, gazetteer, tuple(line[name] for name in levels), line)
