"""``lumbung export epss``: what the warehouse can show for each indicator of EPSS, and by which query."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lumbung.site import load_site
from pipelines.commands.new_file import place_for, writing
from pipelines.settings import Settings
from warehouse.engine import open_warehouse
from warehouse.epss import EpssEvidence, epss_evidence

WRONG_USE = 2
SOURCE = "Peraturan BPS Nomor 3 Tahun 2022"
COLUMNS = (
    "kode", "domain", "aspek", "indikator", "bobot_persen", "terukur", "terpenuhi", "diperiksa", "persen", "ukuran",
    "alasan", "kueri",
)  # fmt: skip


def epss(site_folder: Path | None, out: Path | None, as_json: bool, as_csv: bool) -> int:
    """Write or show the evidence; 0, or 2 where the form is not clear.

    Raises:
        NotWritten: nothing can be written to ``out``.
    """
    form = _form(out, as_json, as_csv)
    if form is None:
        print(
            "lumbung: pilih satu bentuk: --json atau --csv, atau --out dengan akhiran .json atau .csv.", file=sys.stderr
        )
        return WRONG_USE
    if out is not None:
        place_for(out)
    settings = Settings.read(site=site_folder, reading=True)
    engine = open_warehouse(settings.home, settings.warehouse_url)
    with engine.connect() as connection:
        found = epss_evidence(connection)
    if form == "":
        _draw(found)
        return 0
    name = load_site(settings.site).name
    written = _json(found, name) if form == "json" else _csv(found)
    if out is None:
        print(written, end="" if form == "csv" else "\n")
    else:
        with writing(out):
            out.write_text(written, encoding="utf-8")
        print(f"{out}: {len(found)} indikator, {sum(bool(e.indicator.query) for e in found)} terukur.")
    return 0


def _form(out: Path | None, as_json: bool, as_csv: bool) -> str | None:
    """``json``, ``csv``, '' for the terminal; None where two are asked for, or the file tells of neither."""
    asked = [name for name, wanted in (("json", as_json), ("csv", as_csv)) if wanted]
    if len(asked) > 1:
        return None
    if asked or out is None:
        return asked[0] if asked else ""
    ending = out.suffix.lower().lstrip(".")
    return ending if ending in ("json", "csv") else None


def _record(e: EpssEvidence) -> dict[str, object]:
    i, percent = e.indicator, None if e.percent is None else round(e.percent, 2)
    about = (i.code, i.domain, i.aspect, i.name, round(i.share, 3), bool(i.query), e.passed, e.tested, percent)
    return dict(zip(COLUMNS, (*about, i.measured, i.reason, i.query), strict=True))


def _json(found: Sequence[EpssEvidence], site: str) -> str:
    document = {"sumber": SOURCE, "situs": site, "indikator": [_record(e) for e in found]}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _csv(found: Sequence[EpssEvidence]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_record(e) for e in found)
    return stream.getvalue()


def _draw(found: Sequence[EpssEvidence]) -> None:
    console = Console()
    table = Table("Kode", "Indikator", "Bobot", "Bukti", "Yang dihitung", box=None, pad_edge=False, header_style="bold")
    for e in found:
        dim = "" if e.indicator.query else "dim"
        said = e.indicator.measured or f"tidak terukur: {e.indicator.reason}"
        table.add_row(
            e.indicator.code, e.indicator.name, f"{e.indicator.share:.2f}", _evidence(e), Text(said, style=dim)
        )
    console.print(table)
    console.print(f"\nSumber: {SOURCE}. Bobot dalam persen indeks; kuerinya ada di --json dan --csv.", style="dim")


def _evidence(e: EpssEvidence) -> str:
    if e.tested is None:
        return "–"
    return f"{e.passed}/{e.tested}" if e.tested else "belum ada yang dihitung"
