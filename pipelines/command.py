"""The command ``lumbung``: what people type. Heavy imports wait until a command needs them.

Exit codes: 0 done; 1 a fault of ours; 2 wrong use; 3 the input was returned or accepted only in part (``check``).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from lumbung.memory import left_to_the_system
from pipelines import messages
from pipelines.expectations_app import expectations_app
from pipelines.export_app import export_app
from pipelines.mapping_app import mapping_app
from pipelines.rules_app import rules_app
from pipelines.waiver_app import waiver_app

INTERRUPTED = 130
"""What Typer makes of Ctrl-C."""

app = typer.Typer(
    name="lumbung",
    help="Dari berkas Excel OPD ke satu gudang data yang dapat dipercaya.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
contract_app = typer.Typer(help="Kontrak data: draf, daftar, periksa, templat.", no_args_is_help=True)
db_app = typer.Typer(help="Gudang data: alamat, pembaruan.", no_args_is_help=True)
app.add_typer(contract_app, name="contract")
app.add_typer(mapping_app, name="mapping")
app.add_typer(expectations_app, name="expectations")
app.add_typer(export_app, name="export")
app.add_typer(waiver_app, name="waiver")
app.add_typer(rules_app, name="rules")
app.add_typer(db_app, name="db")

Site = Annotated[Path | None, typer.Option("--site", help="Folder situs (default: LUMBUNG_SITE atau sites/lahat).")]
Uploads = Annotated[Path | None, typer.Option("--uploads", help="Kotak masuk (default: folder uploads milik situs).")]
AsJson = Annotated[bool, typer.Option("--json", help="Keluaran JSON.")]
Lang = Annotated[Literal["id", "en"], typer.Option("--lang", help="Bahasa pesan.")]


@app.command()
def run(site: Site = None, uploads: Uploads = None, lang: Lang = "id") -> None:
    """Proses semua yang baru: simpan, baca, periksa, terbitkan, laporkan. Aman diulang."""
    from pipelines.commands.run import run as command

    raise typer.Exit(command(site, uploads, lang))


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Berkas yang diperiksa.", show_default=False)],
    site: Site = None,
    opd: Annotated[str | None, typer.Option("--opd", help="OPD pengirim (default: semua kontrak dicoba).")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Keluaran JSON: satu objek; untuk beberapa berkas daftar objek.")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Folder buku kerja bertanda dan berita acara.")] = None,
    before: Annotated[
        Path | None, typer.Option("--before", help="Kiriman sebelumnya: sebutkan yang sudah dan belum diperbaiki.")
    ] = None,
    lang: Lang = "id",
) -> None:
    """Periksa berkas tanpa gudang data: temuan yang sama dengan proses malam."""
    from lumbung.sheets.upload import get_ready

    get_ready()  # the reader starts while we find out what it shall read
    from pipelines.commands.check import check as command

    raise typer.Exit(command(files, site, opd, as_json, out, lang, before))


@app.command()
def tables(
    file: Annotated[Path, typer.Argument(help="Lembar kerja apa pun.", show_default=False)],
    as_json: AsJson = False,
    why: Annotated[bool, typer.Option("--why", help="Sebutkan bukti setiap keputusan.")] = False,
    lang: Lang = "id",
) -> None:
    """Tabel yang ditemukan dalam lembar kerja apa pun, tanpa kontrak."""
    from lumbung.sheets.upload import get_ready

    get_ready()  # the reader starts while we import what shows its answer
    from pipelines.commands.tables import tables as command

    raise typer.Exit(command(file, as_json, why, lang))


@app.command()
def replay(
    site: Site = None,
    dataset: Annotated[str | None, typer.Option("--dataset", help="Hanya berkas dengan dataset ini.")] = None,
    code: Annotated[str | None, typer.Option("--code", help="Hanya berkas dengan temuan berkode ini.")] = None,
    lang: Lang = "id",
) -> None:
    """Periksa lagi yang ditahan atau dikembalikan, sesudah kontrak, daftar kode, atau pemetaan berubah."""
    from pipelines.commands.replay import replay as command

    raise typer.Exit(command(site, dataset, code, lang))


@app.command()
def status(site: Site = None, as_json: AsJson = False) -> None:
    """Ketersediaan data: dataset × periode × OPD."""
    from pipelines.commands.status import status as command

    raise typer.Exit(command(site, as_json))


@app.command()
def report(
    site: Site = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Berkas HTML yang ditulis (default: folder laporan).")
    ] = None,
    lang: Lang = "id",
) -> None:
    """Tulis laporan malam untuk walidata: satu berkas HTML yang dapat dibaca tanpa jaringan."""
    from pipelines.commands.report import report as command

    raise typer.Exit(command(site, out, lang))


@app.command()
def sql(
    query: str,
    csv: Annotated[bool, typer.Option("--csv", help="Keluaran CSV.")] = False,
) -> None:
    """Jalankan kueri sebagai analis (hanya membaca)."""
    from pipelines.commands.sql import sql as command

    raise typer.Exit(command(query, csv))


@app.command()
def ui(
    site: Site = None,
    uploads: Uploads = None,
    port: Annotated[int, typer.Option("--port", help="Porta web.")] = 3000,
    host: Annotated[str, typer.Option("--host", help="Alamat web.")] = "127.0.0.1",
) -> None:
    """Buka antarmuka Dagster (web dan daemon) di atas gudang data yang sama."""
    from pipelines.commands.ui import ui as command

    raise typer.Exit(command(site, uploads, host, port))


@contract_app.command("draft")
def contract_draft(
    file: Annotated[Path, typer.Argument(help="Buku kerja yang akan menjadi dataset.", show_default=False)],
    sheet: Annotated[
        str | None, typer.Option("--sheet", help="Lembar (default: tabel dengan angka terbanyak).")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Berkas YAML, atau folder untuk semua tabel.")] = None,
    opd: Annotated[str | None, typer.Option("--opd", help="OPD pemilik (default: nama folder berkas).")] = None,
    site: Site = None,
    lang: Lang = "id",
) -> None:
    """Usulkan kontrak dari sebuah buku kerja; yang perlu diperiksa ditandai."""
    from pipelines.commands.draft import draft as command

    raise typer.Exit(command(file, sheet, out, opd, site, lang))


@contract_app.command("lint")
def contract_lint(
    paths: Annotated[list[Path] | None, typer.Argument(help="Berkas atau folder kontrak (default: situs).")] = None,
    site: Site = None,
) -> None:
    """Periksa kontrak sebelum ada berkas yang menemuinya."""
    from pipelines.commands.contracts import lint

    raise typer.Exit(lint(paths or [], site))


@contract_app.command("list")
def contract_list(site: Site = None, as_json: AsJson = False) -> None:
    """Daftar kontrak situs."""
    from pipelines.commands.contracts import list_contracts

    raise typer.Exit(list_contracts(site, as_json))


@contract_app.command("template")
def contract_template(
    dataset: Annotated[str, typer.Argument(help="Nama dataset, seperti pada `contract list`.", show_default=False)],
    out: Annotated[Path, typer.Argument(help="Berkas .xlsx yang ditulis, atau foldernya.", show_default=False)],
    site: Site = None,
    period: Annotated[
        str | None,
        typer.Option("--period", help="Periode templat, misalnya 2024 atau 2024-S1 (default: dipilih OPD)."),
    ] = None,
) -> None:
    """Buat templat Excel sebuah dataset untuk diisi OPD."""
    from pipelines.commands.template import template as command

    raise typer.Exit(command(dataset, out, site, period))


@db_app.command("url")
def db_url() -> None:
    """Alamat koneksi gudang data."""
    from pipelines.commands.db import url

    raise typer.Exit(url())


@db_app.command("upgrade")
def db_upgrade() -> None:
    """Mutakhirkan susunan gudang data."""
    from pipelines.commands.db import upgrade

    raise typer.Exit(upgrade())


@db_app.command("segel")
def db_seal() -> None:
    """Segel ulang NIK dan No. KK dengan kunci yang sekarang, setelah kunci diganti atau hilang."""
    from pipelines.commands.db import seal

    raise typer.Exit(seal())


@db_app.command("stop")
def db_stop() -> None:
    """Hentikan server Postgres tertanam; perintah berikutnya menyalakannya lagi."""
    from pipelines.commands.db import stop

    raise typer.Exit(stop())


def main() -> None:
    """Entry point: known errors become a message, unknown ones a log; no traceback reaches a user."""
    left_to_the_system()
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(messages.interrupted())
    except SystemExit as end:
        sys.exit(messages.interrupted() if end.code == INTERRUPTED else end.code)
    except Exception as error:  # noqa: BLE001 — the last guard between a fault and a person
        sys.exit(messages.explain(error))
