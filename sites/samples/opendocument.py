"""Sheets → the bytes of an OpenDocument spreadsheet (.ods): values, texts, errors and merges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from sites.samples.sheet import Sheet, Value

_MEDIA = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MEDIA}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def ods(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as an .ods workbook."""
    tables = "".join(part for sheet in sheets for part in _table(sheet))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _MEDIA, ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return out.getvalue()


def _table(sheet: Sheet) -> Iterator[str]:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in sheet.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - spans.keys()
    last = max(column for _, column in sheet.cells)
    yield f"<table:table table:name={quoteattr(sheet.name)}>"
    for row in range(1, max(row for row, _ in sheet.cells) + 1):
        yield "<table:table-row>"
        for column in range(1, last + 1):
            if (row, column) in covered:
                yield "<table:covered-table-cell/>"
            else:
                value = sheet.cells[row, column][0] if (row, column) in sheet.cells else ""
                yield _cell(value, spans.get((row, column)))
        yield "</table:table-row>"
    yield "</table:table>"


def _cell(value: Value, span: tuple[int, int] | None) -> str:
    down, across = span or (1, 1)
    more = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' if span else ""
    if value == "":
        return f"<table:table-cell{more}/>"
    text = f"<text:p>{escape(str(value))}</text:p>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"{more}>{text}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"{more}>{text}</table:table-cell>'
