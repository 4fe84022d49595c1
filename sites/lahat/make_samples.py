"""Make the sample uploads of this site and the truth about them: ``python -m sites.lahat.make_samples``.

Every figure is invented and says so on its sheet. The same code gives the same bytes, so the uploads are
committed and a test compares them with what this script makes. The truth is described in :mod:`sites.samples.write`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sites.lahat.samples import kependudukan, kesehatan, lainnya, pendidikan, pertanian, sosial
from sites.samples.table import Sample
from sites.samples.write import write

HERE = Path(__file__).parent
OFFICES = (kesehatan, pendidikan, kependudukan, sosial, pertanian, lainnya)


def samples() -> Iterator[Sample]:
    """Every sample upload."""
    for office in OFFICES:
        yield from office.samples()


def make(folder: Path) -> None:
    """Write ``uploads/`` and ``truth/`` below ``folder``, anew."""
    write(folder, samples())


if __name__ == "__main__":
    make(HERE)
