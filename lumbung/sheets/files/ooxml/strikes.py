"""Which cells of an .xlsx are struck through: by their style, or by a part of their text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lumbung.sheets.files.ooxml.package import Tags, attributes, cells_around, ends_of, position_of
from lumbung.sheets.grid import Position

_FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = re.compile(rb"<(?:\w+:)?font\b(?:[^>]*/>|.*?</(?:\w+:)?font>)", re.DOTALL)
_STRIKE = re.compile(rb'<(?:\w+:)?strike\b(?!\s*val="(?:0|false)")')
_XFS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_XF = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_ITEM = re.compile(rb"<(?:\w+:)?si\b(?:[^>]*/>|.*?</(?:\w+:)?si>)", re.DOTALL)
_INDEX = re.compile(rb"<(?:\w+:)?v\b[^>]*>\s*(\d+)\s*<")


class Strikes:
    """What strikes through in one workbook; finding it costs nothing where the word does not occur."""

    def __init__(self, styles: bytes, texts: bytes) -> None:
        self._styles = list(_struck_styles(styles))
        self._texts = frozenset(_struck_texts(texts)) if b"strike" in texts else frozenset()

    def cells(self, xml: bytes) -> Iterator[Position]:
        """The filled cells of a sheet that are struck through, wholly or in part."""
        tags = Tags.of(xml)
        if self._styles:
            style = re.compile(rb'\ss="(?:' + b"|".join(self._styles) + rb')"')
            for attributes_, content in cells_around(xml, (match.end() for match in style.finditer(xml)), tags):
                if content and style.search(attributes_):  # rows and columns have styles too
                    yield position_of(attributes_)
        if b"strike" in xml:
            for attributes_, content in cells_around(xml, (match.end() for match in _STRIKE.finditer(xml)), tags):
                if _STRIKE.search(content):
                    yield position_of(attributes_)
        if self._texts:
            for attributes_, content in cells_around(xml, ends_of(xml, b' t="s"'), tags):
                index = _INDEX.search(content)
                if index and index.group(1) in self._texts:
                    yield position_of(attributes_)


def _struck_styles(xml: bytes) -> Iterator[bytes]:
    fonts = _FONTS.search(xml) if b"strike" in xml else None
    if fonts is None:
        return
    struck = {str(i) for i, font in enumerate(_FONT.finditer(fonts.group())) if _STRIKE.search(font.group())}
    yield from _styles_with(struck, xml)


def _styles_with(fonts: Collection[str], xml: bytes) -> Iterator[bytes]:
    block = _XFS.search(xml)
    for index, tag in enumerate(_XF.finditer(block.group()) if block and fonts else ()):
        if attributes(tag.group(1)).get("fontId") in fonts:
            yield str(index).encode()


def _struck_texts(xml: bytes) -> Iterator[bytes]:
    for index, item in enumerate(_ITEM.finditer(xml)):
        if _STRIKE.search(item.group()):
            yield str(index).encode()
