"""Settings from the environment: which site, where the state lies, which warehouse, which inbox.

A home is the state of one site. Where the home of the environment already belongs to another site, a home inside it
is used (``<home>/situs-<name>``), so that two regencies never share a table.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_SITE = "sites/lahat"
OWNER = "situs"
"""File in a home with the name of the site it belongs to."""
LAST_USED = "situs-terakhir"
"""File in the home of the environment with the folder of the site that was run last."""


@dataclass(frozen=True)
class Settings:
    """What a command works with. ``inbox`` None means the site's own; ``warehouse_url`` None the embedded server."""

    site: Path
    home: Path
    inbox: Path | None = None
    warehouse_url: str | None = None
    reports_url: str | None = None  # where a web server serves the reports of the site
    base: Path | None = None  # the home of the environment, where the site has one of its own inside it

    @classmethod
    def read(
        cls,
        environment: Mapping[str, str] = os.environ,
        site: Path | None = None,
        inbox: Path | None = None,
        *,
        reading: bool = False,
    ) -> Settings:
        """The settings: what the command line names, else the environment, else the project's defaults.

        A ``reading`` command that names no site is about the site that was run last in this home.
        """
        base = _folder(environment, "LUMBUNG_HOME", ".lumbung").absolute()
        last = _last_used(base) if reading and not environment.get("LUMBUNG_SITE") else None
        folder = (site or last or _folder(environment, "LUMBUNG_SITE", DEFAULT_SITE)).absolute()
        uploads = environment.get("LUMBUNG_UPLOADS")
        chosen = inbox or (Path(uploads) if uploads else None)
        return cls(
            site=folder,
            home=_home_of(base, folder.name),
            inbox=chosen.absolute() if chosen else None,
            warehouse_url=environment.get("LUMBUNG_WAREHOUSE_URL") or None,
            reports_url=(environment.get("LUMBUNG_REPORTS_URL") or "").rstrip("/") or None,
            base=base,
        )

    def claim(self) -> None:
        """Make the home the site's own, and remember the site as the one that was run last."""
        for folder, name, content in (
            (self.home, OWNER, self.site.name),
            (self.base or self.home, LAST_USED, str(self.site)),
        ):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(f"{content}\n", encoding="utf-8")

    def environment(self) -> dict[str, str]:
        """The same settings for a child process."""
        given = {"LUMBUNG_SITE": str(self.site), "LUMBUNG_HOME": str(self.home)}
        if self.inbox is not None:
            given["LUMBUNG_UPLOADS"] = str(self.inbox)
        if self.warehouse_url is not None:
            given["LUMBUNG_WAREHOUSE_URL"] = self.warehouse_url
        if self.reports_url is not None:
            given["LUMBUNG_REPORTS_URL"] = self.reports_url
        return given


def _home_of(base: Path, site: str) -> Path:
    owner = _content(base / OWNER)
    return base if owner in (None, site) else base / f"situs-{site}"


def _last_used(base: Path) -> Path | None:
    folder = _content(base / LAST_USED)
    return Path(folder) if folder and Path(folder).is_dir() else None


def _content(path: Path) -> str | None:
    return path.read_text(encoding="utf-8").strip() if path.is_file() else None


def _folder(environment: Mapping[str, str], name: str, default: str) -> Path:
    """A folder from the environment; the default is looked for where one stands, then in the project."""
    if environment.get(name):
        return Path(environment[name])
    here = Path(default)
    return here if here.exists() or default.startswith(".") else PROJECT / default
