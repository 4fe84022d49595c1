"""Names of regions: the labels of the corpora, generated misspellings, and the codes that two systems share."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.harmonise.misspellings import KINDS, misspelled
from benchmarks.section import Line, Section
from lumbung.reference.wilayah import Gazetteer, Region, RegionLevel, read_gazetteer
from lumbung.reference.wilayah.nationwide import regencies
from lumbung.sheets.model import Role, Table
from lumbung.sheets.read import read_workbook

SITES = Path(__file__).parents[2] / "sites"
NAMES = ("lahat", "lebak", "banjarnegara")
VARIANTS = 5_000
SEED = 4
BAR = 0.97
ROWS = 100_000
FASTEST = 10.0
"""Seconds that resolving a hundred thousand rows may take."""
COLLISIONS = 24
"""Ten-digit codes that name two villages of Lahat."""
_WORDS = {RegionLevel.KECAMATAN: ("Kec", "Kecamatan", "KEC"), RegionLevel.DESA: ("Desa", "Kel", "Kelurahan", "Ds")}


@dataclass
class Tally:
    """What came of the variants of one kind."""

    resolved: int = 0
    proposed: int = 0
    missed: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All variants, whatever came of them."""
        return self.resolved + self.proposed + self.missed + self.wrong

    def count(self, said: str, expected: frozenset[str], code: str | None, first: str | None) -> None:
        """One variant: resolved to a code or with a first suggestion, against the regions that it truly names."""
        if code is not None:
            self.resolved += code in expected
            self.wrong += code not in expected
        elif first in expected:
            self.proposed += 1
        else:
            self.missed += 1
        if (code or first) not in expected:
            self.examples.append(f"{said} → {code or first or 'nothing'}")


@dataclass(frozen=True)
class Variant:
    """A misspelled name, and the regions that it truly names."""

    kind: str
    text: str
    region: Region
    expected: frozenset[str]


def variants(gazetteers: dict[str, Gazetteer], wanted: int = VARIANTS) -> Iterator[tuple[Gazetteer, Variant]]:
    """Misspellings of kecamatan and desa of the sites, the same in every run, each kind as often."""
    chance = random.Random(SEED)
    for number in range(wanted):
        kind = list(KINDS)[number % len(KINDS)]
        while True:
            gazetteer = gazetteers[chance.choice(NAMES)]
            level = RegionLevel.KECAMATAN if chance.random() < 1 / 3 else RegionLevel.DESA
            region = chance.choice([r for r in gazetteer.of_level(level) if not r.valid_to])
            text = misspelled(region.name, kind, _WORDS[level], chance)
            if text is not None:
                break
        yield gazetteer, Variant(kind, text, region, _meant(gazetteer, region, text))


def _meant(gazetteer: Gazetteer, region: Region, text: str) -> frozenset[str]:
    """The region, unless the variant is by accident the very name of others beside it: then it names these."""
    beside = [r for r in gazetteer.lines if r.level is region.level and r.parent == region.parent]
    namesakes = {r.code for r in beside if _plain(r.name) == _plain(text)}
    return frozenset(namesakes or {region.code})


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def measure(corpus: Path) -> Section:
    """Every measure of the names and codes of regions."""
    gazetteers = {name: read_gazetteer(SITES / name / "reference") for name in NAMES}
    labels, labelled = _labels(corpus, gazetteers["banjarnegara"])
    kinds = _misspellings(gazetteers)
    everything = _sum(kinds.values())
    right = (everything.resolved + everything.proposed) / everything.total
    held, decided, wrong = _collisions(gazetteers["lahat"])
    seconds = _speed(gazetteers["lahat"])
    lines = (
        Line("labels of the corpora resolved", _share(labels.resolved, labels.total), "all", not labels.missed),
        Line("wrong codes applied to labels", str(labels.wrong), "0", labels.wrong == 0),
        Line(
            f"wrong codes applied to {everything.total:,} variants", str(everything.wrong), "0", everything.wrong == 0
        ),
        Line(
            "variants resolved or rightly proposed first",
            _share(everything.resolved + everything.proposed, everything.total),
            f"≥ {BAR:.0%}",
            right >= BAR,
        ),
        Line("colliding codes of Lahat held", f"{held} of {COLLISIONS}", str(COLLISIONS), held == COLLISIONS),
        Line("… decided by the name beside", f"{decided} of {2 * COLLISIONS}", "all", decided == 2 * COLLISIONS),
        Line("… taken for the wrong village", str(wrong), "0", wrong == 0),
        Line(f"{ROWS:,} rows resolved", f"{seconds:.1f} s", f"≤ {FASTEST:.0f} s", seconds <= FASTEST),
    )
    return Section("Regions", lines, (*labelled, "", *_table(kinds)))


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({part / whole:.2%})" if whole else "none"


def _sum(tallies: object) -> Tally:
    total = Tally()
    for tally in tallies:  # type: ignore[attr-defined]
        total.resolved += tally.resolved
        total.proposed += tally.proposed
        total.missed += tally.missed
        total.wrong += tally.wrong
    return total


def _misspellings(gazetteers: dict[str, Gazetteer]) -> dict[str, Tally]:
    kinds = {kind: Tally() for kind in KINDS}
    for gazetteer, variant in variants(gazetteers):
        found = gazetteer.resolve(variant.text, variant.region.level, variant.region.parent)
        first = found.suggestions[0][0] if found.suggestions and not found.candidates else None
        said = f"{variant.region.name}: {variant.text!r}"
        if len(variant.expected) > 1 and set(found.candidates) == variant.expected:
            first = variant.region.code  # it names several, and the answer says so
        kinds[variant.kind].count(said, variant.expected, found.code, first)
    return kinds


def _table(kinds: dict[str, Tally]) -> Iterator[str]:
    yield "| kind of variant | variants | resolved | proposed first | missed | wrong | missed, e.g. |"
    yield "|---|--:|--:|--:|--:|--:|---|"
    for kind, t in kinds.items():
        shown = "; ".join(t.examples[:2]).replace("|", "/")
        yield f"| {kind} | {t.total} | {t.resolved} | {t.proposed} | {t.missed} | {t.wrong} | {shown} |"


def _labels(corpus: Path, banjarnegara: Gazetteer) -> tuple[Tally, list[str]]:
    """Every body-row label of the region columns; in a table of all kecamatan the order says which one it is."""
    tally = Tally()
    in_order = sorted(banjarnegara.of_level(RegionLevel.KECAMATAN), key=lambda r: r.bps_code or "")
    spellings: Counter[tuple[str, str]] = Counter()
    for path in sorted((corpus / "banjarnegara").rglob("*.xls*")):
        for table in read_workbook(path.read_bytes(), path.name).tables:
            texts = _region_texts(table, banjarnegara, RegionLevel.KECAMATAN)
            if len(texts) == len(in_order):
                for text, region in zip(texts, in_order, strict=True):
                    found = banjarnegara.resolve(text, RegionLevel.KECAMATAN)
                    tally.count(text, frozenset({region.code}), found.code, None)
                    spellings[text, found.code or "nothing"] += 1
    country = Gazetteer(regencies().values())
    unknown: Counter[str] = Counter()
    for path in sorted((corpus / "layouts").glob("*.xls*")):
        for table in read_workbook(path.read_bytes(), path.name).tables:
            for level in (RegionLevel.KABUPATEN, RegionLevel.PROVINSI):
                for text in _region_texts(table, country, level):
                    found = country.resolve(text, level)
                    unknown[text if not found.found else "(resolved)"] += 1
    known = unknown.pop("(resolved)", 0)
    return tally, [
        f"Banjarnegara: {tally.total:,} labels in {len(spellings)} spellings; the code is told by the place in the",
        "table, which lists the kecamatan in the order of BPS.",
        f"Other layouts against the list of the country: {known} names of provinces and regencies resolved,",
        f"{sum(unknown.values())} left to a person: {', '.join(sorted(unknown))}.",
    ]


def _region_texts(table: Table, gazetteer: Gazetteer, level: RegionLevel) -> list[str]:
    """The texts of the label column in which most are names of the level; none where that is less than a half."""
    columns = (
        [str(v) for row in table.rows if (v := row.cells.get(c.letter)) is not None]
        for c in table.columns
        if c.role is Role.LABEL
    )
    known = [(sum(gazetteer.resolve(t, level).found for t in texts), texts) for texts in columns]
    most, texts = max(known, key=lambda found: found[0], default=(0, []))
    return texts if texts and most > len(texts) / 2 else []


def _collisions(lahat: Gazetteer) -> tuple[int, int, int]:
    """How many colliding codes are held alone, decided by either name beside them, and taken for the wrong one."""
    kemendagri = {r.code.replace(".", ""): r for r in lahat.of_level(RegionLevel.DESA)}
    both = [(r.bps_code, kemendagri[r.bps_code], r) for r in kemendagri.values() if r.bps_code in kemendagri]
    colliding = [(digits, a, b) for digits, a, b in both if a.code != b.code and digits]
    held = decided = wrong = 0
    for digits, *regions in colliding:
        alone = lahat.resolve(digits, RegionLevel.DESA)
        held += set(alone.candidates) == {r.code for r in regions}
        wrong += alone.found
        for region in regions:
            beside = lahat.resolve(f"{digits} {region.name}", RegionLevel.DESA)
            decided += beside.code == region.code
            wrong += beside.found and beside.code != region.code
    return held, decided, wrong


def _speed(lahat: Gazetteer) -> float:
    """Seconds for a hundred thousand rows of names, one in fifty misspelled."""
    chance = random.Random(SEED)
    villages = lahat.of_level(RegionLevel.DESA)
    rows = [chance.choice(villages) for _ in range(ROWS)]
    texts = [
        (misspelled(r.name, "vowel changed", ("Desa",), chance) or r.name) if i % 50 == 0 else r.name.upper()
        for i, r in enumerate(rows)
    ]
    fresh = Gazetteer(lahat.lines, lahat.aliases)
    started = time.perf_counter()
    for region, text in zip(rows, texts, strict=True):
        fresh.resolve(text, RegionLevel.DESA, region.parent)
    return time.perf_counter() - started
