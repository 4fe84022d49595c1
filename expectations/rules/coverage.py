"""What ought to be in a table and is not: regions (T04) and categories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lumbung.contracts.model import Contract, Kind, Property, RegionLevel, Source
from lumbung.findings import Finding, finding
from lumbung.harmonise.model import Conformed
from lumbung.reference.wilayah import Gazetteer

SHOWN_NAMES = 10


def expected_regions(contract: Contract, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Codes of the regions a file of this dataset must have, in code order; empty if the contract does not say."""
    level = contract.complete_over
    return tuple(r.code for r in gazetteer.of_level(level)) if level else ()


def missing_regions(conformed: Sequence[Conformed], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Codes of expected regions with no row in any of the tables of one dataset and period.

    A row that was read but could not be resolved has a finding of its own; as many regions are not called missing.
    """
    contract = conformed[0].contract
    expected = expected_regions(contract, gazetteer)
    if not expected or contract.complete_over is None:
        return ()
    column = _column(contract, contract.complete_over)
    present = {code for c in conformed for code in c.frame[column].dropna()}
    missing = tuple(code for code in expected if code not in present)
    unresolved = sum(len(c.lost_rows) for c in conformed)
    return missing if len(missing) > unresolved else ()


def _column(contract: Contract, level: RegionLevel) -> str:
    return next(p.name for p in contract.of_kind(Kind.REGION) if p.region_level is level)


def coverage_findings(conformed: Sequence[Conformed], gazetteer: Gazetteer) -> Iterator[Finding]:
    """T04 for missing regions, and for missing categories of each header or row list that must be whole."""
    contract, first = conformed[0].contract, conformed[0]
    missing = missing_regions(conformed, gazetteer)
    expected = expected_regions(contract, gazetteer)
    if missing and any(len(c.frame) for c in conformed):
        names = [gazetteer[c].name for c in missing]
        yield _finding(first, len(missing), len(expected), str(contract.complete_over), names)
    for prop in contract.of_kind(Kind.CATEGORY):
        if Source.CONSTANT not in prop.sources:
            yield from _missing_categories(conformed, prop)


def _missing_categories(conformed: Sequence[Conformed], prop: Property) -> Iterator[Finding]:
    expected = [c for c in prop.categories if not c.total and not c.optional]
    present = {code for c in conformed for code in c.frame[prop.name].dropna()}
    missing = [c for c in expected if c.code not in present]
    if missing and len(missing) < len(expected):
        yield _finding(
            conformed[0], len(missing), len(expected), prop.title.lower(), [c.name for c in missing]
        )


def _finding(where: Conformed, missing: int, expected: int, level: str, names: Sequence[str]) -> Finding:
    more = f" dan {len(names) - SHOWN_NAMES} lainnya" if len(names) > SHOWN_NAMES else ""
    return finding(
        "T04",
        sheet=where.sheet,
        cells=(where.range.split(":")[0],),
        dataset=where.contract.dataset,
        missing=missing,
        expected=expected,
        level=level,
        names=", ".join(names[:SHOWN_NAMES]) + more,
    )
