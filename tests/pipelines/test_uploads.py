"""What OPDs really do: correct a file, spoil it, send it twice, send it to the wrong place."""

from __future__ import annotations

from tests.pipelines.nights import House
from tests.pipelines.small_site import even, health_centres, livestock, paddy

GOOD = even(400, 30)


def test_a_corrected_upload_closes_what_changed_and_leaves_the_rest(house: House) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, GOOD))
    house.night()
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, {**GOOD, "Danau": (555, 33)}), day=2)
    house.night()
    assert house.figures("populasi_ternak", "2022")["Danau", "sapi"] == 555
    history = house.rows(
        "SELECT nilai::int, _berlaku_sampai IS NULL FROM data.fakta_indikator "
        "WHERE kode_wilayah = '99.01.04' AND dimensi ->> 'jenis_ternak' = 'sapi' ORDER BY _id"
    )
    assert history == [(403, False), (555, True)]
    assert house.rows("SELECT disisipkan, ditutup, tetap FROM ops.muat ORDER BY id") == [(12, 0, 0), (1, 1, 11)]


def test_a_file_saved_again_with_the_same_figures_changes_no_figure(house: House) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, GOOD))
    house.night()
    before = house.rows("SELECT t::text FROM data.fakta_indikator t ORDER BY 1")
    house.site.send("distan/Ternak 2022 final.xlsx", livestock(2022, GOOD, before={2020: (1, 1)}), day=2)
    house.night()
    assert house.rows("SELECT t::text FROM data.fakta_indikator t ORDER BY 1") == before


def test_a_wrong_upload_never_replaces_a_good_one(house: House) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, GOOD))
    house.night()
    good = house.figures("populasi_ternak", "2022")
    spoiled = dict.fromkeys(GOOD, ("belum ada", -5))
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, spoiled), day=2)
    house.site.send("distan/Ternak 2022 (2).xlsx", b"PK\x03\x04 damaged", day=3)
    house.night()
    assert house.verdicts()["distan/Ternak 2022 (2).xlsx"] == "DIKEMBALIKAN"
    assert house.rows("SELECT putusan, count(*) FROM ops.berkas GROUP BY 1 ORDER BY 1") == [
        ("DIKEMBALIKAN", 2),
        ("DITERIMA", 1),
    ]
    assert house.figures("populasi_ternak", "2022") == good
    assert house.rows(
        "SELECT status FROM mutu.ketersediaan WHERE dataset = 'populasi_ternak' AND periode = '2022'"
    ) == [("tersedia",)]


def test_of_a_file_accepted_in_part_the_figures_held_back_keep_their_old_values(house: House) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, GOOD))
    house.night()
    partly = {name: (heads + 100, other) for name, (heads, other) in even(400, 30).items()}  # type: ignore[operator]
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, {**partly, "Bukit": ("12 ekor", 31)}), day=2)
    house.night()
    assert "DITERIMA SEBAGIAN" in house.verdicts().values()
    figures = house.figures("populasi_ternak", "2022")
    assert (figures["Alam", "sapi"], figures["Bukit", "sapi"], figures["Curup", "sapi"]) == (500, 401, 502)
    assert house.rows("SELECT baris, isi ->> 'C', kode FROM mutu.karantina") == [(5, "12 ekor", "C04")]
    assert "distan/Ternak 2022 - PERBAIKAN.xlsx" in house.workbooks()


def test_a_file_given_twice_is_one_file_two_arrivals_and_a_note(house: House) -> None:
    file = health_centres(2022, even(1, 2))
    house.site.send("dinkes/Faskes.xlsx", file, day=1)
    house.site.send("dinkes/Faskes (salinan).xlsx", file, day=2)
    house.night()
    assert house.rows("SELECT count(*) FROM ops.berkas") == [(1,)]
    assert house.rows("SELECT count(*) FROM ops.kiriman") == [(2,)]
    assert house.rows("SELECT count(*), min(tingkat) FROM mutu.temuan WHERE kode = 'F06'") == [(1, "info")]
    assert set(house.verdicts().values()) == {"DITERIMA"}


def test_a_copy_that_comes_another_night_is_noted_too(house: House) -> None:
    file = health_centres(2022, even(1, 2))
    house.site.send("dinkes/Faskes.xlsx", file, day=1)
    house.night()
    before = house.rows("SELECT t::text FROM data.fakta_indikator t ORDER BY 1")
    house.site.send("dinkes/Faskes (salinan).xlsx", file, day=2)
    house.night()
    assert house.rows("SELECT count(*) FROM mutu.temuan WHERE kode = 'F06'") == [(1,)]
    assert house.rows("SELECT t::text FROM data.fakta_indikator t ORDER BY 1") == before


def test_a_file_first_sent_by_a_stranger_is_accepted_from_its_owner(house: House) -> None:
    file = health_centres(2022, even(1, 2))
    house.site.send("distan/Faskes.xlsx", file, day=1)
    house.night()
    assert house.codes("Faskes.xlsx") == [("F10", "")]
    assert house.workbooks() == {"distan/Faskes - PERBAIKAN.xlsx"}
    house.site.send("dinkes/Faskes.xlsx", file, day=2)
    house.night()
    assert house.rows("SELECT opd, putusan FROM ops.berkas") == [("dinkes", "DITERIMA")]
    assert house.figures("faskes", "2022")["Alam", "pustu"] == 2
    assert house.workbooks() == set()
    house.site.send("bpbd/Faskes.xlsx", file, day=3)
    house.night()
    assert house.rows("SELECT opd, putusan FROM ops.berkas") == [("dinkes", "DITERIMA")]


def test_a_file_we_cannot_handle_does_not_keep_the_others_waiting(house: House) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, GOOD))
    house.night()
    archived = next(p for p in (house.home / "arsip").rglob("*") if p.is_file())
    whole = archived.read_bytes()
    archived.chmod(0o600)
    archived.write_bytes(b"bit rot")  # the archive is damaged: our own fault, not the OPD's
    house.site.change_contract("populasi_ternak", version="1.0.1")
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, even(10, 50)), day=2)
    house.night(failed=("kiriman__distan",))
    assert house.figures("padi", "2022")["Alam", "produksi_padi"] == 50
    assert house.verdicts()["distan/Ternak 2022.xlsx"] == "DITERIMA"
    assert len(house.figures("populasi_ternak", "2022")) == 12
    archived.write_bytes(whole)
    house.night()
    assert house.rows("SELECT DISTINCT versi_kontrak FROM mutu.pemeriksaan WHERE dataset = 'populasi_ternak'") == [
        ("1.0.1",)
    ]
