"""Files inspected in one call, without a warehouse: each is held against the others.

They count as sent in the order in which they are named.
"""

from __future__ import annotations

from collections.abc import Iterable

from expectations.inspect import Inspector
from expectations.model import Inspection
from expectations.past.model import FilesAtHand
from lumbung.sheets.model import Reading


def inspect_together(inspector: Inspector, files: Iterable[tuple[str, Reading]], opd: str | None) -> list[Inspection]:
    """The inspections of files by name, in their order; ``opd`` sent them all."""
    beside = FilesAtHand()
    names: list[str] = []
    alone: list[Inspection] = []
    for number, (name, reading) in enumerate(files):
        inspection = inspector.of_reading(reading, opd)
        beside.note(number, name, inspection)
        names.append(name)
        alone.append(inspection)
    found = []
    for number, (name, inspection) in enumerate(zip(names, alone, strict=True)):
        compared = inspector.compared(inspection, name, beside.seen_from(number))
        beside.note(number, name, compared)
        found.append(compared)
    return found
