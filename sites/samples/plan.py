"""Which uploads a dataset gets: three files or more, each in another layout and of periods of its own.

The layouts are those that the contract can carry; where a dataset begins among them follows from its name, so that
all layouts come round over a site and a new contract changes no other file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from zlib import crc32

from lumbung.contracts.model import Contract, RegionLevel
from lumbung.contracts.registry import load_registry
from lumbung.harmonise.times.spans import last_day_of
from lumbung.reference.wilayah import Gazetteer, read_gazetteer
from lumbung.site import Site
from sites.samples.invented import Counted, Invented
from sites.samples.layouts import LAYOUTS, Layout
from sites.samples.rows import body
from sites.samples.sizes import Sizes
from sites.samples.table import Sample
from sites.samples.view import View
from sites.samples.wording import before, file_safe, latest

UPLOADS = 3
MOST_FACTS = 600
"""Figures of one period, beyond which a table of desa that need not be complete covers fewer kecamatan."""


@dataclass(frozen=True)
class Generator:
    """Makes the uploads of one site's contracts; ``samples``: the site's folder of sample data."""

    site: Site
    gazetteer: Gazetteer
    sizes: Sizes
    samples: Path

    @classmethod
    def of(cls, site: Site) -> Generator:
        """The generator of a site; what it adopts from another is of the other's size, unless its own table says so."""
        folders = [*(site.folder / adoption.site for adoption in site.adopts), site.folder]
        sizes = Sizes.read(*(folder / "samples" / "besaran.csv" for folder in folders))
        return cls(site, read_gazetteer(site.reference), sizes, site.folder / "samples")

    def uploads(self, earliest: Mapping[str, str] | None = None) -> Iterator[Sample]:
        """The uploads of every contract; ``earliest``: a period per dataset, before which all its periods lie."""
        for contract in load_registry(self.site).contracts.values():
            if contract.measures:
                yield from self.of_contract(contract, (earliest or {}).get(contract.dataset))

    def of_contract(self, contract: Contract, earliest: str | None = None) -> Iterator[Sample]:
        """The uploads of one contract, the latest periods first."""
        periods = list(self.periods(contract, earliest))
        view, names = self.view(contract, periods[-1]), set[str]()
        for turn, layout in enumerate(chosen(view)):
            taken, periods = periods[-layout.periods :], periods[: -layout.periods]
            then = self.view(contract, taken[-1])
            titled = replace(then, periods=tuple(taken), title=contract.titles[turn % min(2, len(contract.titles))])
            name = file_safe(layout.file_name(titled))
            name = f"{name} ({turn + 1})" if name in names else name  # as a browser names a second download
            names.add(name)
            yield Sample(
                f"{contract.opd}/{name}{layout.extension}",
                layout.data(titled),
                tuple(titled.facts()),
                layout=layout.name,
                earlier=turn > 0 or earliest is not None,
            )

    def periods(self, contract: Contract, earliest: str | None = None) -> Sequence[str]:
        """The periods to choose from: those the site lists in ``periode.csv``, else five of the usual ones."""
        path = self.samples / "periode.csv"
        rows = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        listed = dict(row.split(",") for row in rows).get(contract.dataset)
        if listed:
            return listed.split(";")
        usual = latest(contract.grain)
        return usual if earliest is None else before(earliest, contract.grain, len(usual))

    def view(self, contract: Contract, period: str) -> View:
        """The dataset in one period, with the regions that exist on its last day."""
        regency = self.gazetteer.of_level(RegionLevel.KABUPATEN)[0]
        listed = self.samples / "pokok" / f"{contract.dataset}.csv"
        invented = Invented(contract, self.sizes, _counted(self.gazetteer))

        def view(districts: int | None) -> View:
            rows = body(contract, self.gazetteer, listed, districts, last_day_of(period))
            return View(contract, regency.name, regency.code, rows, (period,), invented, contract.titles[0])

        whole = view(None)
        figures = len(whole.rows) * len(whole.columns(totals=False))
        if contract.complete_over or not whole.rows[0].regions or figures <= MOST_FACTS or listed.is_file():
            return whole
        return view(max(2, len(self.gazetteer.of_level(RegionLevel.KECAMATAN)) * MOST_FACTS // figures))


@cache
def _counted(gazetteer: Gazetteer) -> Counted:
    """How many desa and kelurahan each kecamatan has: the first digit of the last group is 1 for a kelurahan."""
    counts: dict[str, dict[str, int]] = {}
    for kecamatan in gazetteer.of_level(RegionLevel.KECAMATAN):
        below = gazetteer.of_level(RegionLevel.DESA, within=kecamatan.code)
        kelurahan = sum(region.code.rpartition(".")[2].startswith("1") for region in below)
        named = {"jumlah_desa": len(below) - kelurahan, "jumlah_kelurahan": kelurahan}
        counts[kecamatan.code] = {**named, "jumlah_desa_kelurahan": len(below)}
    return counts


def chosen(view: View) -> Sequence[Layout]:
    """Three layouts of those that suit, as far apart in the list as may be; those of one period first."""
    fitting = [layout for layout in LAYOUTS if layout.suits(view)]
    start, step = crc32(view.contract.dataset.encode()), max(1, len(fitting) // UPLOADS)
    taken = [fitting[(start + i * step) % len(fitting)] for i in range(min(UPLOADS, len(fitting)))]
    return sorted(taken, key=lambda layout: layout.periods)
