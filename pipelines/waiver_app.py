"""``lumbung waiver …``: explanations of OPDs that the walidata accepts. Heavy imports wait."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

waiver_app = typer.Typer(help="Penjelasan OPD atas temuan: terima, daftar, cabut.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(help="Sidik temuan, seperti pada check atau mutu.temuan.", show_default=False)]
By = Annotated[str | None, typer.Option("--by", help="Yang memutuskan (default: user.name git, atau akun).")]
Site = Annotated[Path | None, typer.Option("--site", help="Folder situs (default: LUMBUNG_SITE atau sites/lahat).")]
AsJson = Annotated[bool, typer.Option("--json", help="Keluaran JSON.")]
Lang = Annotated[Literal["id", "en"], typer.Option("--lang", help="Bahasa pesan.")]


@waiver_app.command("accept")
def accept(
    ids: Annotated[list[str], typer.Argument(help="Sidik temuan, seperti pada check atau mutu.temuan.")],
    reason: Annotated[str, typer.Option("--reason", help="Penjelasan OPD yang diterima.", show_default=False)],
    by: By = None,
    file: Annotated[Path | None, typer.Option("--file", help="Berkas temuannya (default: isi gudang data).")] = None,
    opd: Annotated[str | None, typer.Option("--opd", help="OPD pengirim berkas itu.")] = None,
    site: Site = None,
    lang: Lang = "id",
) -> None:
    """Terima penjelasan: temuan ditutup selama angkanya tetap."""
    from pipelines.commands.waivers import Explained
    from pipelines.commands.waivers import accept as command

    raise typer.Exit(command(Explained(ids, reason, by, file, opd), site, lang))


@waiver_app.command("list")
def list_(
    site: Site = None,
    as_json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False,
    lang: Lang = "id",
) -> None:
    """Penjelasan yang pernah diterima."""
    from pipelines.commands.waivers import list_waivers as command

    raise typer.Exit(command(site, as_json, lang))


@waiver_app.command("revoke")
def revoke(finding: Id, by: By = None, site: Site = None, lang: Lang = "id") -> None:
    """Cabut penjelasan: temuannya terbuka lagi."""
    from pipelines.commands.waivers import revoke as command

    raise typer.Exit(command(finding, by, site, lang))
