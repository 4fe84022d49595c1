"""What the report of a night tells. Made by the caller; nothing here knows where a number came from.

Times are in the site's time zone. No value of a file stands in it, save what the messages of findings quote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from lumbung.findings import Dimension, Severity


@dataclass(frozen=True)
class Share:
    """So many of so many. Not measured where there was nothing to count."""

    passed: int = 0
    tested: int = 0

    @property
    def value(self) -> float | None:
        """passed / tested; None where nothing was tested."""
        return self.passed / self.tested if self.tested else None

    def __add__(self, other: Share) -> Share:
        return Share(self.passed + other.passed, self.tested + other.tested)


# ------------------------------------------------------------------ one file


@dataclass(frozen=True)
class FoundItem:
    """One finding of a file. ``cells`` lists at most twenty addresses, ``count`` is exact."""

    sheet: str
    cells: str
    count: int
    message: str
    remedy: str
    closed: str = ""  # the explanation that was accepted; nothing is left to mend

    @property
    def where(self) -> str:
        """Sheet and cells, with how many more there are."""
        listed = len(self.cells.split(", ")) if self.cells else 0
        more = f" dan {self.count - listed} lainnya" if listed and self.count > listed else ""
        return " ".join(filter(None, (self.sheet, self.cells))) + more


@dataclass(frozen=True)
class FoundGroup:
    """The findings of one code and severity in a file."""

    code: str
    severity: Severity
    title: str
    items: tuple[FoundItem, ...]
    ours: bool = False  # a fault of the system, never the sender's

    @property
    def remedy(self) -> str | None:
        """How to mend them, where one sentence says it for all."""
        remedies = {item.remedy for item in self.items if not item.closed}
        return remedies.pop() if len(remedies) == 1 else None


@dataclass(frozen=True)
class FileTable:
    """One dataset and period of a file; counts of sheet rows."""

    dataset: str
    title: str
    period: str
    sheet: str
    range: str
    read: int
    accepted: int
    held: int


def file_anchor(receipt: int) -> str:
    """Where the page of a file stands in the report."""
    return f"berkas-{receipt}"


@dataclass(frozen=True)
class FilePage:
    """One file: its receipt, the verdict and what was found. ``workbooks`` are links relative to the report."""

    receipt: int
    name: str
    opd: str  # identifier; the page of the OPD has it for its anchor
    opd_name: str
    sha256: str
    arrived: datetime
    arrivals: int
    verdict: str | None
    inspected: datetime | None
    new: bool  # came within the last day
    open: bool  # something is still to be mended: no better file came since
    tables: tuple[FileTable, ...] = ()
    groups: tuple[FoundGroup, ...] = ()
    workbooks: tuple[str, ...] = ()

    @property
    def weights(self) -> Mapping[Severity, int]:
        """Findings by severity; faults of ours are none of the file's."""
        return {s: sum(len(g.items) for g in self.groups if g.severity is s and not g.ours) for s in Severity}

    @property
    def anchor(self) -> str:
        """Where its page stands in the report."""
        return file_anchor(self.receipt)


# ------------------------------------------------------------------ availability


@dataclass(frozen=True)
class DatasetRow:
    """One dataset: the status of every period that was expected or seen."""

    name: str
    title: str
    opd: str
    opd_short: str
    statuses: Mapping[str, str]  # period → status


@dataclass(frozen=True)
class Matrix:
    """Dataset × period for the datasets of one grain. ``older`` counts periods before the first column."""

    grain: str
    periods: tuple[str, ...]
    rows: tuple[DatasetRow, ...]
    older: int = 0

    @property
    def years(self) -> Sequence[tuple[str, int]]:
        """The years over the columns, with the number of columns each spans."""
        return [(year, len(list(same))) for year, same in groupby(self.periods, key=lambda p: p[:4])]


# ------------------------------------------------------------------ one OPD and all of them


@dataclass(frozen=True)
class Measured:
    """One measure of an OPD beside the median of the group; ``share`` for those that count, else ``value``."""

    key: str
    share: Share | None = None
    value: float | None = None
    median: float | None = None  # of all OPDs for which it is measured
    group: int = 0  # how many OPDs that is

    @property
    def number(self) -> float | None:
        """The measure itself; None where it is not measured."""
        return self.share.value if self.share is not None else self.value


@dataclass(frozen=True)
class TrendPoint:
    """One step of a trend: the own share, and the median over all OPDs."""

    label: str
    share: Share
    median: float | None = None


@dataclass(frozen=True)
class Trend:
    """A trend; ``key`` names what is counted and by what."""

    key: str
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True)
class BoardGroup:
    """Findings of one code that are about no file: what was not sent, what is not described yet."""

    code: str
    severity: Severity
    title: str
    remedy: str
    messages: tuple[str, ...]
    more: int = 0  # how many are not told here


@dataclass(frozen=True)
class OpdPage:
    """One OPD: how it stands by itself and beside the median of the group. There is no ranking."""

    id: str
    name: str
    short: str
    measures: tuple[Measured, ...]
    scores: Mapping[Dimension, Share]
    medians: Mapping[Dimension, float]
    trends: tuple[Trend, ...] = ()
    board: tuple[BoardGroup, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    files: tuple[FilePage, ...] = ()

    @property
    def anchor(self) -> str:
        """Where its page stands in the report."""
        return f"opd-{self.id}"

    @property
    def open_files(self) -> tuple[FilePage, ...]:
        """Files of which something is still to be mended."""
        return tuple(f for f in self.files if f.open)


@dataclass(frozen=True)
class Fault:
    """One kind of mistake over the whole regency."""

    code: str
    title: str
    severity: Severity
    opds: int
    datasets: int
    files: int
    cells: int


@dataclass(frozen=True)
class NightReport:
    """The whole report."""

    site: str
    walidata: str
    sample: bool
    made: datetime
    opds: tuple[OpdPage, ...]
    dimensions: tuple[Dimension, ...]
    matrices: tuple[Matrix, ...]
    faults: tuple[Fault, ...] = ()
    trends: tuple[Trend, ...] = ()
    files: tuple[FilePage, ...] = field(default=())  # of all OPDs, the newest first

    @property
    def scores(self) -> Mapping[Dimension, Share]:
        """The scores of all OPDs together."""
        return {d: sum((o.scores.get(d, Share()) for o in self.opds), Share()) for d in self.dimensions}

    @property
    def verdicts(self) -> Mapping[str, int]:
        """Files by verdict."""
        found: dict[str, int] = {}
        for file in self.files:
            if file.verdict:
                found[file.verdict] = found.get(file.verdict, 0) + 1
        return found
