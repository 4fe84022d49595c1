"""The sheet PERBAIKAN as a part for another workbook: written by openpyxl, its styles taken over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from openpyxl.workbook import Workbook

from lumbung.reports.fixsheet import add_fix_sheet
from lumbung.reports.inplace.package import NotAsExpected
from lumbung.reports.inplace.styles import Styles
from lumbung.reports.targets import Targets
from lumbung.reports.told import Return

_STYLED = re.compile(r'(<c\b[^>]*?\ss=")(\d+)"')
_NAMES = re.compile(r"<definedNames>(.*?)</definedNames>", re.DOTALL)


@dataclass(frozen=True)
class FixPart:
    """The XML of the sheet, and the names that hold for it as the first sheet."""

    xml: str
    names: str


def fix_part(told: Return, targets: Targets, title: str, styles: Styles) -> FixPart:
    """Write the sheet under that title; what it needs is added to ``styles``."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_fix_sheet(workbook, told, targets).title = title
    raw = BytesIO()
    workbook.save(raw)
    with ZipFile(raw) as saved:
        names = ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml")
        xml, own, book = (saved.read(name).decode("utf-8") for name in names)
    if ' t="s"' in xml:
        raise NotAsExpected("openpyxl shares the texts of the sheet")
    adopted = styles.adopt(Styles(own))
    xml = _STYLED.sub(lambda m: f'{m[1]}{adopted[int(m[2])]}"', xml)
    defined = _NAMES.search(book)
    return FixPart(xml, defined[1] if defined else "")
