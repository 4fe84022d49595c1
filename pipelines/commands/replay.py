"""``lumbung replay``: what is held back or was returned, inspected again by the rules as they are now."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from assets.replaying import Replayed
from lumbung.findings import Language
from lumbung.reports.wording import say, verdict_text
from pipelines.commands.known import check_code, check_datasets
from pipelines.instance import open_instance
from pipelines.nightly import run_replay
from pipelines.resources import open_granary
from pipelines.settings import Settings


def replay(site: Path | None, dataset: str | None, code: str | None, language: Language) -> int:
    """Say of each file what was cured and what is left; 1 when a step failed through a fault of ours.

    Raises:
        UnknownDataset, UnknownCode: there is no such dataset, or no such code.
    """
    settings = Settings.read(site=site, reading=True)
    console = Console()
    granary = open_granary(settings)
    check_datasets(granary.registry, [dataset] if dataset else [])
    if code:
        check_code(code)
    with open_instance(settings) as instance, console.status("…") as status:
        replayed, failed = run_replay(granary, instance, dataset, code, lambda what: status.update(what))
    for each in replayed:
        _tell(console, each, language)
    cured, left = sum(len(r.cured) for r in replayed), sum(len(r.left) for r in replayed)
    if replayed:
        console.print(say("replay.sum", language, files=len(replayed), cured=cured, left=left), markup=False)
    else:
        console.print(say("replay.nothing", language), markup=False)
    for step in failed:
        console.print(say("replay.failed", language, step=step), markup=False)
    return 1 if failed else 0


def _tell(console: Console, each: Replayed, language: Language) -> None:
    verdicts = [verdict_text(v or "-", language) if v else "-" for v in (each.before.verdict, each.after.verdict)]
    console.print(f"{each.file.name}: {' → '.join(verdicts)}", markup=False)
    codes = ", ".join(each.after.codes) or "-"
    told = say("replay.file", language, cured=len(each.cured), left=len(each.left), codes=codes)
    console.print(told, markup=False)
