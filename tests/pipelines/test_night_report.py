"""The report that a night leaves: true to the warehouse, with links to the workbooks that lie beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from assets.night.report import LATEST, write_report
from tests.pipelines.nights import House
from tests.pipelines.small_site import even, health_centres, livestock
from tests.reports.pages import Page, read_page

TERNAK_SALAH = {**even(400, 30), "Danau": ("12 ekor", 33)}


@pytest.fixture(scope="module")
def night(shared_house: House) -> Iterator[House]:
    """A good file, one with a wrong cell, one that cannot be read."""
    house = shared_house
    house.site.send("dinkes/Faskes 2023.xlsx", health_centres(2023, even(1, 4)))
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, TERNAK_SALAH))
    house.site.send("distan/Ternak 2023.xlsx", b"bukan lembar kerja")
    house.night()
    yield house


def latest(house: House) -> Path:
    assert house.granary is not None
    return house.granary.reports / LATEST


@pytest.fixture
def page(night: House) -> Page:
    return read_page(latest(night).read_text(encoding="utf-8"))


def test_a_night_leaves_its_report_under_its_date_and_under_a_name_that_stays(night: House) -> None:
    dated = list(latest(night).parent.glob("laporan-2*.html"))
    assert len(dated) == 1
    assert dated[0].read_bytes() == latest(night).read_bytes()
    assert latest(night).stat().st_size < 1_000_000


def test_every_link_leads_to_a_page_of_the_report_or_to_a_workbook_that_lies_there(night: House, page: Page) -> None:
    folder = latest(night).parent
    inner = {link[1:] for link in page.links if link.startswith("#")}
    outer = {unquote(link) for link in page.links if not link.startswith("#")}
    assert inner <= page.anchors and page.loads == []
    assert all((folder / link).is_file() for link in outer), outer
    assert {Path(link).name for link in outer} >= {"Ternak 2022 - PERBAIKAN.xlsx"}


def test_the_report_says_of_each_opd_what_the_warehouse_holds(night: House, page: Page) -> None:
    ((passed, tested),) = night.rows(
        "SELECT sum(terpenuhi)::int, sum(diperiksa)::int FROM mart.rapor_mutu WHERE opd = 'distan' AND dimensi = 'validity'"
    )
    assert f"Validitas 91,6% {passed}/{tested}" in page.words["opd-distan"]
    assert "Ternak 2022.xlsx" in page.words["opd-distan"]
    assert "Ternak 2022.xlsx" not in page.words["opd-dinkes"]


def test_the_files_to_be_mended_are_listed_and_the_good_one_is_not(page: Page) -> None:
    waiting = page.words["ringkasan"].split("Perlu ditindaklanjuti")[1].split("Mutu data yang terbit")[0]
    assert "Ternak 2022.xlsx" in waiting and "Ternak 2023.xlsx" in waiting
    assert "Faskes" not in waiting


def test_a_night_without_anything_new_leaves_the_report_as_it_is(house: House) -> None:
    house.site.send("dinkes/Faskes 2023.xlsx", health_centres(2023, even(1, 4)))
    house.night()
    before = latest(house).stat().st_mtime_ns
    house.night()
    assert latest(house).stat().st_mtime_ns == before


def test_a_mended_file_waits_no_longer(house: House) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, TERNAK_SALAH))
    house.night()
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, even(400, 30)), day=9)
    house.night()
    words = read_page(latest(house).read_text(encoding="utf-8")).words["ringkasan"]
    assert "Tidak ada berkas yang menunggu perbaikan." in words


def test_an_empty_warehouse_has_a_report_too(house: House) -> None:
    house.night()
    words = read_page(latest(house).read_text(encoding="utf-8")).words
    assert "Belum ada kiriman." in words["opd-distan"]
    assert "belum diukur" in words["ringkasan"]


def test_a_report_written_elsewhere_finds_its_way_to_the_workbooks(night: House, tmp_path: Path) -> None:
    assert night.granary is not None
    written = write_report(night.granary, tmp_path / "kirim" / "laporan.html")
    links = {unquote(k) for k in read_page(written.read_text(encoding="utf-8")).links if not k.startswith("#")}
    assert links and all((written.parent / link).is_file() for link in links)
