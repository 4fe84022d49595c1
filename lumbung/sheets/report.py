"""A Reading for other programs: the document of ``lumbung tables --json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lumbung.findings import Finding, Language
from lumbung.sheets.model import Column, Reading, Table, TableRow
from lumbung.sheets.why import reasons


def tables_document(reading: Reading, language: Language = "id", *, why: bool = False) -> dict[str, object]:
    """The document that ``lumbung tables FILE --json`` prints; its shape is part of the interface.

    With ``why`` every table has the evidence for its decisions, too.
    """
    return {
        "file": {"name": reading.name, "sha256": reading.sha256, "format": reading.format},
        "findings": [entry for found in reading.everything_found for entry in _finding(found, language)],
        "tables": [_table(table) | (_why(table, language) if why else {}) for table in reading.tables],
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


def _why(table: Table, language: Language) -> dict[str, object]:
    return {"why": [{"where": reason.where, "because": reason.said(language)} for reason in reasons(table)]}


def _column(column: Column) -> dict[str, object]:
    told: dict[str, object] = {
        "letter": column.letter,
        "role": column.role.value,
        "path": list(column.path),
        "unit": column.unit,
    }
    return told | ({"flag": column.flag} if column.flag else {})


def _rows(rows: Iterable[TableRow]) -> list[dict[str, object]]:
    return [{"row": row.row, "cells": dict(row.cells)} | _beside(row) for row in rows]


def _beside(row: TableRow) -> dict[str, object]:
    """The flags of a row, and the labels carried down to it: only where there are some."""
    flags: dict[str, object] = {"flags": dict(row.flags)} if row.flags else {}
    return flags | ({"carried": sorted(row.carried)} if row.carried else {})
