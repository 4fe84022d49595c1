"""``lumbung sql``: a query as the analyst, who may only read."""

from __future__ import annotations

import csv
import json
import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.settings import Settings
from warehouse.engine import open_warehouse
from warehouse.roles import Result, analyst_query

SHOWN_ROWS = 200


def sql(query: str, as_csv: bool) -> int:
    """Run the query and print its rows; a refused query is a message (exit code 2)."""
    settings = Settings.read(reading=True)
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
    writer.writerows([_text(value) for value in row] for row in result.rows)


def _text(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)


def _draw(result: Result) -> None:
    """Rows as a table, or one below the other where the table would not fit the window."""
    rows = [[_text(value) for value in row] for row in result.rows[:SHOWN_ROWS]]
    console = Console()
    natural = _width(result, rows)
    if not console.is_terminal:
        console = Console(width=max(natural, 80))
    if natural <= console.width:
        console.print(_table(result, rows))
    else:
        _draw_records(console, result, rows)
    hidden = len(result.rows) - SHOWN_ROWS
    more = f"; {SHOWN_ROWS} yang pertama ditampilkan, semuanya dengan --csv" if hidden > 0 else ""
    console.print(f"{len(result.rows)} baris{more}", style="dim", highlight=False)


def _width(result: Result, rows: list[list[str]]) -> int:
    widths = [max(map(len, column)) for column in zip(result.columns, *rows, strict=True)]
    return sum(widths) + 2 * len(widths)


def _table(result: Result, rows: list[list[str]]) -> Table:
    table = Table(header_style="bold", box=None, pad_edge=False)
    for name in result.columns:
        table.add_column(Text(name), no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _draw_records(console: Console, result: Result, rows: list[list[str]]) -> None:
    for number, row in enumerate(rows, start=1):
        console.rule(Text(f"baris {number}"), align="left", style="dim")
        record = Table.grid(padding=(0, 2))
        for name, value in zip(result.columns, row, strict=True):
            record.add_row(Text(name, style="bold"), Text(value))
        console.print(record)
