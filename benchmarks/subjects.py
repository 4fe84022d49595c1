"""Measures subjects, each in a process of its own, and writes the page of a benchmark.

A subject is a module with a function ``measure(corpus) -> Section``. Those that measure seconds run alone, after the
others.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.section import Section

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@dataclass(frozen=True)
class Benchmark:
    """What is measured: ``package`` holds the subjects, ``page`` is written when all of them were measured."""

    title: str
    package: str
    subjects: tuple[str, ...]
    page: Path
    command: str
    versions: tuple[str, ...]  # of these packages, printed on the page
    timed: frozenset[str] = frozenset()  # subjects that measure seconds

    def run(self, arguments: Sequence[str]) -> int:
        """Measure, write the page, print it; 1 if a bar is missed.

        ``arguments``: the folder of the corpora, then the names of subjects; by default the usual one, and all.
        """
        corpus = Path(arguments[0]) if arguments else CORPUS
        wanted = tuple(arguments[1:]) or self.subjects
        if not corpus.is_dir():
            print(f"no corpus at {corpus}: nothing measured")
            return 0
        sections = self._sections(wanted, corpus)
        page = "\n".join(self._page(sections)) + "\n"
        if wanted == self.subjects:
            self.page.write_text(page, encoding="utf-8")
        print(page)
        return 0 if all(line.holds for section in sections for line in section.lines) else 1

    def _sections(self, wanted: Sequence[str], corpus: Path) -> list[Section]:
        """The sections in the order wanted."""
        modules = {name: f"{self.package}.{name}" for name in wanted}
        beside, alone = [n for n in wanted if n not in self.timed], [n for n in wanted if n in self.timed]
        with ProcessPoolExecutor() as pool:
            found = dict(
                zip(beside, pool.map(_measured, [modules[n] for n in beside], [corpus] * len(beside)), strict=True)
            )
        for name in alone:
            with ProcessPoolExecutor(1) as pool:
                found[name] = pool.submit(_measured, modules[name], corpus).result()
        return [found[name] for name in wanted]

    def _page(self, sections: Sequence[Section]) -> Iterator[str]:
        versions = ", ".join(f"{name} {version(name)}" for name in self.versions)
        yield f"# {self.title}"
        yield ""
        yield f"{date.today():%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores, {versions}."
        yield f"Made by `{self.command}`."
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


def _measured(name: str, corpus: Path) -> Section:
    started = time.perf_counter()
    section: Section = importlib.import_module(name).measure(corpus)
    print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    return section
