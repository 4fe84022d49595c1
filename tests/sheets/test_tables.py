"""Tables as people lay them out: headers, numbering rows, totals, history, sections, remarks, several on a sheet."""

from __future__ import annotations

import pytest

from lumbung.sheets.model import Reading
from tests.sheets.cover import misplaced
from tests.sheets.drawing import labels, paths, roles, table, tables, workbook

OPD = """
    Tabel : 5.5.1. |           | Jumlah Ternak Besar Menurut Kecamatan |
                   |           | Number of Livestock 2022              |

    Kecamatan      |           | Jenis Ternak |        |
                   |           | Sapi Perah   | Sapi   | Kerbau
    (1)            |           | (2)          | (3)    | (4)

    '01.           | Susukan   | 0            | 401    |
    '02.           | B a t u r | 18           | 846    | 3
    '03.           | Wanayasa  | 262          | 1560   | -

    J u m l a h    |           | 280          | 2807   | 3
    Tahun 2021     |           | 397          | 30943  | 491
    Tahun 2020     |           | 391          | 29049  | 489
    Sumber Data : Dinas Pertanian
"""
OPD_MERGES = "A4:B5 C4:E4 C1:E1 C2:E2 A12:B12 A13:B13 A14:B14 A6:B6"


def test_a_table_of_an_opd_falls_into_its_parts() -> None:
    found = table(OPD, OPD_MERGES)
    assert found.range == "A4:E14"
    assert found.title == ("Tabel : 5.5.1.", "Jumlah Ternak Besar Menurut Kecamatan", "Number of Livestock 2022")
    assert (found.header_rows, found.numbering_row) == ((4, 5), 6)
    assert paths(found)["C"] == ("Jenis Ternak", "Sapi Perah")
    assert paths(found)["A"] == paths(found)["B"] == ("Kecamatan",)
    assert roles(found) == {"A": "label", "B": "label", "C": "value", "D": "value", "E": "value"}
    assert labels(found.rows, "B") == ["Susukan", "B a t u r", "Wanayasa"]
    assert labels(found.rows, "E") == [None, 3, None]
    assert [row.row for row in found.totals] == [12]
    assert [row.row for row in found.history] == [13, 14]
    assert [(note.row, note.text) for note in found.notes] == [(15, "Sumber Data : Dinas Pertanian")]


def test_every_cell_is_in_exactly_one_part() -> None:
    assert misplaced(workbook(OPD, merges=OPD_MERGES)) == []


@pytest.mark.parametrize(
    "numbering",
    [
        "(1) |  | (2) | (3) | (4)",
        "1   |  | 2   | 8   | 11",
        "(1) |  | (2) | (3) | (2)",
        "1   |  | 3   | 3   | 3",
        "-1  |  | -2  | -3  | -4",
        "(1) |  | (2) | (3) | (4=2+3)",
        "'1  |  | '2  | '3  | '4",
    ],
)
def test_a_numbering_row_of_any_style_is_neither_header_nor_data(numbering: str) -> None:
    found = table(
        f"""
        No | Kecamatan | Negeri | Swasta | Jumlah
        {numbering}
        1  | Susukan   | 12     | 3      | 15
        2  | Batur     | 7      | 2      | 9
        3  | Wanayasa  | 1      | 1      | 2
        """
    )
    assert found.numbering_row == 2
    assert found.header_rows == (1,)
    assert len(found.rows) == 3


def test_a_first_row_of_small_figures_is_no_numbering_row() -> None:
    found = table("Kecamatan | SD | SMP | SMA\nSusukan | 1 | 2 | 3\nBatur | 2 | 1 | 1")
    assert found.numbering_row is None
    assert labels(found.rows, "A") == ["Susukan", "Batur"]


def test_years_in_the_header_are_text_and_no_data() -> None:
    found = table("Uraian | Satuan | 2021 | 2022\nLuas Sawah | Ha | 1.5 | 2.5\nProduksi | Ton | 3 | 4")
    assert paths(found)["C"] == ("2021",)
    assert roles(found)["B"] == "label"
    assert len(found.rows) == 2


def test_a_unit_row_belongs_to_the_header_and_gives_the_unit() -> None:
    found = table(
        """
        Kecamatan | Padi Sawah |          |
                  | Luas Panen | Produksi |
                  | (Ha)       | (Ton)    |
        Susukan   | 2349       | 15997.5  |
        Batur     | 0          | 0        |
        """,
        "A1:A3 B1:C1",
    )
    assert found.header_rows == (1, 2, 3)
    assert [c.path for c in found.columns][1] == ("Padi Sawah", "Luas Panen", "(Ha)")
    assert [c.unit for c in found.columns] == [None, "Ha", "Ton"]


def test_group_headings_without_merges_stand_over_the_columns_to_their_right() -> None:
    found = table(
        """
        Kecamatan | Guru |   | Murid |
                  | L    | P | L     | P
        Susukan   | 1    | 2 | 30    | 40
        Batur     | 3    | 4 | 50    | 60
        """
    )
    assert [c.path for c in found.columns[1:]] == [("Guru", "L"), ("Guru", "P"), ("Murid", "L"), ("Murid", "P")]


def test_an_empty_column_with_a_heading_stays_and_one_without_goes() -> None:
    found = table(
        """
        Kecamatan | Padi |  | Kopi | Teh
        Susukan   | 5    |  |      | 2
        Batur     | 6    |  |      | 3
        """
    )
    assert list(roles(found)) == ["A", "B", "D", "E"]
    assert roles(found)["D"] == "value"
    assert labels(found.rows, "D") == [None, None]


def test_a_stray_figure_in_a_column_without_heading_is_skipped_and_said() -> None:
    reading = workbook(
        """
        Kecamatan | Padi |   | Kopi
        Susukan   | 5    |   | 2
        Batur     | 6    |   | 3
        Jumlah    | 11   | 0 | 5
        """
    )
    assert [(part.range, part.why) for part in reading.skipped] == [("C4", "kolom tanpa judul")]


@pytest.mark.parametrize(
    "total", ["Jumlah", "J U M L A H", "TOTAL", "Jumlah/Total", "Jumlah Total", "Rata-rata", "Grand Total", "JML"]
)
def test_total_words_make_a_total_whatever_the_figures(total: str) -> None:
    found = table(f"Kecamatan | Padi\nSusukan | 5\nBatur | 6\n{total} | 99")
    assert labels(found.totals, "A") == [total]
    assert len(found.rows) == 2


@pytest.mark.parametrize("whole", ["Sikka", "Kab. Sikka", "Total Sikka", "Kota Sikka"])
def test_a_last_row_named_after_the_region_is_a_total_because_it_adds_up(whole: str) -> None:
    found = table(f"Kecamatan | SD | SMP\nPaga | 12 | 9\nMego | 13 | 6\nLela | 6 | 9\n{whole} | 31 | 24")
    assert labels(found.totals, "A") == [whole]


def test_indicators_that_begin_with_jumlah_are_rows() -> None:
    found = table(
        """
        Uraian                | Satuan | 2023
        Jumlah Produksi Padi  | Ton    | 9498
        Jumlah Produksi Kopi  | Ton    | 132
        Jumlah Populasi Sapi  | Ekor   | 250
        """
    )
    assert len(found.rows) == 3
    assert found.totals == ()


def test_a_group_total_above_its_members_is_a_total() -> None:
    found = table(
        """
        Kelurahan                | L     | P
        Kecamatan Prajurit Kulon | 8911  | 8826
        Surodinawan              | 4744  | 4835
        Mentikan                 | 4167  | 3991
        Kecamatan Magersari      | 12161 | 12002
        Kedundung                | 8215  | 7963
        Balongsari               | 3946  | 4039
        Kota Mojokerto           | 21072 | 20828
        """
    )
    assert labels(found.totals, "A") == ["Kecamatan Prajurit Kulon", "Kecamatan Magersari", "Kota Mojokerto"]
    assert len(found.rows) == 4


def test_a_hierarchy_by_roman_numerals_totals_its_letters() -> None:
    found = table(
        """
        Jenis Penggunaan |                   | 2014
        I.               | Lahan sawah       | 14531
                         | a. Irigasi        | 10966
                         | b. Tadah hujan    | 3565
        II.              | Bukan lahan sawah | 48351
                         | a. Tegal          | 46034
                         | b. Perkebunan     | 2317
        III.             | Bukan pertanian   | 20210
        Jumlah           |                   | 83092
        """,
        "A1:B1",
    )
    assert labels(found.totals, "A") == ["I.", "II.", "Jumlah"]
    assert labels(found.rows, "B")[-1] == "Bukan pertanian"


def test_the_province_among_its_regencies_is_a_total_even_for_a_rate() -> None:
    found = table(
        """
        Tahun | Kabupaten/Kota | TPT
        2022  | Bantul         | 3.97
        2022  | Sleman         | 4.78
        2022  | Kulon Progo    | 2.8
        2022  | DI Yogyakarta  | 4.06
        2023  | Bantul         | 3.67
        2023  | Sleman         | 4.1
        2023  | Kulon Progo    | 2.1
        2023  | DI Yogyakarta  | 3.69
        """
    )
    assert roles(found) == {"A": "label", "B": "label", "C": "value"}
    assert labels(found.totals, "B") == ["DI Yogyakarta"] * 2


def test_a_region_wider_than_the_heading_names_is_a_total_even_for_a_rate() -> None:
    found = table("Kabupaten/Kota | IPM\nAlpa | 68.1\nKota Beta | 70.5\nGama | 69.9\nProvinsi Contoh | 69.5")
    assert (labels(found.rows, "A"), labels(found.totals, "A")) == (["Alpa", "Kota Beta", "Gama"], ["Provinsi Contoh"])
    places = table("Kecamatan | IPM\nAlpa | 68.1\nKota Agung | 70.5\nGama | 69.9\nKota Baru | 69.5")
    assert places.totals == ()


def test_history_rows_restate_the_total_of_earlier_years() -> None:
    found = table("Kecamatan | Padi\nSusukan | 5\nBatur | 6\nJumlah 2022 | 11\nJumlah 2021 | 10\n2020 | 9")
    assert [row.row for row in found.totals] == [4]
    assert [row.row for row in found.history] == [5, 6]


def test_a_series_of_years_is_body_and_not_history() -> None:
    found = table("Tahun | Penduduk | Rumah\n2019 | 421295 | 5\n2020 | 425758 | 6\n2021 | 436395 | 7")
    assert labels(found.rows, "A") == [2019, 2020, 2021]
    assert roles(found)["A"] == "label"


def test_a_ratio_without_label_under_the_total_is_no_row() -> None:
    reading = workbook("No | Kecamatan | Guru\n1 | Susukan | 40\n2 | Batur | 60\n | Jumlah | 100\n | | 0.98")
    found = reading.tables[0]
    assert (len(found.rows), len(found.totals)) == (2, 1)
    assert [(part.range, part.why) for part in reading.skipped] == [("C5", "baris tanpa label")]


@pytest.mark.parametrize(
    "drawn",
    [
        "No | Kecamatan | Guru | Murid\n1 | Susukan | 40 | 3\n2 | | 60 | 5\n3 | Batur | 7 | 9\n | Jumlah | 107 | 17",
        "No | Kecamatan | Guru | Murid\n1 | Susukan | 40 | 3\n2 | Batur | 60 | 5\n3 | | 7 | 9\n | Jumlah | 107 | 17",
        "Kecamatan | Guru | Murid\nSusukan | 40 | 3\n | 60 | 5\nBatur | 7 | 9\nJumlah | 107 | 17",
    ],
)
def test_a_row_whose_name_was_left_out_is_a_row(drawn: str) -> None:
    found = table(drawn)
    assert (len(found.rows), len(found.totals)) == (3, 1)
    assert [row.cells[found.columns[-1].letter] for row in found.rows] == [3, 5, 9]


def test_column_numbers_above_a_row_without_its_name_are_column_numbers() -> None:
    found = table("No | Kecamatan | Guru | Murid\n1 | 2 | 3 | 4\n1 | | 60 | 50\n2 | Batur | 70 | 90\n3 | Alam | 5 | 6")
    assert (found.numbering_row, len(found.rows)) == (2, 3)


def test_shares_under_every_row_are_no_rows_without_a_name() -> None:
    drawn = "Kecamatan | Guru | Murid\nSusukan | 40 | 60\n | 0.2 | 0.3\nBatur | 70 | 90\n | 0.8 | 0.7"
    reading = workbook(drawn)
    assert (len(reading.tables[0].rows), len(reading.skipped)) == (2, 2)


def test_an_unlabelled_sum_is_a_total() -> None:
    found = table("No | Desa | RT\n1 | Cikuya | 31\n2 | Dampit | 76\n3 | Nagrog | 63\n | | 170")
    assert [row.row for row in found.totals] == [5]


def test_sections_stand_above_the_rows_they_apply_to() -> None:
    found = table(
        """
        No | Desa      | Penduduk
        Kecamatan Susukan | |
        1  | Berta     | 2000
        2  | Derik     | 3000
        Kecamatan Batur   | |
        1  | Pasurenan | 4000
        2  | Sumberejo | 5000
        """
    )
    assert [(s.row, s.text) for s in found.sections] == [
        (2, "Kecamatan Susukan"),
        (5, "Kecamatan Batur"),
    ]
    assert len(found.rows) == 4


def test_a_region_without_any_figure_is_still_a_row() -> None:
    found = table("No | Kecamatan | SMK\n1 | Susukan | 1\n2 | Batur |\n3 | Wanayasa | 2\n4 | Pandanarum |")
    assert labels(found.rows, "B") == ["Susukan", "Batur", "Wanayasa", "Pandanarum"]
    assert found.sections == ()


def test_a_form_nobody_filled_in_still_has_its_rows() -> None:
    found = table(
        "Bulan | | Pemohon | SK\n'1. | Januari | |\n'2. | Februari | |\n'3. | Maret | |\nJumlah | | |", "A1:B1"
    )
    assert labels(found.rows, "B") == ["Januari", "Februari", "Maret"]
    assert len(found.totals) == 1


def test_a_label_merged_over_several_rows_stands_in_each() -> None:
    found = table("Kecamatan | JK | Jumlah\nSusukan | L | 5\n | P | 6\nBatur | L | 7\n | P | 8", "A2:A3 A4:A5")
    assert labels(found.rows, "A") == ["Susukan", "Susukan", "Batur", "Batur"]


def test_text_among_figures_is_kept_for_its_finding() -> None:
    found = table("Kecamatan | Padi | Kopi\nSusukan | 12 ton | 5\nBatur | 6 | …\nWanayasa | 7 | tidak ada")
    assert roles(found)["B"] == "value"
    assert labels(found.rows, "B") == ["12 ton", 6, 7]
    assert labels(found.rows, "C") == [5, None, "tidak ada"]


def test_the_signature_under_a_table_is_a_remark() -> None:
    found = table(
        """
        Kecamatan | Padi
        Susukan   | 5
        Batur     | 6
        Lahat, 31 Desember 2024 |
        Mengetahui, Kepala Dinas |
        NIP. 19700101 199501 1 001 |
        """
    )
    assert len(found.rows) == 2
    assert [note.row for note in found.notes] == [4, 5, 6]


def test_key_rows_above_the_table_are_title() -> None:
    found = table(
        """
        KABUPATEN | : LAHAT
        Tahun :   | 2024

        No | Kecamatan | Padi
        1  | Susukan   | 5
        2  | Batur     | 6
        """
    )
    assert found.title == ("KABUPATEN", ": LAHAT", "Tahun :", "2024")
    assert found.header_rows == (4,)


def test_a_merged_heading_that_serves_as_title_is_both() -> None:
    found = table(
        "Provinsi | Garis Kemiskinan 2022 | \n | Maret | September\nACEH | 5 | 6\nRIAU | 7 | 8", "A1:A2 B1:C1"
    )
    assert found.title == ("Garis Kemiskinan 2022",)
    assert paths(found)["B"] == ("Garis Kemiskinan 2022", "Maret")


def test_a_recap_under_the_footer_is_a_table_of_its_own() -> None:
    first, second = tables(
        """
        Kecamatan | Teh   | Kopi
        Susukan   | 124.3 | 5
        Batur     | 18.5  | 6
        Jumlah    | 142.8 | 11
        Catatan:  |
        Sumber:   | Dinas Pertanian

                  | JENIS | 2017
                  | Teh   | 142.8
                  | Kopi  | 11
                  | Tebu  | 90
                  |       | 243.8
        """
    )
    assert [note.row for note in first.notes] == [5, 6]
    assert (second.range, second.header_rows) == ("B8:C12", (8,))
    assert labels(second.rows, "B") == ["Teh", "Kopi", "Tebu"]
    assert [row.row for row in second.totals] == [12]


def test_stacked_tables_each_have_their_title() -> None:
    first, second = tables(
        """
        Tabel 1. Sapi
        Kecamatan | 2021 | 2022
        Susukan   | 5    | 6
        Batur     | 7    | 8
        Sumber: Dinas

        Tabel 2. Kerbau
        Kecamatan | 2021 | 2022
        Susukan   | 1    | 2
        Batur     | 3    | 4
        """
    )
    assert (first.title, second.title) == (("Tabel 1. Sapi",), ("Tabel 2. Kerbau",))
    assert labels(second.rows, "C") == [2, 4]


def test_a_header_repeated_on_the_next_page_splits_nothing() -> None:
    reading = workbook(
        """
        No | Desa   | Penduduk
        1  | Berta  | 2000
        2  | Derik  | 3000
        No | Desa   | Penduduk
        3  | Gumelem| 4000
        4  | Kemranggon | 5000
        """
    )
    (found,) = reading.tables
    assert len(found.rows) == 4
    assert [part.why for part in reading.skipped] == ["kepala tabel yang berulang"]


def test_a_register_of_text_is_a_table_of_labels() -> None:
    found = table("Nama | Alamat | Status\nAmir | Desa A | Aktif\nBudi | Desa B | Aktif\nCici | Desa C | Tidak")
    assert set(roles(found).values()) == {"label"}
    assert len(found.rows) == 3


def test_codes_and_numbers_that_identify_are_labels() -> None:
    found = table("No | Nama | NPSN | Murid\n1 | SD A | 50302399 | 65\n2 | SD B | 50302407 | 82")
    assert roles(found) == {"A": "label", "B": "label", "C": "label", "D": "value"}


@pytest.mark.parametrize("heading", ["Dusun", "Unit", "Telepon"])
def test_what_names_a_row_elsewhere_may_be_counted(heading: str) -> None:
    counted = table(f"No | Desa | {heading} | KK\n1 | Mawar | 3 | 600\n2 | Tulip | 4 | 710\n | Jumlah | 7 | 1310")
    assert roles(counted) == {"A": "label", "B": "label", "C": "value", "D": "value"}
    named = table(f"Nama | {heading} | Umur\nAmir | '0731 | 40\nBudi | '0731 | 50\nCici | '0732 | 60")
    assert roles(named)["B"] == "label"


def test_a_thousands_dot_read_as_decimals_is_doubted_and_not_changed() -> None:
    reading: Reading = workbook(
        "Kecamatan | Rumah\nArjasari | 1.474\nBaleendah | 686\nBanjaran | 1.244\nCangkuang | 503"
    )
    (found,) = reading.findings
    assert (found.code, found.cells) == ("C05", ("B2", "B4"))
    assert labels(reading.tables[0].rows, "B") == [1.474, 686, 1.244, 503]


def test_misplaced_spaces_are_read_where_the_row_proves_them() -> None:
    reading = workbook(
        """
        Kelurahan   | L      | P      | Jumlah
        Kranggan    | 6 616  | 6 793  | 13 409
        Meri        | 4 674  | 4 674  | 9 348
        Jagalan     | 1 475  | 1 461  | 2 936
        Purwotengah | 7 52   | 8 25   | 1 577
        """
    )
    assert labels(reading.tables[0].rows, "B")[-1] == 752
    (said,) = reading.findings
    assert (said.code, said.count) == ("C03", 12)
    assert {"B5", "C5"} < set(said.cells)


def test_without_proof_misplaced_spaces_stay_text() -> None:
    found = table("Kelurahan | L\nKranggan | 6 616\nMeri | 4 674\nPurwotengah | 7 52")
    assert labels(found.rows, "B") == [6616, 4674, "7 52"]


def test_sections_marked_by_letters_or_roman_numerals() -> None:
    found = table(
        """
        No | Uraian         | Satuan | 2022 | 2023
        A  | Tanaman Pangan |        |      |
        1  | Padi           | Ton    | 100  | 110
        2  | Jagung         | Ton    | 50   | 60
        B  | Hortikultura   |        |      |
        1  | Cabai          | Kw     | 10   | 12
        2  | Bawang         | Kw     | 5    | 6
        """
    )
    assert [s.text for s in found.sections] == ["A Tanaman Pangan", "B Hortikultura"]
    assert labels(found.rows, "B") == ["Padi", "Jagung", "Cabai", "Bawang"]


def test_numbers_that_are_the_only_label_name_their_rows() -> None:
    found = table("Semester | Siswa\n1 | 50\n2 | 61\n3 | 72\nJumlah | 183")
    assert labels(found.rows, "A") == [1, 2, 3]
    assert len(found.totals) == 1


def test_tables_side_by_side_are_two_tables() -> None:
    reading = workbook(
        """
        Kecamatan | L | P |  | Desa | KK
        Lahat     | 1 | 2 |  | A    | 5
        Selawi    | 3 | 4 |  | B    | 6
                  |   |   |  | C    | 7
        """
    )
    left, right = reading.tables
    assert (left.range, right.range) == ("A1:C3", "E1:F4")
    assert labels(right.rows, "E") == ["A", "B", "C"]
    assert misplaced(reading) == []


def test_a_table_whose_body_is_blank_keeps_its_history() -> None:
    found = table(
        """
        Kecamatan |           | Sapi | Kuda
        (1)       |           | (2)  | (3)
        '01.      | Susukan   |      |
        '02.      | Mandiraja |      |
        '03.      | Batur     |      |
                  | Jumlah    |      |
        Tahun 2018 |          | 4930 | 1050
        Tahun 2017 |          | 12389 | 1554
        """,
        "A1:B1",
    )
    assert labels(found.rows, "B") == ["Susukan", "Mandiraja", "Batur"]
    assert (len(found.totals), len(found.history)) == (1, 2)


@pytest.mark.parametrize(
    ("drawing", "header", "rows"),
    [
        ("Kecamatan | Jumlah KK\nSusukan | 2012\nMandiraja | 3410\nBawang | 1500", (1,), [2, 3, 4]),
        ("Kecamatan | Jumlah KK\n  | (KK)\nSusukan | 2012\nMandiraja | 1998\nBawang | 990", (1, 2), [3, 4, 5]),
        ("Penduduk\nKecamatan | Jiwa\nSusukan | 1980\nBawang | 2012\nBatur | 2001\nJumlah | 5993", (2,), [3, 4, 5]),
        ("Kecamatan|SD|SMP|SMA|SMK|MA\nSusukan|1|2|3|4|5\nBawang|9|8|7|6|5\nBatur|1|1|1|1|2", (1,), [2, 3, 4]),
        ("Kecamatan | Jumlah\nSubdistrict | 2022\nSusukan | 12\nBawang | 14\nBatur | 16", (1, 2), [3, 4, 5]),
        ("Kecamatan | 2021 | 2022\nSusukan | 12 | 13\nBawang | 14 | 15\nBatur | 16 | 17", (1,), [2, 3, 4]),
    ],
)
def test_figures_that_look_like_years_or_column_numbers_are_rows_under_headings_of_their_own(
    drawing: str, header: tuple[int, ...], rows: list[int]
) -> None:
    found = table(drawing)
    assert found.header_rows == header
    assert [row.row for row in found.rows] == rows


def test_rows_of_figures_like_years_do_not_open_another_table() -> None:
    drawing = """
    Kecamatan | Jenis Kelamin | 2022 | 2023
    Susukan   | Laki-laki     | 1010 | 1100
              | Perempuan     | 1212 | 1234
              | Jumlah        | 2222 | 2334
    Bawang    | Laki-laki     | 2001 | 2100
              | Perempuan     | 2222 | 2223
              | Jumlah        | 4223 | 4323
    """
    (found,) = workbook(drawing).tables
    assert [row.row for row in found.rows] == [2, 3, 5, 6]
    assert [row.row for row in found.totals] == [4, 7]


def test_a_class_called_x_keeps_its_heading() -> None:
    found = table("Kecamatan | X | XI | XII\nSusukan | 120 | 110 | 100\nBawang | 90 | 80 | 70\nBatur | 60 | 50 | 40")
    assert [column.path for column in found.columns] == [("Kecamatan",), ("X",), ("XI",), ("XII",)]


def test_column_numbers_may_say_how_they_are_computed() -> None:
    found = table("No|Desa|L|P|Jumlah\n1|2|3|4|5 (3+4)\n1|Lahat|10|12|22\n2|Jarai|7|9|16\n3|Merapi|6|5|11")
    assert found.numbering_row == 2
    assert [row.row for row in found.rows] == [3, 4, 5]


def test_nihil_is_no_figure_and_makes_no_label() -> None:
    found = table("Desa|Kasus\nLahat|Nihil\nJarai|'1\nMerapi|Nihil\nPagar|Nihil\nKota|'2")
    assert [row.cells["B"] for row in found.rows] == [None, 1, None, None, 2]
    assert found.rows[0].flags == {"B": "Nihil"}
