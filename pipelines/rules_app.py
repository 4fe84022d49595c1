"""``lumbung rules …``: the rules of the contracts, and what one would have done in the past. Heavy imports wait."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

rules_app = typer.Typer(help="Aturan kontrak: daftar, dan uji mundur atas berkas lama.", no_args_is_help=True)

Site = Annotated[Path | None, typer.Option("--site", help="Folder situs (default: LUMBUNG_SITE atau sites/lahat).")]
Dataset = Annotated[str | None, typer.Option("--dataset", help="Hanya dataset ini.")]
AsJson = Annotated[bool, typer.Option("--json", help="Keluaran JSON.")]
Lang = Annotated[Literal["id", "en"], typer.Option("--lang", help="Bahasa pesan.")]


@rules_app.command("list")
def list_(dataset: Dataset = None, site: Site = None, as_json: AsJson = False, lang: Lang = "id") -> None:
    """Aturan yang tertulis di kontrak, dan kode yang masih uji coba."""
    from pipelines.commands.rules import list_rules as command

    raise typer.Exit(command(dataset, site, as_json, lang))


@rules_app.command("backtest")
def backtest(
    rule: Annotated[str, typer.Argument(help="Nama aturan, atau kode temuan.", show_default=False)],
    dataset: Dataset = None,
    site: Site = None,
    as_json: AsJson = False,
    lang: Lang = "id",
) -> None:
    """Berapa berkas lama yang akan dikembalikan seandainya aturan ini berlaku penuh. Tidak mengubah apa pun."""
    from pipelines.commands.rules import backtest as command

    raise typer.Exit(command(rule, dataset, site, as_json, lang))
