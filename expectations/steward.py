"""What an inspection tells the walidata beside the sender: how far the datasets of a file are described (M01–M06).

It stands at the first cell of each dataset's table, is a note to whoever sends the file, and no part of the verdict.
"""

from __future__ import annotations

from dataclasses import replace

from expectations.model import Inspection
from lumbung.contracts.metadata import metadata_findings
from lumbung.findings import Finding, Severity


def steward_findings(inspection: Inspection) -> tuple[Finding, ...]:
    """The gaps in the metadata of every dataset in a file, once for each dataset."""
    first = {s.contract.dataset: s for s in reversed(inspection.slices)}
    return tuple(
        replace(found, severity=Severity.INFO, sheet=s.sheet, cells=(s.range.partition(":")[0],), period=s.period)
        for s in reversed(first.values())
        for found in metadata_findings(s.contract)
    )
