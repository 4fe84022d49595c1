"""The workbook part: which sheets there are in which order, names that hold for one sheet, which sheet opens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape

from lumbung.reports.inplace.package import NotAsExpected, Package, attributes

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SHEETS = re.compile(r"<sheets\b[^>]*>(.*?)</sheets>", re.DOTALL)
_SHEET = re.compile(r"<sheet\b[^>]*?/>")
_NAMES = re.compile(r"<definedNames\b[^>]*?/>|<definedNames\b[^>]*>(.*?)</definedNames>", re.DOTALL)
_NAME = re.compile(r"<definedName\b([^>]*)>(.*?)</definedName>", re.DOTALL)
_LOCAL = re.compile(r'\blocalSheetId="(\d+)"')
_VIEW = re.compile(r"<workbookView\b[^>]*>")
_FIRST_CELL = re.compile(r'<c\b([^>]*\br="A1"[^>]*[^/])>(.*?)</c>', re.DOTALL)
_VALUE = re.compile(r"<v>(\d+)</v>")
_SHARED = re.compile(r"<si\b[^>]*?/>|<si\b[^>]*>.*?</si>", re.DOTALL)
_TEXT = re.compile(r"<t\b[^>]*>(.*?)</t>", re.DOTALL)
_OPENS = re.compile(r'\s(?:activeTab|firstSheet)="\d+"')
_BEFORE_NAMES = ("</sheets>", "</functionGroups>", "</externalReferences>")
_SUPPORTING = ("printerSettings", "comments", "vmlDrawing")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its part, and whether it is a sheet of cells."""

    name: str
    part: str
    relation: str
    is_cells: bool


class Book:
    """The workbook part of a package.

    Raises:
        NotAsExpected: it is written with a namespace prefix, or in the strict form of the standard.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self.part = next((r.target for r in package.relations("") if r.kind == "officeDocument"), "")
        self._xml = package.text(self.part)
        prefix = re.search(rf'xmlns:(\w+)="{_OFFICE}"', self._xml)
        found = _SHEETS.search(self._xml)
        if f'xmlns="{_MAIN}"' not in self._xml or prefix is None or found is None:
            raise NotAsExpected("the workbook is written in another form")
        self._prefix = prefix[1]
        self._relations = {r.id: r for r in package.relations(self.part)}
        self._tags = _SHEET.findall(found[1])
        self.sheets = [self._sheet(tag) for tag in self._tags]

    def _sheet(self, tag: str) -> Sheet:
        said = attributes(tag)
        relation = self._relations.get(said.get(f"{self._prefix}:id", ""))
        if relation is None or relation.kind not in ("worksheet", "chartsheet"):
            raise NotAsExpected("a sheet is of another kind")
        return Sheet(said["name"], relation.target, relation.id, relation.kind == "worksheet")

    def first_text(self, sheet: Sheet) -> str:
        """The text in cell A1 of a sheet; '' where it holds none."""
        cell = _FIRST_CELL.search(self._package.text(sheet.part))
        if cell is None:
            return ""
        shared = self.supporting("sharedStrings")
        if attributes(cell[1]).get("t") == "s" and shared:
            number = int((_VALUE.search(cell[2]) or [0, 0])[1])
            texts = _SHARED.findall(self._package.text(shared))
            return _words(texts[number]) if number < len(texts) else ""
        return _words(cell[2])

    def supporting(self, kind: str) -> str | None:
        """The part of a kind that the workbook has one of, e.g. ``styles``."""
        return next((r.target for r in self._relations.values() if r.kind == kind), None)

    def without_macros(self) -> None:
        """Make it a plain workbook: no template, no macros."""
        for relation in self._relations.values():
            if relation.kind == "vbaProject":
                for each in self._package.relations(relation.target):
                    self._package.remove(each.target)
                self._package.remove(relation.target)
                self._package.unrelate(self.part, relation.id)
        self._package.retype(self.part, _PLAIN)

    def replace_first(self, gone: list[Sheet], title: str, xml: str, names: str) -> None:
        """Take sheets out and put one in front, with the names that hold for it; the workbook opens on it."""
        part = self._package.free_name("xl/worksheets/perbaikan%d.xml")
        self._package.write(part, xml, _SHEET_TYPE)
        relation = self._package.relate(self.part, "worksheet", part)
        for sheet in gone:
            self._drop(sheet)
        highest = max((int(attributes(tag).get("sheetId", 0)) for tag in self._tags), default=0)
        ours = f'<sheet name="{escape(title)}" sheetId="{highest + 1}" {self._prefix}:id="{relation}"/>'
        kept = [(old, tag) for old, tag in enumerate(self._tags) if self.sheets[old] not in gone]
        moved = {old: new for new, (old, _) in enumerate(kept, 1)}
        listed = ours + "".join(tag for _, tag in kept)
        text = _SHEETS.sub(lambda _: f"<sheets>{listed}</sheets>", self._xml, count=1)
        text = self._renamed(text, moved, names)
        self._xml = _VIEW.sub(lambda view: _OPENS.sub("", view[0]), text)
        self._package.write(self.part, self._xml)

    def _drop(self, sheet: Sheet) -> None:
        for relation in self._package.relations(sheet.part):
            if relation.kind in _SUPPORTING:
                self._package.remove(relation.target)
        self._package.remove(sheet.part)
        self._package.unrelate(self.part, sheet.relation)

    def _renamed(self, text: str, moved: dict[int, int], names: str) -> str:
        """The names with the new places of the sheets they hold for, ours before them."""
        found = _NAMES.search(text)
        kept = [names]
        for said, content in _NAME.findall((found[1] if found else "") or ""):
            local = _LOCAL.search(said)
            if local is None:
                kept.append(f"<definedName{said}>{content}</definedName>")
            elif int(local[1]) in moved:
                here = _LOCAL.sub(f'localSheetId="{moved[int(local[1])]}"', said)
                kept.append(f"<definedName{here}>{content}</definedName>")
        block = f"<definedNames>{''.join(kept)}</definedNames>"
        if found:
            return text[: found.start()] + block + text[found.end() :]
        after = max(text.rfind(end) + len(end) for end in _BEFORE_NAMES if end in text)
        return text[:after] + block + text[after:]


def _words(xml: str) -> str:
    return "".join(map(unescape, _TEXT.findall(xml)))
