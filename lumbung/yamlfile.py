"""YAML files, ours and those of a site: data and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader  # ten times as fast; a hundred contracts are read before the first file
except ImportError:  # built without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]


def read_yaml(path: Path) -> Any:
    """What the file says.

    Raises:
        yaml.YAMLError: it is no YAML.
        OSError, UnicodeDecodeError: it cannot be read as a text.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=SafeLoader)
