"""The nightly run over the 115 workbooks of Banjarnegara: how long it takes, and whether the figures are right.

Run as ``make bench``. Needs the corpus at ``../shared/corpus`` (or the folder named as the first argument); writes
``benchmarks/nightly.md``. The run is made twice, in processes of their own: the second must change nothing.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Engine, text

from benchmarks.banjarnegara_truth import Comparison, compare, report
from warehouse.engine import open_warehouse
from warehouse.server import stop_embedded

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "shared" / "corpus" / "banjarnegara"
PACKAGES = ("dagster", "great-expectations", "pandas", "sqlalchemy", "python-calamine")


def main() -> int:
    """Measure and write the page; 1 when a figure differs without an explanation."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    if not corpus.is_dir():
        print(f"no corpus at {corpus}: nothing measured")
        return 0
    with tempfile.TemporaryDirectory(prefix="lumbung-") as folder:
        home = Path(folder)
        first, second = _run(home, corpus), _run(home, corpus)
        engine = open_warehouse(home)
        comparison = compare(engine, corpus)
        page = _page(engine, comparison, first, second)
        engine.dispose()
        stop_embedded(home)
    (HERE / "nightly.md").write_text(page, encoding="utf-8")
    print(page)
    return 1 if comparison.unexplained else 0


def _run(home: Path, corpus: Path) -> float:
    """Wall time in seconds of one ``lumbung run``, its imports and the start of the server included."""
    command = [sys.executable, "-m", "pipelines", "run", "--site", "sites/banjarnegara", "--uploads", str(corpus)]
    started = time.perf_counter()
    subprocess.run(command, check=True, cwd=HERE.parent, env={**os.environ, "LUMBUNG_HOME": str(home)})
    return time.perf_counter() - started


def _page(engine: Engine, comparison: Comparison, first: float, second: float) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    lines = [
        "# The nightly run over the workbooks of Banjarnegara",
        "",
        f"{date.today():%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores, {versions}.",
        "",
        "| measure | figure |",
        "|---|---|",
        f"| workbooks with a verdict | {_count(engine, 'SELECT count(*) FROM ops.berkas WHERE putusan IS NOT NULL')} |",
        *(f"| … {verdict} | {count} |" for verdict, count in _verdicts(engine)),
        f"| facts that hold now | {_count(engine, _FACTS)} |",
        f"| first run, from an empty home | {first:.0f} s |",
        f"| second run, nothing new | {second:.0f} s |",
        f"| rows closed in all of `data` (must be 0) | {_count(engine, _CLOSED)} |",
        "",
        "Against the figures typed by hand (`-` is nil; see `banjarnegara_differences.csv` for the explanations):",
        "",
        "```",
        *report(comparison),
        "```",
    ]
    return "\n".join(lines) + "\n"


_FACTS = "SELECT count(*) FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL"
_CLOSED = "SELECT count(*) FROM data.fakta_indikator WHERE _berlaku_sampai IS NOT NULL"


def _count(engine: Engine, query: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(query)).scalar_one())


def _verdicts(engine: Engine) -> list[tuple[str, int]]:
    query = "SELECT putusan, count(*) FROM ops.berkas GROUP BY putusan ORDER BY count(*) DESC"
    with engine.connect() as connection:
        return [(str(verdict), int(count)) for verdict, count in connection.execute(text(query))]


if __name__ == "__main__":
    sys.exit(main())
