"""An .xlsx that Excel opens and calamine refuses, made plain: the same cells in a package without its oddities.

Only the wrapping is mended (encodings, relations, stray characters, sheets that are no worksheets). No value is
changed, and a file that declares entities is left alone: that is how bombs are made.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from lumbung.sheets.files.encodings import decode
from lumbung.sheets.files.ooxml.package import Package, attributes
from lumbung.sheets.files.ooxml.relations import Relation, relations

_WORKBOOK = "xl/workbook.xml"
_XML = (".xml", ".rels")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
_STRAY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8BbCcEeFf]|1[0-9A-Fa-f]));"
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*?)/?>(?:\s*</(?:\w+:)?sheet>)?")
_STATE = re.compile(rb'\sstate="(?!visible"|hidden"|veryHidden")[^"]*"')
_ERROR = re.compile(
    rb'(<(?:\w+:)?c\s[^>]*\bt="e"[^>]*>\s*(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*)?<(?:\w+:)?v>)([^<]*)(</)'
)
_ERRORS = (b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!", b"#GETTING_DATA")
_KINDS = ("worksheet", "chartsheet")
_OF_PACKAGE = (
    b'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    b'officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def repaired(data: bytes) -> bytes | None:
    """The package in plain form; None if it declares entities or holds no workbook."""
    try:
        package = Package(data)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    parts = {path: _plain(package.part(path)) for path in package.names if path.endswith(_XML)}
    if _WORKBOOK not in parts or any(_DECLARED.search(part) for part in parts.values()):
        return None
    parts["_rels/.rels"] = _OF_PACKAGE
    related = relations(Package(_zipped(parts)), _WORKBOOK)
    parts[_WORKBOOK] = _SHEET.sub(lambda tag: _kept(tag, related), parts[_WORKBOOK])
    sheets = {relation.target.lower() for relation in related.values() if relation.kind == "worksheet"}
    for path in sheets & parts.keys():
        parts[path] = _ERROR.sub(_known_error, parts[path])
    return _zipped(parts)


def _plain(part: bytes) -> bytes:
    """A part in UTF-8 without what XML does not allow."""
    text = decode(part)
    if text.encoding != "utf-8":
        part = _DECLARATION.sub(b"", text.content.encode("utf-8"), count=1)
    return _STRAY.sub(b"&amp;", _FORBIDDEN.sub(b"", part))


def _kept(tag: re.Match[bytes], related: Mapping[str, Relation]) -> bytes:
    """A sheet of the workbook; nothing for one that has no part, or is none of cells."""
    a = attributes(tag.group(1))
    relation = related.get(next((value for name, value in a.items() if name.endswith(":id")), ""))
    return _STATE.sub(b"", tag.group()) if relation is not None and relation.kind in _KINDS else b""


def _known_error(cell: re.Match[bytes]) -> bytes:
    known = cell.group(2).strip() in _ERRORS
    return cell.group() if known else cell.group(1) + b"#N/A" + cell.group(3)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()
