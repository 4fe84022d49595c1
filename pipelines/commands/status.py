"""``lumbung status``: availability of every dataset and period."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from lumbung.site import load_site
from pipelines.settings import Settings
from warehouse.engine import open_warehouse

_STATUS = text("SELECT opd, dataset, periode, status FROM mutu.ketersediaan ORDER BY opd, dataset, periode")
MARKS = {
    "tersedia": "[green]●[/green]",
    "sebagian": "[yellow]◐[/yellow]",
    "menunggu": "[cyan]…[/cyan]",
    "dikembalikan": "[red]✗[/red]",
    "belum_ada": "[dim]·[/dim]",
}
LEGEND = "● tersedia  ◐ sebagian  … menunggu  ✗ dikembalikan  · belum ada"


def status(site_folder: Path | None, as_json: bool) -> int:
    """Print the availability; 0."""
    settings = Settings.read(site=site_folder, reading=True)
    engine = open_warehouse(settings.home, settings.warehouse_url)
    with engine.connect() as connection:
        rows = [tuple(map(str, row)) for row in connection.execute(_STATUS)]
    if as_json:
        names = ("opd", "dataset", "periode", "status")
        print(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
        return 0
    _draw(rows, load_site(settings.site).sample)
    return 0


def _draw(rows: list[tuple[str, ...]], sample: bool) -> None:
    console = Console()
    if not rows:
        console.print("Gudang data masih kosong; jalankan lumbung run.")
        return
    table = Table("OPD", "Data", "Periode", box=None, pad_edge=False, header_style="bold")
    by_dataset: dict[tuple[str, str], list[str]] = {}
    for opd, dataset, period, state in rows:
        by_dataset.setdefault((opd, dataset), []).append(f"{period} {MARKS.get(state, state)}")
    for (opd, dataset), periods in by_dataset.items():
        table.add_row(opd, dataset, "  ".join(periods))
    console.print(table)
    console.print(f"\n{LEGEND}", style="dim")
    if sample:
        console.print("Angka di situs ini contoh karangan, bukan data resmi.", style="magenta")
