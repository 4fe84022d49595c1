"""Next year's drift: the site of Banjarnegara as written from the years up to 2020 loads 2021 and 2022.

What no workbook of those years says is taken out of a copy of the site; then the later workbooks are inspected, and
every accepted figure is held against the typed truth.
"""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.banjarnegara_truth import Comparison, Stored, compare_figures, read_explanations
from benchmarks.banjarnegara_typed import SITE, Key, Typed, read_typed
from benchmarks.harmonise.facts import facts
from benchmarks.harmonise.forgetting import Forgotten, Sayings, forget
from benchmarks.section import Line, Section
from expectations.inspect import Inspector
from lumbung.findings import Severity
from lumbung.sheets.read import read_workbook
from lumbung.site import load_site

LAST_KNOWN = 2020
"""The last year whose workbooks the site was written from; a school year counts by the year in which it ends."""
BAR = 0.99
HOLDING = "CFHRUV"
"""First letters of the findings that hold figures back: of cells, files, headings, regions, units and values."""


@dataclass(frozen=True)
class Workbook:
    """One workbook of the corpus with the year it is about."""

    path: Path
    opd: str
    year: int

    @property
    def is_later(self) -> bool:
        """True for a workbook the site was not written from."""
        return self.year > LAST_KNOWN


def measure(corpus: Path) -> Section:
    """The figures of 2021 and 2022 that come out right, are missing, or are silently wrong."""
    folder = corpus / "banjarnegara"
    books = workbooks(folder)
    with TemporaryDirectory() as home:
        site = Path(shutil.copytree(SITE, Path(home) / SITE.name))
        sayings = Sayings(read_workbook(b.path.read_bytes(), b.path.name) for b in books if not b.is_later)
        forgotten = forget(site, sayings)
        stored, said = _loaded(site, [b for b in books if b.is_later])
    typed = [t for t in read_typed(folder) if _is_later(t.key.period) and t.key.dataset not in forgotten.contracts]
    return _section(compare_figures(typed, stored, read_explanations()), typed, forgotten, said)


def workbooks(folder: Path) -> list[Workbook]:
    """The workbooks that ``pairs.csv`` lists, with the year it gives them."""
    with (folder / "pairs.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [Workbook(folder / row["xlsx"], row["xlsx"].split("/")[0], _year(row)) for row in csv.DictReader(stream)]


def _year(row: dict[str, str]) -> int:
    """A school year counts by its second year."""
    return int(row["year"]) + ("dindikpora" in row["xlsx"])


def _is_later(period: str) -> bool:
    return int(period[-4:]) > LAST_KNOWN


def _loaded(site: Path, books: Sequence[Workbook]) -> tuple[dict[Key, Stored], list[str]]:
    """Every accepted figure, and the findings above info of each workbook."""
    inspector = Inspector(load_site(site))
    stored: dict[Key, Stored] = {}
    said: list[str] = []
    for book in books:
        inspection = inspector.inspect(book.path.read_bytes(), book.path.name, book.opd)
        stored.update(facts(inspection, inspector.site.code))
        heavy = [f for f in inspection.findings if f.severity is not Severity.INFO and f.code[0] in HOLDING]
        said += [f"{book.path.name}: {f.code} {f.message('en')}" for f in heavy]
    return stored, said


def _section(comparison: Comparison, typed: Sequence[Typed], forgotten: Forgotten, said: Sequence[str]) -> Section:
    missing = [d for d in comparison.unexplained if d.stored is None]
    wrong = [d for d in comparison.unexplained if d.stored is not None]
    right = comparison.typed - len(missing) - len(wrong)
    share = right / comparison.typed if comparison.typed else 0.0
    return Section(
        "Next year's workbooks",
        (
            Line(
                "figures of 2021 and 2022 right",
                f"{right:,} of {comparison.typed:,} ({share:.2%})",
                "99 %",
                share >= BAR,
            ),
            Line("of these silently wrong", f"{len(wrong):,}", "0", not wrong),
        ),
        tuple(_details(comparison, typed, forgotten, said)),
    )


def _details(
    comparison: Comparison, typed: Sequence[Typed], forgotten: Forgotten, said: Sequence[str]
) -> Iterator[str]:
    yield (
        f"Written from the workbooks up to {LAST_KNOWN}, the site lacks {len(forgotten)} spellings that it has today: "
        f"{len(forgotten.titles)} phrases of titles, {len(forgotten.headings)} headings, {len(forgotten.categories)} "
        f"categories, {len(forgotten.spellings)} spellings of categories, {len(forgotten.regions)} of regions."
    )
    if forgotten.contracts:
        yield f"Without any earlier workbook, and left out: {', '.join(forgotten.contracts)}."
    datasets = Counter(t.key.dataset for t in typed)
    lost = Counter(d.typed.key.dataset for d in comparison.unexplained)
    yield from ("", "| dataset | figures typed | not right |", "|---|---|---|")
    yield from (f"| {name} | {count} | {lost[name]} |" for name, count in sorted(datasets.items()))
    yield from _lost(comparison)
    if said:
        yield from ("", "Held back or refused:", "", *(f"* {line}" for line in said))


def _lost(comparison: Comparison) -> Iterator[str]:
    """The figures that are missing, by what they are about."""
    lost = Counter(
        (d.typed.key.dataset, d.typed.key.period, d.typed.key.dimensions_text) for d in comparison.unexplained
    )
    if lost:
        yield from ("", "Not right:", "")
        yield from (f"* {dataset} {period} {said}: {count}" for (dataset, period, said), count in sorted(lost.items()))
