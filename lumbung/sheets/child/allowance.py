"""How much memory and time reading one file may cost: little for a little file, the site's limits at most."""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.sheets.files.archive import unpacked_bytes
from lumbung.site import Limits

_MEGABYTES = 512
_SECONDS = 3.0
_MEGABYTES_PER_MEGABYTE = 16
_SECONDS_PER_MEGABYTE = 1.0
_PLAIN_WEIGHT = 2
"""A byte of .xls or .csv says as much as two bytes of XML."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What reading a file may take: memory beyond that of an idle reader, and seconds of work.

    Work is CPU time, so that no file is sent back because the machine was busy with something else.
    """

    megabytes: int
    seconds: float


def at_first_sight(data: bytes, limits: Limits) -> Allowance:
    """What looking at the file may cost, before anybody knows how far it unpacks."""
    return _of_weight(len(data), limits)


def allowance(data: bytes, limits: Limits) -> Allowance:
    """What this file gets. Honest work grows with the unpacked content: a small file that asks for more is a trap."""
    return _of_weight(unpacked_bytes(data) or len(data) * _PLAIN_WEIGHT, limits)


def _of_weight(weight: int, limits: Limits) -> Allowance:
    megabytes = weight / 1e6
    return Allowance(
        int(min(limits.memory, _MEGABYTES + megabytes * _MEGABYTES_PER_MEGABYTE)),
        min(limits.seconds, _SECONDS + megabytes * _SECONDS_PER_MEGABYTE),
    )
