"""Names of datasets and codes that a command line is asked about: known, or told which are."""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.contracts.registry import Registry
from lumbung.findings import catalogue


class UnknownDataset(ValueError):
    """A dataset named on the command line has no contract."""


class UnknownCode(ValueError):
    """A code named on the command line is none of the catalogue."""


def check_datasets(registry: Registry, datasets: Sequence[str]) -> None:
    """Refuse a dataset that the site does not have.

    Raises:
        UnknownDataset: with those that it has.
    """
    unknown = [d for d in datasets if d not in registry.contracts]
    if unknown:
        known = ", ".join(sorted(registry.contracts))
        raise UnknownDataset(f"dataset {', '.join(unknown)} tidak dikenal. Yang ada di situs ini: {known}.")


def check_code(code: str) -> None:
    """Refuse a code that no finding has.

    Raises:
        UnknownCode: with those that there are.
    """
    if code not in catalogue():
        raise UnknownCode(f"kode temuan {code} tidak dikenal. Yang ada: {', '.join(catalogue())}.")
