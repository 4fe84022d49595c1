"""Make the sample uploads of this site and the truth about them: ``python -m sites.lebak.make_samples``.

All of them come from the generator in :mod:`sites.samples`, by the contracts of the site, its own and those it adopts.
Every figure is invented. The same code gives the same bytes, so the uploads are committed and a test compares them.
"""

from __future__ import annotations

from pathlib import Path

from lumbung.site import load_site
from sites.samples.plan import Generator
from sites.samples.write import write

HERE = Path(__file__).parent


def make(folder: Path) -> None:
    """Write ``uploads/`` and ``truth/`` below ``folder``, anew."""
    write(folder, Generator.of(load_site(HERE)).uploads())


if __name__ == "__main__":
    make(HERE)
