"""The Indonesian wording of expectations, read from ``texts.yaml`` beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Template

from lumbung.yamlfile import read_yaml


def text(key: str, **values: object) -> str:
    """The text under ``section.name``, filled in.

    Raises:
        KeyError: there is no such text, or a value of it is missing.
    """
    return Template(template(key)).substitute(values)


def template(key: str) -> str:
    """The text under ``section.name`` with its ``$names``."""
    section, _, name = key.partition(".")
    return _texts()[section][name]


def literal(said: str) -> str:
    """A finished text as a template of Great Expectations: no ``$`` of it is a name."""
    return said.replace("$", "$$")


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    read: Mapping[str, Mapping[str, str]] = read_yaml(Path(__file__).with_suffix(".yaml"))
    return read
