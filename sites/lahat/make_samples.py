"""Make the sample uploads of this site and the truth about them: ``python -m sites.lahat.make_samples``.

Every figure is invented. The same code gives the same bytes, so the uploads are committed and a test compares them
with what this script makes. Files with planted faults are written by hand, one module of ``samples/`` per group of
OPDs. Every contract besides gets files in three layouts from the generator in :mod:`sites.samples`, of years before
those written by hand. ``uploads/`` and ``truth/`` hold what is sent this year, which is what ``lumbung run`` loads;
``terdahulu/`` holds the same two folders for the periods before. The truth is described in :mod:`sites.samples.write`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lumbung.site import load_site
from sites.lahat.samples import kependudukan, kesehatan, lainnya, pendidikan, pertanian, sosial
from sites.samples.plan import Generator
from sites.samples.table import Sample
from sites.samples.write import write

HERE = Path(__file__).parent
OFFICES = (kesehatan, pendidikan, kependudukan, sosial, pertanian, lainnya)


def samples() -> Iterator[Sample]:
    """Every sample upload."""
    by_hand = [sample for office in OFFICES for sample in office.samples()]
    yield from by_hand
    yield from Generator.of(load_site(HERE)).uploads(_earliest(by_hand))


def _earliest(samples: Sequence[Sample]) -> dict[str, str]:
    """Dataset → the earliest year that a file written by hand speaks of, with two years of history below it."""
    years: dict[str, int] = {}
    for fact in (f for s in samples for f in s.facts):
        years[fact.dataset] = min(years.get(fact.dataset, 9999), int(fact.period[:4]) - 2)
    return {dataset: str(year) for dataset, year in years.items()}


def make(folder: Path) -> None:
    """Write ``uploads/`` and ``truth/`` below ``folder`` and below its ``terdahulu/``, anew."""
    everything = list(samples())
    write(folder, (s for s in everything if not s.earlier))
    write(folder / "terdahulu", (s for s in everything if s.earlier))


if __name__ == "__main__":
    make(HERE)
