"""``lumbung run``: everything new, with progress and a summary per OPD."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from lumbung.findings import Language
from lumbung.reports.summary import render_run_summary
from pipelines.abandoned import close_abandoned
from pipelines.instance import open_instance
from pipelines.nightly import run_nightly
from pipelines.resources import open_granary
from pipelines.run_summary import summarise
from pipelines.settings import Settings


def run(site: Path | None, uploads: Path | None, language: Language) -> int:
    """Process everything new; 0 when it went through, 1 when a step failed through a fault of ours."""
    settings = Settings.read(site=site, inbox=uploads)
    console = Console()
    granary = open_granary(settings)
    with open_instance(settings) as instance, console.status("…") as status:
        close_abandoned(instance)
        outcome = run_nightly(granary, instance, lambda what: status.update(what))
    render_run_summary(console, summarise(granary, outcome), language=language)
    for name in granary.journal.faults:
        console.print(f"Berkas {name} belum dapat diproses karena gangguan sistem, bukan karena isinya.", style="red")
    for step in outcome.failed:
        console.print(f"[red]Langkah {step} gagal karena gangguan sistem; lihat lumbung ui.[/red]")
    return 1 if outcome.failed else 0
