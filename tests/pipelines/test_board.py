"""Nights on which files are held against each other, against the calendar and against official figures."""

from __future__ import annotations

import yaml

from tests.pipelines.nights import House
from tests.pipelines.small_site import Figures, SmallSite, drawn, even, health_centres, paddy

FASKES = "dinkes/Faskes 2022.xlsx"
SARANA = "bpbd/Sarana 2022.xlsx"
HERE, THERE = health_centres(2022, even(3, 5)), "Sarana Kesehatan Menurut Kecamatan di Kabupaten Uji Tahun 2022"


def twin(site: SmallSite, **custom: object) -> None:
    """BPBD publishes the indicator of the health centres too, in a dataset of its own."""
    document = yaml.safe_load((site.folder / "contracts/dinkes/faskes.yaml").read_text())
    values = {c["property"]: c["value"] for c in document["customProperties"]}
    values |= {"opd": "bpbd", "titles": ["Sarana Kesehatan"], **custom}
    document["customProperties"] = [{"property": name, "value": value} for name, value in values.items()]
    document |= {"id": "uji.sarana", "name": "Sarana Kesehatan"}
    document["schema"][0]["name"] = "sarana"
    path = site.folder / "contracts/bpbd/sarana.yaml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(document, sort_keys=False))


def sarana(figures: Figures) -> bytes:
    return drawn(THERE, ("No", "Kecamatan", "Puskesmas", "Pustu"), figures)


def settings(site: SmallSite, text: str) -> None:
    with (site.folder / "site.yaml").open("a") as stream:
        stream.write(text)


def scores(house: House, dimension: str) -> list[tuple[object, ...]]:
    query = "SELECT dataset, periode, terpenuhi, diperiksa FROM mutu.skor WHERE dimensi = :d ORDER BY 1, 2"
    return house.rows(query, d=dimension)


def test_two_opds_that_differ_are_both_told_in_the_night_in_which_it_shows(house: House) -> None:
    twin(house.site)
    house.site.send(FASKES, HERE)
    house.night()
    house.site.send(SARANA, sarana({**even(3, 5), "Bukit": (9, 6)}), day=2)
    house.night()
    assert house.codes("Faskes 2022.xlsx") == house.codes("Sarana 2022.xlsx") == [("X07", "C5")]
    assert set(house.verdicts().values()) == {"DITERIMA DENGAN CATATAN"}
    side_by_side = house.rows(
        "SELECT opd, nilai::int, opd_lain, nilai_lain::int, selisih::int, sel FROM mart.banding_sumber "
        "WHERE NOT sama ORDER BY opd"
    )
    assert side_by_side == [("bpbd", 9, "dinkes", 4, 5, "C5"), ("dinkes", 4, "bpbd", 9, -5, "C5")]
    before = house.rows("SELECT max(id) FROM mutu.pemeriksaan")
    house.night()
    assert house.rows("SELECT max(id) FROM mutu.pemeriksaan") == before  # told once


def test_two_opds_that_agree_are_told_that_the_figure_has_two_owners(house: House) -> None:
    twin(house.site)
    house.site.send(FASKES, HERE)
    house.site.send(SARANA, sarana(even(3, 5)), day=2)
    house.night()
    cells = ", ".join(f"{column}{row}" for row in range(4, 10) for column in "CD")
    assert house.codes("Faskes 2022.xlsx") == house.codes("Sarana 2022.xlsx") == [("K02", cells)]
    house.site.send(SARANA, sarana({**even(3, 5), "Alam": (9, 5)}), day=3)
    house.night()
    assert house.codes("Faskes 2022.xlsx") == [("X07", "C4")]  # whose figure it is must be settled: one mistake


def test_an_official_dataset_measures_accuracy_and_is_no_second_owner(house: House) -> None:
    twin(house.site, authoritative=True)
    house.site.send(FASKES, HERE)
    house.site.send(SARANA, sarana(even(3, 5)), day=2)
    house.night()
    assert house.codes("Faskes 2022.xlsx") == []
    assert scores(house, "accuracy") == [("faskes", "2022", 12, 12)]
    house.site.send(SARANA, sarana({**even(3, 5), "Alam": (9, 5)}), day=3)
    house.night()
    assert scores(house, "accuracy") == [("faskes", "2022", 11, 12)]
    assert house.codes("Faskes 2022.xlsx") == [("X07", "C4")]


def test_without_an_authoritative_source_accuracy_is_not_measured(house: House) -> None:
    house.site.send(FASKES, HERE)
    house.night()
    assert scores(house, "accuracy") == []


def test_figures_of_bps_in_a_list_of_the_site_are_a_second_source(house: House) -> None:
    (house.site.folder / "reference/resmi.csv").write_text(
        "kode_indikator,kode_wilayah,periode,rincian,nilai,satuan,sumber,acuan\n"
        "luas_panen_padi,99.01.01,2022,,100.4,ha,BPS Kabupaten Uji,Tabel 5.1\n"
        "luas_panen_padi,99.01.02,2022,,90,ha,BPS Kabupaten Uji,Tabel 5.1\n"
        "luas_panen_padi,99.01.03,2021,,90,ha,BPS Kabupaten Uji,Tabel 5.1\n"
    )
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, even(100, 300)))
    house.night()
    assert house.codes("Padi 2022.xlsx") == [("X07", "C5")]  # 100 is what 100.4 is in whole hectares
    message = house.rows("SELECT pesan FROM mutu.temuan WHERE kode = 'X07'")[0][0]
    assert "tertulis 101, menurut BPS Kabupaten Uji 90" in str(message)
    assert scores(house, "accuracy") == [("padi", "2022", 1, 2)]
    (house.site.folder / "reference/resmi.csv").unlink()
    house.night()
    assert (house.codes("Padi 2022.xlsx"), scores(house, "accuracy")) == ([], [])


def test_what_comes_after_its_last_day_is_late_and_what_never_comes_stands_on_the_board(house: House) -> None:
    settings(house.site, "deadlines: {tahun: 5}\n")
    house.site.send("distan/Padi 2023.xlsx", paddy(2023, even(100, 300)), day=2)
    house.site.send("distan/Padi 2024.xlsx", paddy(2024, even(120, 310)), day=9)
    house.site.send("dinkes/Faskes 2024.xlsx", health_centres(2024, even(3, 5)), day=5)
    house.night()
    assert house.codes("Padi 2023.xlsx") == []  # nobody had asked for it in January 2024
    assert house.codes("Padi 2024.xlsx") == [("T02", "A3")]
    assert house.codes("Faskes 2024.xlsx") == []
    assert scores(house, "timeliness") == [("faskes", "2024", 1, 1), ("padi", "2024", 0, 1)]
    late = "SELECT dataset, tingkat FROM mutu.temuan_papan WHERE kode = 'T01' AND periode = '2025' ORDER BY 1"
    assert house.rows(late) == [("faskes", "error"), ("padi", "error"), ("populasi_ternak", "error")]
    assert house.rows("SELECT count(*) FROM mutu.temuan_papan WHERE kode = 'T01' AND periode < '2025'") == [(0,)]
    house.site.send("dinkes/Faskes 2025.xlsx", health_centres(2025, even(3, 5)), day=6)
    house.night()
    assert house.rows(late) == [("padi", "error"), ("populasi_ternak", "error")]


def test_what_metadata_lack_is_said_once_to_the_walidata_and_never_to_the_sender(house: House) -> None:
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, even(100, 300)))
    house.night()
    query = "SELECT kode, sejak FROM mutu.temuan_papan WHERE dataset = 'padi' ORDER BY kode"
    said = house.rows(query)
    assert [code for code, _ in said] == ["M01", "M03", "M04", "M06"]
    assert house.verdicts() == {"distan/Padi 2022.xlsx": "DITERIMA"}
    assert scores(house, "metadata") == [("padi", "2022", 20, 41)]
    house.night()
    assert house.rows(query) == said  # since when it stands does not change


def remarked(year: int, *remark: str) -> bytes:
    """Paddy, with or without a column of remarks."""
    title = f"Luas Panen dan Produksi Padi di Kabupaten Uji Tahun {year}"
    header = ("No", "Kecamatan", "Luas Panen (Ha)", "Produksi (Ton)", *(["Keterangan"] if remark else []))
    figures = even(100 + year % 7, 300 + year % 5)
    rows = {name: (*values, *remark) for name, values in figures.items()}
    total = tuple(sum(values) for values in zip(*figures.values(), strict=True))  # type: ignore[arg-type]
    return drawn(title, header, rows, total=total)  # type: ignore[arg-type]


def test_an_optional_column_that_is_gone_since_the_last_year_is_told(house: House) -> None:
    remark = {"name": "keterangan", "businessName": "Keterangan", "logicalType": "string"}
    house.site.add_column("padi", remark)
    for day, (year, said) in enumerate(((2021, ("baik",)), (2022, ()), (2023, ("baik",)), (2024, ("",))), start=1):
        house.site.send(f"distan/Padi {year}.xlsx", remarked(year, *said), day=day)
    house.night()
    assert house.codes("Padi 2021.xlsx") == []  # the first ever has nothing to differ from
    assert house.codes("Padi 2022.xlsx") == [("D01", "A3")]
    assert house.codes("Padi 2023.xlsx") == []  # a column that came back is a note
    assert house.codes("Padi 2024.xlsx") == []  # it is there, and blank
    messages = house.rows("SELECT pesan FROM mutu.temuan WHERE kode = 'D01' ORDER BY berkas_id")
    assert [str(m) for (m,) in messages] == [
        "Dibandingkan dengan Padi 2021.xlsx: kolom yang tidak ada lagi: Keterangan; kolom yang baru: -.",
        "Dibandingkan dengan Padi 2022.xlsx: kolom yang tidak ada lagi: -; kolom yang baru: Keterangan.",
    ]


def test_a_measure_that_is_gone_is_told_as_missing_and_not_twice(house: House) -> None:
    house.site.require_nothing("padi")
    house.site.send("distan/Padi 2021.xlsx", paddy(2021, even(100, 300)))
    one = {name: values[:1] for name, values in even(100, 300).items()}
    title = "Luas Panen dan Produksi Padi di Kabupaten Uji Tahun 2022"
    house.site.send("distan/Padi 2022.xlsx", drawn(title, ("No", "Kecamatan", "Luas Panen (Ha)"), one), day=2)  # type: ignore[arg-type]
    house.night()
    assert house.codes("Padi 2022.xlsx") == [("T04", "A3")]


def test_scores_are_kept_by_the_day_on_which_they_changed(house: House) -> None:
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, even(100, 300)))
    house.night()
    house.night()
    trend = house.rows("SELECT count(DISTINCT hari), bool_and(diperiksa > 0) FROM mart.tren_mutu WHERE opd = 'distan'")
    assert trend == [(1, True)]
