"""A table that goes on on another sheet, all the way to the warehouse: one row, each figure from its own cell."""

from __future__ import annotations

from tests.pipelines.nights import House
from tests.pipelines.small_site import even, paddy_on_two_sheets


def test_each_figure_of_a_joined_row_leads_to_its_own_sheet(house: House) -> None:
    house.site.require_nothing("padi")
    house.site.send("distan/Padi 2022.xlsx", paddy_on_two_sheets(2022, even(100, 500)))
    house.night()
    assert house.verdicts() == {"distan/Padi 2022.xlsx": "DITERIMA"}
    rows = house.rows("SELECT luas_panen::int, produksi::int, _lembar, _baris FROM data.padi ORDER BY 1")
    assert rows[0] == (100, 500, "Data", 4)
    assert len(rows) == 6
    facts = house.rows(
        "SELECT kode_indikator, nilai::int, _lembar, _sel FROM data.fakta_indikator "
        "WHERE kode_wilayah = '99.01.02' ORDER BY 1"
    )
    assert facts == [("luas_panen_padi", 101, "Data", "C5"), ("produksi_padi", 501, "Lanjutan", "C5")]


def test_the_same_figures_in_another_file_change_nothing(house: House) -> None:
    house.site.require_nothing("padi")
    house.site.send("distan/Padi 2022.xlsx", paddy_on_two_sheets(2022, even(100, 500)))
    house.night()
    before = house.rows("SELECT sum(disisipkan), sum(ditutup) FROM ops.muat")
    house.site.send("distan/Padi 2022.xlsx", paddy_on_two_sheets(2022, even(100, 500)), day=2)
    house.night()
    assert house.rows("SELECT sum(disisipkan), sum(ditutup) FROM ops.muat") == before
