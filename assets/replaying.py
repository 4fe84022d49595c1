"""Replay: the files whose rows are held back, or that were returned, inspected again by the rules as they are now.

Only those that the rules have changed for are looked at, and only their slices are published anew; everything else
waits for the next night. What was accepted stays published until a better file, or a better reading of it, is accepted;
what only an explanation let through goes with it (:mod:`warehouse.withdrawing`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assets.faults import Faults
from assets.granary import Granary
from assets.receiving import compare_again, inspect_again
from warehouse.backlog import FileRecord
from warehouse.curable import Held, Row, curable_files, held_of
from warehouse.records import RETURNED

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Replayed:
    """One file before and after."""

    file: FileRecord  # with its verdict before
    before: Held
    after: Held

    @property
    def cured(self) -> tuple[Row, ...]:
        """Rows that were held back and are not any more; of a file that is still returned there are none."""
        return () if self.after.verdict == RETURNED else tuple(sorted(set(self.before.rows) - set(self.after.rows)))

    @property
    def left(self) -> dict[Row, str]:
        """Rows that are held back now, with their codes."""
        return dict(sorted(self.after.rows.items()))


def replay(
    granary: Granary, dataset: str | None = None, code: str | None = None, progress: Progress = lambda _: None
) -> list[Replayed]:
    """Inspect again what the rules of now may cure, and record it; publishing is the caller's.

    Raises:
        FileFaults: files that could not be handled through a fault of ours; all others were.
    """
    with granary.engine.connect() as connection:
        files = curable_files(connection, granary.rules, dataset, code)
        before = {file.id: held_of(connection, file.id) for file in files}
    faults = Faults()
    for file in files:
        progress(file.name)
        with faults.of(file.name):
            inspect_again(granary, file)
    for opd in sorted({file.opd for file in files if file.opd in granary.owners}):
        compare_again(granary, opd, faults)
    with granary.engine.connect() as connection:
        done = [Replayed(file, before[file.id], held_of(connection, file.id)) for file in files]
    faults.settle()
    return done
