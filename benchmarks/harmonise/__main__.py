"""Measure harmonising and write ``benchmarks/harmonise.md`` (``make bench-harmonise``).

Needs the corpora at ``../shared/corpus`` (or the folder named as the first argument). The names of some subjects
behind the folder measure only these. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.subjects import Benchmark

HARMONISING = Benchmark(
    title="Harmonising",
    package="benchmarks.harmonise",
    subjects=("regions", "years", "roundtrip", "drafts"),
    page=Path(__file__).parents[1] / "harmonise.md",
    command="make bench-harmonise",
    versions=("python-calamine", "rapidfuzz", "pandas"),
)

if __name__ == "__main__":
    sys.exit(HARMONISING.run(sys.argv[1:]))
