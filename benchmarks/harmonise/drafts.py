"""Contracts drafted from one year's workbook, unedited, load the other years: against the figures typed by hand.

For each typed table a contract is drafted from the latest, the earliest and a middle workbook. In the drafting year the
typed figures tell which typed column each (measure, kinds) of the draft is; the other years are held to that: a column
that changes its meaning is *silently wrong*, as is a wrong period or region. Each choice is measured with the draft
alone in the registry and with the drafts of all tables together. The site's code lists were written with all years at
hand, so the figure to look at is the one without them; that with them is given beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from benchmarks.banjarnegara_truth import agree, read_explanations
from benchmarks.banjarnegara_typed import SITE, Key, Typed, TypedTable, read_mapping, read_typed
from benchmarks.harmonise.drafts_aligned import Accepted, Meaning, learn, unlearned
from benchmarks.harmonise.drafts_files import Workbook, choose, reading_of, untyped, workbooks
from benchmarks.section import Line, Section
from expectations.inspect import Inspector
from expectations.model import InspectedSlice
from lumbung.contracts.draft.categories import Lists
from lumbung.contracts.draft.propose import Draft, Setting, apart, propose
from lumbung.contracts.draft.site import site_lists
from lumbung.contracts.model import Contract, Kind
from lumbung.contracts.registry import Registry
from lumbung.reference.wilayah import read_gazetteer
from lumbung.site import load_site

RIGHT_BAR = 0.95
WRONG_BAR = 0.001
CHOICES = ("latest", "earliest", "middle")
WHOLE_REGENCY = "33.04"


@dataclass
class Tally:
    """What became of the typed figures of one or more workbooks."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    left_out: int = 0  # nothing typed and nothing loaded, and known errors of the typing
    beyond: int = 0  # accepted figures that nobody typed
    wrongs: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take another tally in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missing += other.missing
        self.left_out += other.left_out
        self.beyond += other.beyond
        self.wrongs += other.wrongs

    @property
    def typed(self) -> int:
        """Typed figures that count."""
        return self.right + self.wrong + self.missing

    @property
    def share(self) -> str:
        """Right of typed."""
        return f"{self.right} of {self.typed} ({self.right / max(self.typed, 1):.2%})"


@dataclass(frozen=True)
class Setup:
    """One way of measuring."""

    choice: str
    together: bool
    lists: bool

    @property
    def name(self) -> str:
        """As printed."""
        registry, known = "all tables" if self.together else "alone", "of the site" if self.lists else "none"
        return f"{self.choice} | {registry} | {known}"


def measure(corpus: Path) -> Section:
    """The section of the page; ``corpus`` holds the folder ``banjarnegara``."""
    folder = corpus / "banjarnegara"
    tables = read_mapping()
    truth: dict[str, list[Typed]] = defaultdict(list)
    for typed in read_typed(folder):
        truth[typed.key.dataset].append(typed)
    ways = ((False, False), (True, False), (True, True))  # (all drafts together, with the site's code lists)
    setups = [Setup(choice, together, lists) for choice in CHOICES for together, lists in ways]
    totals: dict[Setup, Tally] = {}
    details = ["| drafted from | registry | code lists | right | silently wrong | held or lost | beyond |"]
    details.append("|---|---|---|---|---|---|---|")
    by_table: dict[str, Tally] = defaultdict(Tally)
    for setup in setups:
        totals[setup] = Tally()
        for table, tally in _measured(folder, tables, truth, setup):
            totals[setup].add(tally)
            if not setup.together and not setup.lists:
                by_table[table.dataset].add(tally)
        t = totals[setup]
        details.append(f"| {setup.name} | {t.share} | {t.wrong} | {t.missing} | {t.beyond} |")
    details += [
        "",
        "Each table alone and without code lists, all three choices:",
        "",
        "| table | right | silently wrong |",
    ]
    details.append("|---|---|---|")
    details += [f"| {name} | {t.share} | {t.wrong} |" for name, t in sorted(by_table.items())]
    wrongs = [w for t in totals.values() for w in t.wrongs]
    details += ["", *(f"* wrong: {w}" for w in sorted(set(wrongs))[:40])] if wrongs else []
    return Section("Drafts", tuple(_lines(totals)), tuple(details))


def _lines(totals: Mapping[Setup, Tally]) -> Iterator[Line]:
    for lists in (False, True):
        whole = Tally()
        for setup, tally in totals.items():
            if setup.lists == lists:
                whole.add(tally)
        name = "with the site's code lists" if lists else "without code lists"
        right, wrong = whole.right / max(whole.typed, 1), whole.wrong / max(whole.typed, 1)
        yield Line(f"figures of other years right, {name}", whole.share, f"≥ {RIGHT_BAR:.0%}", right >= RIGHT_BAR)
        said = f"{whole.wrong} ({wrong:.3%})"
        yield Line(f"figures silently wrong, {name}", said, f"≤ {WRONG_BAR:.1%}", wrong <= WRONG_BAR)


def _measured(
    folder: Path, tables: Sequence[TypedTable], truth: Mapping[str, Sequence[Typed]], setup: Setup
) -> Iterator[tuple[TypedTable, Tally]]:
    site = load_site(SITE)
    gazetteer = read_gazetteer(site.reference)
    lists: Lists = site_lists(site) if setup.lists else {}
    chosen = {t.file: choose(workbooks(folder, t.file), setup.choice) for t in tables}
    sources = [*(chosen[t.file] for t in tables), *(choose(years, setup.choice) for years in untyped(folder, tables))]
    drafts = apart([_drafted(source, Setting(site.id, source.opd, gazetteer, lists)) for source in sources])
    everything = Registry({d.contract.dataset: d.contract for d in drafts})
    common = Inspector(site, everything, gazetteer)
    for table, draft in zip(tables, drafts, strict=False):
        contract = draft.contract
        inspector = common if setup.together else Inspector(site, Registry({contract.dataset: contract}), gazetteer)
        typed = _by_period(truth[table.dataset])
        source = chosen[table.file]
        meant = learn(_accepted(inspector, source, contract), typed[_period(typed, source.year)], contract, table)
        tally = Tally()
        for workbook in workbooks(folder, table.file):
            if workbook != source:
                accepted = _accepted(inspector, workbook, contract)
                tally.add(_compared(accepted, typed, _period(typed, workbook.year), meant, workbook))
        yield table, tally


def _drafted(workbook: Workbook, setting: Setting) -> Draft:
    reading = reading_of(workbook.path)
    return propose(reading.tables[0], reading.name, setting)


def _by_period(typed: Sequence[Typed]) -> dict[str, dict[tuple[str, Meaning], Typed]]:
    found: dict[str, dict[tuple[str, Meaning], Typed]] = defaultdict(dict)
    for t in typed:
        found[t.key.period][t.key.region, (t.key.indicator, t.key.dimensions)] = t
    return found


def _period(typed: Mapping[str, object], year: str) -> str:
    (period,) = (p for p in typed if p.startswith(year))
    return period


def _accepted(inspector: Inspector, workbook: Workbook, contract: Contract) -> list[Accepted]:
    inspection = inspector.of_reading(reading_of(workbook.path), workbook.opd)
    return [a for s in inspection.slices if s.contract.dataset == contract.dataset for a in _figures(s)]


def _figures(part: InspectedSlice) -> Iterator[Accepted]:
    contract = part.contract
    kinds = [p.name for p in contract.of_kind(Kind.CATEGORY)]
    for label, row in part.accepted.iterrows():
        region = str(row[contract.region.name]) if contract.region else WHOLE_REGENCY
        for measure in contract.measures:
            value = row[measure.name]
            if value is not None and value == value:  # not NaN
                meaning = (measure.name, tuple((k, str(row[k])) for k in kinds))
                yield Accepted(region, part.period, meaning, float(value), str(part.cells.at[label, measure.name]))


# -- the other years ----------------------------------------------------------------------------------------------


def _compared(
    accepted: Sequence[Accepted],
    typed: Mapping[str, Mapping[tuple[str, Meaning], Typed]],
    period: str,
    meant: Mapping[Meaning, Meaning],
    workbook: Workbook,
) -> Tally:
    tally, seen = Tally(), set()
    all_meanings = {meaning for _, meaning in typed[period]}
    for a in accepted:
        meaning = meant.get(a.meaning) or unlearned(a.meaning, meant, all_meanings)
        t = typed[period].get((a.region, meaning)) if meaning else None
        if t is None:
            tally.beyond += 1
            continue
        seen.add((a.region, meaning))
        if a.period == period and agree(t.value, a.value):
            tally.right += 1
        else:
            tally.wrong += 1
            tally.wrongs.append(f"{workbook.path.name} {a.cell}: {a.period} {a.value:g}, typed {period} {t.value:g}")
    for at, t in typed[period].items():
        if at not in seen:
            explained = t.nil or t.key in _explained()
            tally.left_out += explained
            tally.missing += not explained
    return tally


@cache
def _explained() -> frozenset[Key]:
    return frozenset(e.key for e in read_explanations())
