"""``lumbung check``: the inspection of files without a warehouse.

The first file is read in a process of its own while what judges it is still imported: that comes inside functions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lumbung.findings import Language
from lumbung.memory import collector_paused
from lumbung.reference.opd import read_opds
from lumbung.sheets.upload import Readings
from lumbung.site import Site, load_site
from pipelines.commands.new_file import folder_for
from pipelines.settings import Settings

if TYPE_CHECKING:
    from expectations.model import Inspection
    from lumbung.reports.check import CheckReport

RETURNED_OR_PARTIAL = 3
WRONG_USE = 2


class UnknownOpd(ValueError):
    """The OPD named on the command line is none of the site's."""


def check(
    files: list[Path],
    site_folder: Path | None,
    opd: str | None,
    as_json: bool,
    out: Path | None,
    language: Language,
    before: Path | None = None,
) -> int:
    """Inspect each file; 3 when one was returned or accepted only in part, 2 when one does not exist.

    ``before`` is the upload that the one file follows: what has been fixed since is told.

    Raises:
        NotWritten: ``out`` is no folder that can be written.
    """
    every = [before, *files] if before else files
    if say_missing(every):
        return WRONG_USE
    if before and len(files) > 1:
        print("lumbung: dengan --before sebutkan satu berkas saja.", file=sys.stderr)
        return WRONG_USE
    if out is not None:
        folder_for(out)
    site = load_site(Settings.read(site=site_folder).site)
    who = sender(site, opd)
    with collector_paused() if len(every) == 1 else nullcontext():
        inspected = list(_inspected(site, every, who))
        first = inspected.pop(0) if before else None
        names = _laid_as([each.path.name for each in inspected], out)
        reports = [_report(site, each, who, out, first, name) for each, name in zip(inspected, names, strict=True)]
        _print(reports, as_json, language)
    return 0 if all(each.inspection.verdict.is_whole for each in inspected) else RETURNED_OR_PARTIAL


def say_missing(files: list[Path]) -> bool:
    """Name what is no file; whether there is any."""
    missing = [f for f in files if not f.is_file()]
    for path in missing:
        why = f"{path} adalah folder; sebutkan berkas di dalamnya" if path.is_dir() else f"berkas {path} tidak ada"
        print(f"lumbung: {why}.", file=sys.stderr)
    return bool(missing)


def sender(site: Site, opd: str | None) -> str | None:
    """The id of the OPD named on the command line.

    Raises:
        UnknownOpd: the site has no such OPD.
    """
    if opd is None:
        return None
    opds = read_opds(site.reference)
    found = opds.find(opd)
    if found is None:
        raise UnknownOpd(f"OPD '{opd}' tidak dikenal. OPD situs ini: {', '.join(sorted(opds.opds))}.")
    return found.id


@dataclass(frozen=True)
class _Checked:
    path: Path
    inspection: Inspection


def _inspected(site: Site, files: list[Path], opd: str | None) -> Iterator[_Checked]:
    """Each file, held against the others of the call: they count as sent in the order in which they are named."""
    readings = Readings(files, site.limits)
    from expectations.inspect import Inspector
    from expectations.together import inspect_together

    named = zip((path.name for path in files), readings, strict=True)
    for path, inspection in zip(files, inspect_together(Inspector(site), named, opd), strict=True):
        yield _Checked(path, inspection)


def _laid_as(names: list[str], out: Path | None) -> list[str]:
    """The names under which the files go back: files of one name must not overwrite each other's papers."""
    if out is None:
        return names
    from lumbung.reports.annotate import apart  # openpyxl takes its time; most checks write nothing

    return apart(names)


def _report(
    site: Site, checked: _Checked, opd: str | None, out: Path | None, first: _Checked | None, laid_as: str
) -> CheckReport:
    from assets.checked import checked_tables
    from expectations.steward import steward_findings
    from lumbung.reports.check import CheckReport

    inspection, progress, given = checked.inspection, None, None
    if first is not None:
        from lumbung.reports.progress import Earlier, compare, noted

        before = Earlier(first.path.name, None, first.inspection.reading, noted(first.inspection.findings))
        progress = compare(before, inspection.reading, inspection.findings)
    if out is not None:
        from assets.returning import give_back

        known = read_opds(site.reference).opds.get(opd or "")
        name = known.name if known else opd
        given = give_back(site, name, checked.path.read_bytes(), inspection, out, progress=progress, laid_as=laid_as)
    return CheckReport(
        name=checked.path.name,
        sha256=inspection.reading.sha256,
        verdict=str(inspection.verdict),
        tables=checked_tables(inspection),
        findings=(*inspection.findings, *steward_findings(inspection)),
        annotated=given.workbook if given else None,
        minutes=given.minutes if given else None,
        progress=progress,
    )


def _print(reports: list[CheckReport], as_json: bool, language: Language) -> None:
    from rich.console import Console

    from lumbung.reports.check import check_document, render_check

    if as_json:
        documents = [check_document(r, language) for r in reports]
        shown = documents[0] if len(documents) == 1 else documents
        print(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    console = Console()
    for report in reports:
        render_check(console, report, language)
