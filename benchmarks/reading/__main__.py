"""Measure reading over the corpora and write ``benchmarks/reading.md`` (``make bench-reading``).

Needs the corpora at ``../shared/corpus`` (or the folder named as the first argument). Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.reading import entries, speed, typed, verdicts
from lumbung.sheets.upload import read_upload

PAGE = Path(__file__).parents[1] / "reading.md"
ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
PACKAGES = ("python-calamine", "openpyxl")
LAYOUTS = 24


@dataclass(frozen=True)
class Line:
    """One row of the page's table, and what belongs under it."""

    corpus: str
    measure: str
    figure: str
    bar: str
    holds: bool
    details: tuple[str, ...] = ()


def main() -> int:
    """Measure, write the page, print it; 1 if a bar is missed."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    if not corpus.is_dir():
        print(f"no corpus at {corpus}: nothing measured")
        return 0
    lines = []
    for measure in (_typed, _layouts, _entries, _verdicts, _long, _small):
        started = time.perf_counter()
        lines.append(measure(corpus))
        print(f"{lines[-1].corpus}: {lines[-1].figure} ({time.perf_counter() - started:.0f} s)", flush=True)
    page = "\n".join(_page(lines)) + "\n"
    PAGE.write_text(page, encoding="utf-8")
    print(page)
    return 0 if all(line.holds for line in lines) else 1


def _page(lines: list[Line]) -> Iterator[str]:
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    yield "# Reading"
    yield ""
    yield f"{date.today():%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores, {versions}."
    yield "Made by `make bench-reading`; every file is read in the child process, as in a nightly run."
    yield ""
    yield "| corpus | measure | figure | bar | holds |"
    yield "|---|---|---|---|---|"
    for line in lines:
        yield f"| {line.corpus} | {line.measure} | {line.figure} | {line.bar} | {'yes' if line.holds else '**no**'} |"
    for line in lines:
        if line.details:
            yield ""
            yield f"## {line.corpus}"
            yield ""
            yield from line.details


def _typed(corpus: Path) -> Line:
    folder = corpus / "banjarnegara"
    scores = [
        typed.score(pair, read_upload(pair.workbook.read_bytes(), pair.workbook.name)) for pair in typed.pairs(folder)
    ]
    right = sum(score.is_right for score in scores)
    without_list = sum(score.is_right and not score.left_out for score in scores)
    compared, equal = sum(s.compared for s in scores), sum(s.equal for s in scores)
    rows, wrong = sum(s.rows for s in scores), sum(s.wrong_rows for s in scores)
    details = [
        f"{equal} of {compared} typed figures equal, {wrong} of {rows} body rows are no observation. "
        f"Counting the typed columns that the workbooks do not have: {without_list} of {len(scores)} workbooks.",
        "",
        "Known errors of the typed figures (left out of the comparison):",
        "",
        "| workbook | typed column | reason |",
        "|---|---|---|",
        *(f"| {e.workbook} | {e.column} | {e.reason} |" for e in typed.known_errors()),
        *(f"\nNot right: {s.workbook}: {s.equal} of {s.compared}" for s in scores if not s.is_right),
    ]
    figure = f"{right} of {len(scores)} ({right / len(scores):.1%})"
    measure = "workbooks whose body rows and figures are all right against the typed truth"
    return Line("banjarnegara", measure, figure, "≥ 98 %", right >= 0.98 * len(scores), tuple(details))


def _layouts(_: Path) -> Line:
    test = "tests/sheets/test_layout_files.py::test_a_file_is_read_as_a_person_reads_it"
    command = [sys.executable, "-m", "pytest", test, "-rA", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = Counter(line.split(" ", 1)[0] for line in done.stdout.splitlines() if line.startswith(("PASSED", "FAILED")))
    figure = f"{told['PASSED']} of {told['PASSED'] + told['FAILED']}"
    measure = "files read as written down by eye (`tests/sheets/layouts`)"
    return Line("layouts", measure, figure, str(LAYOUTS), told["PASSED"] >= LAYOUTS and not told["FAILED"])


def _entries(corpus: Path) -> Line:
    score = entries.Score()
    for truth in entries.truths(corpus / "troy200"):
        score.add(truth, read_upload(truth.data, f"{truth.name}.xlsx"))
    explained = {
        "leaf": "the leaf of the heading and the row's labels, as the truth lists them",
        "closed": "whole paths, the truth completed with the headings above its own",
        "raw": "whole paths against leaves alone",
        "ceiling": "… what a perfect reading gets there",
    }
    details = [
        f"{score.perfect} of {score.tables} tables without any difference.",
        "",
        "| counted | precision | recall | F1 |",
        "|---|---|---|---|",
        *(
            f"| {name}: {text} | {a.precision:.4f} | {a.recall:.4f} | {a.f1:.4f} |"
            for name, text in explained.items()
            for a in (getattr(score, name),)
        ),
    ]
    figure = f"{score.leaf.f1:.4f} (closed {score.closed.f1:.4f}, raw {score.raw.f1:.4f})"
    return Line("troy200", "entry–label pairs, F1", figure, "≥ 0.97", score.leaf.f1 >= 0.97, tuple(details))


def _verdicts(corpus: Path) -> Line:
    told = list(verdicts.verdicts(corpus / "hostile"))
    good = [verdict for verdict in told if verdict.holds]
    slowest, largest = max(told, key=lambda v: v.seconds), max(told, key=lambda v: v.megabytes)
    details = [
        f"Slowest {slowest.seconds:.1f} s (`{slowest.file}`), largest {largest.megabytes:.0f} MB (`{largest.file}`); "
        f"median {statistics.median(v.seconds for v in told):.2f} s, a process each.",
        "",
        ", ".join(f"{said or 'fault'} {n}" for said, n in Counter(v.said for v in told).most_common()) + ".",
        *(f"\n`{v.file}`: {v.fault or f'{v.seconds:.1f} s, {v.megabytes:.0f} MB'}" for v in told if not v.holds),
    ]
    measure = "files with a verdict, no crash, under 10 s and 1 GiB"
    figure = f"{len(good)} of {len(told)}"
    return Line("hostile", measure, figure, "all", len(good) == len(told), tuple(details))


def _long(_: Path) -> Line:
    took = speed.measure_long(read_upload)
    ratio = took.reading / took.calamine
    details = (
        f"{took.cells:,} cells, {took.megabytes:.1f} MB: calamine alone {took.calamine:.2f} s, "
        f"our reading {took.reading:.2f} s, with every row of the table in hand {took.rows:.2f} s "
        f"({took.rows / took.calamine:.2f} ×). Medians of rounds in one process.",
    )
    measure = "wall time against `python_calamine … to_python()`"
    return Line("200,000 × 11 cells", measure, f"{ratio:.2f} ×", "≤ 2 ×", ratio <= 2, details)


def _small(_: Path) -> Line:
    took = sorted(speed.measure_small(read_upload))
    median, late = statistics.median(took) * 1000, took[int(len(took) * 0.95)] * 1000
    measure = "per workbook, warm, median"
    return Line("1,000 small workbooks", measure, f"{median:.1f} ms (95 %: {late:.1f} ms)", "≤ 15 ms", median <= 15)


if __name__ == "__main__":
    sys.exit(main())
