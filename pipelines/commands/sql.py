"""``lumbung sql``: a query as the analyst, who may only read."""

from __future__ import annotations

import csv
import sys

from rich.console import Console
from rich.table import Table

from pipelines.settings import Settings
from warehouse.engine import open_warehouse
from warehouse.roles import Result, analyst_query

SHOWN_ROWS = 200


def sql(query: str, as_csv: bool) -> int:
    """Run the query and print its rows; a refused query is a message (exit code 2)."""
    settings = Settings.read()
    engine = open_warehouse(settings.home, settings.warehouse_url)
    result = analyst_query(engine.url.render_as_string(hide_password=False), query)
    if as_csv:
        _write_csv(result)
    else:
        _draw(result)
    return 0


def _write_csv(result: Result) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(result.columns)
    writer.writerows(result.rows)


def _draw(result: Result) -> None:
    table = Table(*result.columns, header_style="bold", box=None, pad_edge=False)
    for row in result.rows[:SHOWN_ROWS]:
        table.add_row(*("" if value is None else str(value) for value in row))
    console = Console()
    console.print(table)
    hidden = len(result.rows) - SHOWN_ROWS
    more = f"; {SHOWN_ROWS} yang pertama ditampilkan, semuanya dengan --csv" if hidden > 0 else ""
    console.print(f"{len(result.rows)} baris{more}", style="dim")
