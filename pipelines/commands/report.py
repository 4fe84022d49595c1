"""``lumbung report``: the report of the night, written anew from what stands in the warehouse."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from assets.night.report import write_report
from lumbung.findings import Language
from lumbung.reports import terminal
from lumbung.reports.wording import say
from pipelines.commands.new_file import place_for
from pipelines.resources import open_granary
from pipelines.settings import Settings


def report(site: Path | None, out: Path | None, language: Language) -> int:
    """Write the report and say where it lies; 0.

    Raises:
        NotWritten: it cannot be written to ``out``.
    """
    if out is not None:
        place_for(out)
    granary = open_granary(Settings.read(site=site, reading=True))
    terminal.path(Console(), write_report(granary, out), before=say("night.written", language))
    return 0
