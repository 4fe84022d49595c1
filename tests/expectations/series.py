"""Files of one dataset over several years, drawn as figures: kecamatan × two kinds of animal, and their past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from expectations.inspect import Inspector
from expectations.model import Inspection
from expectations.together import inspect_together
from lumbung.findings import Finding, Severity
from lumbung.sheets.upload import read_upload
from tests.pipelines.small_site import KECAMATAN, Figures, livestock

NAMES = tuple(KECAMATAN)
CATTLE = (410, 1325, 702, 288, 961, 544)
BUFFALOES = (120, 33, 1175, 98, 341, 644)


def grown(year: int, cattle: Sequence[float] = CATTLE, buffaloes: Sequence[float] = BUFFALOES) -> Figures:
    """The figures of a year: some percent more or less than those of the first, as in life."""
    pairs = enumerate(zip(NAMES, cattle, buffaloes, strict=True))
    return {n: (round(a * _wave(year, i)), round(b * _wave(year, i + 2))) for i, (n, a, b) in pairs}


def _wave(year: int, place: int) -> float:
    return 1 + 0.01 * (((year - 2000) * (place + 3)) % 7 - 3)


def with_figure(figures: Figures, name: str, cattle: float | None = None, buffaloes: float | None = None) -> Figures:
    """The figures with one or both of a kecamatan's replaced."""
    old = figures[name]
    return {**figures, name: (old[0] if cattle is None else cattle, old[1] if buffaloes is None else buffaloes)}


def files(years: Mapping[int, Figures]) -> dict[str, bytes]:
    """A workbook for each year."""
    return {f"Ternak {year}.xlsx": livestock(year, figures) for year, figures in years.items()}


def compared(
    inspector: Inspector, sent: Mapping[str, bytes] | Sequence[tuple[str, bytes]], opd: str
) -> list[Inspection]:
    """The inspections of files sent one after the other, each held against the others."""
    pairs = list(sent.items()) if isinstance(sent, Mapping) else list(sent)
    return inspect_together(inspector, ((name, read_upload(data, name)) for name, data in pairs), opd)


def heavy(inspection: Inspection) -> list[Finding]:
    """What is above a note."""
    return [f for f in inspection.findings if f.severity is not Severity.INFO]


def told(inspections: Sequence[Inspection]) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Code and cells of what is above a note, file by file."""
    return [[(f.code, f.cells) for f in heavy(i)] for i in inspections]


def folder_of(path: Path, sent: Mapping[str, bytes]) -> list[Path]:
    """The files, written into a folder."""
    for name, data in sent.items():
        (path / name).write_bytes(data)
    return [path / name for name in sent]
