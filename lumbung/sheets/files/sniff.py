"""What a file is, told from its content: the extension is only a claim."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from lumbung.sheets.files.archive import BROKEN_ARCHIVE
from lumbung.sheets.files.encodings import utf16_without_mark

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
_DEEP = 1_000_000
_BIFF_WITHOUT_OLE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<\s*(!doctype\s+html|html|head|body|table|meta|frameset)(?=[\s>/])", re.IGNORECASE)
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/", re.IGNORECASE)


class Format(StrEnum):
    """What the content is."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    SPREADSHEETML = "xml"
    ENCRYPTED = "terenkripsi"
    PDF = "PDF"
    WORD = "dokumen Word"
    IMAGE = "gambar"
    XML = "XML"
    OLD_EXCEL = "Excel 4.0 atau lebih lama"
    SYLK = "SYLK"
    UNKNOWN = "unknown"

    @property
    def is_spreadsheet(self) -> bool:
        """True for what we try to read."""
        return self in _SPREADSHEETS

    @property
    def reported(self) -> str:
        """What ``Reading.format`` says: XML Spreadsheet 2003 counts as the .xls that it is saved as."""
        if not self.is_spreadsheet:
            return "unknown"
        return Format.XLS.value if self is Format.SPREADSHEETML else self.value


_SPREADSHEETS = (
    Format.XLSX,
    Format.XLSM,
    Format.XLSB,
    Format.XLS,
    Format.ODS,
    Format.CSV,
    Format.HTML,
    Format.SPREADSHEETML,
)
_EXTENSIONS = {
    Format.XLSX: (".xlsx", ".xltx", ".xlsm", ".xltm"),  # a workbook that may have macros need not have any
    Format.XLSM: (".xlsm", ".xltm", ".xlam"),
    Format.XLSB: (".xlsb",),
    Format.XLS: (".xls", ".xlt"),
    Format.ODS: (".ods", ".fods", ".ots"),
    Format.CSV: (".csv", ".txt", ".tsv"),
    Format.SPREADSHEETML: (".xml",),
    Format.HTML: (".html", ".htm", ".mht", ".mhtml"),
}


def sniff(data: bytes) -> Format:
    """The format of the content; :attr:`Format.UNKNOWN` for anything that is no document we know."""
    head = data[:_HEAD]
    if head.startswith(OLE_SIGNATURE):
        return _inside_ole(data)
    if head.startswith(b"PK"):
        return _inside_zip(data)
    if head.startswith(_BIFF_WITHOUT_OLE):
        return Format.OLD_EXCEL
    if head.startswith(b"ID;P"):
        return Format.SYLK
    if head.startswith(b"%PDF"):
        return Format.PDF
    if head.startswith(b"{\\rtf"):
        return Format.WORD
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return Format.IMAGE
    return _inside_text(data)


def extension_fits(name: str, found: Format) -> bool:
    """True if the name's extension is one that this content may have; names without extension fit all."""
    extension = PurePath(name).suffix.lower()
    return not extension or extension in _EXTENSIONS.get(found, ())


def is_web_archive(data: bytes) -> bool:
    """True for MHTML, which holds web pages as the parts of a mail."""
    return _MAIL.match(data[:_HEAD].lstrip()) is not None


def _inside_ole(data: bytes) -> Format:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return Format.ENCRYPTED
    if has("Workbook") or has("Book"):
        return Format.XLS
    return Format.WORD if has("WordDocument") else Format.XLS


def _inside_zip(data: bytes) -> Format:
    try:
        names = [n.lower().replace("\\", "/").lstrip("/") for n in zipfile.ZipFile(io.BytesIO(data)).namelist()]
    except BROKEN_ARCHIVE:
        return Format.XLSX  # a damaged package: the reader will say what is wrong with it
    if any(n.endswith("workbook.bin") for n in names):
        return Format.XLSB
    if any(n.endswith("vbaproject.bin") for n in names):
        return Format.XLSM
    if any(n.startswith("word/") for n in names):
        return Format.WORD
    if "content.xml" in names:
        return Format.ODS
    return Format.XLSX if any(n.startswith("xl/") or n.endswith("workbook.xml") for n in names) else Format.UNKNOWN


def _inside_text(data: bytes) -> Format:
    head = data[:_HEAD]
    plain = head.replace(b"\x00", b"")  # UTF-16 of Latin letters
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain and b"<Workbook" in plain:
        return Format.SPREADSHEETML
    if b"opendocument:xmlns:office" in plain and b"office:spreadsheet" in data[:_DEEP]:
        return Format.ODS
    if is_web_archive(head) or _HTML.search(plain):
        return Format.HTML
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<?xml", b"<")):
        return Format.XML
    is_text = head.startswith(_BOMS) or utf16_without_mark(head) or _is_texty(head)
    return Format.CSV if is_text else Format.UNKNOWN


def _is_texty(head: bytes) -> bool:
    """True for bytes without control characters, of which most stand for letters, digits and marks."""
    plain = sum(32 <= byte < 127 or byte in b"\t\r\n" for byte in head)
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return bool(head.strip()) and control == 0 and plain > len(head) / 2
