"""Which measures may be summed: shares, averages and indices never are, by their unit or by their *ukuran*."""

from __future__ import annotations

from lumbung.reference.satuan import Unit
from lumbung.text import fold

_KINDS = ("rata rata", "rerata", "persentase", "persen", "rasio", "nisbah", "indeks", "median", "laju", "proporsi")
"""Kinds of *ukuran* (Peraturan BPS 4/2020) that no sum keeps."""


def never_summed(ukuran: str, unit: Unit | None) -> str | None:
    """Why a measure is never summed: the word of its *ukuran*, or its unit; None where nothing speaks against it."""
    said = f" {fold(ukuran)} "
    word = next((kind for kind in _KINDS if f" {kind} " in said), None)
    if word:
        return word
    return unit.name if unit is not None and unit.ratio else None
