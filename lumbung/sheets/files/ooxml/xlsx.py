"""All that an .xlsx says of its sheets beyond the values that calamine reads, brought together."""

from __future__ import annotations

import re

from lumbung.sheets.files.ooxml.calculation import computes_on_load, formula_values, placeholders
from lumbung.sheets.files.ooxml.comments import comments
from lumbung.sheets.files.ooxml.implicit import with_addresses
from lumbung.sheets.files.ooxml.package import Package, SheetDetails, scan_sheet, styles_with_formats
from lumbung.sheets.files.ooxml.relations import main_part, part_of, sheets
from lumbung.sheets.files.ooxml.strikes import Strikes
from lumbung.sheets.grid import Position

_ROW_TAG = re.compile(rb'\br="(\d{1,7})"')


def package_details(package: Package) -> dict[str, SheetDetails]:
    """Per sheet name, what its part and the parts beside it say."""
    workbook = main_part(package, "xl/workbook.xml")
    styles = part_of(package, workbook, "styles")
    formats = styles_with_formats(styles)
    strikes = Strikes(styles, part_of(package, workbook, "sharedStrings"))
    on_load = computes_on_load(package.part(workbook))
    found: dict[str, SheetDetails] = {}
    stored: dict[str, dict[Position, bytes]] = {}
    for name, path in sheets(package, workbook).items():
        xml = with_addresses(package.part(path))
        details = scan_sheet(xml, formats)
        details.struck.update(strikes.cells(xml))
        details.comments.update(comments(package, path))
        details.formatted_rows = _last_row(xml)
        if on_load:
            stored[name] = dict(formula_values(xml))
        found[name] = details
    for name, values in placeholders(stored).items():
        found[name].uncomputed.update(dict.fromkeys(values, "="))
    return found


def _last_row(xml: bytes) -> int:
    start = max(xml.rfind(b"<row "), xml.rfind(b":row "))
    tag = _ROW_TAG.search(xml[start : xml.find(b">", start)]) if start >= 0 else None
    return int(tag.group(1)) if tag else 0
