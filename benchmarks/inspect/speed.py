"""How long ``lumbung check`` takes, and how much memory it holds with all its children.

100,000 rows of figures, a list of as many persons, and 10,000 rows whose wrong cells are marked in the workbook that
goes back. python-calamine reads the same bytes in the same run.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.inspect.cost import Cost, check
from benchmarks.inspect.large import REGISTERS, figures, figures_site, persons, workbook
from benchmarks.section import Line, Section

ROWS, SECONDS, MEGABYTES = 100_000, 10.0, 700
MARKED_ROWS, MARKED_SECONDS = 10_000, 5.0
_REPEATS = 3


def measure(_: Path) -> Section:
    """The median of several runs; no corpus is needed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site, file = figures_site(folder), folder / "Penduduk Rinci 2024.xlsx"
        file.write_bytes(workbook(figures(site, ROWS)))
        of_figures, told = _accepted(f"check of {ROWS:,} rows × 12", file, site, "dukcapil")
        file.write_bytes(workbook(figures(site, MARKED_ROWS, spoilt=True)))
        marked = _marked(file, site, folder / "kembali")
        file = folder / "Penerima Bantuan 2024.xlsx"
        file.write_bytes(workbook(persons(ROWS)))
        of_persons, told_too = _accepted(f"check of a list of {ROWS:,} persons × 12", file, REGISTERS, "dinsos")
    return Section("Speed", (*of_figures, *of_persons, marked), (told, told_too))


def _accepted(name: str, file: Path, site: Path, opd: str) -> tuple[tuple[Line, Line], str]:
    """Seconds and memory of a check of a file without a fault, and how they compare to reading alone."""
    costs = [_of_accepted(file, site, opd) for _ in range(_REPEATS)]
    seconds = statistics.median(c.seconds for c in costs)
    megabytes = max(c.megabytes for c in costs)
    alone = statistics.median(_read_alone(file) for _ in range(_REPEATS))
    size = file.stat().st_size / 1e6
    lines = (
        Line(name, f"{seconds:.1f} s", f"< {SECONDS:g} s", seconds < SECONDS),
        Line("… memory of all its processes", f"{megabytes:.0f} MB", f"< {MEGABYTES} MB", megabytes < MEGABYTES),
    )
    told = f"{file.name}: python-calamine alone reads the same {size:.1f} MB in {alone:.1f} s; the check takes"
    return lines, f"{told} {seconds / alone:.1f} times as long."


def _of_accepted(file: Path, site: Path, opd: str) -> Cost:
    cost, said = check(file, site, opd)
    if f'"accepted": {ROWS}' not in said:
        raise RuntimeError(f"the workbook was not accepted: {said[:500]}")
    return cost


def _marked(file: Path, site: Path, out: Path) -> Line:
    """Seconds of a check that gives the workbook back with its wrong cells marked."""
    seconds = statistics.median(_of_marked(file, site, out) for _ in range(_REPEATS))
    name = f"check of {MARKED_ROWS:,} rows × 12, a tenth of them wrong, with the annotated workbook"
    return Line(name, f"{seconds:.1f} s", f"< {MARKED_SECONDS:g} s", seconds < MARKED_SECONDS)


def _of_marked(file: Path, site: Path, out: Path) -> float:
    cost, said = check(file, site, "dukcapil", "--out", str(out))
    if not any(out.glob("*.xlsx")):
        raise RuntimeError(f"no workbook was marked: {said[:500]}")
    return cost.seconds


def _read_alone(file: Path) -> float:
    data = file.read_bytes()
    started = time.perf_counter()
    CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    return time.perf_counter() - started
