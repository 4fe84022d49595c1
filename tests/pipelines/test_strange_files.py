"""Everything that arrives is landed and answered, whatever it is and wherever it was laid."""

from __future__ import annotations

import pytest

from tests.pipelines.nights import House
from tests.pipelines.small_site import drawn, even, livestock

LOGISTICS = drawn("Persediaan Logistik Gudang Tahun 2024", ("No", "Nama Gudang", "Beras", "Selimut"), even(10, 20))


@pytest.fixture(scope="module")
def house(shared_house: House) -> House:
    """After one night with a strange inbox."""
    send = shared_house.site.send
    send("bpbd/Logistik 2024.xlsx", LOGISTICS)
    send("Kantor Antah/Ternak 2022.xlsx", livestock(2022, even(400, 30)))
    send("Tercecer.xlsx", LOGISTICS.replace(b"x", b"x") + b"\x00")
    send("distan/kosong.xlsx", b"")
    send("distan/garbage.xlsx", bytes(range(256)) * 40)
    send("distan/~$Ternak 2022.xlsx", b"lock")
    send("distan/.tersembunyi.xlsx", b"hidden")
    send("distan/bulan lalu/Ternak 2021.xlsx", livestock(2021, even(300, 20)))
    shared_house.night()
    return shared_house


def test_a_file_that_matches_no_contract_is_returned_and_its_tables_are_kept_as_text(house: House) -> None:
    assert house.codes("Logistik 2024.xlsx") == [("F09", "")]
    assert house.verdicts()["bpbd/Logistik 2024.xlsx"] == "DIKEMBALIKAN"
    assert "bpbd/Logistik 2024 - PERBAIKAN.xlsx" in house.workbooks()
    staged = house.rows(
        "SELECT baris, isi ->> 'B', isi ->> 'C' FROM ops.tabel_mentah t JOIN ops.berkas b ON b.id = t.berkas_id "
        "WHERE b.nama = 'Logistik 2024.xlsx' AND baris = 5"
    )
    assert staged == [(5, "Bukit", "11")]


def test_the_folder_of_an_unknown_opd_is_answered_as_the_stranger_it_is(house: House) -> None:
    assert house.codes("Ternak 2022.xlsx") == [("F10", "")]
    assert house.rows("SELECT opd FROM ops.berkas WHERE nama = 'Ternak 2022.xlsx'") == [("Kantor Antah",)]
    assert "Kantor Antah/Ternak 2022 - PERBAIKAN.xlsx" in house.workbooks()


def test_a_file_outside_any_folder_is_landed_and_answered(house: House) -> None:
    assert house.verdicts()["Tercecer.xlsx"] == "DIKEMBALIKAN"
    assert "tanpa-folder/Tercecer - PERBAIKAN.xlsx" in house.workbooks()


def test_a_file_of_no_bytes_is_called_empty(house: House) -> None:
    assert house.codes("kosong.xlsx") == [("F04", "")]


def test_garbage_is_called_unreadable(house: House) -> None:
    assert house.codes("garbage.xlsx") == [("F01", "")]
    assert "distan/garbage - PERBAIKAN.xlsx" in house.workbooks()


def test_a_folder_inside_an_opds_folder_is_the_opds(house: House) -> None:
    assert house.verdicts()["distan/bulan lalu/Ternak 2021.xlsx"] == "DITERIMA"


def test_lock_files_and_hidden_files_are_no_uploads(house: House) -> None:
    assert not [origin for origin in house.verdicts() if "~$" in origin or "/." in origin]


def test_every_arrival_has_a_verdict_and_a_finding_for_every_return(house: House) -> None:
    assert len(house.verdicts()) == 6
    unexplained = house.rows(
        "SELECT nama FROM ops.berkas b WHERE putusan IS DISTINCT FROM 'DITERIMA' "
        "AND NOT EXISTS (SELECT FROM mutu.temuan t WHERE t.berkas_id = b.id)"
    )
    assert unexplained == []


def test_files_of_strangers_removed_from_the_inbox_before_they_were_inspected_are_inspected_all_the_same(
    house: House,
) -> None:
    with house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE ops.berkas SET diperiksa_pada = NULL, putusan = NULL")
    (house.site.inbox / "bpbd/Logistik 2024.xlsx").unlink()
    house.night()
    assert house.rows("SELECT count(*) FROM ops.berkas WHERE putusan IS NULL") == [(0,)]
