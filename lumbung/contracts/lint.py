"""Lint: what is wrong with a contract before any file meets it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lumbung.contracts.counts import register_problems
from lumbung.contracts.model import Contract, Kind, LogicalType, RegionLevel, Source
from lumbung.contracts.odcs import ContractError, load_contract
from lumbung.contracts.summable import never_summed
from lumbung.findings import catalogue
from lumbung.reference.nouns import disputed
from lumbung.reference.satuan import PERCENT, units
from lumbung.text import fold

SNAKE = re.compile(r"[a-z][a-z0-9_]{0,62}")
RESERVED = frozenset({"status", "satuan", "kode_provinsi", "nama_provinsi", "kode_kabupaten", "nama_kabupaten"})


def lint_file(path: Path, *code_lists: Path) -> list[str]:
    """Every problem of one contract file, in plain words; empty when it is sound."""
    try:
        contract = load_contract(path, *code_lists)
    except ContractError as error:
        return list(error.problems)
    problems = lint(contract)
    if path.stem != contract.dataset:
        problems.append(f"the file is named {path.stem}, the dataset {contract.dataset}; they must be the same")
    if path.parent.name != contract.opd:
        problems.append(f"the folder is named {path.parent.name}, the OPD {contract.opd}; they must be the same")
    return problems


def lint(contract: Contract) -> list[str]:
    """Every problem of a loaded contract, in plain words."""
    return [
        *_names(contract),
        *_shape(contract),
        *_places(contract),
        *_units(contract),
        *_spellings(contract),
        *_rules(contract),
        *register_problems(contract),
    ]


def _names(contract: Contract) -> Iterator[str]:
    for name in (contract.dataset, *(p.name for p in contract.properties)):
        if not SNAKE.fullmatch(name):
            yield f"'{name}': names are snake_case, at most 63 characters"
    for name in RESERVED & {p.name for p in contract.properties if p.kind is not Kind.REGION}:
        yield f"'{name}' is a column the warehouse adds itself; choose another name"
    for name, count in Counter(p.name for p in contract.properties).items():
        if count > 1:
            yield f"property {name} stands {count} times"


def _shape(contract: Contract) -> Iterator[str]:
    if len(contract.of_kind(Kind.PERIOD)) != 1:
        yield "exactly one property must hold the period (custom property period)"
    if not contract.measures and not contract.is_register:
        yield "no measure: give at least one property an indicator and a unit"
    if not contract.key:
        yield "no key: mark the identifying properties with primaryKey"
    levels = [p.region_level for p in contract.of_kind(Kind.REGION)]
    order = [level for level in RegionLevel if level in levels]
    if levels != order:
        yield "region properties go from the wider to the finer level, each level once"
    if contract.complete_over and contract.complete_over not in levels:
        yield f"completeOver is {contract.complete_over}, but no property holds that level"


def _places(contract: Contract) -> Iterator[str]:
    for p in contract.properties:
        if Source.CONSTANT in p.sources and p.constant is None:
            yield f"property {p.name}: from constant needs the custom property constant"
        if p.extract and not {Source.TITLE, Source.SHEET, Source.FILENAME}.intersection(p.sources):
            yield f"property {p.name}: extract takes a value out of a title, a sheet's or a file's name, not a cell"
        if p.kind is Kind.MEASURE and Source.CONSTANT in p.sources:
            yield f"measure {p.name}: a measure has no constant; a figure stands on the sheet"
        if p.kind is Kind.CATEGORY and p.constant is not None and p.constant not in {c.code for c in p.categories}:
            yield f"property {p.name}: constant is {p.constant}, which is no code of the list {p.code_list}"
        if p.kind is not Kind.MEASURE and p.unit:
            yield f"property {p.name}: it has a unit but no indicator, so its figures would be kept as text"
        if p.kind is Kind.MEASURE and p.logical_type not in (LogicalType.INTEGER, LogicalType.NUMBER):
            yield f"measure {p.name}: logicalType must be integer or number"
        if p.kind is Kind.MEASURE and not p.unit:
            yield f"measure {p.name}: no unit"
        if p.kind is Kind.REGION and not p.name.startswith("kode_"):
            yield f"region property {p.name}: it holds a code, so its name must begin with kode_"
        for part in p.sum_of:
            if part not in {m.name for m in contract.measures}:
                yield f"measure {p.name}: sumOf names {part}, which is no measure"


def _units(contract: Contract) -> Iterator[str]:
    for p in contract.properties:
        if p.small_cells is not None and p.kind is not Kind.MEASURE:
            yield f"property {p.name}: smallCells is about counts of persons, so it belongs to a measure"
        if p.small_percent and p.unit != PERCENT:
            yield f"property {p.name}: smallPercent is about figures in {PERCENT}, the unit is {p.unit or 'not given'}"
    for m in contract.measures:
        unit = units().get(m.unit or "")
        wrong = disputed(m.title, unit) if unit else None
        if unit and wrong:
            yield f"measure {m.name}: {wrong[0]} is counted in {' or '.join(wrong[1])}, the unit is {unit.code}"
        reason = never_summed(m.standard.ukuran, unit)
        if m.additive and reason:
            yield f"measure {m.name}: additive is true, but {reason} is never summed; leave it out or say false"


def _spellings(contract: Contract) -> Iterator[str]:
    for phrase in contract.titles:
        if not fold(phrase):
            yield f"titles: '{phrase}' holds no letter or digit, so every table would bear it"
    for p in contract.properties:
        for spelling in (*p.aliases, *(s for c in p.categories for s in c.spellings)):
            if not fold(spelling):
                yield f"property {p.name}: the alias '{spelling}' holds no letter or digit, so it can match nothing"
    for p in contract.of_kind(Kind.CATEGORY):
        owners: dict[str, str] = {}
        for category in p.categories:
            for spelling in {fold(s) for s in category.spellings}:
                other = owners.setdefault(spelling, category.code)
                if other != category.code:
                    yield f"code list {p.code_list}: '{spelling}' stands for both {other} and {category.code}"


def _rules(contract: Contract) -> Iterator[str]:
    for rule in contract.rules:
        if rule.code not in catalogue():
            yield f"rule {rule.name}: finding code {rule.code} is not in the catalogue"
