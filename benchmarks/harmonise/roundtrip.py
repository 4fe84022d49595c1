"""Truth → template → file → read → harmonise → inspect: for every contract of every site the truth must come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pandas as pd

from benchmarks.harmonise.truths import Record, fill, records
from benchmarks.section import Line, Section
from expectations.inspect import Inspector
from expectations.model import Inspection
from lumbung.contracts.model import Contract, Source
from lumbung.contracts.template.period_texts import is_part_of_year, periods_of_year
from lumbung.contracts.template.plan import Template, plan
from lumbung.contracts.template.workbook import draw
from lumbung.findings import Severity
from lumbung.site import load_site

SITES = Path(__file__).parents[2] / "sites"
TRUTHS = 1
"""Random truths for each contract and kind of period."""
YEAR = 2023


@dataclass(frozen=True)
class Outcome:
    """What came of one truth: how many records it had, which were lost or changed, and what was said."""

    records: int
    lost: tuple[Record, ...]
    invented: tuple[Record, ...]
    said: tuple[str, ...]  # findings above info

    @property
    def exact(self) -> bool:
        """True where the truth came back as it was and nothing was said about it."""
        return not (self.lost or self.invented or self.said)


def measure(_: Path) -> Section:
    """Every contract of every site; no corpus is needed."""
    outcomes: list[Outcome] = []
    details: list[str] = []
    contracts = 0
    for folder in sorted(p.parent for p in SITES.glob("*/site.yaml")):
        inspector = Inspector(load_site(folder))
        for contract in inspector.registry.contracts.values():
            contracts += 1
            made = list(outcomes_of(contract, inspector, TRUTHS))
            outcomes += made
            details += [f"* {folder.name}/{contract.dataset}: {_told(o)}" for o in made if not o.exact][:1]
    exact = sum(o.exact for o in outcomes)
    said = f"{exact} of {len(outcomes)} truths of {contracts} contracts ({sum(o.records for o in outcomes):,} records)"
    line = Line("comes back exactly, without a finding above info", said, "all", exact == len(outcomes))
    return Section("Template and back", (line,), tuple(details))


def outcomes_of(contract: Contract, inspector: Inspector, truths: int) -> Iterator[Outcome]:
    """The outcome of some truths of one contract, for each kind of period a template of it may have."""
    for period in periods(contract):
        opd, regency = contract.opd.upper(), inspector.site.name
        template = plan(contract, inspector.gazetteer, opd, regency, period, date(YEAR + 1, 1, 1))
        for seed in range(truths):
            yield round_trip(template, inspector, Random(f"{contract.dataset} {period} {seed}"))


def periods(contract: Contract) -> Iterator[str]:
    """A period of the contract, and the whole year where it may be spread over the header."""
    yield periods_of_year(contract.grain, YEAR)[-1].period
    if is_part_of_year(contract.grain) and Source.HEADER in contract.period.sources:
        yield str(YEAR)


def round_trip(template: Template, inspector: Inspector, random: Random) -> Outcome:
    """What comes of one random truth."""
    truth, data = filled(template, random)
    return outcome(truth, inspector.inspect(data, template.file_name, template.contract.opd))


def filled(template: Template, random: Random) -> tuple[list[Record], bytes]:
    """A random truth, and the template filled in with it."""
    workbook = draw(template)
    truth: list[Record] = []
    for sheet in fill(template, random):
        truth += sheet.records
        for cell, value in sheet.cells.items():
            workbook[sheet.form.sheet][cell].value = value
    out = BytesIO()
    workbook.save(out)
    return truth, out.getvalue()


def outcome(truth: list[Record], inspection: Inspection) -> Outcome:
    """An inspection held against the truth."""
    wanted, got = Counter(truth), Counter(accepted(inspection))
    heavy = [f for f in inspection.findings if f.severity is not Severity.INFO]
    said = tuple(f"{f.code} {','.join(f.cells[:3])} {f.message('id')}" for f in heavy)
    return Outcome(len(truth), tuple((wanted - got).elements()), tuple((got - wanted).elements()), said)


def accepted(inspection: Inspection) -> Iterator[Record]:
    """Every accepted figure or row of a register."""
    for part in inspection.slices:
        names = [p.name for p in part.contract.properties]
        for _, row in part.accepted.iterrows():
            yield from records(part.contract, {n: None if pd.isna(row[n]) else row[n] for n in names})


def _told(outcome: Outcome) -> str:
    lost = f"{len(outcome.lost)} of {outcome.records} records lost, {len(outcome.invented)} invented"
    return f"{lost}; {'; '.join(outcome.said[:3]) or 'nothing said'}"
