"""A resubmission against the last upload: what is fixed, what is left, what is new.

Rows move between two uploads, so a place is known again by what names it: the code, the headings over its column and
the labels of its row; only then by its address. Unlisted cells (a list is cut, the count is exact) are matched by
number. Labels may be personal values: places live in memory only, and nothing of them is told but sheet and cell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lumbung.findings import Finding, Severity, catalogue
from lumbung.reports.placed import Placer
from lumbung.sheets.model import Reading


@dataclass(frozen=True)
class Said:
    """One finding as it was said of an upload; ``cells`` may be fewer than ``count``."""

    code: str
    sheet: str | None
    cells: tuple[str, ...]
    count: int
    message: str

    @classmethod
    def of(cls, finding: Finding) -> Said:
        """The finding of an inspection."""
        return cls(finding.code, finding.sheet, finding.marked, finding.count, finding.message("id"))

    @property
    def title(self) -> str:
        """What kind of mistake it was; the bare code where the catalogue knows it no longer."""
        entry = catalogue().get(self.code)
        return entry.title.id if entry else self.code


@dataclass(frozen=True)
class Earlier:
    """The last upload of the same data: its name, the day it came, what was read of it and said about it.

    ``said`` leaves out mere notes.
    """

    name: str
    on: date | None
    reading: Reading
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Progress:
    """How a resubmission compares with ``earlier``: counted in cells, a finding without cells as one.

    ``left_over`` are the positions in the compared findings of those that had been said before.
    """

    earlier: str
    on: date | None
    fixed: int
    left: int
    new: int
    left_over: frozenset[int] = frozenset()
    mended: tuple[Said, ...] = ()  # what was said before and is not any more, with its cells in the earlier file


@dataclass(frozen=True)
class _Place:
    """One cell that one finding names, or with an empty address the finding as a whole."""

    origin: int  # position among the findings of its upload
    code: str
    message: str
    sheet: str
    address: str
    column: str
    row: str


_SAME: tuple[Callable[[_Place], Hashable], ...] = (
    lambda p: (p.code, p.sheet, p.column, p.row, p.message),
    lambda p: (p.code, p.sheet, p.column, p.row),
    lambda p: (p.code, p.column, p.row),  # the sheet was renamed
    lambda p: (p.code, p.sheet, p.address),  # the label itself was changed
)
"""What makes two places the same, the surest first."""


def noted(findings: Iterable[Finding]) -> tuple[Said, ...]:
    """What an inspection said, mere notes left out."""
    return tuple(Said.of(f) for f in findings if f.severity is not Severity.INFO)


def compare(earlier: Earlier, reading: Reading, findings: Sequence[Finding]) -> Progress:
    """The findings of a new upload against those of the earlier one."""
    positions = [i for i, f in enumerate(findings) if f.severity is not Severity.INFO]
    now = [Said.of(findings[i]) for i in positions]
    before_places, before_rest = _places(earlier.said, earlier.reading)
    now_places, now_rest = _places(now, reading)
    kept, gone, come = _matched(before_places, now_places)
    left, left_over = len(kept), {p.origin for p in kept}
    for code in {p.code for p in (*gone, *come)} | set(before_rest) | set(now_rest):
        gone_here, come_here = [p for p in gone if p.code == code], [p for p in come if p.code == code]
        unlisted_then, unlisted_now = before_rest[code], now_rest[code]
        known_now = min(unlisted_then, len(come_here))
        left_over |= {p.origin for p in come_here[:known_now]}
        come = _without(come, come_here[:known_now])
        known_then = min(unlisted_now, len(gone_here))
        gone = _without(gone, gone_here[:known_then])
        both = min(unlisted_then - known_now, unlisted_now - known_then)
        left += known_now + known_then + both
        before_rest[code] -= known_now + both
        now_rest[code] -= known_then + both
    return Progress(
        earlier.name,
        earlier.on,
        fixed=len(gone) + before_rest.total(),
        left=left,
        new=len(come) + now_rest.total(),
        left_over=frozenset(positions[i] for i in left_over),
        mended=tuple(_mended(earlier.said, gone)),
    )


def _places(said: Sequence[Said], reading: Reading) -> tuple[list[_Place], Counter[str]]:
    """The places that findings name, and by code how many cells more they count."""
    placer = Placer(reading)
    places: list[_Place] = []
    rest: Counter[str] = Counter()
    for origin, each in enumerate(said):
        sheet = each.sheet or ""
        for address in each.cells or ("",):
            column, row = placer.names(sheet, address)
            places.append(_Place(origin, each.code, each.message, sheet, address, column, row))
        if each.cells:
            rest[each.code] += max(0, each.count - len(each.cells))
    return places, rest


def _matched(before: list[_Place], now: list[_Place]) -> tuple[list[_Place], list[_Place], list[_Place]]:
    """Places of now that stood before, places of before that are gone, places of now that are new."""
    kept: list[_Place] = []
    for same in _SAME:
        waiting: dict[Hashable, list[_Place]] = defaultdict(list)
        for place in before:
            waiting[same(place)].append(place)
        come = []
        for place in now:
            found = waiting.get(same(place))
            if found:
                found.pop(0)
                kept.append(place)
            else:
                come.append(place)
        before, now = [p for left in waiting.values() for p in left], come
    return kept, before, now


def _without(places: list[_Place], taken: list[_Place]) -> list[_Place]:
    gone = set(map(id, taken))
    return [p for p in places if id(p) not in gone]


def _mended(said: Sequence[Said], gone: Sequence[_Place]) -> Iterable[Said]:
    """The findings of before of which places are gone, with these places alone."""
    of: dict[int, list[str]] = defaultdict(list)
    for place in gone:
        of[place.origin].append(place.address)
    for origin in sorted(of):
        cells = tuple(address for address in of[origin] if address)
        yield Said(said[origin].code, said[origin].sheet, cells, len(of[origin]), said[origin].message)
