"""F: files that are no workbooks, or not of who sent them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from random import Random

from benchmarks.inspect.books import Book
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


@plant("F07", WARNING, "a workbook with macros", formats=("xlsx",), books=3)
def macros(book: Book, random: Random) -> Planted | None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book.data())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for was, becomes in _MACROS.get(name, ()):
                content = content.replace(was, becomes)
            new.writestr(name, content)
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    book.raw = out.getvalue()
    return Told(book).near("F07", WARNING).done(name=f"{book.stem}.xlsm")


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
