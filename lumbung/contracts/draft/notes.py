"""Remarks for the reviewer of a draft, and why a table cannot be drafted; the texts are data (``catatan.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lumbung.yamlfile import read_yaml


@cache
def _texts() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    raw: Mapping[str, Mapping[str, Mapping[str, str]]] = read_yaml(Path(__file__).parent / "catatan.yaml")
    return raw


@dataclass(frozen=True)
class Note:
    """One remark; ``about`` is the property it stands beside, '' for the contract as a whole."""

    code: str
    about: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: str = "id") -> str:
        """The remark in a language, ``'id'`` or ``'en'``."""
        return _texts()["catatan"][self.code][language].format(**self.values)


class CannotDraft(ValueError):
    """Why no contract can be proposed for a table."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(self.text())

    def text(self, language: str = "id") -> str:
        """The reason in a language, ``'id'`` or ``'en'``."""
        return _texts()["tolak"][self.code][language].format(**self.values)


def said(code: str, language: str, **values: object) -> str:
    """What the command says about its work."""
    return _texts()["perintah"][code][language].format(**values)
