"""The corrections register: known errors of the sources, as data, in ``koreksi.csv`` of the site's reference folder.

A correction names one figure by dataset, period, region, categories and measure, says what stands in the source and
what is right, and why. It holds only while the source still says what the register expects: a source that was mended
is never corrected again.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fnmatch import fnmatch
from pathlib import Path

from lumbung.text import squash

FILE_NAME = "koreksi.csv"
COLUMNS = (
    "dataset", "periode", "wilayah", "rincian", "ukuran", "berkas",
    "tertulis", "tindakan", "nilai", "alasan", "status", "oleh", "pada",
)  # fmt: skip
TOTAL = "jumlah"
"""Stands for a region: the figure is the printed total of the table."""
_DIGITS = 15


class CorrectionError(ValueError):
    """The register of corrections is not as it should be."""


class Action(StrEnum):
    """What is done while the source says what is expected."""

    REPLACE = "ganti"  # the right value is used
    DROP = "kosongkan"  # no value is used
    KEEP = "biarkan"  # the value is right, or a total is known to be wrong: explained, and not complained about


class State(StrEnum):
    """Whether a correction is in force."""

    ACTIVE = "berlaku"
    DONE = "selesai"  # the source is mended; kept for the record


@dataclass(frozen=True)
class Correction:
    """One known error. Values are as the source writes them, before any unit is converted.

    ``region`` is the code of the finest region, '' for a table without regions, or :data:`TOTAL`; ``file`` the
    beginning of a sha256 or a pattern of file names, '' for every file.
    """

    dataset: str
    period: str
    region: str
    dimensions: Mapping[str, str]
    measure: str
    file: str
    expected: str
    action: Action
    value: float | None
    reason: str
    state: State
    by: str
    on: date
    line: int = 0

    @property
    def key(self) -> tuple[object, ...]:
        """What it is about."""
        return self.dataset, self.period, self.region, frozenset(self.dimensions.items()), self.measure

    def concerns(self, name: str, sha256: str) -> bool:
        """True for a file it is about."""
        pattern = self.file.casefold()
        return not pattern or sha256.startswith(pattern) or fnmatch(name.casefold(), pattern)

    def expects(self, value: object) -> bool:
        """True where the source still says what the register expects."""
        return same_value(value, self.expected)


def same_value(value: object, text: str) -> bool:
    """Whether what stands in a cell is what the register writes: numbers by value, texts by their words."""
    number = read_value(text)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number is not None and f"{value:.{_DIGITS}g}" == f"{number:.{_DIGITS}g}"
    return squash("" if value is None else str(value)) == text


def read_value(text: str) -> float | None:
    """A value of the register as a number (``-65``, ``12.5``); None for a text."""
    try:
        return float(text)
    except ValueError:
        return None


def read_corrections(folder: Path) -> tuple[Correction, ...]:
    """The register in the reference folder of a site; empty where the file is missing.

    Raises:
        CorrectionError: a line is not as it should be, or two active lines are about one figure of one file.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    found = tuple(_correction(number, row) for number, row in enumerate(rows, start=2))
    _refuse_repeats(found)
    return found


def _correction(line: int, row: Mapping[str, str | None]) -> Correction:
    where = f"{FILE_NAME} line {line}"
    said = {name: squash(row.get(name) or "") for name in COLUMNS}
    empty = [name for name in ("dataset", "periode", "ukuran", "alasan", "oleh") if not said[name]]
    if empty:
        raise CorrectionError(f"{where}: {', '.join(empty)} must not be empty")
    action, state = Action(_choice(where, "tindakan", said, Action)), State(_choice(where, "status", said, State))
    value = read_value(said["nilai"])
    if (action is Action.REPLACE) != (value is not None):
        expected = f"a number with tindakan {Action.REPLACE}, else empty"
        raise CorrectionError(f"{where}: nilai is '{said['nilai']}'; {expected}")
    if action is Action.REPLACE and same_value(value, said["tertulis"]):
        raise CorrectionError(f"{where}: nilai is what stands in the source already")
    try:
        on = date.fromisoformat(said["pada"])
    except ValueError:
        raise CorrectionError(f"{where}: pada is '{said['pada']}'; a date such as 2026-01-31 is expected") from None
    return Correction(
        dataset=said["dataset"],
        period=said["periode"],
        region=said["wilayah"],
        dimensions=_dimensions(where, said["rincian"]),
        measure=said["ukuran"],
        file=said["berkas"],
        expected=said["tertulis"],
        action=action,
        value=value,
        reason=said["alasan"],
        state=state,
        by=said["oleh"],
        on=on,
        line=line,
    )


def _choice(where: str, name: str, said: Mapping[str, str], kind: type[StrEnum]) -> str:
    if said[name] not in set(kind):
        raise CorrectionError(f"{where}: {name} is '{said[name]}'; it may be {', '.join(kind)}")
    return said[name]


def _dimensions(where: str, text: str) -> Mapping[str, str]:
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    if not all(name.strip() and code.strip() for name, _, code in pairs):
        raise CorrectionError(f"{where}: rincian is '{text}'; it is written property=code;property=code")
    return {name.strip(): code.strip() for name, _, code in pairs}


def _refuse_repeats(corrections: tuple[Correction, ...]) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for c in corrections:
        if c.state is State.ACTIVE:
            first = seen.setdefault((*c.key, c.file), c.line)
            if first != c.line:
                raise CorrectionError(f"{FILE_NAME} line {c.line}: line {first} is about the same figure")
