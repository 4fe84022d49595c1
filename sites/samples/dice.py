"""Invented figures. Every figure follows from its own key alone, so that adding a table changes no other."""

from __future__ import annotations

from random import Random


def dice(*key: object) -> Random:
    """A random source that depends on the key and nothing else."""
    return Random("|".join(map(str, key)))  # noqa: S311  (sample figures, not secrets)


def about(centre: float, spread: float, *key: object) -> float:
    """A figure within ``spread`` (a share) of ``centre``."""
    return centre * (1 + spread * (2 * dice(*key).random() - 1))


def count(centre: float, spread: float, *key: object) -> int:
    """A whole number within ``spread`` (a share) of ``centre``, never below 0."""
    return max(0, round(about(centre, spread, *key)))
