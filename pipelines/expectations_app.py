"""``lumbung expectations …``: the rules as suites of Great Expectations, for engineers. Heavy imports wait."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

expectations_app = typer.Typer(help="Aturan sebagai suite Great Expectations, untuk perekayasa.", no_args_is_help=True)

Site = Annotated[Path | None, typer.Option("--site", help="Folder situs (default: LUMBUNG_SITE atau sites/lahat).")]


@expectations_app.command("export")
def export(
    dataset: Annotated[str | None, typer.Argument(help="Nama dataset.", show_default=False)] = None,
    everything: Annotated[bool, typer.Option("--all", help="Semua dataset situs.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Folder (default: ekspektasi/suite di home).")] = None,
    site: Site = None,
) -> None:
    """Tulis suite sebagai JSON yang dapat dibaca lagi oleh Great Expectations."""
    from pipelines.commands.expectations import export as command

    raise typer.Exit(command([dataset] if dataset else [], everything, out, site))


@expectations_app.command("docs")
def docs(
    datasets: Annotated[list[str] | None, typer.Argument(help="Nama dataset (default: semua).")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder (default: ekspektasi/docs di home).")] = None,
    site: Site = None,
) -> None:
    """Bangun Data Docs: aturan tiap dataset, dan hasilnya pada berkas yang terakhir diperiksa."""
    from pipelines.commands.expectations import docs as command

    raise typer.Exit(command(datasets or [], out, site))
