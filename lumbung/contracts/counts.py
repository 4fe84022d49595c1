"""Counts of a register: how many persons there are by region and category, the only thing that leaves it.

Custom property ``counts`` of a contract: a list of ``{indicator, title, satuan, by, distinct}`` with the components of
the data standard (``konsep``, ``definisi``, ``klasifikasi``, ``ukuran``, ``interpretasi``, ``rumus``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields

from open_data_contract_standard.model import CustomProperty

from lumbung.contracts.custom import Custom
from lumbung.contracts.model import NUMBERS_OF_PERSONS, Contract, Count, DataStandard, Kind, LogicalType, Property
from lumbung.reference.nouns import disputed
from lumbung.reference.satuan import canonical_unit, units

_STANDARD = tuple(f.name for f in fields(DataStandard))
_KEYS = {"indicator", "title", "satuan", "by", "distinct", "smallCells", *_STANDARD}


def read_counts(raw: object) -> tuple[Count, ...]:
    """The counts as a contract writes them.

    Raises:
        ValueError: no list of entries, an unknown or missing field, a unit that is not canonical.
    """
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(entry, dict) for entry in raw):
        raise ValueError("contract: counts is a list of {indicator, title, satuan, by}")
    return tuple(_count(number, entry) for number, entry in enumerate(raw, start=1))


def _count(number: int, entry: dict[str, object]) -> Count:
    where = f"contract: counts {number}"
    custom = Custom(where, [CustomProperty(property=str(name), value=value) for name, value in entry.items()], _KEYS)
    missing = [name for name in ("indicator", "title", "satuan") if not custom.get(name)]
    if missing:
        raise ValueError(f"{where}: {', '.join(missing)} is missing")
    distinct = custom.get("distinct")
    measure = Property(
        name=str(custom.get("indicator")),
        kind=Kind.MEASURE,
        logical_type=LogicalType.INTEGER,
        title=str(custom.get("title")),
        unit=canonical_unit(where, custom.get("satuan")),
        indicator=str(custom.get("indicator")),
        standard=DataStandard(*(str(custom.get(name) or "") for name in _STANDARD)),
        small_cells=custom.count("smallCells"),
        additive=distinct is None,  # a person in two programmes counts once in each, and once in both together
    )
    return Count(measure, custom.texts("by"), None if distinct is None else str(distinct))


def register_problems(contract: Contract) -> Iterator[str]:
    """What is wrong with the personal properties and the counts of a contract, in plain words."""
    for p in contract.properties:
        if p.personal in NUMBERS_OF_PERSONS and p.logical_type is not LogicalType.STRING:
            yield f"property {p.name}: a number of 16 digits is text, so its logicalType must be string"
        if p.personal and p.kind is not Kind.ATTRIBUTE:
            yield f"property {p.name}: a personal property is no {p.kind}: its values would be published"
    if contract.counts and not contract.is_register:
        yield "counts: only a contract with personal properties is counted; others publish their figures"
    for indicator, times in Counter(c.measure.name for c in contract.counts).items():
        if times > 1:
            yield f"counts: indicator {indicator} stands {times} times"
    for count in contract.counts:
        yield from _count_problems(contract, count)


def _count_problems(contract: Contract, count: Count) -> Iterator[str]:
    where, known = f"counts {count.measure.name}", {p.name: p for p in contract.properties}
    for name in count.by:
        p = known.get(name)
        if p is None or p.kind not in (Kind.REGION, Kind.CATEGORY):
            yield f"{where}: by names {name}, which is no region and no category"
        elif not p.required:
            yield f"{where}: {name} is not required, so persons without it would be in no count"
    if sum(name in known and known[name].kind is Kind.REGION for name in count.by) > 1:
        yield f"{where}: by names more than one region; the finest is enough"
    if count.distinct is not None:
        p = known.get(count.distinct)
        if p is None or p.personal not in NUMBERS_OF_PERSONS:
            yield f"{where}: distinct names {count.distinct}, which is no NIK and no No. KK"
        elif not p.required:
            yield f"{where}: {count.distinct} is not required, so persons without it would be in no count"
    unit = units().get(count.measure.unit or "")
    wrong = disputed(count.measure.title, unit) if unit else None
    if unit and wrong:
        yield f"{where}: {wrong[0]} is counted in {' or '.join(wrong[1])}, the unit is {unit.code}"
