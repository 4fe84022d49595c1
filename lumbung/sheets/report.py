"""A Reading for other programs: the document of ``lumbung tables --json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lumbung.findings import Finding, Language
from lumbung.sheets.model import Reading, Table, TableRow


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
        "columns": [
            {"letter": c.letter, "role": c.role.value, "path": list(c.path), "unit": c.unit} | _marks(list(c.marks))
            for c in table.columns
        ],
        "rows": _rows(table.rows),
        "totals": _rows(table.totals),
        "history": _rows(table.history),
        "sections": [{"row": s.row, "label": s.text} for s in table.sections],
        "notes": [{"row": n.row, "text": n.text} for n in table.notes],
    }


def _rows(rows: Iterable[TableRow]) -> list[dict[str, object]]:
    return [{"row": row.row, "cells": dict(row.cells)} | _about_labels(row) for row in rows]


def _about_labels(row: TableRow) -> dict[str, object]:
    """The footnote marks dropped from the labels of a row, and the labels carried down to it: only where there are."""
    carried = {"carried": sorted(row.carried)} if row.carried else {}
    return _marks({letter: list(marks) for letter, marks in row.marks.items()}) | carried


def _marks(marks: list[str] | dict[str, list[str]]) -> dict[str, object]:
    """The footnote marks of a label, only where there are some."""
    return {"marks": marks} if marks else {}
