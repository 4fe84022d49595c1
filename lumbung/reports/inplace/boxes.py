"""The boxes in which a sheet's comments show: shapes of its legacy drawing, one for each comment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from lumbung.reports.inplace.package import Package
from lumbung.sheets.grid import Position

_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_V, _O = 'xmlns:v="urn:schemas-microsoft-com:vml"', 'xmlns:o="urn:schemas-microsoft-com:office:office"'
_X = 'xmlns:x="urn:schemas-microsoft-com:office:excel"'
_SHAPE_TYPE = (
    f'<v:shapetype {_V} {_O} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_EMPTY = (
    f'<xml {_V} {_O} {_X}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    f"{_SHAPE_TYPE}</xml>"
)
_SHAPE = re.compile(r"<((?:\w+:)?shape)\b[^>]*>.*?</\1>", re.DOTALL)
_PLACE = re.compile(r"<(?:\w+:)?(Row|Column)>\s*(\d+)\s*</")
_NUMBER = re.compile(r'id="_x0000_s(\d+)"')
_FIRST_NUMBER = 1025


class Boxes:
    """The legacy drawing of one sheet."""

    def __init__(self, package: Package, sheet: str) -> None:
        self._package, self._sheet = package, sheet
        self._part = next((r.target for r in package.relations(sheet) if r.kind == "vmlDrawing"), None)

    def write(self, sizes: Mapping[Position, tuple[int, int]], removed: Set[Position]) -> str | None:
        """Draw boxes of these sizes (pixels) and take others away; the id of a drawing that is new."""
        xml = self._package.text(self._part) if self._part else _EMPTY
        xml = _SHAPE.sub(lambda found: "" if _place(found[0]) in sizes.keys() | removed else found[0], xml)
        if "_x0000_t202" not in xml:
            xml = xml.replace("</xml>", f"{_SHAPE_TYPE}</xml>")
        first = max(map(int, _NUMBER.findall(xml)), default=_FIRST_NUMBER) + 1
        shapes = (_shape(first + n, place, *size) for n, (place, size) in enumerate(sizes.items()))
        xml = xml.replace("</xml>", "".join(shapes) + "</xml>")
        if self._part:
            self._package.write(self._part, xml)
            return None
        name = self._package.free_name("xl/drawings/vmlDrawingLumbung%d.vml")
        self._package.write(name, xml)
        self._package.default_type("vml", _VML_TYPE)
        return self._package.relate(self._sheet, "vmlDrawing", name)


def _place(shape: str) -> Position | None:
    """The cell whose comment a shape shows; None of other shapes."""
    if 'ObjectType="Note"' not in shape:
        return None
    found = dict(_PLACE.findall(shape))
    return (int(found["Row"]) + 1, int(found["Column"]) + 1) if len(found) == len(("Row", "Column")) else None


def _shape(number: int, place: Position, width: int, height: int) -> str:
    row, column = place
    return (
        f'<v:shape {_V} {_O} {_X} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
        f"margin-left:59.25pt;margin-top:1.5pt;width:{width}px;height:{height}px;z-index:1;visibility:hidden"
        '" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )
