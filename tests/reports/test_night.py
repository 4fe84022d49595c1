"""The report of a night as a page: whole without a network, small, honest about what was not measured."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lumbung.findings import Dimension, Severity
from lumbung.reports.night.model import (
    BoardGroup,
    DatasetRow,
    Fault,
    FilePage,
    FileTable,
    FoundGroup,
    FoundItem,
    Matrix,
    Measured,
    NightReport,
    OpdPage,
    Share,
    Trend,
    TrendPoint,
)
from lumbung.reports.night.numbers import percent_text, share_text
from lumbung.reports.night.render import LARGEST, render
from tests.reports.pages import read_page

NIGHT = datetime(2025, 3, 1, 1, 5, tzinfo=UTC)


def file(number: int, **about: object) -> FilePage:
    """A file of Dinas Pertanian with one error in one cell."""
    found = FoundItem("Data", "D7", 1, 'Sel berisi "12 ekor", seharusnya angka.', "Tulis angkanya saja.")
    page = FilePage(
        receipt=number,
        name=f"Ternak {number}.xlsx",
        opd="distan",
        opd_name="Dinas Pertanian",
        sha256=f"{number:064x}",
        arrived=NIGHT - timedelta(days=number),
        arrivals=1,
        verdict="DITERIMA SEBAGIAN",
        inspected=NIGHT,
        new=False,
        open=False,
        tables=(FileTable("populasi_ternak", "Populasi Ternak", "2024", "Data", "A3:D9", 6, 5, 1),),
        groups=(FoundGroup("C04", Severity.ERROR, "Teks di kolom angka", (found,)),),
        workbooks=(f"distan/{number:08x}/Ternak {number} - PERBAIKAN.xlsx",),
    )
    return replace(page, **about)


def report(*files: FilePage) -> NightReport:
    """Kabupaten Uji with one OPD."""
    rows = (
        DatasetRow("populasi_ternak", "Populasi ternak", "distan", "Distan", {"2023": "tersedia", "2024": "sebagian"}),
    )
    matrix = Matrix("tahun", ("2023", "2024"), rows)
    trend = Trend("year", (TrendPoint("2023", Share(9, 10), 0.9), TrendPoint("2024", Share(10, 10), 0.95)))
    opd = OpdPage(
        id="distan",
        name="Dinas Pertanian",
        short="Distan",
        measures=(
            Measured("received", Share(2, 3), median=0.5, group=4),
            Measured("on_time"),
            Measured("days_to_fix", value=2.5, median=3.0, group=3),
        ),
        scores={Dimension.VALIDITY: Share(1999, 2000)},
        medians={Dimension.VALIDITY: 1.0},
        trends=(trend,),
        board=(
            BoardGroup("T01", Severity.WARNING, "Belum disampaikan", "Kirim berkasnya.", ("Data 2022 belum ada.",), 3),
        ),
        matrices=(matrix,),
        files=files,
    )
    return NightReport(
        site="Kabupaten Uji",
        walidata="Dinas Kominfo",
        sample=False,
        made=NIGHT,
        opds=(opd,),
        dimensions=(Dimension.VALIDITY, Dimension.REFERENCE),
        matrices=(matrix,),
        faults=(Fault("C04", "Teks di kolom angka", Severity.ERROR, 1, 1, 1, 1),),
        trends=(trend,),
        files=files,
    )


def test_the_page_loads_nothing_and_every_link_in_it_leads_somewhere() -> None:
    page = read_page(render(report(file(1, open=True), file(2))))
    assert page.loads == []
    assert {link[1:] for link in page.links if link.startswith("#")} <= page.anchors
    outward = [link for link in page.links if not link.startswith("#")]
    assert outward == [f"distan/0000000{n}/Ternak%20{n}%20-%20PERBAIKAN.xlsx" for n in (1, 2)]


def test_a_percentage_is_never_without_its_counts_and_what_was_not_measured_says_so() -> None:
    words = read_page(render(report(file(1)))).words
    assert "66,6% 2/3" in words["opd-distan"]
    assert "Tepat waktu belum diukur belum diukur" in words["opd-distan"]
    assert "2,5 hari 3 hari (3 OPD)" in words["opd-distan"]
    assert "99,9% 1.999/2.000" in words["ringkasan"]


def test_a_file_has_its_receipt_its_verdict_and_every_finding_with_its_cell() -> None:
    words = read_page(render(report(file(7)))).words["berkas-7"]
    for told in ("Tanda terima 7", "DITERIMA SEBAGIAN", "Data D7", '"12 ekor"', "Tulis angkanya saja.", "5 dari 6"):
        assert told in words


def test_what_is_no_matter_of_a_file_stands_on_the_page_of_the_opd_with_how_many_more_there_are() -> None:
    words = read_page(render(report(file(1)))).words["opd-distan"]
    assert "Belum disampaikan T01 Data 2022 belum ada. dan 3 lainnya Cara memperbaiki: Kirim berkasnya." in words


def test_a_fault_of_ours_is_said_as_such_and_not_counted_against_the_file() -> None:
    fault = FoundItem("Data", "", 1, "Satu aturan tidak dapat dijalankan.", "Tidak perlu tindakan.")
    broken = file(1, groups=(FoundGroup("G01", Severity.WARNING, "Gangguan", (fault,), ours=True),))
    words = read_page(render(report(broken))).words
    assert "Catatan pemeriksaan, bukan kesalahan berkas Gangguan G01" in words["berkas-1"]
    assert "DITERIMA SEBAGIAN tidak ada" in words["berkas"]


def test_what_an_explanation_closed_says_so_and_asks_for_nothing() -> None:
    closed = FoundItem("Data", "C5", 1, "Naik 7 kali.", "Periksa angka ini.", "Ditutup: penjelasan diterima Ibu Sari")
    explained = file(1, groups=(FoundGroup("T03", Severity.INFO, "Lonjakan", (closed,)),))
    words = read_page(render(report(explained))).words["berkas-1"]
    assert "Naik 7 kali. Ditutup: penjelasan diterima Ibu Sari" in words
    assert "Periksa angka ini." not in words


def test_what_stands_in_a_file_name_is_text() -> None:
    page = render(report(file(1, name='<b onload="x">&.xlsx')))
    assert "<b onload" not in page
    assert '<b onload="x">&.xlsx' in read_page(page).words["berkas"]


def test_years_of_files_stay_below_a_megabyte_and_those_to_be_mended_are_told_first() -> None:
    files = [file(n, open=n > 1990) for n in range(2000)]
    page = render(report(*files))
    assert len(page.encode()) <= LARGEST < 1_000_000
    anchors = read_page(page).anchors
    told = {n for n in range(2000) if f"berkas-{n}" in anchors}
    assert set(range(1991, 2000)) <= told, "open ones first"
    assert {0, 1, 2} <= told, "then the newest"
    assert f"{2000 - len(told):,}".replace(",", ".") + " berkas" in read_page(page).words["berkas"]


@pytest.mark.parametrize(
    ("passed", "tested", "text"),
    [
        (3, 3, "100% (3/3)"),
        (99_999, 100_000, "99,9% (99.999/100.000)"),
        (1, 3, "33,3% (1/3)"),
        (1, 100_000, "<0,1% (1/100.000)"),
        (0, 5, "0% (0/5)"),
        (0, 0, "belum diukur"),
    ],
)
def test_a_whole_percentage_is_said_of_a_whole_only(passed: int, tested: int, text: str) -> None:
    assert share_text(Share(passed, tested)) == text


def test_what_was_not_measured_is_neither_zero_nor_a_hundred() -> None:
    assert percent_text(None) == "belum diukur"
