"""The workbook that was sent with marks, comments and the sheet PERBAIKAN, everything else as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lumbung.findings import Finding
from lumbung.reports.inplace.book import Book, Sheet
from lumbung.reports.inplace.cells import SheetCells
from lumbung.reports.inplace.comments import Comments
from lumbung.reports.inplace.conditions import with_ours, without_ours
from lumbung.reports.inplace.fixpart import fix_part
from lumbung.reports.inplace.package import NotAsExpected, Package
from lumbung.reports.inplace.styles import Styles
from lumbung.reports.marks import FILLS, Marks
from lumbung.reports.notes import Notes, recalled
from lumbung.reports.targets import Anchors, Targets
from lumbung.reports.told import Return
from lumbung.returned import FIX_SHEET, is_fix_sheet
from lumbung.sheets.grid import Position

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SELECTED = re.compile(r'\stabSelected="(?:1|true)"')
_BEHIND_DRAWING = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""What may follow the drawing of the comments in a sheet (ECMA-376, CT_Worksheet)."""


def marked_in_place(data: bytes, told: Return, marks: Marks, anchors: Mapping[str, Anchors]) -> bytes:
    """The bytes of the annotated workbook.

    Raises:
        NotAsExpected: the workbook is written in a form that cannot be changed part by part.
        Exception: whatever a damaged package raises.
    """
    package = Package(data)
    book = Book(package)
    styles_part = book.supporting("styles")
    if styles_part is None:
        raise NotAsExpected("it has no styles")
    styles = Styles(package.text(styles_part))
    gone = [sheet for sheet in book.sheets if sheet.is_cells and is_fix_sheet(sheet.name, book.first_text(sheet))]
    missing = set(marks) - {sheet.name for sheet in book.sheets}
    if missing:
        raise NotAsExpected("sheets go by other names")
    for sheet in book.sheets:
        if sheet not in gone:
            _mark(package, sheet, styles, marks.get(sheet.name, {}))
    names = {sheet.name for sheet in book.sheets if sheet not in gone}
    title = FIX_SHEET if FIX_SHEET.casefold() not in {n.casefold() for n in names} else f"{FIX_SHEET} LUMBUNG"
    part = fix_part(told, Targets({name: name for name in marks}, anchors), title, styles)
    book.without_macros()
    book.replace_first(gone, title, part.xml, part.names)
    package.write(styles_part, styles.xml())
    return package.packed()


def _mark(package: Package, sheet: Sheet, styles: Styles, marks: Mapping[Position, Sequence[Finding]]) -> None:
    """Colour and comment the cells of one sheet, the marks of an earlier return taken off."""
    xml = without_ours(_SELECTED.sub("", package.text(sheet.part)))
    if not sheet.is_cells:
        package.write(sheet.part, xml)
        return
    comments = Comments(package, sheet.part)
    ours = comments.clear()
    notes = Notes()

    def restyled(place: Position, style: int) -> int:
        if style in styles.ours:
            style = styles.cleared(style, recalled(ours.get(place, "")))
        findings = marks.get(place)
        if not findings:
            return style
        comments.add(place, notes.of(findings, styles.former(style)))
        return styles.marked(style, FILLS[findings[0].severity])

    everywhere = styles.ours
    if marks or any(f' s="{style}"' in xml for style in everywhere):
        xml = SheetCells(xml).styled(marks, everywhere, restyled)
        xml = with_ours(xml, {place: FILLS[found[0].severity] for place, found in marks.items()}, styles)
    drawing = comments.write()
    package.write(sheet.part, _with_drawing(xml, drawing) if drawing else xml)


def _with_drawing(xml: str, relation: str) -> str:
    """The sheet with the drawing of its comments named, at the place the standard gives it."""
    start = xml.rindex("</sheetData>") if "</sheetData>" in xml else xml.rindex("<sheetData")
    end = xml.rindex("</worksheet>")
    tail, depth, at = xml[start:end], 0, end
    for tag in re.finditer(r"<(/?)([\w:]+)[^>]*?(/?)>", tail):
        if tag[2] == "sheetData":
            continue
        if tag[1]:
            depth -= 1
            continue
        if depth == 0 and tag[2] in _BEHIND_DRAWING:
            at = start + tag.start()
            break
        depth += not tag[3]
    return f'{xml[:at]}<legacyDrawing xmlns:r="{_OFFICE}" r:id="{relation}"/>{xml[at:]}'
