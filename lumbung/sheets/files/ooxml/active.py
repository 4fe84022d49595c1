"""Content that acts: macros, and formulas that fetch their figures from other files. It is noted, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from lumbung.sheets.files.ooxml.package import Package
from lumbung.sheets.files.ooxml.relations import main_part, sheets
from lumbung.sheets.files.sniff import Format

_MACROS_OF_XLS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_FOREIGN = re.compile(rb"<(?:\w+:)?f\b[^>]*>[^<]*?(?<!\w)\[\d{1,3}\][^<\[\]]*!")


class Active(Enum):
    """What may act."""

    MACROS = "makro", "macros"
    LINKS = "rumus yang mengambil angka dari berkas lain", "formulas that take figures from other files"

    def __init__(self, indonesian: str, english: str) -> None:
        self.indonesian = indonesian
        self.english = english


def active_content(data: bytes, found: Format) -> Iterator[Active]:
    """What may act in a file that could be read."""
    if found is Format.XLS and _MACROS_OF_XLS in data:
        yield Active.MACROS
    if found in (Format.XLSX, Format.XLSM, Format.XLSB):
        package = Package(data)
        if package.has("vbaproject.bin"):
            yield Active.MACROS
        if package.has("/externallinks/") and _takes_from_elsewhere(package):
            yield Active.LINKS


def _takes_from_elsewhere(package: Package) -> bool:
    paths = sheets(package, main_part(package, "xl/workbook.xml")).values()
    return any(_FOREIGN.search(package.part(path)) for path in paths)
