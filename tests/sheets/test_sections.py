"""Labels without figures: headings of sections, told from rows of which nothing was reported."""

from __future__ import annotations

from lumbung.sheets.model import Table
from tests.sheets.cover import misplaced
from tests.sheets.drawing import labels, table, workbook


def sections(of: Table) -> list[tuple[int, str]]:
    """The sections of a table: row and text."""
    return [(each.row, each.text) for each in of.sections]


def test_letters_and_numbers_that_open_the_labels_step_down_in_the_order_they_appear() -> None:
    found = table(
        """
        Uraian                  | Satuan | 2021 | 2022
        A. Pendidikan           |        |      |
        1. Partisipasi sekolah  | %      | 98.1 | 98.4
        2. Lama sekolah         | tahun  | 8.1  | 8.2
        B. Kesehatan            |        |      |
        1. Puskesmas            | unit   | 20   | 20
        2. Dokter               | orang  | 45   | 50
        """
    )
    assert sections(found) == [(2, "A. Pendidikan"), (5, "B. Kesehatan")]
    assert [row.row for row in found.rows] == [3, 4, 6, 7]


def test_steps_in_the_labels_add_up_on_every_level() -> None:
    found = table(
        """
        Uraian               | 2022 | 2023
        I. Pendapatan Daerah | 600  | 660
        1. PAD               | 200  | 220
        a. Pajak             | 150  | 165
        b. Retribusi         | 50   | 55
        2. Transfer          | 400  | 440
        a. DAU               | 300  | 330
        b. DAK               | 100  | 110
        II. Belanja Daerah   | 580  | 630
        1. Operasi           | 500  | 540
        2. Modal             | 80   | 90
        """
    )
    assert [row.row for row in found.totals] == [2, 3, 6, 9]
    assert [row.row for row in found.rows] == [4, 5, 7, 8, 10, 11]


def test_initials_of_names_are_no_steps() -> None:
    found = table(
        "Nama | Umur | Anak\nA. Amir | 40 | 2\nB. Budi | | \nM. Cici | 51 | 3\nD. Dudi | 38 | 1\nR. Euis | 60 | 4"
    )
    assert (len(found.rows), found.sections) == (5, ())


def test_rows_that_come_again_have_sections_above_them() -> None:
    found = table(
        """
        Region    | 2010 | 2011
        Births    |      |
        North     | 120  | 130
        South     | 220  | 210
        Deaths    |      |
        North     | 80   | 85
        South     | 150  | 140
        Marriages |      |
        North     | 30   | 31
        South     | 40   | 44
        """
    )
    assert [row for row, _ in sections(found)] == [2, 5, 8]


def test_a_label_that_leaves_the_naming_columns_blank_is_a_section() -> None:
    found = table(
        """
        Uraian         | Satuan | 2021 | 2022
        Pertanian      |        |      |
        Luas sawah     | ha     | 100  | 101
        Produksi padi  | ton    | 500  | 510
        Perikanan      |        |      |
        Luas kolam     | ha     | 10   | 11
        Peternakan     |        |      |
        Populasi sapi  | ekor   | 100  | 120
        """
    )
    assert [text for _, text in sections(found)] == ["Pertanian", "Perikanan", "Peternakan"]
    unreported = table("Uraian | Satuan | 2021\nLuas | ha | 100\nPadi | ton |\nSapi | ekor | 7\nIkan | ton | 9")
    assert labels(unreported.rows, "A") == ["Luas", "Padi", "Sapi", "Ikan"]


def test_a_text_centred_over_the_figures_is_a_section() -> None:
    drawing = """
        Sector  | 2000                    | 2005 | 2010
                | Thousands of dollars    |      |
        Total   | 300                     | 400  | 500
        Public  | 100                     | 150  | 200
        Private | 200                     | 250  | 300
                | Percentage distribution |      |
        Total   | 100                     | 100  | 100
        Public  | 33.3                    | 37.5 | 40
        Private | 66.7                    | 62.5 | 60
    """
    found = table(drawing, "B2:D2 B6:D6")
    assert sections(found) == [(6, "Percentage distribution")]
    assert misplaced(workbook(drawing, merges="B2:D2 B6:D6")) == []


def test_a_register_of_text_has_sections_too() -> None:
    drawing = """
        No | Nama | Alamat   | Kelompok
        DESA MAWAR |  |      |
        1  | Amir | Dusun I  | Sri
        2  | Budi | Dusun II | Sri
        DESA TULIP |  |      |
        1  | Cici | Dusun I  | Dewi
        2  | Dudi | Dusun II | Dewi
    """
    found = table(drawing)
    assert (found.header_rows, sections(found)) == ((1,), [(2, "DESA MAWAR"), (5, "DESA TULIP")])
    assert labels(found.rows, "B") == ["Amir", "Budi", "Cici", "Dudi"]
    assert misplaced(workbook(drawing)) == []


def test_the_next_group_opens_below_a_total() -> None:
    found = table(
        """
        Jenis        | 2022 | 2023
        Ternak besar |      |
        Sapi         | 100  | 110
        Kerbau       | 20   | 21
        Sub Jumlah   | 120  | 131
        Ternak kecil |      |
        Kambing      | 300  | 310
        Domba        | 50   | 51
        Sub Jumlah   | 350  | 361
        """
    )
    assert [row for row, _ in sections(found)] == [2, 6]
    places = table(
        "Kecamatan | Kode pos | Hotel\nBawang | 53471 | 2\nBatur | |\nRakit | 53472 | 4\nSigaluh | 53473 | 1"
    )
    assert labels(places.rows, "A") == ["Bawang", "Batur", "Rakit", "Sigaluh"]


def test_a_label_broken_over_two_rows_is_one() -> None:
    drawing = """
        Industry               | 2010 | 2011
        Agriculture, forestry, |      |
        fishing and hunting    | 50   | 51
        Mining                 | 20   | 22
        Hotels and             | 90   | 95
        restaurants            |      |
        Trade                  | 7    | 9
    """
    found = table(drawing)
    assert labels(found.rows, "A") == [
        "Agriculture, forestry, fishing and hunting",
        "Mining",
        "Hotels and restaurants",
        "Trade",
    ]
    assert [row.row for row in found.rows] == [3, 4, 5, 7]
    assert misplaced(workbook(drawing)) == []
