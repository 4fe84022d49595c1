"""F: files that are no workbooks, or not of who sent them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from random import Random

import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile

from benchmarks.inspect.books import Book
from benchmarks.inspect.plants.choosing import one, plain
from benchmarks.inspect.plants.model import BLOCKER, WARNING, Planted, Told, plant
from benchmarks.inspect.shelf import shelf

_MACROS = {
    "[Content_Types].xml": (
        (
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
        (
            b"</Types>",
            b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        ),
    ),
    "xl/_rels/workbook.xml.rels": (
        (
            b"</Relationships>",
            b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
            b'Target="vbaProject.bin"/></Relationships>',
        ),
    ),
}
"""Part of the package → what is written instead of what, so that the workbook has macros."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKED = {
    "xl/externalLinks/externalLink1.xml": (
        '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<externalBook xmlns:r="{_OFFICE}" r:id="rId1"/></externalLink>'
    ).encode(),
    "xl/externalLinks/_rels/externalLink1.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/externalLinkPath" Target="Rekap%20Dinas.xlsx" TargetMode="External"/></Relationships>'
    ).encode(),
}
_LINKS = {
    "[Content_Types].xml": (
        (
            b"</Types>",
            b'<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType='
            b'"application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>',
        ),
    ),
    "xl/_rels/workbook.xml.rels": (
        (
            b"</Relationships>",
            f'<Relationship Id="rId98" Type="{_OFFICE}/externalLink" '.encode()
            + b'Target="externalLinks/externalLink1.xml"/></Relationships>',
        ),
    ),
}
"""Parts of a package, and changes of others, with which a workbook takes figures from another one."""


@plant("F01", BLOCKER, "a file cut in the middle", formats=("xlsx", "ods"), books=4)
def cut_short(book: Book, random: Random) -> Planted | None:
    book.raw = book.data()[: random.randrange(300, 900)]
    return Told(book).near("F01", BLOCKER).done()


@plant("F01", BLOCKER, "bytes that mean nothing", books=2)
def noise(book: Book, random: Random) -> Planted | None:
    book.raw = bytes(range(256)) * 8
    return Told(book).near("F01", BLOCKER).done()


@plant("F02", BLOCKER, "a printed page for a workbook", books=3)
def printed_page(book: Book, random: Random) -> Planted | None:
    book.raw = b"%PDF-1.7\n" + b"x" * 400
    return Told(book).near("F02", BLOCKER).done()


@plant("F03", BLOCKER, "a workbook that asks for a password", formats=("xlsx",), books=3)
def with_a_password(book: Book, random: Random) -> Planted | None:
    out = BytesIO()
    OOXMLFile(BytesIO(book.data())).encrypt(random.choice(("rahasia", "12345")), out)
    book.raw = out.getvalue()
    return Told(book).near("F03", BLOCKER).done()


@plant("F03", BLOCKER, "an OpenDocument that asks for a password", formats=("ods",), books=3)
def opendocument_with_a_password(book: Book, random: Random) -> Planted | None:
    locked = b"<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    book.raw = _repacked(book.data(), {"content.xml": random.randbytes(900), "META-INF/manifest.xml": locked})
    return Told(book).near("F03", BLOCKER).done()


@plant("F04", BLOCKER, "no bytes", books=2)
def no_bytes(book: Book, random: Random) -> Planted | None:
    book.raw = b""
    return Told(book).near("F04", BLOCKER).done()


@plant("F04", BLOCKER, "a workbook with nothing on it", formats=("xlsx", "xls", "ods"), books=3)
def blank_workbook(book: Book, random: Random) -> Planted | None:
    for drawn in book.drawn:
        drawn.sheet.cells = {(1, 1): ("", next(iter(drawn.sheet.cells.values()))[1])}
        drawn.sheet.merges.clear()
        drawn.sheet.heights.clear()
    return Told(book).near("F04", BLOCKER).done()


@plant("F05", BLOCKER, "a cell in the far corner of the sheet", formats=("xlsx",), books=3)
def far_corner(book: Book, random: Random) -> Planted | None:
    name, corner = book.sheets[0].name, random.choice(("XFD1048576", "AAA900000"))

    def stray(workbook: openpyxl.Workbook) -> None:
        workbook[name][corner] = 0

    book.finish.append(stray)
    return Told(book).near("F05", BLOCKER).done()


@plant("F05", BLOCKER, "an archive that unpacks to many times its size", formats=("xlsx", "ods"), books=3)
def unpacks_beyond_reason(book: Book, random: Random) -> Planted | None:
    book.raw = _repacked(book.data(), {"xl/worksheets/sheet99.xml": bytes(60_000_000)})
    return Told(book).near("F05", BLOCKER).done()


@plant("F07", WARNING, "a workbook with macros", formats=("xlsx",), books=3)
def macros(book: Book, random: Random) -> Planted | None:
    parts = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504}
    book.raw = _repacked(book.data(), parts, _MACROS)
    return Told(book).near("F07", WARNING).done(name=f"{book.stem}.xlsm")


@plant("F07", WARNING, "a formula into another workbook", formats=("xlsx",), books=3)
def link_to_another_workbook(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in plain(book) if f.value and book.sheet_of(f) is book.sheets[0]))
    if spot is None:
        return None
    data, sheet = book.data(), "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        cell = re.compile(rb'(<c r="%s"[^>]*>)<v>' % spot.cell.encode())
        taken, changed = cell.subn(rb"\1<f>[1]Sheet1!$B$4</f><v>", archive.read(sheet))
    if not changed:
        return None
    book.raw = _repacked(data, {**_LINKED, sheet: taken}, _LINKS)
    return Told(book).near("F07", WARNING).done()


@plant("F09", BLOCKER, "a title about something that no contract describes", books=5)
def unknown_dataset(book: Book, random: Random) -> Planted | None:
    if not list(book.titles()):
        return None
    told = Told(book)
    for form in range(len(book.drawn)):
        title = next(book.titles(form))
        at = str(title.value).lower().find(book.view.title.lower())
        if at < 0:
            return None
        wrong = str(title.value)[:at] + "Zzz Qqq Xyzzy" + str(title.value)[at + len(book.view.title) :]
        book.write(title, wrong)
        told.mend((title, title.value))
    everywhere = [book.spot(0, row, column) for row, column in book.drawn[0].sheet.cells]
    return told.near("F09", BLOCKER, *everywhere).done(name=f"data.{book.name.rpartition('.')[2]}")


@plant("F10", BLOCKER, "the file of another OPD", books=5)
def of_another_opd(book: Book, random: Random) -> Planted | None:
    others = sorted({c.opd for c in shelf(book.site).inspector.registry.contracts.values()} - {book.opd})
    if book.format == "csv":
        return None
    everywhere = [book.spot(0, row, column) for row, column in book.drawn[0].sheet.cells]
    return Told(book).near("F10", BLOCKER, *everywhere).done(opd=random.choice(others))


def _repacked(
    archive: bytes, parts: Mapping[str, bytes], changes: Mapping[str, Sequence[tuple[bytes, bytes]]] | None = None
) -> bytes:
    """The archive with parts added or written anew, and with some bytes of others changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in (n for n in old.namelist() if n not in parts):
            content = old.read(name)
            for was, becomes in (changes or {}).get(name, ()):
                content = content.replace(was, becomes)
            new.writestr(name, content)
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()
