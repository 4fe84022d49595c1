"""What goes back to the sender of one file: the annotated workbook and the berita acara, side by side in a folder.

The nightly run and ``lumbung check --out`` both give back this way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assets.checked import checked_tables
from expectations.model import Inspection
from lumbung.reports.annotate import annotate, annotated_name, put
from lumbung.reports.minutes import Minutes, minutes_name, minutes_page
from lumbung.reports.progress import Progress
from lumbung.reports.told import Office, Return, as_marked
from lumbung.site import Site, today


@dataclass(frozen=True)
class GivenBack:
    """Where the two papers lie; no workbook where the file left nothing to say."""

    workbook: Path | None
    minutes: Path


def give_back(
    site: Site,
    sender: str | None,
    data: bytes,
    inspection: Inspection,
    out: Path,
    *,
    received: date | None = None,
    progress: Progress | None = None,
    workbook: bool = True,
    laid_as: str | None = None,
) -> GivenBack:
    """Write the papers of one inspected file into a folder.

    Args:
        site: the regency; its walidata, deadline and limits.
        sender: the OPD as people call it.
        data: the bytes of the file as it was sent.
        inspection: what was found.
        out: the folder, made if it is not there.
        received: the day the file came; None where that is not known.
        progress: how it compares with the last upload of the same data.
        workbook: whether the annotated workbook is wanted.
        laid_as: the upload's name as the names of the papers shall tell it, where that is another.

    Raises:
        OSError: the folder cannot be written.
    """
    reading, verdict = inspection.reading, str(inspection.verdict)
    office = Office.of(site, today(site))
    annotated = None
    if workbook:
        annotated = annotate(
            data,
            reading,
            inspection.findings,
            verdict,
            sender,
            out,
            office=office,
            progress=progress,
            marked_cells=site.limits.marked_cells,
            laid_as=laid_as,
        )
    told = Return(reading.name, sender, verdict, as_marked(inspection.findings), office, progress)
    page = minutes_page(Minutes(told, reading.sha256, received, checked_tables(inspection)))
    return GivenBack(annotated, put(page.encode("utf-8"), out, minutes_name(laid_as or reading.name)))


def forget_others(folder: Path, name: str, kept: Sequence[Path | None]) -> None:
    """Take away what an earlier inspection of the file gave back and this one did not: its findings stand no longer."""
    for earlier in (folder / annotated_name(name), folder / minutes_name(name)):
        if earlier not in kept:
            earlier.unlink(missing_ok=True)
