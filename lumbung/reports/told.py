"""What is told about one returned file: to the operator in the workbook, to both parties in the berita acara."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from lumbung.cut import with_note_of_cuts
from lumbung.findings import Finding, Severity
from lumbung.reports.progress import Progress
from lumbung.site import Site


class Form(StrEnum):
    """What of the sender's file the returned workbook holds."""

    MARKED = "marked"  # all of it, the cells coloured
    UNMARKED = "unmarked"  # all of it, and no cell to colour
    BAD_ROWS = "bad_rows"  # headings and the rows with a finding: the file is large
    ALONE = "alone"  # nothing: it could not be read


@dataclass(frozen=True)
class Office:
    """The walidata who inspected: how it is called, how to reach it, and until when it waits for the mended file."""

    name: str = ""
    regency: str = ""
    contact: str = ""
    on: date = field(default_factory=date.today)
    days: int | None = None

    @classmethod
    def of(cls, site: Site, on: date) -> Office:
        """The office of a site on the day of the inspection."""
        return cls(site.walidata, site.name, site.contact, on, site.days_to_mend)

    @property
    def deadline(self) -> date | None:
        """The last day for the mended file; None where the site sets none."""
        return None if self.days is None else self.on + timedelta(days=self.days)


@dataclass(frozen=True)
class Return:
    """What is told about one returned file. ``opd`` is the sender as people call it, ``verdict`` a verdict's name."""

    name: str
    opd: str | None
    verdict: str
    findings: tuple[Finding, ...]
    office: Office = Office()
    progress: Progress | None = None  # against the last upload of the same data
    form: Form = Form.UNMARKED

    @property
    def to_mend(self) -> bool:
        """Whether anything asks for the operator's attention."""
        return any(f.severity is not Severity.INFO for f in self.findings)


def as_marked(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings of a report that knows every marked cell: that a list was cut is said of longer ones only."""
    return with_note_of_cuts(findings, lambda f: len(f.marked))


@dataclass(frozen=True)
class Cure:
    """Findings of one kind that one remedy mends, told once. ``finding`` is the heaviest of them."""

    finding: Finding
    alike: int  # findings it stands for, itself included
    cells: int  # cells of all of them


def first_cures(findings: Sequence[Finding], most: int = 5) -> list[Cure]:
    """The cures that help most, heaviest first, then by the cells they mend."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (f.severity.rank, -f.count)):
        if finding.severity is not Severity.INFO:
            groups.setdefault((finding.code, finding.remedy("id")), []).append(finding)
    cures = [Cure(group[0], len(group), sum(f.count for f in group)) for group in groups.values()]
    return sorted(cures, key=lambda c: (c.finding.severity.rank, -c.cells))[:most]
