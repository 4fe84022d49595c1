"""Lint of the corrections register: what it names that no contract and no list knows, and what is said twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lumbung.contracts.model import Contract, Kind, PeriodGrain, Source
from lumbung.contracts.registry import Registry
from lumbung.reference.corrections import FILE_NAME, TOTAL, Correction, State
from lumbung.reference.wilayah import Gazetteer

_PERIODS = {
    PeriodGrain.TAHUN: r"\d{4}",
    PeriodGrain.TAHUN_AJARAN: r"\d{4}/\d{4}",
    PeriodGrain.SEMESTER: r"\d{4}-S[12]",
    PeriodGrain.CATURWULAN: r"\d{4}-CW[1-3]",
    PeriodGrain.TRIWULAN: r"\d{4}-TW[1-4]",
    PeriodGrain.BULAN: r"\d{4}-(?:0[1-9]|1[0-2])",
    PeriodGrain.MINGGU: r"\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])",
    PeriodGrain.TANGGAL: r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
}


def lint_corrections(corrections: Iterable[Correction], registry: Registry, gazetteer: Gazetteer) -> list[str]:
    """Every problem of the register, in plain words; empty when it is sound."""
    found: list[str] = []
    seen: dict[tuple[object, ...], Correction] = {}
    for c in corrections:
        contract = registry.contracts.get(c.dataset)
        told = _problems(c, contract, gazetteer) if contract else [f"dataset {c.dataset} has no contract"]
        found += [f"{FILE_NAME} line {c.line}: {problem}" for problem in told]
        if c.state is State.ACTIVE:
            other = seen.setdefault(c.key, c)
            if other is not c and (not other.file or not c.file):
                found.append(f"{FILE_NAME} line {c.line}: in some file it is about the figure of line {other.line} too")
    return found


def _problems(c: Correction, contract: Contract, gazetteer: Gazetteer) -> Iterator[str]:
    if c.measure not in {m.name for m in contract.measures}:
        yield f"ukuran {c.measure} is no measure of {c.dataset}"
    if not re.fullmatch(_PERIODS[contract.grain], c.period):
        yield f"periode {c.period} is no {contract.grain}"
    yield from _region_problems(c, contract, gazetteer)
    yield from _dimension_problems(c, contract)


def _region_problems(c: Correction, contract: Contract, gazetteer: Gazetteer) -> Iterator[str]:
    level = contract.region.region_level if contract.region else None
    if c.region == TOTAL:
        return
    if level is None:
        if c.region:
            yield f"wilayah {c.region}: {c.dataset} has no regions; leave it empty"
    elif c.region not in gazetteer.regions:
        yield f"wilayah '{c.region}' is no region"
    elif gazetteer[c.region].level is not level:
        yield f"wilayah {c.region} is a {gazetteer[c.region].level}; {c.dataset} is about {level}"


def _dimension_problems(c: Correction, contract: Contract) -> Iterator[str]:
    known = {p.name: p for p in contract.of_kind(Kind.CATEGORY)}
    for name, code in c.dimensions.items():
        if name not in known:
            yield f"rincian {name} is no category of {c.dataset}"
        elif code not in {category.code for category in known[name].categories}:
            yield f"rincian {name}: {code} is no code of it"
    in_rows = {name for name, p in known.items() if Source.HEADER not in p.sources}
    missing = set(known) - c.dimensions.keys() - (in_rows if c.region == TOTAL else set())
    if missing:
        yield f"rincian lacks {', '.join(sorted(missing))}"
