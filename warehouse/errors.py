"""What can go wrong in the warehouse, each failure with its own class and fields.

The texts are data: ``messages.yaml`` beside this module. ``str(error)`` is Indonesian.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lumbung.findings import Language, Parameter, Text
from lumbung.yamlfile import read_yaml


@cache
def _messages() -> Mapping[str, Text]:
    raw = read_yaml(Path(__file__).parent / "messages.yaml")
    return {code: Text.model_validate(text) for code, text in raw.items()}


class WarehouseError(Exception):
    """Something the warehouse could not do; ``code`` names its message, ``parameters`` fill it."""

    def __init__(self, code: str, **parameters: Parameter) -> None:
        self.code = code
        self.parameters: Mapping[str, Parameter] = parameters
        super().__init__(self.message())

    def message(self, language: Language = "id") -> str:
        """What happened and what to do about it."""
        return _messages()[self.code].fill(language, self.parameters)


class WarehouseUnavailable(WarehouseError):
    """No server to talk to: it could not be made, started or reached."""


class ContractConflict(WarehouseError):
    """A contract asks for a table that the warehouse cannot give without losing something."""


class ValueMismatch(WarehouseError):
    """An accepted value does not fit the column that the contract gives it."""


class SealError(WarehouseError):
    """The key of NIK and No. KK is missing, or not the one the warehouse was sealed with."""


class PersonalDataFailure(WarehouseError):
    """The database refused something about persons; what it said is not passed on."""


class ArchiveError(WarehouseError):
    """The archive lacks a file or holds a damaged one."""


class QueryRefused(WarehouseError):
    """A query of an analyst that Postgres did not carry out."""


class OtherSite(WarehouseError):
    """The warehouse belongs to another site."""
