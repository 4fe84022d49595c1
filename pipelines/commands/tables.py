"""``lumbung tables``: the tables found in any spreadsheet, without a contract."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.console import Console

from lumbung.sheets.report import render_tables, tables_document
from lumbung.sheets.upload import read_upload

WRONG_USE = 2


def tables(file: Path, as_json: bool) -> int:
    """Print the tables of a file; 2 when it does not exist. What cannot be read is told as a finding."""
    if not file.is_file():
        print(f"lumbung: berkas {file} tidak ada.", file=sys.stderr)
        return WRONG_USE
    reading = read_upload(file.read_bytes(), file.name)
    if as_json:
        print(json.dumps(tables_document(reading), ensure_ascii=False, indent=1))
    else:
        render_tables(reading, Console())
    return 0
