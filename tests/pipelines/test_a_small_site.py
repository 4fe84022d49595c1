"""A small site through a whole night: what was sent is what stands in the warehouse, and nothing else moves it."""

from __future__ import annotations

from tests.pipelines.nights import House, content
from tests.pipelines.small_site import even, health_centres, livestock, paddy


def send_three(house: House) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, even(400, 30)))
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, {k: (10.5 + i, 50.25) for i, k in enumerate(even(0, 0))}))
    house.site.send("Dinas Kesehatan/Faskes 2023.xlsx", health_centres(2023, even(1, 4)))


def test_the_figures_sent_are_the_figures_in_the_warehouse(house: House) -> None:
    send_three(house)
    house.night()
    assert set(house.verdicts().values()) == {"DITERIMA"}
    assert house.figures("populasi_ternak", "2022") == {
        (kecamatan, kind): float(heads)
        for kecamatan, pair in even(400, 30).items()
        for kind, heads in zip(("sapi", "kerbau"), pair, strict=True)
    }
    assert house.figures("padi", "2022")["Curup", "luas_panen_padi"] == 12.5
    assert house.figures("faskes", "2023")["Fajar", "pustu"] == 9
    assert house.rows("SELECT count(*) FROM data.fakta_indikator") == [(36,)]


def test_every_figure_leads_back_to_its_cell(house: House) -> None:
    send_three(house)
    house.night()
    found = house.rows(
        "SELECT b.nama, f._lembar, f._sel, f.nilai::int FROM data.fakta_indikator f "
        "JOIN ops.berkas b ON b.id = f._berkas_id "
        "WHERE kode_wilayah = '99.01.03' AND dimensi ->> 'jenis_ternak' = 'kerbau'"
    )
    assert found == [("Ternak 2022.xlsx", "Data", "D6", 32)]


def test_a_second_night_without_new_files_changes_nothing(house: House) -> None:
    send_three(house)
    house.night()
    before = content(house.engine, "data", "ops", "mutu", "ref", "meta")
    outcome = house.night()
    assert outcome.batches == ()
    assert content(house.engine, "data", "ops", "mutu", "ref", "meta") == before


def test_a_file_touched_but_not_changed_is_another_arrival_and_nothing_more(house: House) -> None:
    file = livestock(2022, even(400, 30))
    house.site.send("distan/Ternak 2022.xlsx", file)
    house.night()
    before = content(house.engine, "data", "mutu"), house.rows("SELECT count(*) FROM ops.muat")
    house.site.send("distan/Ternak 2022.xlsx", file, day=9)
    house.night()
    assert (content(house.engine, "data", "mutu"), house.rows("SELECT count(*) FROM ops.muat")) == before
    assert house.rows("SELECT count(*) FROM ops.kiriman") == [(2,)]
