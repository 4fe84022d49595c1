"""A file against the last upload of the same data: what the operator has fixed, what is left, what is new."""

from __future__ import annotations

from assets.granary import Granary
from expectations.model import Inspection
from lumbung.reports.annotate import plain_stem
from lumbung.reports.progress import Earlier, Progress, Said, compare
from lumbung.sheets.upload import read_upload
from lumbung.site import local_day
from warehouse.backlog import FileRecord
from warehouse.earlier import earlier_file, said_of
from warehouse.intake import fetch
from warehouse.publish import Slice


def progress_of(granary: Granary, file: FileRecord, inspection: Inspection) -> Progress | None:
    """How a file compares with the last one of the same OPD, datasets and periods; None where there is nothing to say.

    What was said of the earlier file stands in the warehouse. Which rows that was about is read from the archived file
    again, so that no label of a row need be kept.
    """
    slices = {Slice(s.contract.dataset, s.period) for s in inspection.slices}
    stem = plain_stem(file.name).casefold()
    with granary.engine.connect() as connection:
        found = earlier_file(connection, file.id, file.opd, slices, lambda name: plain_stem(name).casefold() == stem)
        before = said_of(connection, found.id) if found else []
    if found is None:
        return None
    said = tuple(Said(each.code, each.sheet, each.cells, each.count, each.message) for each in before)
    reading = read_upload(fetch(granary.home, found.sha256), found.name, granary.site.limits)
    earlier = Earlier(found.name, local_day(granary.site, found.received), reading, said)
    progress = compare(earlier, inspection.reading, inspection.findings)
    return progress if progress.fixed + progress.left + progress.new else None
