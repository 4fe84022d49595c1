"""Who decides: the person at the keyboard, as git knows them, else the account."""

from __future__ import annotations

import getpass
import subprocess
from pathlib import Path


def person(folder: Path) -> str:
    """The name to write beside a decision: git's ``user.name`` where ``folder`` is, else that of the account."""
    try:
        told = subprocess.run(
            ["git", "config", "user.name"], cwd=folder, capture_output=True, text=True, timeout=10, check=False
        )
        name = told.stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        name = ""
    if name:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return "-"
