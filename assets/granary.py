"""The granary: one site opened for work. What every asset is handed: site, inspector, warehouse, inbox, home."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assets.inbox import Arrival, arrivals
from assets.journal import Journal
from lumbung import __version__
from lumbung.contracts.files import rule_files
from lumbung.contracts.model import Contract
from lumbung.contracts.registry import Registry, load_registry
from lumbung.reference.official import OfficialFigure, read_official
from lumbung.reference.opd import OpdRegistry, read_opds
from lumbung.reference.wilayah import Gazetteer, read_gazetteer
from lumbung.sheets.upload import get_ready
from lumbung.site import Site, load_site
from warehouse.engine import open_warehouse
from warehouse.ownership import claim, keep_time
from warehouse.sealing import Seal, claim_seal, find_seal
from warehouse.server import is_embedded

if TYPE_CHECKING:
    from expectations.inspect import Inspector

OTHERS = "lainnya"
"""The asset of uploads from OPDs that own no contract."""


@dataclass(frozen=True)
class Granary:
    """One site, its inbox and its warehouse."""

    site: Site
    home: Path
    inbox: Path
    engine: Engine
    registry: Registry
    gazetteer: Gazetteer
    opds: OpdRegistry
    seal: Seal | None = None  # of NIK and No. KK; None where the site holds no register
    journal: Journal = field(default_factory=Journal)
    reports_url: str | None = None  # where a web server serves the reports folder, if one does

    @classmethod
    def open(
        cls, site_folder: Path, home: Path, inbox: Path | None = None, url: str | None = None, secret: str | None = None
    ) -> Granary:
        """Open a site: load its contracts and lists, start or find its warehouse.

        ``secret``: the key of NIK and No. KK, else LUMBUNG_SECRET_KEY.

        Raises:
            SiteError, ContractError: the site's configuration is unsound.
            WarehouseUnavailable: no Postgres could be reached.
            OtherSite: the warehouse is another regency's.
            SealError: the site holds registers, and their key is missing or another one.
        """
        site = load_site(site_folder)
        registry, gazetteer, opds = load_registry(site), read_gazetteer(site.reference), read_opds(site.reference)
        seal = site_seal(registry, home, url, secret)
        engine = open_warehouse(home, url)
        with engine.begin() as connection:
            claim(connection, site.id)
            keep_time(connection, site.timezone)
            if seal is not None:
                claim_seal(connection, seal)
        return cls(site, home, inbox or site.uploads, engine, registry, gazetteer, opds, seal)

    @cached_property
    def inspector(self) -> Inspector:
        """Inspects files by the contracts of the site."""
        get_ready()  # a reader starts meanwhile
        from expectations.inspect import Inspector  # Great Expectations takes seconds; most processes read no file

        return Inspector(self.site, self.registry, self.gazetteer, self.opds)

    @cached_property
    def official(self) -> tuple[OfficialFigure, ...]:
        """The official figures that those of OPDs are held against."""
        return read_official(self.site.reference)

    @property
    def reports(self) -> Path:
        """Where annotated workbooks are laid, one folder per OPD."""
        return self.home / "laporan" / self.site.id

    @cached_property
    def owners(self) -> frozenset[str]:
        """The OPDs that own a contract."""
        return frozenset(self.registry.opds)

    @cached_property
    def rules(self) -> str:
        """A digest of everything an inspection depends on besides the file: configuration, lists, this program."""
        digest = hashlib.sha256(__version__.encode())
        for path in rule_files(self.site):
            digest.update(relpath(path, self.site.folder).encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def contract(self, dataset: str) -> Contract:
        """The contract of a dataset; KeyError if the site has none."""
        return self.registry.contracts[dataset]

    def arrivals(self, opd: str) -> list[Arrival]:
        """What lies in the inbox for one OPD, or with :data:`OTHERS` for all that own no contract."""
        return arrivals(
            self.inbox, self.site, self.opds, lambda o: o == opd or (opd == OTHERS and o not in self.owners)
        )


def site_seal(registry: Registry, home: Path, url: str | None = None, secret: str | None = None) -> Seal | None:
    """The seal that a site's registers need; None where it has none, so that nobody is asked for a key in vain.

    Raises:
        SealError: there is a register, an external warehouse, and no key.
    """
    if not any(contract.is_register for contract in registry.contracts.values()):
        return None
    return find_seal(home, secret, embedded=is_embedded(url))
