"""What ``lumbung tables`` prints: the JSON that other programs rely on, and the drawing for people."""

from __future__ import annotations

import io
import json

from rich.console import Console

from lumbung.sheets.drawing import draw
from lumbung.sheets.report import tables_document
from tests.sheets.drawing import workbook

READING = workbook(
    """
    Tabel 5.5 | Produksi

    No | Kecamatan | Padi (Ton)
    1  | Susukan   | 1.5
    2  | Batur     | -
    3  | Rakit     | =A1
    Jumlah |       | 1.5
    2021   |       | 4
    Sumber : Dinas
    """
)


def test_the_document_has_the_shape_that_others_rely_on() -> None:
    document = json.loads(json.dumps(tables_document(READING)))
    assert set(document) == {"file", "findings", "tables", "skipped"}
    assert set(document["file"]) == {"name", "sha256", "format"}
    assert [each["code"] for each in document["findings"]] == ["C02", "S01", "S01"]
    finding = document["findings"][0]
    assert (finding["code"], finding["severity"], finding["sheet"], finding["cell"]) == ("C02", "error", "Sheet", "C6")
    (table,) = document["tables"]
    assert table["range"] == "A3:C8"
    assert table["title"] == ["Tabel 5.5", "Produksi"]
    assert table["columns"][2] == {"letter": "C", "role": "value", "path": ["Padi (Ton)"], "unit": "Ton"}
    assert table["rows"][1] == {"row": 5, "cells": {"A": 2, "B": "Batur", "C": None}, "flags": {"C": "-"}}
    assert [row["row"] for row in table["totals"] + table["history"]] == [7, 8]
    assert table["notes"] == [{"row": 9, "text": "Sumber : Dinas"}]


def test_the_drawing_shows_rows_totals_notes_and_findings() -> None:
    screen = io.StringIO()
    draw(READING, Console(file=screen, width=120))
    drawn = screen.getvalue()
    assert all(text in drawn for text in ("Susukan", "Jumlah", "Sumber : Dinas", "C02", "Sheet!A3:C8"))
