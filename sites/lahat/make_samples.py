"""Make the sample uploads of this site and the truth about them: ``python -m sites.lahat.make_samples``.

Every figure is invented and says so on its sheet. The same code gives the same bytes, so the uploads are
committed and a test compares them with what this script makes. ``truth/fakta.csv`` holds every figure that must
stand in ``data.fakta_indikator`` after a run, ``truth/temuan.csv`` the planted faults and the verdict of each file
(``kode`` is empty for a file without a fault).
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sites.lahat.samples import kependudukan, kesehatan, lainnya, pendidikan, pertanian, sosial
from sites.lahat.samples.table import Number, Sample

HERE = Path(__file__).parent
OFFICES = (kesehatan, pendidikan, kependudukan, sosial, pertanian, lainnya)


def samples() -> Iterator[Sample]:
    """Every sample upload."""
    for office in OFFICES:
        yield from office.samples()


def make(folder: Path) -> None:
    """Write ``uploads/`` and ``truth/`` below ``folder``, anew."""
    everything = sorted(samples(), key=lambda s: s.path)
    shutil.rmtree(folder / "uploads", ignore_errors=True)
    for upload in everything:
        path = folder / "uploads" / upload.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(upload.data)
    (folder / "truth").mkdir(exist_ok=True)
    _write(
        folder / "truth" / "fakta.csv",
        ("dataset", "kode_wilayah", "periode", "indikator", "dimensi", "nilai"),
        _fact_rows(everything),
    )
    _write(folder / "truth" / "temuan.csv", ("berkas", "kode", "lembar", "sel", "putusan"), _flaw_rows(everything))


def _fact_rows(everything: Sequence[Sample]) -> Iterable[tuple[str, ...]]:
    known: dict[tuple[str, ...], Number] = {}
    for fact in (f for s in everything for f in s.facts):
        key = (fact.dataset, fact.region, fact.period, fact.indicator, ";".join(f"{k}={v}" for k, v in fact.dims))
        if known.setdefault(key, fact.value) != fact.value:
            raise ValueError(f"two files give {key} different figures: {known[key]} and {fact.value}")
    return [(*key, _number(value)) for key, value in sorted(known.items())]


def _number(value: Number) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _flaw_rows(everything: Sequence[Sample]) -> Iterator[tuple[str, ...]]:
    for upload in everything:
        for flaw in upload.flaws:
            yield (upload.path, flaw.code, flaw.sheet, flaw.cell, upload.verdict)
        if not upload.flaws:
            yield (upload.path, "", "", "", upload.verdict)


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    make(HERE)
