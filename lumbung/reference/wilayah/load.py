"""The region list of a site: ``wilayah.csv`` and ``alias_wilayah.csv`` in its reference folder."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

from lumbung.proposals import MappingKind
from lumbung.reference.decisions import FILE_NAME, DecisionError, read_decisions
from lumbung.reference.wilayah.codes import is_dotted_code
from lumbung.reference.wilayah.gazetteer import Gazetteer
from lumbung.reference.wilayah.model import CODE_LENGTH, Alias, Region, RegionLevel

REGIONS, ALIASES = "wilayah.csv", "alias_wilayah.csv"


def read_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer of a site from ``wilayah.csv``, ``alias_wilayah.csv`` and the accepted mappings beside them.

    A renamed region has a line for each name, one code, and days that do not overlap; a moved village has two codes,
    the old one naming the new in ``penerus``.

    Raises:
        ValueError: a line is not as it should be, a code stands twice for one time, or an alias or successor names a
            code that is no region.
        DecisionError: an accepted mapping names a code that is no region.
    """
    regions = [_region(number, row) for number, row in enumerate(_rows(folder / REGIONS), start=2)]
    repeated = sorted(_overlapping(regions))
    if repeated:
        raise ValueError(f"{REGIONS}: code {', '.join(repeated)} stands more than once for the same time")
    known = {r.code for r in regions}
    lost = sorted({r.successor for r in regions if r.successor} - known)
    if lost:
        raise ValueError(f"{REGIONS}: no region has code {', '.join(lost)}, named as penerus")
    alias_path = folder / ALIASES
    aliases = [Alias(r["kode"], r["alias"]) for r in _rows(alias_path)] if alias_path.is_file() else []
    unknown = {a.code for a in aliases} - known
    if unknown:
        raise ValueError(f"{ALIASES}: no region has code {', '.join(sorted(unknown))}")
    return Gazetteer(regions, [*aliases, *_accepted(folder, known)])


def _accepted(folder: Path, known: set[str]) -> list[Alias]:
    """The spellings of regions that people accepted through the review queue."""
    accepted = [d for d in read_decisions(folder).accepted if d.kind is MappingKind.REGION]
    unknown = {d.target for d in accepted} - known
    if unknown:
        raise DecisionError(f"{FILE_NAME}: no region has code {', '.join(sorted(unknown))}")
    return [Alias(d.target, d.written) for d in accepted]


def _overlapping(regions: Iterable[Region]) -> set[str]:
    """Codes that hold under two lines on one day."""
    lines: dict[str, list[Region]] = defaultdict(list)
    for region in regions:
        lines[region.code].append(region)
    found = set()
    for code, same in lines.items():
        same.sort(key=lambda r: r.valid_from or date.min)
        if any((a.valid_to or date.max) >= (b.valid_from or date.min) for a, b in pairwise(same)):
            found.add(code)
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _region(line: int, row: dict[str, str]) -> Region:
    def day(column: str) -> date | None:
        try:
            return date.fromisoformat(row[column]) if row.get(column) else None
        except ValueError:
            raise ValueError(f"{REGIONS} line {line}: {column} '{row[column]}' is no day YYYY-MM-DD") from None

    code, level = row.get("kode") or "", row.get("tingkat")
    if level not in set(RegionLevel):
        raise ValueError(f"{REGIONS} line {line}: tingkat is '{level}'; it may be {', '.join(RegionLevel)}")
    if not is_dotted_code(code) or len(code) != CODE_LENGTH[RegionLevel(level)]:
        raise ValueError(f"{REGIONS} line {line}: kode '{code}' is no dotted code of a {level}")
    return Region(
        code=code,
        name=row["nama"],
        level=RegionLevel(level),
        parent=row.get("induk") or None,
        bps_code=(row.get("kode_bps") or "").replace(".", "") or None,
        valid_from=day("berlaku_dari"),
        valid_to=day("berlaku_sampai"),
        successor=row.get("penerus") or None,
    )
