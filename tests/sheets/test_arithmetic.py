"""Arithmetic as a witness: what a row adds up, averages or restates tells what it is, whatever it is called."""

from __future__ import annotations

import pytest

from lumbung.sheets.model import Table, TableRow
from tests.sheets.drawing import table


def kinds(found: Table) -> tuple[list[int], list[int], list[int]]:
    """Row numbers of rows, totals and history."""

    def numbers(rows: tuple[TableRow, ...]) -> list[int]:
        return [row.row for row in rows]

    return numbers(found.rows), numbers(found.totals), numbers(found.history)


def test_the_year_that_adds_up_the_rows_is_their_total() -> None:
    found = table(
        "Kecamatan | L | P\nBawang | 10 | 12\nBatur | 11 | 14\n2022 | 21 | 26\n2021 | 20 | 25\n2020 | 19 | 22"
    )
    assert kinds(found) == ([2, 3], [4], [5, 6])


def test_one_name_under_changing_years_is_total_and_history() -> None:
    found = table(
        """
        Kecamatan      | L  | P
        Bawang         | 10 | 12
        Batur          | 11 | 14
        Rakit          | 5  | 6
        Kab. Lahat 2021 | 20 | 25
        Kab. Lahat 2022 | 26 | 32
        """
    )
    assert kinds(found) == ([2, 3, 4], [6], [5])


def test_rows_of_years_are_a_series_not_history() -> None:
    found = table("Tahun | L | P\n2019 | 10 | 11\n2020 | 12 | 13\n2021 | 14 | 15")
    assert kinds(found) == ([2, 3, 4], [], [])


def test_parents_numbered_in_roman_add_up_the_numbered_rows() -> None:
    found = table(
        """
        No | Wilayah    | L  | P
        I  | Bawang     | 21 | 26
        1  | Blambangan | 10 | 12
        2  | Gemuruh    | 11 | 14
        II | Batur      | 12 | 13
        1  | Batur      | 5  | 6
        2  | Sumberejo  | 7  | 7
        """
    )
    assert kinds(found) == ([3, 4, 6, 7], [2, 5], [])


def test_numbered_rows_add_up_their_lettered_parts() -> None:
    found = table(
        "No | Uraian | 2022\n1 | SD | 30\na | Negeri | 20\nb | Swasta | 10\n2 | SMP | 15\na | Negeri | 9\nb | Swasta | 6"
    )
    assert kinds(found) == ([3, 4, 6, 7], [2, 5], [])


def test_averages_and_extremes_of_the_rows_are_no_rows() -> None:
    found = table(
        """
        Bulan               | 2021  | 2022
        Januari             | 10    | 11
        Februari            | 12    | 14
        Maret               | 20    | 14
        Jumlah              | 42    | 39
        Rata-rata per bulan | 14    | 13
        Tertinggi           | 20    | 14
        """
    )
    assert kinds(found) == ([2, 3, 4], [5, 6, 7], [])


def test_an_indicator_that_opens_like_an_average_is_a_row() -> None:
    found = table(
        "Indikator | 2021 | 2022\nAngka harapan hidup | 70.1 | 70.4\nRata-rata lama sekolah | 8.2 | 8.3\nPengeluaran | 9500 | 9700"
    )
    assert kinds(found) == ([2, 3, 4], [], [])


def test_a_share_under_the_total_is_no_row() -> None:
    found = table(
        "No | Kecamatan | L | P\n1 | Bawang | 10 | 12\n2 | Batur | 10 | 36\n | Jumlah | 20 | 48\n | Persentase | 29.4 | 70.6"
    )
    assert kinds(found) == ([2, 3], [4, 5], [])


def test_a_row_that_adds_up_counts_beside_rates_is_the_total() -> None:
    found = table(
        """
        Kecamatan    | Luas | Penduduk | Kepadatan
        Bawang       | 10   | 200      | 20
        Batur        | 20   | 300      | 15
        Rakit        | 5    | 100      | 20
        Banjarnegara | 35   | 600      | 17.1
        """
    )
    assert kinds(found) == ([2, 3, 4], [5], [])


def test_the_wider_regions_printed_to_compare_are_no_rows() -> None:
    numbered = table(
        "No | Kecamatan | L | P\n1 | Bawang | 10 | 12\n2 | Batur | 11 | 14\n | Kabupaten | 21 | 26\n | Provinsi | 210 | 260"
    )
    assert kinds(numbered) == ([2, 3], [4, 5], [])
    rates = table(
        """
        Kabupaten/Kota   | 2021 | 2022
        Lahat            | 70.1 | 70.5
        Pagar Alam       | 68.1 | 69.5
        Empat Lawang     | 65.1 | 66.5
        Sumatera Selatan | 70.3 | 70.9
        Indonesia        | 72.3 | 72.9
        """
    )
    assert kinds(rates) == ([2, 3, 4], [5, 6], [])


def test_the_nation_alone_in_every_year_is_a_row() -> None:
    found = table("Tahun | Wilayah | Jumlah\n2020 | Indonesia | 270\n2021 | Indonesia | 272\n2022 | Indonesia | 275")
    assert kinds(found) == ([2, 3, 4], [], [])


def test_parents_by_code_add_up_the_codes_that_extend_theirs() -> None:
    found = table(
        """
        Kode Rekening | Uraian          | Anggaran
        5             | BELANJA         | 450
        5.1           | Belanja Operasi | 300
        5.1.01        | Belanja Pegawai | 200
        5.1.02        | Belanja Barang  | 100
        5.2           | Belanja Modal   | 150
        5.2.01        | Tanah           | 150
        """
    )
    assert kinds(found) == ([4, 5, 7], [2, 3, 6], [])


def test_a_row_above_its_dashed_parts_adds_them_up() -> None:
    found = table(
        """
        Jenis   | L  | P  | Jumlah
        ASN     | 10 | 12 | 22
        - PNS   | 7  | 8  | 15
        - PPPK  | 3  | 4  | 7
        Honorer | 5  | 6  | 11
        Jumlah  | 15 | 18 | 33
        """
    )
    assert kinds(found) == ([3, 4, 5], [2, 6], [])


def test_a_kecamatan_above_its_desa_is_told_by_its_sum_alone() -> None:
    drawing = """
    Kecamatan/Desa | L    | P
    SUSUKAN        | 3301 | 2990
    Piasa          | 1290 | 1000
    Derik          | 2011 | 1990
    BAWANG         | 2502 | 2607
    Blambangan     | 1102 | 1607
    Gemuruh        | 1400 | 1000
    JUMLAH         | 5803 | 5597
    """
    found = table(drawing)
    assert [row.row for row in found.totals] == [2, 5, 8]
    assert [row.row for row in found.rows] == [3, 4, 6, 7]


def test_quarters_and_halves_under_their_months_are_totals() -> None:
    months = [1203, 1404, 1605, 2206, 2007, 1808]
    rows = [f"Bulan {i + 1} | {m} | {2 * m}" for i, m in enumerate(months)]
    first, second = sum(months[:3]), sum(months[3:])
    rows.insert(3, f"Triwulan I | {first} | {2 * first}")
    rows += [f"Triwulan II | {second} | {2 * second}", f"Semester I | {first + second} | {2 * (first + second)}"]
    found = table("Bulan | Berat | Nilai\n" + "\n".join(rows))
    assert [row.row for row in found.totals] == [5, 9, 10]


def test_one_sum_by_accident_makes_no_group() -> None:
    found = table("Desa | L | P\nA | 1 | 2\nB | 2 | 3\nC | 3 | 5\nD | 40 | 20\nE | 11 | 9\nF | 12 | 14\nG | 8 | 3")
    assert found.totals == ()


def test_a_row_that_the_total_counts_in_is_a_part_whatever_it_adds_up() -> None:
    found = table(
        "Lahan | Luas | Persen\nIrigasi | 1500 | 30\nTadah hujan | 1000 | 20\nTegal | 2500 | 50\nTotal | 5000 | 100"
    )
    assert kinds(found) == ([2, 3, 4], [5], [])


def test_income_is_no_total_of_spending_and_surplus() -> None:
    found = table("Uraian | 2021 | 2022\nPendapatan | 1500 | 1700\nBelanja | 1600 | 1650\nDefisit | -100 | 50")
    assert kinds(found) == ([2, 3, 4], [], [])


def test_small_groups_are_told_by_the_total_that_leaves_them_out() -> None:
    grades = (
        "Golongan | L | P | Jumlah\nI/a | 1 | 0 | 1\nI/b | 2 | 1 | 3\nGolongan I | 3 | 1 | 4\nII/a | 10 | 5 | 15\nII/b"
    )
    found = table(f"{grades} | 12 | 8 | 20\nGolongan II | 22 | 13 | 35\nJumlah | 25 | 14 | 39")
    assert kinds(found) == ([2, 3, 5, 6], [4, 7, 8], [])


@pytest.mark.parametrize("wrong", ["", "belum ada", "#REF!", "9999"])
def test_one_figure_that_is_wrong_makes_no_row_of_its_subtotal_nor_of_those_below(wrong: str) -> None:
    found = table(
        f"""
        Kecamatan      | Desa       | KK  | Layak | Persen
        Bawang         | Gemuruh    | 100 | 12    | 12.0
                       | Blambangan | 200 | 18    | 9.0
        Jumlah Bawang  |            | 300 | 30    | 10.0
        Batur          | Batur      | {wrong} | 40 | 50.0
                       | Sumberejo  | 120 | 60    | 50.0
        Jumlah Batur   |            | 200 | 100   | 50.0
        Rakit          | Adipasir   | 50  | 5     | 10.0
                       | Badamita   | 150 | 15    | 10.0
        Jumlah Rakit   |            | 200 | 20    | 10.0
        Jumlah Kabupaten |          | 700 | 150   | 21.4
        """
    )
    assert kinds(found) == ([2, 3, 5, 6, 8, 9], [4, 7, 10, 11], [])


def test_subtotals_as_excel_names_them_are_totals() -> None:
    found = table(
        """
        Puskesmas    | Desa     | Balita | Prevalensi
        Bawang       | Gemuruh  | 100    | 12
                     | Winong   | 80     | 10
        Bawang Total |          | 180    | 11.1
        Batur        | Sumber   | 120    | 5
                     | Dieng    | 90     | 10
        Batur Total  |          | 210    | 7.1
        """
    )
    assert kinds(found) == ([2, 3, 5, 6], [4, 7], [])


def test_a_year_over_its_months_is_a_section_and_no_history() -> None:
    found = table(
        "Month | Rate | Number\n2010 | |\nJanuary | 9.7 | 148\nFebruary | 9.8 | 149\n2011 | |\nJanuary | 9 | 139\n"
        "February | 9 | 137"
    )
    assert [section.row for section in found.sections] == [2, 5]
    assert kinds(found) == ([3, 4, 6, 7], [], [])
