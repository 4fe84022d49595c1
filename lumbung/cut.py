"""Lists of cells that do not hold all the cells there are: that a document cut one is said in it (G02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from lumbung.findings import Finding, Language, Severity, finding

_CODE = "G02"
_TITLES_TOLD = 3

Listed = Callable[[Finding], int]
"""How many cells of a finding a document lists."""


def with_note_of_cuts(findings: Sequence[Finding], listed: Listed) -> tuple[Finding, ...]:
    """The findings as one document tells them, with a note where it counts something to be mended and does not list it.

    A note that stands among them already is another document's.
    """
    told = tuple(f for f in findings if f.code != _CODE)
    cut = [f for f in told if f.cells and f.count > listed(f) and f.severity is not Severity.INFO]
    if not cut:
        return told
    unlisted = sum(f.count - listed(f) for f in cut)
    what, what_en = _lists(cut, listed, "id"), _lists(cut, listed, "en")
    return (*told, finding(_CODE, count=unlisted, what=what, what_en=what_en))


def _lists(cut: Sequence[Finding], listed: Listed, language: Language) -> str:
    """Which lists were cut: titles with the cells listed and the cells there are."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for f in cut:
        kinds[f.code].append(f)
    of = {"id": "dari", "en": "of"}[language]
    texts = [
        f"{same[0].title(language)} ({sum(map(listed, same))} {of} {sum(f.count for f in same)})"
        for same in kinds.values()
    ]
    return ", ".join(texts[:_TITLES_TOLD]) + (", …" if len(texts) > _TITLES_TOLD else "")
