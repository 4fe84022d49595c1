"""Sample uploads → the folders ``uploads/`` and ``truth/`` of a site.

``truth/fakta/<opd>.csv`` holds every figure that must stand in ``data.fakta_indikator`` after a run,
``truth/temuan.csv`` the planted faults and the verdict of each file (``kode`` is empty for a file without a fault).
"""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sites.samples.table import Number, Sample

FACT_COLUMNS = ("dataset", "kode_wilayah", "periode", "indikator", "dimensi", "nilai")
FLAW_COLUMNS = ("berkas", "kode", "lembar", "sel", "putusan")


def write(folder: Path, samples: Iterable[Sample]) -> None:
    """Write ``uploads/`` and ``truth/`` below ``folder``, anew.

    Raises:
        ValueError: two files have one name, or give one figure differently.
    """
    everything = sorted(samples, key=lambda s: s.path)
    paths = [s.path for s in everything]
    if len(set(paths)) < len(paths):
        raise ValueError(f"two samples are called {next(p for p in paths if paths.count(p) > 1)}")
    for part in ("uploads", "truth"):
        shutil.rmtree(folder / part, ignore_errors=True)
    for sample in everything:
        path = folder / "uploads" / sample.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sample.data)
    for opd, rows in _fact_rows(everything).items():
        _write(folder / "truth" / "fakta" / f"{opd}.csv", FACT_COLUMNS, rows)
    _write(folder / "truth" / "temuan.csv", FLAW_COLUMNS, _flaw_rows(everything))


def read_facts(folder: Path) -> list[dict[str, str]]:
    """Every line of the truth below ``folder`` about figures."""
    found: list[dict[str, str]] = []
    for path in sorted((folder / "truth" / "fakta").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found += csv.DictReader(stream)
    return found


def _fact_rows(everything: Sequence[Sample]) -> dict[str, list[tuple[str, ...]]]:
    known: dict[tuple[str, ...], Number] = {}
    offices: dict[str, str] = {}
    for sample in everything:
        for fact in sample.facts:
            key = (fact.dataset, fact.region, fact.period, fact.indicator, ";".join(f"{k}={v}" for k, v in fact.dims))
            offices[fact.dataset] = sample.path.partition("/")[0]
            if known.setdefault(key, fact.value) != fact.value:
                raise ValueError(f"two files give {key} different figures: {known[key]} and {fact.value}")
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key, value in sorted(known.items()):
        rows[offices[key[0]]].append((*key, _number(value)))
    return rows


def _number(value: Number) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _flaw_rows(everything: Sequence[Sample]) -> Iterator[tuple[str, ...]]:
    for upload in everything:
        for flaw in upload.flaws:
            yield (upload.path, flaw.code, flaw.sheet, flaw.cell, upload.verdict)
        if not upload.flaws:
            yield (upload.path, "", "", "", upload.verdict)


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
