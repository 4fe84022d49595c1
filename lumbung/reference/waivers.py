"""Explanations that the walidata accepted: ``penjelasan.csv`` in the reference folder of a site, one line per figure.

A line closes the findings of one code about one figure while the figure says what the line expects. It neither changes
the figure nor hides the finding; known errors of a source are another matter (:mod:`lumbung.reference.corrections`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from lumbung.anchors import Anchor
from lumbung.reference.writing import change_file
from lumbung.text import squash

FILE_NAME = "penjelasan.csv"
COLUMNS = (
    "sidik", "dataset", "periode", "kode", "baris", "kolom", "tertulis", "alasan", "status", "oleh", "pada",
    "dicabut_oleh", "dicabut_pada",
)  # fmt: skip
_MAY_BE_EMPTY = frozenset({"periode", "baris", "kolom", "tertulis", "status", "dicabut_oleh", "dicabut_pada"})


class WaiverError(ValueError):
    """The register of explanations is not as it should be."""


class WaiverState(StrEnum):
    """Whether an explanation is in force."""

    ACTIVE = "berlaku"
    REVOKED = "dicabut"  # kept for the record


@dataclass(frozen=True)
class Waiver:
    """One explained figure. ``finding`` is the fingerprint of the finding it was accepted for.

    ``by`` accepted it ``on`` that day; who withdrew it, and when, is empty while it is in force.
    """

    finding: str
    period: str  # '' where the finding is about no single period
    code: str
    anchor: Anchor
    reason: str
    by: str
    on: date
    state: WaiverState = WaiverState.ACTIVE
    revoked_by: str = ""
    revoked_on: date | None = None

    @property
    def key(self) -> tuple[Anchor, str, str]:
        """What it is about."""
        return self.anchor, self.period, self.code


@dataclass(frozen=True)
class Waivers:
    """The register of a site."""

    all: tuple[Waiver, ...] = ()

    @property
    def active(self) -> tuple[Waiver, ...]:
        """Those in force."""
        return tuple(w for w in self.all if w.state is WaiverState.ACTIVE)

    def with_accepted(self, wanted: Iterable[Waiver]) -> Waivers:
        """The register with these in force, each in the place of an earlier one about the same figure."""
        fresh = {w.key: w for w in wanted}
        return Waivers((*(w for w in self.all if w.key not in fresh), *fresh.values()))

    def revoked(self, finding: str, by: str, on: date) -> Waivers:
        """The register with the explanation of one finding withdrawn."""
        return Waivers(
            tuple(
                replace(w, state=WaiverState.REVOKED, revoked_by=by, revoked_on=on)
                if w.finding == finding and w.state is WaiverState.ACTIVE
                else w
                for w in self.all
            )
        )


def read_waivers(folder: Path) -> Waivers:
    """The register in the reference folder of a site; empty where the file is missing.

    Raises:
        WaiverError: a line is not as it should be, or two are about one figure.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return Waivers()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        found = tuple(_waiver(f"{FILE_NAME} line {n}", row) for n, row in enumerate(csv.DictReader(stream), start=2))
    if len({w.key for w in found}) < len(found):
        raise WaiverError(f"{FILE_NAME}: one figure is explained twice")
    return Waivers(found)


def change_waivers(folder: Path, change: Callable[[Waivers], Waivers]) -> Waivers:
    """Read the register, change it, write it; nobody else writes meanwhile.

    Raises:
        WaiverError: the file is not as it should be.
    """
    return change_file(folder / FILE_NAME, read_waivers, change, written_out)


def written_out(waivers: Waivers) -> str:
    """The content of ``penjelasan.csv``, sorted, so that two people's explanations merge line by line."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for w in sorted(waivers.all, key=lambda w: w.key):
        about = (w.finding, w.anchor.dataset, w.period, w.code)
        figure = (w.anchor.row, w.anchor.column, w.anchor.figures)
        revoked = (w.revoked_by, w.revoked_on.isoformat() if w.revoked_on else "")
        writer.writerow((*about, *figure, w.reason, w.state, w.by, w.on.isoformat(), *revoked))
    return stream.getvalue()


def _waiver(where: str, row: Mapping[str, str | None]) -> Waiver:
    said = {name: squash(row.get(name) or "") for name in COLUMNS}
    empty = [name for name in COLUMNS if not said[name] and name not in _MAY_BE_EMPTY]
    if empty:
        raise WaiverError(f"{where}: {', '.join(empty)} must not be empty")
    state = said["status"] or WaiverState.ACTIVE
    if state not in set(WaiverState):
        raise WaiverError(f"{where}: status is '{state}'; it may be {', '.join(WaiverState)}")
    anchor = Anchor(said["dataset"], said["baris"], said["kolom"], said["tertulis"])
    return Waiver(
        said["sidik"],
        said["periode"],
        said["kode"],
        anchor,
        said["alasan"],
        said["oleh"],
        _day(where, "pada", said["pada"]),
        WaiverState(state),
        said["dicabut_oleh"],
        _day(where, "dicabut_pada", said["dicabut_pada"]) if said["dicabut_pada"] else None,
    )


def _day(where: str, column: str, written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise WaiverError(f"{where}: {column} is '{written}'; a date such as 2026-01-31 is expected") from None
