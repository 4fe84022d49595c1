"""Measure harmonising and write ``benchmarks/harmonise.md`` (``make bench-harmonise``).

Needs the corpora at ``../shared/corpus`` (or the folder named as the first argument). Each module of this folder with
a function ``measure(corpus) -> Section`` is a subject, measured in a process of its own; the names of some behind the
folder measure only these. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.harmonise.section import Section

PAGE = Path(__file__).parents[1] / "harmonise.md"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
PACKAGES = ("python-calamine", "rapidfuzz", "pandas")
SUBJECTS: tuple[str, ...] = ("regions", "years", "roundtrip", "drafts")


def main() -> int:
    """Measure, write the page (only when every subject was measured), print it; 1 if a bar is missed."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    if not corpus.is_dir():
        print(f"no corpus at {corpus}: nothing measured")
        return 0
    wanted = tuple(sys.argv[2:]) or SUBJECTS
    with ProcessPoolExecutor() as pool:
        sections = list(pool.map(_measured, wanted, [corpus] * len(wanted)))
    page = "\n".join(_page(sections)) + "\n"
    if wanted == SUBJECTS:
        PAGE.write_text(page, encoding="utf-8")
    print(page)
    return 0 if all(line.holds for section in sections for line in section.lines) else 1


def _measured(name: str, corpus: Path) -> Section:
    started = time.perf_counter()
    section: Section = importlib.import_module(f"benchmarks.harmonise.{name}").measure(corpus)
    print(f"{name}: {time.perf_counter() - started:.0f} s", flush=True)
    return section


def _page(sections: Sequence[Section]) -> Iterator[str]:
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    yield "# Harmonising"
    yield ""
    yield f"{date.today():%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores, {versions}."
    yield "Made by `make bench-harmonise`."
    yield ""
    yield "| subject | measure | figure | bar | holds |"
    yield "|---|---|---|---|---|"
    for section in sections:
        for line in section.lines:
            holds = "yes" if line.holds else "**no**"
            yield f"| {section.title} | {line.measure} | {line.figure} | {line.bar} | {holds} |"
    for section in sections:
        if section.details:
            yield from ("", f"## {section.title}", "", *section.details)


if __name__ == "__main__":
    sys.exit(main())
