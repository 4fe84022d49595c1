"""``lumbung mapping …``: the sub-commands and their options. Heavy imports wait until a command needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

mapping_app = typer.Typer(help="Pemetaan: usulan yang menunggu, terima, tolak.", no_args_is_help=True)

Kind = Literal["kolom", "kategori", "wilayah", "satuan", "opd", "judul"]
Files = Annotated[list[Path] | None, typer.Argument(help="Berkas (default: isi gudang data).", show_default=False)]
Ids = Annotated[list[str] | None, typer.Argument(help="Kode usulan dari review.", show_default=False)]
Site = Annotated[Path | None, typer.Option("--site", help="Folder situs (default: LUMBUNG_SITE atau sites/lahat).")]
Opd = Annotated[str | None, typer.Option("--opd", help="OPD pengirim berkas (default: semua kontrak dicoba).")]
OfKind = Annotated[Kind | None, typer.Option("--kind", help="Jenis pemetaan.")]
Scope = Annotated[str, typer.Option("--scope", help="Lingkup: dataset, daftar kode, wilayah induk, atau OPD.")]
Written = Annotated[str | None, typer.Option("--text", help="Teks yang diputuskan, tanpa kode usulan.")]
Target = Annotated[str | None, typer.Option("--as", help="Sasaran, bila lain dari yang diusulkan.")]
By = Annotated[str | None, typer.Option("--by", help="Yang memutuskan (default: user.name git, atau akun).")]
Note = Annotated[str, typer.Option("--note", help="Alasan.")]
AsJson = Annotated[bool, typer.Option("--json", help="Keluaran JSON.")]
Lang = Annotated[Literal["id", "en"], typer.Option("--lang", help="Bahasa pesan.")]


@mapping_app.command("review")
def review(
    files: Files = None,
    site: Site = None,
    opd: Opd = None,
    kind: OfKind = None,
    as_json: AsJson = False,
    lang: Lang = "id",
) -> None:
    """Usulan yang menunggu keputusan, dengan buktinya."""
    from lumbung.proposals import MappingKind
    from pipelines.commands.mapping import review as command

    raise typer.Exit(command(files or [], site, opd, MappingKind(kind) if kind else None, as_json, lang))


@mapping_app.command("report")
def report(files: Files = None, site: Site = None, opd: Opd = None, as_json: AsJson = False, lang: Lang = "id") -> None:
    """Yang belum dipetakan, yang tidak terpakai, dan yang ditolak."""
    from pipelines.commands.mapping import report as command

    raise typer.Exit(command(files or [], site, opd, as_json, lang))


@mapping_app.command("accept")
def accept(
    ids: Ids = None,
    target: Target = None,
    kind: OfKind = None,
    scope: Scope = "",
    written: Written = None,
    by: By = None,
    note: Note = "",
    site: Site = None,
    lang: Lang = "id",
) -> None:
    """Terima usulan: tulisan ini berarti sasarannya, untuk semua OPD."""
    from lumbung.proposals import MappingKind
    from pipelines.commands.mapping import Said
    from pipelines.commands.mapping import accept as command

    said = Said(ids or (), MappingKind(kind) if kind else None, scope, written, target, by, note)
    raise typer.Exit(command(said, site, lang))


@mapping_app.command("reject")
def reject(
    ids: Ids = None,
    target: Target = None,
    kind: OfKind = None,
    scope: Scope = "",
    written: Written = None,
    by: By = None,
    note: Note = "",
    site: Site = None,
    lang: Lang = "id",
) -> None:
    """Tolak usulan: tidak akan diusulkan lagi. Pemetaan yang sudah diterima ditarik kembali."""
    from lumbung.proposals import MappingKind
    from pipelines.commands.mapping import Said
    from pipelines.commands.mapping import reject as command

    said = Said(ids or (), MappingKind(kind) if kind else None, scope, written, target, by, note)
    raise typer.Exit(command(said, site, lang))


@mapping_app.command("lint")
def lint(site: Site = None, lang: Lang = "id") -> None:
    """Periksa keputusan yang tersimpan terhadap kontrak dan daftar kode."""
    from pipelines.commands.mapping import lint as command

    raise typer.Exit(command(site, lang))
