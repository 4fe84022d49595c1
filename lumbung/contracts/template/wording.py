"""What a template says to the OPD: the texts of ``texts.yaml``, in Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lumbung.yamlfile import read_yaml


@cache
def _texts() -> Mapping[str, str]:
    return dict(read_yaml(Path(__file__).parent / "texts.yaml"))


def say(key: str, **parameters: str | int) -> str:
    """The text of that key, filled in; KeyError if there is none."""
    return _texts()[key].format(**parameters)
