"""The styles of a workbook, added to: a mark is the cell's own style with another fill, so its format stays."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lumbung.reports.inplace.package import NotAsExpected, attributes
from lumbung.reports.marks import FILLS
from lumbung.reports.notes import former_text

_XF = re.compile(r"<xf\b[^>]*?/>|<xf\b.*?</xf>", re.DOTALL)
_ITEMS = {
    "fonts": re.compile(r"<font\b[^>]*?/>|<font\b.*?</font>", re.DOTALL),
    "fills": re.compile(r"<fill\b[^>]*?/>|<fill\b.*?</fill>", re.DOTALL),
    "borders": re.compile(r"<border\b[^>]*?/>|<border\b.*?</border>", re.DOTALL),
    "cellXfs": _XF,
}
_SHOWN = re.compile(r"<dxfs\b[^>]*/>|<dxfs\b.*?</dxfs>", re.DOTALL)
_SHOWN_ITEM = re.compile(r"<dxf\b[^>]*/>|<dxf\b.*?</dxf>", re.DOTALL)
_BEFORE_SHOWN = ("</cellXfs>", "</cellStyles>")
_SOLID = re.compile(r'<patternFill\b[^>]*patternType="solid"[^>]*>(.*?)</patternFill>', re.DOTALL)
_FOREGROUND = re.compile(r"<fgColor\b([^>]*?)/?>")
_EMPTY_FILL = re.compile(
    r"<fill\b[^>]*?/>|<fill\b[^>]*>\s*</fill>"
)  # exports of some applications; openpyxl fails on it
_NO_FILL = '<fill><patternFill patternType="none"/></fill>'
_PARTS = re.compile(r'\b(font|fill|border)Id="(\d+)"')
_OURS = frozenset(FILLS.values())


class Styles:
    """The style sheet of one workbook. Styles are known by their number, as cells name them."""

    def __init__(self, xml: str) -> None:
        self._xml = xml
        self._lists = {name: _block(xml, name) for name in _ITEMS}
        self._lists["fills"] = [_EMPTY_FILL.sub(_NO_FILL, item) for item in self._lists["fills"]]
        self._known = {name: dict(zip(items, range(len(items)), strict=False)) for name, items in self._lists.items()}
        self.ours = frozenset(n for n in range(len(self._lists["cellXfs"])) if self._colour(n).get("rgb") in _OURS)
        self._made: dict[tuple[int, str], int] = {}
        block = _SHOWN.search(xml)
        self._shown = _SHOWN_ITEM.findall(block[0]) if block else []

    @property
    def count(self) -> int:
        """How many styles there are."""
        return len(self._lists["cellXfs"])

    def marked(self, style: int, colour: str) -> int:
        """The style with a solid fill of an ARGB colour."""
        return self._filled(style, f'<fgColor rgb="{colour}"/><bgColor rgb="{colour}"/>')

    def shown(self, colour: str) -> int:
        """The number of the format with which a conditional rule fills a cell with an ARGB colour."""
        item = f'<dxf><fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor rgb="{colour}"/>'
        item += "</patternFill></fill></dxf>"
        if item not in self._shown:
            self._shown.append(item)
        return self._shown.index(item)

    def cleared(self, style: int, former: Mapping[str, str | int | float] | None) -> int:
        """A style of ours with the fill it had before, or none."""
        if not former:
            return self._filled(style, "")
        said = " ".join(f'{name}="{value}"' for name, value in former.items())
        return self._filled(style, f'<fgColor {said}/><bgColor indexed="64"/>')

    def former(self, style: int) -> str | None:
        """The solid fill of a style in words; None where it has none."""
        colour = self._colour(style)
        if "rgb" in colour:
            return former_text(rgb=colour["rgb"])
        if "theme" in colour:
            return former_text(theme=int(colour["theme"]), tint=float(colour.get("tint", 0)))
        return former_text(indexed=int(colour["indexed"])) if "indexed" in colour else None

    def adopt(self, other: Styles) -> list[int]:
        """Take in all styles of another sheet of styles; where each of them stands here."""
        shift = {name: [self._add(name, item) for item in other._lists[name]] for name in ("fonts", "fills", "borders")}
        adopted = []
        for xf in other._lists["cellXfs"]:
            xf = _PARTS.sub(lambda m: f'{m[1]}Id="{shift[f"{m[1]}s"][int(m[2])]}"', xf)
            adopted.append(self._add("cellXfs", re.sub(r'\bxfId="\d+"', 'xfId="0"', xf)))
        return adopted

    def xml(self) -> str:
        """The style sheet with all that was added."""
        xml = self._xml
        for name, items in self._lists.items():
            body = f'<{name} count="{len(items)}">{"".join(items)}</{name}>'
            start, end = _bounds(xml, name)
            xml = xml[:start] + body + xml[end:]
        if not self._shown:
            return xml
        block = f'<dxfs count="{len(self._shown)}">{"".join(self._shown)}</dxfs>'
        if _SHOWN.search(xml):
            return _SHOWN.sub(lambda _: block, xml, count=1)
        end = max(xml.find(tag) + len(tag) for tag in _BEFORE_SHOWN if tag in xml)
        return xml[:end] + block + xml[end:]

    # -------------------------------------------------------------- how styles are made

    def _filled(self, style: int, colours: str) -> int:
        if not 0 <= style < self.count:
            raise NotAsExpected(f"style {style} is not there")
        if (style, colours) not in self._made:
            solid = f'<fill><patternFill patternType="solid">{colours}</patternFill></fill>'
            fill = self._add("fills", solid) if colours else 0
            xf = self._lists["cellXfs"][style]
            opening, rest = xf[: xf.index(">")].rstrip("/"), xf[xf.index(">") :]
            opening = re.sub(r'\s(?:fillId|applyFill)="[^"]*"', "", opening)
            closed = "/" if xf.endswith("/>") and "</xf>" not in xf else ""
            self._made[style, colours] = self._add("cellXfs", f'{opening} fillId="{fill}" applyFill="1"{closed}{rest}')
        return self._made[style, colours]

    def _add(self, name: str, item: str) -> int:
        known, items = self._known[name], self._lists[name]
        if item not in known:
            known[item] = len(items)
            items.append(item)
        return known[item]

    def _colour(self, style: int) -> dict[str, str]:
        """The attributes of the solid colour of a style; empty where it has no solid fill."""
        if not 0 <= style < self.count:
            return {}
        number = int(attributes(self._lists["cellXfs"][style].split(">")[0]).get("fillId", 0))
        fills = self._lists["fills"]
        solid = _SOLID.search(fills[number]) if number < len(fills) else None
        colour = _FOREGROUND.search(solid[1]) if solid else None
        return attributes(colour[1]) if colour else {}


def _bounds(xml: str, name: str) -> tuple[int, int]:
    found = re.search(rf"<{name}\b[^>]*>.*?</{name}>", xml, re.DOTALL)
    if found is None:
        raise NotAsExpected(f"the styles have no {name}")
    return found.span()


def _block(xml: str, name: str) -> list[str]:
    start, end = _bounds(xml, name)
    return [found[0] for found in _ITEMS[name].finditer(xml, xml.index(">", start) + 1, end)]
