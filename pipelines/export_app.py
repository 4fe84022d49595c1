"""``lumbung export …``: what others ask of the warehouse, as files. Heavy imports wait until a command needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

export_app = typer.Typer(help="Ekspor: bukti untuk EPSS.", no_args_is_help=True)

Site = Annotated[Path | None, typer.Option("--site", help="Folder situs (default: yang terakhir diproses).")]
Out = Annotated[Path | None, typer.Option("--out", help="Berkas .json atau .csv (default: ditampilkan).")]


@export_app.callback()
def export() -> None:
    """Ekspor: bukti untuk EPSS."""


@export_app.command("epss")
def epss(
    out: Out = None,
    as_json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Keluaran CSV.")] = False,
    site: Site = None,
) -> None:
    """Bukti tiap indikator EPSS (Peraturan BPS 3/2022) dari gudang data, dengan pembilang dan penyebutnya."""
    from pipelines.commands.export_epss import epss as command

    raise typer.Exit(command(site, out, as_json, as_csv))
