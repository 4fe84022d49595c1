"""``lumbung tables``: the tables found in any spreadsheet, without a contract."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from lumbung.findings import Language
from lumbung.sheets.drawing import draw
from lumbung.sheets.figures.witness import witnessed
from lumbung.sheets.report import tables_document
from lumbung.sheets.upload import read_upload

WRONG_USE = 2


def tables(file: Path, as_json: bool, why: bool, lang: Language) -> int:
    """Print the tables of a file, on demand with the evidence; 2 when it does not exist.

    What cannot be read is told as a finding.
    """
    if not file.is_file():
        print(f"lumbung: berkas {file} tidak ada.", file=sys.stderr)
        return WRONG_USE
    reading = read_upload(file.read_bytes(), file.name)
    reading = replace(reading, findings=(*reading.findings, *witnessed(reading)))
    if as_json:
        indent = 1 if sys.stdout.isatty() else None  # on one line it is written by C, in a fraction of the time
        print(json.dumps(tables_document(reading, lang, why=why), ensure_ascii=False, indent=indent))
    else:
        draw(reading, Console(), lang, why=why)
    return 0
