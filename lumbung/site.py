"""One regency's configuration: ``site.yaml`` and where its contracts, code lists and uploads are."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fnmatch import fnmatch
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lumbung.yamlfile import read_yaml


class SiteError(ValueError):
    """The site's configuration is missing or wrong; the message says what to mend."""


class Limits(BaseModel):
    """What one upload may be, and what reading it may cost. More than that is returned (F05), not half read.

    ``marked_cells`` returns nothing: beyond it the operator gets the rows with findings instead of the whole workbook.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    megabytes: float = 50
    cells: int = 5_000_000
    expansion: float = 200  # times its own size that an archive may unpack to
    memory: int = 2048  # MB for reading one file; a small file gets less
    seconds: float = 120  # for reading one file; a small file gets less
    marked_cells: int = 600_000  # of a file that comes back whole; of a larger one only the rows with findings do


class Adoption(BaseModel):
    """Contracts that a site takes as they are from another regency's site, with the code lists they name.

    A code list of the same name in the site's own reference takes the place of the other's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    site: Path  # folder of the other site, relative to this one's
    datasets: tuple[str, ...] = Field(min_length=1)


class Site(BaseModel):
    """A regency. Paths are relative to the folder of its ``site.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    name: str  # 'Kabupaten Lahat'
    code: str = Field(pattern=r"^\d\d\.\d\d$")  # Kemendagri
    walidata: str = "Dinas Komunikasi dan Informatika"
    contact: str = ""  # of the walidata, as operators reach it: office, telephone, e-mail
    earliest_period: int | None = Field(default=None, ge=1800)  # year before which no dataset is about anything
    days_to_mend: int | None = Field(default=None, ge=1)  # from the inspection to the mended file
    timezone: str = "Asia/Jakarta"
    nightly: str = "0 1 * * *"  # cron, in the site's timezone
    sample: bool = False  # the figures are invented
    ignore: tuple[str, ...] = ()  # file name patterns in the inbox that are no uploads
    adopts: tuple[Adoption, ...] = ()
    limits: Limits = Limits()
    deadlines: dict[str, int] = {}  # kind of period → days after its last day by which its files are due
    weights: dict[str, float] = {}  # quality dimension → its weight in the grade, where a contract gives none
    beta: tuple[str, ...] = ()  # codes of findings that are on trial: they warn at most
    folder: Path = Path()

    @property
    def contracts(self) -> Path:
        """Folder of the contracts, one folder per OPD."""
        return self.folder / "contracts"

    @property
    def reference(self) -> Path:
        """Folder of the code lists."""
        return self.folder / "reference"

    @property
    def code_lists(self) -> Path:
        """Folder of the classification lists."""
        return self.reference / "klasifikasi"

    @property
    def uploads(self) -> Path:
        """The inbox, unless told otherwise."""
        return self.folder / "uploads"

    def ignores(self, name: str) -> bool:
        """True for names that are never uploads: lock files, hidden files, and what the site lists."""
        return name.startswith(("~$", ".")) or any(fnmatch(name, pattern) for pattern in self.ignore)


def load_site(folder: Path) -> Site:
    """The site in ``folder``.

    Raises:
        SiteError: no site.yaml there, or it says something unknown.
    """
    path = folder / "site.yaml"
    if not path.is_file():
        raise SiteError(f"tidak ada site.yaml di {folder}; sebutkan folder situs dengan --site atau LUMBUNG_SITE")
    try:
        raw = read_yaml(path)
        return Site.model_validate({**raw, "folder": folder})
    except (yaml.YAMLError, ValidationError, TypeError) as error:
        raise SiteError(f"{path}: {error}") from error


def today(site: Site) -> date:
    """The day it is at the site."""
    return local_day(site, datetime.now(UTC))


def local_day(site: Site, moment: datetime) -> date:
    """The day that a moment belongs to at the site."""
    return moment.astimezone(ZoneInfo(site.timezone)).date()
