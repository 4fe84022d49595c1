"""Measure inspecting and write ``benchmarks/inspect.md`` (``make bench-inspect``).

The names of some subjects behind the folder of corpora measure only these. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.subjects import Benchmark

INSPECTING = Benchmark(
    title="Inspecting",
    package="benchmarks.inspect",
    subjects=("cleanness", "detection", "mending", "annotation", "speed", "banjarnegara"),
    page=Path(__file__).parents[1] / "inspect.md",
    command="make bench-inspect",
    timed=frozenset(("annotation", "speed")),
    versions=("great-expectations", "openpyxl", "pandas"),
)

if __name__ == "__main__":
    sys.exit(INSPECTING.run(sys.argv[1:]))
