"""A contract that changes between two nights: the files already sent are read again by it."""

from __future__ import annotations

from tests.pipelines.nights import House
from tests.pipelines.small_site import even, paddy


def test_an_accepted_alias_makes_a_returned_file_acceptable(house: House) -> None:
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, even(10, 50), tons="Hasil GKG"))
    house.night()
    assert house.verdicts() == {"distan/Padi 2022.xlsx": "DIKEMBALIKAN"}
    assert house.workbooks() == {"distan/Padi 2022 - PERBAIKAN.xlsx"}
    house.site.add_alias("padi", "produksi", "Hasil GKG")
    house.night()
    assert house.verdicts() == {"distan/Padi 2022.xlsx": "DITERIMA"}
    assert house.figures("padi", "2022")["Bukit", "produksi_padi"] == 51
    assert house.workbooks() == set()


def test_a_new_version_is_written_down_with_the_inspection_and_changes_no_figure(house: House) -> None:
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, even(10, 50)))
    house.night()
    before = house.rows("SELECT t::text FROM data.fakta_indikator t ORDER BY 1")
    house.site.change_contract("padi", version="2.0.0")
    house.night()
    assert house.rows("SELECT versi_kontrak FROM mutu.pemeriksaan") == [("2.0.0",)]
    assert house.rows("SELECT versi FROM meta.katalog WHERE dataset = 'padi'") == [("2.0.0",)]
    assert house.rows("SELECT t::text FROM data.fakta_indikator t ORDER BY 1") == before
    assert house.rows("SELECT disisipkan, ditutup, tetap FROM ops.muat ORDER BY id DESC LIMIT 1") == [(0, 0, 6)]


def test_a_stricter_contract_returns_the_file_and_keeps_what_was_published(house: House) -> None:
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, even(10, 50)))
    house.night()
    figures = house.figures("padi", "2022")
    house.site.require_column("padi", "produktivitas", "Produktivitas", satuan="ku/ha", indicator="produktivitas_padi")
    house.night()
    assert house.verdicts() == {"distan/Padi 2022.xlsx": "DIKEMBALIKAN"}
    assert house.figures("padi", "2022") == figures
