"""What a drafted dataset is called: its table and its title for people."""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.contracts.draft.dimensions import Dimension
from lumbung.contracts.draft.measures import Measured
from lumbung.contracts.draft.titles import Subject, snake
from lumbung.text import fold

_COUNTING = ("jumlah", "banyaknya", "banyak", "data", "daftar", "rekapitulasi", "rekap")
LONGEST = 48


def dataset_name(subject: Subject, measures: Sequence[Measured], header: Sequence[Dimension]) -> str:
    """A short name: the subject without *Jumlah* or *Data*; without a title, the measures and kinds themselves."""
    words = fold(subject.thing).split()
    while len(words) > 1 and words[0] in _COUNTING:
        words.pop(0)
    kinds = " ".join(_kinds(header))
    return snake(" ".join(words) or f"{kinds} {' '.join(m.prop.title for m in measures)}", LONGEST)


def contract_title(
    subject: Subject, measures: Sequence[Measured], dimensions: Sequence[Dimension], regions: Sequence[str]
) -> str:
    """The dataset's title for people: its own, else what it measures by what."""
    if subject.text and not subject.weak:
        return _sentence(subject.text)
    by = [*regions, *(d.prop.title for d in dimensions if d.prop.constant is None)]
    broken_down = f" menurut {' dan '.join(by)}" if by else ""
    return _sentence(_by_content(measures, [d for d in dimensions if d.prop.constant is None]) + broken_down)


def _by_content(measures: Sequence[Measured], dimensions: Sequence[Dimension]) -> str:
    names = [m.prop.title for m in measures[:3]]
    return " ".join((", ".join(names), " dan ".join(_kinds(dimensions)))).strip()


def _kinds(dimensions: Sequence[Dimension]) -> list[str]:
    return [c.name for d in dimensions for c in d.prop.categories if not c.total and not c.optional][:3]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] if not text.isupper() else text.capitalize()
