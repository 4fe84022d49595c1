"""What this process has received so far: one slim entry per file, for the summary that people read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from expectations.model import Verdict
from lumbung.findings import Finding
from warehouse.backlog import FileRecord


@dataclass(frozen=True)
class Received:
    """One file that was inspected in this run."""

    file: FileRecord
    verdict: Verdict
    findings: tuple[Finding, ...]
    annotated: Path | None
    proposals: int = 0  # unknown texts for a person to decide about


@dataclass
class Journal:
    """Entries by file number; a file that is inspected twice stands once, as it was last."""

    entries: dict[int, Received] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)  # names of files that a fault of ours kept from being handled

    def add(self, received: Received) -> None:
        """Enter a file."""
        self.entries[received.file.id] = received
