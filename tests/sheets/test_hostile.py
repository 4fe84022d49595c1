"""Hostile files: made here, from the corpus, and mutated. Each gets tables or a finding; none gets through to us."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lumbung.findings import Severity
from lumbung.sheets.model import Reading
from lumbung.sheets.upload import read_upload
from tests.sheets.drawing import as_xlsx, saved

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real workbooks is not here")
SECONDS = 20  # half of it on a machine that does nothing else

TERNAK = as_xlsx("Jumlah Ternak 2022\nNo | Kecamatan | Sapi | Kerbau\n1 | Susukan | 401 | 3\n2 | Batur | 846 | 7")
ODS_HEAD = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Data">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
CELL = '<table:table-cell{} office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


def verdict(data: bytes, name: str) -> Reading:
    """The reading, which says something and came in time."""
    began = time.monotonic()
    reading = read_upload(data, name)
    assert time.monotonic() - began < SECONDS
    assert codes(reading) or reading.grids
    assert not (codes(reading) and reading.tables)
    return reading


def codes(reading: Reading) -> list[str]:
    return [found.code for found in reading.findings if found.severity is Severity.BLOCKER]


def archive(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with a text in one of its parts replaced."""
    source = zipfile.ZipFile(io.BytesIO(data))
    parts: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    content = source.read(part).decode()
    assert old in content
    return archive({**parts, part: content.replace(old, new, 1)})


def ods(body: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "content.xml": body, "META-INF/manifest.xml": MANIFEST})


def test_a_zip_bomb_is_too_large() -> None:
    sheet = "<sheetData>" + " " * 400_000_000
    bomb = replaced(TERNAK, "xl/worksheets/sheet1.xml", "<sheetData>", sheet)
    assert len(bomb) < 1_000_000
    assert codes(verdict(bomb, "bom.xlsx")) == ["F05"]


def test_a_zip_bomb_that_lies_about_its_size_is_stopped() -> None:
    sheet = "<sheetData>" + " " * 700_000_000
    bomb = bytearray(replaced(TERNAK, "xl/worksheets/sheet1.xml", "<sheetData>", sheet))
    unpacked = zipfile.ZipFile(io.BytesIO(bomb)).getinfo("xl/worksheets/sheet1.xml").file_size
    bomb = bomb.replace(unpacked.to_bytes(4, "little"), (5_000).to_bytes(4, "little"))
    assert codes(verdict(bytes(bomb), "bom.xlsx"))[0] in ("F01", "F05")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_a_billion_laughs_stay_untold(part: str) -> None:
    old = zipfile.ZipFile(io.BytesIO(TERNAK)).read(part).decode()
    verdict(replaced(TERNAK, part, old, LAUGHS + old.split("?>", 1)[-1].replace(">", ">&a9;", 1)), "tawa.xlsx")


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_damaged(kept: float) -> None:
    assert codes(verdict(TERNAK[: int(len(TERNAK) * kept)], "potong.xlsx")) == ["F01"]


@pytest.mark.parametrize(
    ("rows", "columns"), [(1_048_576, 1), (4_000_000_000, 1), (1, 16_384), (1_048_576, 16_384), (1, 2_000_000_000)]
)
def test_rows_and_columns_repeated_a_million_times_end(rows: int, columns: int) -> None:
    cell = CELL.format(f' table:number-columns-repeated="{columns}"')
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    verdict(ods(ODS_HEAD + row + ODS_TAIL), "ulang.ods")


def test_empty_rows_repeated_to_the_end_of_the_sheet_cost_nothing() -> None:
    rows = "".join(f"<table:table-row>{CELL.format('') * 3}</table:table-row>" for _ in range(3))
    rest = '<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    reading = verdict(ods(ODS_HEAD + rows + rest + ODS_TAIL), "kosong.ods")
    assert reading.grids[0].cell(3, 3).value == 1


def test_a_phantom_extent_of_a_million_rows_is_read() -> None:
    phantom = replaced(TERNAK, "xl/worksheets/sheet1.xml", 'ref="A1:D4"', 'ref="A1:XFD1048576"')
    assert len(verdict(phantom, "luas.xlsx").tables[0].rows) == 2


def test_one_cell_at_the_far_corner_is_too_large() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["XFD1048576"] = 1
    assert codes(verdict(saved(book), "jauh.xlsx")) == ["F05"]


@pytest.mark.parametrize("opened", ["<c ", '<c r="A1" t="e"><v>', '<row hidden="1" ', "<f>", "<row>" * 3])
def test_tags_that_never_close_end(opened: str) -> None:
    old = zipfile.ZipFile(io.BytesIO(TERNAK)).read("xl/worksheets/sheet1.xml").decode()
    new = old.split("<sheetData>")[0] + "<sheetData>" + opened * 100_000
    verdict(replaced(TERNAK, "xl/worksheets/sheet1.xml", old, new), "buka.xlsx")


def test_a_merge_over_the_whole_sheet_is_read() -> None:
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A6:XFD1048576"/></mergeCells>'
    merged = replaced(TERNAK, "xl/worksheets/sheet1.xml", "</sheetData>", merge)
    assert len(verdict(merged, "gabung.xlsx").tables[0].rows) == 2


def test_a_very_deep_nesting_ends() -> None:
    verdict(ods(ODS_HEAD + "<table:table-row-group>" * 500_000 + ODS_TAIL), "dalam.ods")


def test_a_text_of_many_megabytes_in_one_cell_gets_a_verdict() -> None:
    verdict(b"Kecamatan,Uraian\nBatur," + b"x" * 20_000_000 + b"\n", "panjang.csv")


@needs_corpus
@pytest.mark.parametrize("path", sorted((CORPUS / "hostile").glob("*.*")), ids=lambda path: path.name)
def test_every_hostile_file_gets_a_verdict(path: Path) -> None:
    reading = verdict(path.read_bytes(), path.name)
    assert reading.findings or reading.tables or reading.skipped or all(g.is_empty for g in reading.grids)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them flipped, cut out, written twice or replaced."""
    bad = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(bad)), chance.choice((1, 2, 4, 16, 200))
        match chance.randrange(4):
            case 0:
                bad[at] ^= 1 << chance.randrange(8)
            case 1:
                del bad[at : at + size]
            case 2:
                bad[at:at] = bad[at : at + size]
            case _:
                bad[at : at + size] = chance.choice((b"\x00", b"\xff", b"\x7f")) * size
        bad = bad or bytearray(b"\x00")
    return bytes(bad)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """An archive whose parts were mutated before they were packed, so that the damage lies in the XML."""
    source = zipfile.ZipFile(io.BytesIO(data))
    struck = chance.choice(source.namelist())
    return archive({n: mutated(source.read(n), chance) if n == struck else source.read(n) for n in source.namelist()})


@cache
def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    sheet.write_merge(0, 0, 0, 2, "Jumlah Ternak 2022")
    for r in range(1, 30):
        for c in range(3):
            sheet.write(r, c, f"Kecamatan {r}" if c == 0 else r * c * 1.5)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sound_files() -> Iterator[tuple[str, bytes]]:
    rows = "".join(f"<table:table-row>{CELL.format('') * 3}</table:table-row>" for _ in range(5))
    yield "uji.xlsx", TERNAK
    yield "uji.xls", old_workbook()
    yield "uji.ods", ods(ODS_HEAD + rows + ODS_TAIL)
    yield "uji.csv", b"Kecamatan;Sapi;Kerbau\nSusukan;1.401;3\nBatur;846;7\n"
    small = (p for p in sorted((CORPUS / "layouts").glob("*.xls*")) if p.stat().st_size < 60_000)
    yield from ((path.name, path.read_bytes()) for path in list(small)[:6])


@pytest.mark.parametrize(
    ("name", "data"), list(sound_files()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_damaged_copy_of_a_sound_file_gets_a_verdict(name: str, data: bytes) -> None:
    chance = random.Random(name)  # the same damage every time
    for _ in range(60):
        verdict(mutated(data, chance), name)
        if data.startswith(b"PK"):
            verdict(repacked(data, chance), name)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.sampled_from([TERNAK, old_workbook()]), st.binary(max_size=40))
def test_any_damage_gets_a_verdict(chance: random.Random, data: bytes, noise: bytes) -> None:
    at = chance.randrange(len(data))
    verdict(data[:at] + noise + mutated(data, chance)[at:], "uji.xlsx")
