"""A Reading for people and for other programs: the JSON of ``lumbung tables --json`` and a drawing in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table as RichTable

from lumbung.findings import Finding, Language
from lumbung.sheets.model import Column, Reading, Role, Table, TableRow, TextRow

_SHOWN_ROWS = 60


def tables_document(reading: Reading, language: Language = "id") -> dict[str, object]:
    """The document that ``lumbung tables FILE --json`` prints; its shape is part of the interface."""
    return {
        "file": {"name": reading.name, "sha256": reading.sha256, "format": reading.format},
        "findings": [entry for found in reading.findings for entry in _finding(found, language)],
        "tables": [_table(table) for table in reading.tables],
        "skipped": [{"sheet": s.sheet, "range": s.range, "why": s.why} for s in reading.skipped],
    }


def _finding(found: Finding, language: Language) -> Iterator[dict[str, object]]:
    for cell in found.cells or (None,):
        yield {
            "code": found.code,
            "severity": found.severity.value,
            "sheet": found.sheet,
            "cell": cell,
            "message": found.message(language),
        }


def _table(table: Table) -> dict[str, object]:
    return {
        "sheet": table.sheet,
        "range": table.range,
        "title": list(table.title),
        "header_rows": list(table.header_rows),
        "numbering_row": table.numbering_row,
        "columns": [_column(column) for column in table.columns],
        "rows": _rows(table.rows),
        "totals": _rows(table.totals),
        "history": _rows(table.history),
        "sections": [{"row": s.row, "label": s.text} for s in table.sections],
        "notes": [{"row": n.row, "text": n.text} for n in table.notes],
    }


def _column(column: Column) -> dict[str, object]:
    told: dict[str, object] = {
        "letter": column.letter,
        "role": column.role.value,
        "path": list(column.path),
        "unit": column.unit,
    }
    return told | ({"flag": column.flag} if column.flag else {})


def _rows(rows: Iterable[TableRow]) -> list[dict[str, object]]:
    return [
        {"row": row.row, "cells": dict(row.cells)} | ({"flags": dict(row.flags)} if row.flags else {}) for row in rows
    ]


def render_tables(reading: Reading, console: Console, language: Language = "id") -> None:
    """Draw every table as it was understood, then what was skipped and what is wrong."""
    console.print(f"[bold]{escape(reading.name)}[/] · {reading.format} · {len(reading.tables)} tabel")
    for table in reading.tables:
        console.print()
        for line in table.title:
            console.print(escape(line), style="italic")
        console.print(_drawing(table))
        for note in table.notes:
            console.print(f"  {note.row}  {escape(note.text)}", style="dim")
    for part in reading.skipped:
        console.print(f"[yellow]dilewati[/] {escape(part.sheet)}!{part.range}: {escape(part.why)}")
    for found in reading.findings:
        cells = f" {', '.join(found.cells)}" if found.cells else ""
        console.print(f"[red]{found.code}[/]{escape(cells)} {escape(found.message(language))}")


def _drawing(table: Table) -> RichTable:
    drawing = RichTable(title=f"{escape(table.sheet)}!{table.range}", title_justify="left")
    drawing.add_column("", style="dim", justify="right")
    for column in table.columns:
        heading = "\n".join(escape(part) for part in column.path)
        drawing.add_column(f"{column.letter}\n{heading}", justify="right" if column.role is Role.VALUE else "left")
    lines = _lines(table)
    for row, kind, entry in lines[:_SHOWN_ROWS]:
        drawing.add_row(str(row), *_cells(table, entry), style=kind)
    if len(lines) > _SHOWN_ROWS:
        drawing.add_row("…", f"{len(lines) - _SHOWN_ROWS} baris lagi")
    return drawing


def _lines(table: Table) -> list[tuple[int, str, TableRow | TextRow]]:
    kinds: tuple[tuple[str, Iterable[TableRow | TextRow]], ...] = (
        ("", table.rows),
        ("bold", table.totals),
        ("dim", table.history),
        ("cyan", table.sections),
    )
    return sorted(((e.row, style, e) for style, entries in kinds for e in entries), key=lambda line: line[0])


def _cells(table: Table, entry: TableRow | TextRow) -> list[str]:
    if isinstance(entry, TextRow):
        return [escape(entry.text)]
    return ["" if (value := entry.cells.get(c.letter)) is None else escape(str(value)) for c in table.columns]
