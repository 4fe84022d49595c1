"""Settings from the environment: which site, where the state lies, which warehouse, which inbox."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What a command works with. ``inbox`` None means the site's own; ``warehouse_url`` None the embedded server."""

    site: Path
    home: Path
    inbox: Path | None = None
    warehouse_url: str | None = None

    @classmethod
    def read(
        cls,
        environment: Mapping[str, str] = os.environ,
        site: Path | None = None,
        inbox: Path | None = None,
    ) -> Settings:
        """The settings: what the command line names, else the environment, else the project's defaults."""
        uploads = environment.get("LUMBUNG_UPLOADS")
        chosen = inbox or (Path(uploads) if uploads else None)
        return cls(
            site=(site or _folder(environment, "LUMBUNG_SITE", "sites/lahat")).absolute(),
            home=_folder(environment, "LUMBUNG_HOME", ".lumbung").absolute(),
            inbox=chosen.absolute() if chosen else None,
            warehouse_url=environment.get("LUMBUNG_WAREHOUSE_URL") or None,
        )

    def environment(self) -> dict[str, str]:
        """The same settings for a child process."""
        given = {"LUMBUNG_SITE": str(self.site), "LUMBUNG_HOME": str(self.home)}
        if self.inbox is not None:
            given["LUMBUNG_UPLOADS"] = str(self.inbox)
        if self.warehouse_url is not None:
            given["LUMBUNG_WAREHOUSE_URL"] = self.warehouse_url
        return given


def _folder(environment: Mapping[str, str], name: str, default: str) -> Path:
    """A folder from the environment; the default is looked for where one stands, then in the project."""
    if environment.get(name):
        return Path(environment[name])
    here = Path(default)
    return here if here.exists() or default.startswith(".") else PROJECT / default
