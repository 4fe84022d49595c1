"""A mended file in the night after: what its sender reads about the progress, and the papers of both files."""

from __future__ import annotations

from openpyxl import load_workbook

from tests.pipelines.nights import House
from tests.pipelines.small_site import even, livestock

WRONG = {**even(400, 30), "Bukit": ("401 ekor", 31), "Curup": ("402 ekor", 32)}
HALF = {**even(400, 30), "Curup": ("402 ekor", 32), "Danau": (403, "x33 ekor")}


def told(house: House, name: str) -> str:
    [path] = (house.home / "laporan").rglob(f"{name} - PERBAIKAN.xlsx")
    return str(load_workbook(path).worksheets[0]["D2"].value)


def test_a_resubmission_says_what_is_fixed_left_and_new(house: House) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, WRONG))
    house.site.send("distan/Ternak 2021.xlsx", livestock(2021, {**even(390, 28), "Alam": ("9 ekor", 28)}))
    house.night()
    assert "kiriman sebelumnya" not in told(house, "Ternak 2022") + told(house, "Ternak 2021")

    house.site.send("distan/Kirim ulang.xlsx", livestock(2022, HALF), day=2)
    house.night()
    progress = "(Ternak 2022.xlsx, 1 Januari 2025): 1 sudah diperbaiki, 1 masih ada, 1 baru (dihitung per sel)."
    assert progress in told(house, "Kirim ulang")
    pages = {p.name: p.read_text(encoding="utf-8") for p in (house.home / "laporan").rglob("* - BERITA ACARA.html")}
    assert set(pages) == {f"{name} - BERITA ACARA.html" for name in ("Ternak 2021", "Ternak 2022", "Kirim ulang")}
    assert "1 sudah diperbaiki, 1 masih ada, 1 baru" in pages["Kirim ulang - BERITA ACARA.html"]
