"""The berita acara pemeriksaan: one page that both parties sign."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from lumbung.findings import Finding, finding
from lumbung.reports.check import CheckedTable
from lumbung.reports.minutes import Minutes, minutes_name, minutes_page
from lumbung.reports.progress import Progress
from lumbung.reports.told import Office, Return

OFFICE = Office("Dinas Komunikasi dan Informatika Kabupaten Uji", "Kabupaten Uji", "", date(2026, 11, 26), 7)
TABLE = CheckedTable("ternak", "2022", "Data", 25, 24, 1, "Populasi Ternak")
WRONG = finding("C04", sheet="Data", cells=["C5"], column="Sapi", found="12 ekor", suggestion="")


def page(
    *findings: Finding,
    name: str = "Ternak 2022.xlsx",
    opd: str | None = "Dinas Pertanian",
    tables: tuple[CheckedTable, ...] = (TABLE,),
    progress: Progress | None = None,
    verdict: str = "DITERIMA SEBAGIAN",
) -> str:
    told = Return(name, opd, verdict, findings, OFFICE, progress)
    return minutes_page(Minutes(told, "ab" * 32, date(2026, 11, 25), tables))


def words(html: str) -> str:
    body = html[html.index("<body>") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_it_names_the_parties_the_file_the_day_and_the_verdict() -> None:
    said = words(page(WRONG))
    assert "Pada hari Kamis, 26 November 2026," in said
    assert "Dinas Komunikasi dan Informatika Kabupaten Uji selaku Walidata" in said
    assert "Dinas Pertanian selaku Produsen Data" in said
    assert "Peraturan Presiden Nomor 39 Tahun 2019" in said
    assert "Ternak 2022.xlsx, diterima 25 November 2026" in said
    assert "ab" * 32 in said
    assert "DITERIMA SEBAGIAN" in said
    assert "Kesalahan: 1" in said


def test_it_lists_datasets_with_their_rows_and_the_cures_that_help_most() -> None:
    years = tuple(
        CheckedTable("ternak", str(year), "Data", 25, 24, 1, "Populasi Ternak") for year in (2021, 2022, 2023)
    )
    said = words(page(WRONG, WRONG, tables=years))
    assert "Populasi Ternak 2021 s.d. 2023 Data 75 72 3" in said
    assert "Teks di kolom angka Data C5, dan 1 hal serupa Tulis angkanya saja" in said


def test_the_day_of_the_follow_up_and_the_signatures_are_left_to_the_parties() -> None:
    said = words(page(WRONG))
    assert "Perbaikan disampaikan paling lambat tanggal: &nbsp;" in said
    assert said.count("NIP. …") == 2


def test_an_accepted_file_needs_no_mending_and_an_unknown_sender_is_called_so() -> None:
    said = words(page(verdict="DITERIMA", opd=None, tables=()))
    assert "Tidak ada yang perlu diperbaiki." in said
    assert "(pengirim belum dikenal)" in said
    assert "Tidak ada tabel yang dikenali" in said


def test_names_out_of_a_file_are_text_and_never_markup() -> None:
    evil = "<script>alert(1)</script>"
    html = page(finding("C01", sheet=evil, cells=["A1"], found=evil), name=f"{evil}.xlsx", opd=evil)
    assert evil not in html
    assert html.count("&lt;script&gt;") >= 4


def test_its_name_says_what_it_is() -> None:
    assert minutes_name("Ternak 2022 - PERBAIKAN.xlsx") == "Ternak 2022 - BERITA ACARA.html"


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not here")
def test_however_much_there_is_to_say_it_is_one_page(tmp_path: Path) -> None:
    long = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana"
    tables = tuple(
        CheckedTable(
            f"d{n}",
            str(2010 + n),
            f"Rekapitulasi per kecamatan ({n})",
            20_000,
            19_000,
            1000,
            "Banyaknya Rumah Tangga " * 5,
        )
        for n in range(12)
    )
    codes = ("F09", "H02", "C04", "R01", "X02", "C01", "K01", "V03")
    cells = [f"D{row}" for row in range(5, 40, 2)]
    findings = [finding(code, sheet="Data Sekolah Negeri dan Swasta", cells=cells) for code in codes]
    progress = Progress("Populasi Ternak.xlsx", date(2026, 11, 2), 9, 3, 2)
    source, printed = tmp_path / "a.html", tmp_path / "a.pdf"
    source.write_text(page(*findings, name="x y " * 60 + ".xlsx", opd=long, tables=tables, progress=progress))
    browser = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path / 'b'}",
    ]
    subprocess.run([*browser, f"--print-to-pdf={printed}", source.as_uri()], check=True, capture_output=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) == 1
