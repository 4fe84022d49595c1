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
RESTATING, RESTATED_YEARS = ("padi", "populasi_ternak"), 2
"""Datasets whose files restate the totals of so many years before: no other file may tell of them otherwise."""
OFFICES = (kesehatan, pendidikan, kependudukan, sosial, pertanian, lainnya)


def samples() -> Iterator[Sample]:
    """Every sample upload."""
    by_hand = [sample for office in OFFICES for sample in office.samples()]
    yield from by_hand
    yield from Generator.of(load_site(HERE)).uploads(_earliest(by_hand))


def _earliest(samples: Sequence[Sample]) -> dict[str, str]:
    """Dataset → the earliest period that a file written by hand speaks of, also by restating it below the table."""
    periods: dict[str, str] = {}
    for fact in (f for s in samples for f in s.facts):
        told = str(int(fact.period) - RESTATED_YEARS) if fact.dataset in RESTATING else fact.period
        periods[fact.dataset] = min(periods.get(fact.dataset, told), told)
    return periods


def make(folder: Path) -> None:
    """Write ``uploads/`` and ``truth/`` below ``folder`` and below its ``terdahulu/``, anew."""
    everything = list(samples())
    write(folder, (s for s in everything if not s.earlier))
    write(folder / "terdahulu", (s for s in everything if s.earlier))


if __name__ == "__main__":
    make(HERE)
