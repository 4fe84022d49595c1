"""Which contract a table belongs to, and what becomes of tables that belong to none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lumbung.findings import Severity
from tests.harmonise.regency import (
    HARVEST,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    codes,
    contract,
    figures,
    findings,
    harmonised,
    inspect,
    the,
)

SLAUGHTERED = replace(LIVESTOCK, dataset="ternak_dipotong", title="Ternak dipotong", titles=("Jumlah Ternak Dipotong",))


def sheet(title: str, heads: str = "Sapi Perah | Sapi", first: int = 1) -> str:
    return f"""
        {title}

        Kecamatan    | {heads}
        Susukan      | {first} | 2
        Batur        | 3       | 4
        Pulau Pinang | 5       | 6
    """


@pytest.mark.parametrize(
    ("title", "dataset"),
    [
        ("Jumlah Ternak Menurut Kecamatan Tahun 2022", "jumlah_ternak"),
        ("Tabel 5.4.1. JUMLAH  TERNAK, 2022", "jumlah_ternak"),
        ("Jumlah Ternak Dipotong Tahun 2022", "ternak_dipotong"),
    ],
)
def test_the_title_decides_between_contracts_with_the_same_columns(title: str, dataset: str) -> None:
    (table,) = harmonised(sheet(title), LIVESTOCK, SLAUGHTERED).conformed
    assert table.contract.dataset == dataset


@pytest.mark.parametrize(
    "title",
    [
        "Jumlah Ternak Dipotong Tahun 2022",
        "Jumlah Ternak yang Dipotong Tahun 2022",
        "Target Jumlah Ternak Tahun 2022",
        "Pertumbuhan Jumlah Ternak Tahun 2022",
        "Jumlah Ternak Mati Menurut Kecamatan Tahun 2022",
    ],
)
def test_a_title_about_something_else_is_not_claimed_by_a_phrase_in_it_nor_by_the_name_of_the_file(title: str) -> None:
    inspection = inspect(sheet(title), LIVESTOCK, name="Jumlah Ternak 2022.xlsx")
    assert not inspection.slices
    assert codes(inspection) == {"F09"}
    assert title in the(inspection, "F09").message()


@pytest.mark.parametrize("title", ["Jumlah Ternak Masuk dan Keluar Tahun 2022", "Jumlah Ternak Baru dan Lama 2022"])
def test_both_halves_together_are_the_whole(title: str) -> None:
    assert harmonised(sheet(title), LIVESTOCK).conformed


def test_headings_alone_never_claim_a_table() -> None:
    inspection = inspect(sheet("Tabel 1"), LIVESTOCK)
    assert not inspection.slices
    assert inspection.unmatched == ("Sheet!A3:C6",)
    assert codes(inspection) == {"F09"}


@pytest.mark.parametrize("name", ["Jumlah Ternak 2022.xlsx", "jumlah_ternak_2022.xlsx"])
def test_a_table_without_a_title_is_named_by_its_file(name: str) -> None:
    assert harmonised("Kecamatan | Sapi Perah | Sapi\nSusukan | 1 | 2\nBatur | 3 | 4", LIVESTOCK, name=name).conformed


def test_contracts_that_share_a_phrase_are_told_apart_by_their_headings() -> None:
    goats = replace(
        contract(KECAMATAN, replace(HEADS, title="Kambing"), title="Jumlah Ternak"), dataset="kambing", id="kambing"
    )
    (table,) = harmonised(sheet("Jumlah Ternak 2022"), goats, LIVESTOCK).conformed
    assert table.contract.dataset == "jumlah_ternak"


def test_too_close_to_call_is_said_and_nothing_is_loaded() -> None:
    twin = replace(LIVESTOCK, dataset="kembar", title="Kembarannya")
    found = harmonised(sheet("Jumlah Ternak Tahun 2022"), LIVESTOCK, twin)
    assert not found.conformed
    assert "dapat berarti: Jumlah Ternak; Kembarannya" in the(found, "F09").message()


def test_of_two_phrases_one_within_the_other_the_longer_is_meant() -> None:
    large = replace(LIVESTOCK, dataset="ternak_besar", titles=("Jumlah Ternak Besar",))
    (table,) = harmonised(sheet("Jumlah Ternak Besar Tahun 2022"), LIVESTOCK, large).conformed
    assert table.contract.dataset == "ternak_besar"


def test_a_table_of_another_kind_beside_a_dataset_is_kept_and_said() -> None:
    inspection = inspect(sheet("Jumlah Ternak 2022"), LIVESTOCK, more=(sheet("Daftar Harga 2022"),))
    said = the(inspection, "L02")
    assert (said.sheet, said.severity) == ("Sheet1", Severity.INFO)
    assert inspection.unmatched == ("Sheet1!A3:C6",)
    assert str(inspection.verdict) == "DITERIMA"


def test_a_recap_beside_the_dataset_it_recapitulates_is_ignored_with_a_warning() -> None:
    recap = "Jumlah Ternak 2022\n\nUraian | Banyaknya\nTernak besar | 12\nTernak kecil | 34"
    inspection = inspect(sheet("Jumlah Ternak 2022"), LIVESTOCK, more=(recap,))
    assert the(inspection, "L02").severity is Severity.WARNING
    assert "H02" not in codes(inspection)
    assert len(figures(inspection)) == 6


def test_where_a_title_names_the_dataset_the_file_name_speaks_for_no_other_titled_table() -> None:
    inspection = inspect(
        sheet("Jumlah Ternak Tahun 2022"),
        LIVESTOCK,
        name="Jumlah Ternak.xlsx",
        more=(sheet("Harga Hewan Tahun 2021"),),
    )
    assert {s.period for s in inspection.slices} == {"2022"}
    assert the(inspection, "L02").sheet == "Sheet1"


def test_one_dataset_may_be_spread_over_several_tables() -> None:
    first = "Jumlah Ternak 2022\n\nKecamatan | Sapi Perah | Sapi\nSusukan | 1 | 2\nBatur | 3 | 4"
    second = "Jumlah Ternak 2022\n\nKecamatan | Sapi Perah | Sapi\nPulau Pinang | 5 | 6\n33.99.03 | 5 | 6"
    inspection = inspect(first, LIVESTOCK, more=(second.rsplit("\n", 1)[0] + "\nSusuk | 7 | 8",))
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Batur", "Pulau Pinang"}


def test_a_dataset_without_a_single_figure_goes_back() -> None:
    empty = (
        "Jumlah Ternak 2022\n\nNo | Kecamatan | Sapi Perah | Sapi\n1 | Susukan | |\n2 | Batur | |\n3 | Pulau Pinang | |"
    )
    assert codes(harmonised(empty, LIVESTOCK)) == {"S09"}


def test_a_table_of_dashes_is_a_table_of_noughts() -> None:
    inspection = inspect(
        "Jumlah Ternak 2022\n\nKecamatan | Sapi Perah | Sapi\nSusukan | - | -\nBatur | - | -", LIVESTOCK
    )
    assert set(figures(inspection).values()) == {0.0}
    assert codes(inspection) == {"C17"}


def test_figures_under_no_heading_are_said() -> None:
    inspection = inspect(sheet("Jumlah Ternak 2022") + "\n" + " | " * 9 + "77", LIVESTOCK)
    assert any(f.code == "L02" for f in findings(inspection))
    assert HARVEST.measures


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Jumlah Ternak Menurut Kecamatan di Kabupaten Contoh, 2022 (Target)", "target"),
        ("Jumlah Ternak Menurut Kecamatan Tahun 2022 Hasil Proyeksi", "proyeksi"),
        ("Jumlah Ternak Menurut Kecamatan, Rencana Tahun 2022", "rencana"),
        ("Jumlah Ternak Menurut Kecamatan yang Dipotong, 2022", "dipotong"),
        ("Jumlah Ternak Menurut Kecamatan Tahun 2022 (Khusus Betina)", "betina"),
        ("Jumlah Ternak Menurut Kecamatan 2022 - Rata-rata per Desa", "rata"),
    ],
)
def test_a_word_far_from_the_phrase_that_makes_something_else_of_it_keeps_the_table_out(title: str, word: str) -> None:
    inspection = inspect(sheet(title), LIVESTOCK)
    assert not inspection.slices
    assert the(inspection, "H13").severity is Severity.BLOCKER
    assert f'"{word}"' in the(inspection, "H13").message()


@pytest.mark.parametrize(
    "title",
    [
        "Jumlah Ternak yang Terdaftar Menurut Kecamatan Tahun 2022 (Angka Tetap)",
        "Jumlah Ternak Menurut Kecamatan yang Masuk dan yang Keluar, 2022",
        "Jumlah Ternak Menurut Kecamatan di Kabupaten Contoh, 2021-2022 (ekor) Tahun 2022",
    ],
)
def test_remarks_that_narrow_nothing_are_no_doubt(title: str) -> None:
    assert "H13" not in codes(inspect(sheet(title), LIVESTOCK))


def test_a_word_that_the_contract_itself_uses_narrows_nothing() -> None:
    targets = replace(LIVESTOCK, titles=("Target Jumlah Ternak", "Jumlah Ternak"))
    assert codes(inspect(sheet("Jumlah Ternak Menurut Kecamatan, 2022 (Target)"), targets)) == set()


@pytest.mark.parametrize("remark", ["yang Wajib Dilaporkan", "Usia 3 Tahun ke Atas"])
def test_a_remark_that_may_narrow_the_title_is_told_and_the_figures_are_loaded(remark: str) -> None:
    inspection = inspect(sheet(f"Jumlah Ternak Menurut Kecamatan {remark}, 2022"), LIVESTOCK, name="x 2022.xlsx")
    assert the(inspection, "H13").severity is Severity.WARNING
    assert figures(inspection)["Susukan", "sapi", "2022"] == 2


def test_a_sheet_of_targets_beside_one_of_figures_is_not_loaded() -> None:
    drawing = sheet("Jumlah Ternak Menurut Kecamatan Tahun 2022")
    found = harmonised(drawing, LIVESTOCK, more=(drawing,), sheets=("Realisasi", "Target"))
    assert [c.sheet for c in found.conformed] == ["Realisasi"]
    assert the(found, "L02").severity is Severity.WARNING


def test_a_file_whose_name_speaks_of_a_plan_is_told_of() -> None:
    inspection = inspect(sheet("Jumlah Ternak Tahun 2022"), LIVESTOCK, name="rencana_ternak_2022.xlsx")
    assert the(inspection, "H13").parameters["source"] == "nama berkas"
    assert inspection.slices
