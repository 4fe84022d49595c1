"""What identifies a row: names resolved to codes, each failure a finding with its cell."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from lumbung.contracts.model import Category, Kind, LogicalType, Property, Source
from lumbung.findings import Severity
from tests.harmonise.regency import (
    DESA,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    PEOPLE,
    SEX,
    VILLAGERS,
    codes,
    contract,
    figures,
    harmonised,
    inspect,
    the,
)
from tests.sheets.drawing import as_xlsx, saved

LENIENT = replace(LIVESTOCK, quarantine_limit=0.9)


def test_an_unknown_name_is_said_with_a_suggestion_and_its_row_kept_back_whole() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | 1          | 2
        Batuur       | 4          | 5
        Pulau Pinang | 7          | 8
        """,
        LENIENT,
    )
    assert the(inspection, "R01").message() == (
        'Kecamatan "Batuur" tidak ada dalam daftar kecamatan Kabupaten Contoh. Mungkin maksudnya: Batur.'
    )
    (held,) = inspection.slices[0].quarantine
    assert (held.row, held.codes, held.content) == (5, ("R01",), {"A": "Batuur", "B": 4, "C": 5})
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Pulau Pinang"}


def test_one_wrong_name_over_many_rows_is_one_finding_with_every_cell() -> None:
    found = harmonised(
        """
        Penduduk Desa Tahun 2022

        Kecamatan | Desa         | L | P
        Susuk     | Tanjung Baru | 1 | 2
        Susuk     | Karang Jati  | 3 | 4
        Batur     | Batur        | 5 | 6
        """,
        VILLAGERS,
    )
    assert the(found, "R01").cells == ("A4", "A5")
    assert codes(found) == {"R01"}, "the desa below an unknown kecamatan are not called unknown as well"


def test_an_empty_key_is_said_and_its_figures_are_not_lost_silently() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        No | Kecamatan    | Petugas | Sapi Perah | Sapi
        1  | Susukan      | Amir    | 1          | 2
        2  |              | Budi    | 4          | 5
        3  | Pulau Pinang | Cici    | 7          | 8
        """,
        LENIENT,
    )
    assert the(inspection, "K03").cells == ("B5",)
    assert codes(inspection) == {"K03"}
    assert [q.row for q in inspection.slices[0].quarantine] == [5]


def test_a_numbered_row_of_figures_without_its_name_is_held_back_and_the_total_is_not_told_too() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        No | Kecamatan    | Sapi Perah | Sapi
        1  | Susukan      | 1          | 2
        2  |              | 4          | 5
        3  | Pulau Pinang | 7          | 8
           | Jumlah       | 12         | 15
        """,
        LENIENT,
    )
    assert (the(inspection, "K03").cells, codes(inspection)) == (("B5",), {"K03"})


def test_figures_without_label_or_number_between_the_rows_are_a_warning() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        No | Kecamatan    | Sapi Perah | Sapi
        1  | Susukan      | 1          | 2
           |              | 0.4        | 5
        2  | Pulau Pinang | 7          | 8
        """,
        LENIENT,
    )
    assert (the(inspection, "L02").cells, the(inspection, "L02").severity) == (("C5",), Severity.WARNING)


def test_a_village_under_its_kecamatan_as_a_row_above_it() -> None:
    inspection = inspect(
        """
        Penduduk Desa Tahun 2022

        No | Desa            | L | P
           | Kec. Susukan    |   |
        1  | Tanjung Baru    | 1 | 2
        2  | Karang Jati     | 3 | 4
           | Kec. Batur      |   |
        1  | Tanjung Baru    | 5 | 6
        2  | Batur           | 7 | 8
        """,
        VILLAGERS,
    )
    (part,) = inspection.slices
    assert list(part.accepted["kode_desa"].unique()) == [
        "33.99.01.2001",
        "33.99.01.2002",
        "33.99.02.2001",
        "33.99.02.1002",
    ]
    assert codes(inspection) == set()


def test_a_misspelt_kecamatan_above_its_desa_is_told_at_its_name_not_at_its_number() -> None:
    found = harmonised(
        """
        Penduduk Desa Tahun 2022

        No | Desa           | L | P
        I  | Kec. Susukann  |   |
        1  | Tanjung Baru   | 1 | 2
        2  | Karang Jati    | 3 | 4
        II | Kec. Batur     |   |
        1  | Tanjung Baru   | 5 | 6
        2  | Batur          | 7 | 8
        """,
        VILLAGERS,
    )
    assert the(found, "R01").cells == ("B4",)


@pytest.mark.parametrize("merges", ["", "A4:A5 A6:A7"])
def test_a_kecamatan_printed_once_stands_for_the_rows_below_it(merges: str) -> None:
    inspection = inspect(
        """
        Penduduk Desa Tahun 2022

        Kecamatan | Desa         | L | P
        Susukan   | Tanjung Baru | 1 | 2
                  | Karang Jati  | 3 | 4
        Batur     | Tanjung Baru | 5 | 6
                  | Batur        | 7 | 8
        """,
        VILLAGERS,
        merges=merges,
    )
    assert list(inspection.slices[0].accepted["kode_kecamatan"]) == ["33.99.01"] * 4 + ["33.99.02"] * 4
    assert codes(inspection) == set()


def test_without_leave_of_the_contract_a_name_is_not_carried_down() -> None:
    strict = replace(VILLAGERS, properties=(replace(KECAMATAN, sources=(Source.COLUMN,)), *VILLAGERS.properties[1:]))
    found = harmonised(
        """
        Penduduk Desa Tahun 2022

        Kecamatan | Desa         | L | P
        Susukan   | Tanjung Baru | 1 | 2
                  | Karang Jati  | 3 | 4
        Batur     | Tanjung Baru | 5 | 6
        """,
        strict,
    )
    assert the(found, "K03").cells == ("A5",)


def test_an_ambiguous_name_is_said_with_its_candidates() -> None:
    without_parent = contract(DESA, SEX, PEOPLE, title="Penduduk Desa")
    found = harmonised(
        """
        Penduduk Desa Tahun 2022

        Desa         | L | P
        Tanjung Baru | 1 | 2
        Karang Jati  | 3 | 4
        """,
        without_parent,
    )
    said = the(found, "R03")
    assert said.cells == ("A4",)
    assert "Tanjung Baru (Susukan, 33.99.01.2001); Tanjung Baru (Batur, 33.99.02.2001)" in said.message()


def test_a_code_beside_an_ambiguous_name_settles_it() -> None:
    without_parent = contract(DESA, SEX, PEOPLE, title="Penduduk Desa")
    found = harmonised(
        """
        Penduduk Desa Tahun 2022

        Kode          | Desa         | L | P
        33.99.02.2001 | Tanjung Baru | 1 | 2
        33.99.01.2002 | Karang Jati  | 3 | 4
        """,
        without_parent,
    )
    assert set(found.conformed[0].frame["kode_desa"]) == {"33.99.02.2001", "33.99.01.2002"}
    assert codes(found) == set()


@pytest.mark.parametrize("third", ["339902", "33.99.02", "3399020"])
def test_a_code_of_another_region_than_the_name_is_a_mistake_in_either_system_of_codes(third: str) -> None:
    own = {"339902": ("339901", "339902"), "33.99.02": ("33.99.01", "33.99.02"), "3399020": ("3399010", "3399020")}[
        third
    ]
    inspection = inspect(
        f"""
        Jumlah Ternak Tahun 2022

        Kode     | Kecamatan    | Sapi Perah | Sapi
        '{own[0]} | Susukan      | 1          | 2
        '{own[1]} | Batur        | 4          | 5
        '{third}  | Pulau Pinang | 7          | 8
        """,
        LENIENT,
    )
    said = the(inspection, "R05")
    assert said.cells == ("A6",)
    assert said.message() == f'Kode {third} adalah Batur, bukan "Pulau Pinang".'
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Batur"}


def test_codes_of_an_unknown_system_are_not_held_against_the_names() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kode    | Kecamatan    | Sapi Perah | Sapi
        '100001 | Susukan      | 1          | 2
        '339903 | Batur        | 4          | 5
        '100003 | Pulau Pinang | 7          | 8
        """,
        LIVESTOCK,
    )
    assert codes(found) == set()


def test_a_code_of_another_regency_is_outside() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Sapi Perah | Sapi
        33.99.01  | 1          | 2
        33.99.02  | 4          | 5
        33.04.03  | 7          | 8
        """,
        LIVESTOCK,
    )
    assert the(found, "R07").message() == '"33.04.03" berada di luar Kabupaten Contoh, yaitu di Kabupaten Banjarnegara.'


STATUS = Property(
    "status",
    Kind.CATEGORY,
    LogicalType.STRING,
    "Status",
    required=True,
    key=True,
    sources=(Source.ROWLABEL,),
    code_list="status",
    categories=(Category("N", "Negeri"), Category("S", "Swasta"), Category("semua", "Jumlah", total=True)),
)
SCHOOLS = contract(STATUS, replace(HEADS, name="sekolah", title="Sekolah", unit="sekolah"), title="Jumlah Sekolah")


def test_a_list_in_the_first_column_is_a_dimension_with_or_without_numbering() -> None:
    inspection = inspect(
        """
        Jumlah Sekolah Tahun 2022

        Uraian    | Sekolah
        a. Negeri | 4
        b. Swasta | 5
        """,
        SCHOOLS,
    )
    assert figures(inspection) == {("N", "2022"): 4, ("S", "2022"): 5}


def test_a_label_outside_its_list_is_said_with_the_choices() -> None:
    inspection = inspect(
        """
        Jumlah Sekolah Tahun 2022

        Status  | Sekolah
        Negeri  | 4
        Swasta  | 5
        Asing   | 6
        """,
        replace(SCHOOLS, quarantine_limit=0.5),
    )
    assert (
        the(inspection, "V02").message() == '"Asing" tidak ada dalam pilihan Status. Pilihan: Negeri, Swasta, Jumlah.'
    )
    assert codes(inspection) == {"V02"}


LEVEL = replace(
    STATUS,
    name="jenjang",
    title="Jenjang",
    sources=(Source.TITLE, Source.CONSTANT),
    constant="sd",
    categories=(
        Category("sd", "Sekolah Dasar", ("SD",)),
        Category("sdlb", "Sekolah Dasar Luar Biasa"),
        Category("smp", "SMP"),
    ),
)
BY_LEVEL = contract(KECAMATAN, LEVEL, replace(HEADS, name="murid", title="Murid", unit="orang"), title="Jumlah Murid")


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Jumlah Murid SMP Tahun 2022", "smp"),
        ("Jumlah Murid Sekolah Dasar Luar Biasa Tahun 2022", "sdlb"),  # the longer spelling is the one meant
        ("Jumlah Murid Sekolah Dasar (SD) Tahun 2022", "sd"),
        ("Jumlah Murid Tahun 2022", "sd"),  # what the contract takes for granted
    ],
)
def test_a_dimension_may_stand_in_the_title_else_it_is_what_the_contract_says(title: str, level: str) -> None:
    found = harmonised(f"{title}\n\nKecamatan | Murid\nSusukan | 1\nBatur | 2", BY_LEVEL)
    assert set(found.conformed[0].frame["jenjang"]) == {level}


def test_a_title_that_names_two_of_them_is_not_decided_silently() -> None:
    found = harmonised("Jumlah Murid SD dan SMP Tahun 2022\n\nKecamatan | Murid\nSusukan | 1\nBatur | 2", BY_LEVEL)
    assert '"SD / SMP" tidak ada dalam pilihan' in the(found, "V02").message()
    assert found.conformed[0].frame.empty


def test_a_region_may_stand_in_the_title_or_on_the_tab() -> None:
    drawing = "Penduduk Desa Kecamatan Batur Tahun 2022\n\nDesa | L | P\nTanjung Baru | 1 | 2\nBatur | 3 | 4"
    titled = replace(VILLAGERS, properties=(replace(KECAMATAN, sources=(Source.TITLE,)), *VILLAGERS.properties[1:]))
    assert set(harmonised(drawing, titled).conformed[0].frame["kode_kecamatan"]) == {"33.99.02"}
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(drawing)))
    book.worksheets[0].title = "Kec. Batur"
    on_tab = replace(VILLAGERS, properties=(replace(KECAMATAN, sources=(Source.SHEET,)), *VILLAGERS.properties[1:]))
    assert list(inspect(saved(book), on_tab).slices[0].accepted["kode_desa"].unique()) == [
        "33.99.02.2001",
        "33.99.02.1002",
    ]


def test_a_required_column_of_labels_that_is_not_there_sends_the_file_back() -> None:
    found = harmonised("Penduduk Desa Tahun 2022\n\nNama | L | P\nAmir | 1 | 2\nBudi | 3 | 4", VILLAGERS)
    assert the(found, "H02").parameters["column"] == "Desa"


def test_a_column_is_recognised_by_its_names_where_its_heading_says_nothing() -> None:
    found = harmonised(
        "Jumlah Ternak Tahun 2022\n\nUraian | Sapi Perah | Sapi\nSusukan | 1 | 2\nBatur | 4 | 5", LIVESTOCK
    )
    assert set(found.conformed[0].frame["kode_kecamatan"]) == {"33.99.01", "33.99.02"}


NIK = Property("nik", Kind.ATTRIBUTE, LogicalType.STRING, "NIK", personal="nik")
PERSONS = contract(
    KECAMATAN, NIK, replace(HEADS, title="Bantuan", name="bantuan", unit="unit"), title="Daftar Penerima"
)


def test_a_number_of_a_person_typed_as_a_number_has_lost_its_last_digit_and_is_never_told() -> None:
    inspection = inspect(
        """
        Daftar Penerima Tahun 2022

        Kecamatan | NIK              | Bantuan
        Susukan   | '3399010101010001 | 1
        Batur     | 3399010101010002 | 2
        """,
        replace(PERSONS, quarantine_limit=0.9),
    )
    said = the(inspection, "C10")
    assert said.cells == ("B5",)
    assert "3399" not in said.message() + said.message("en")


def test_what_does_not_have_the_form_of_a_personal_number_is_said_without_telling_it() -> None:
    shaped = replace(PERSONS, properties=(KECAMATAN, replace(NIK, pattern=r"\d{16}"), *PERSONS.properties[2:]))
    inspection = inspect(
        """
        Daftar Penerima Tahun 2022

        Kecamatan | NIK               | Bantuan
        Susukan   | '3399010101010001 | 1
        Batur     | '339901010101000A | 2
        """,
        replace(shaped, quarantine_limit=0.9),
    )
    said = the(inspection, "V04")
    assert said.cells == ("B5",)
    assert "(disamarkan)" in said.message()
    assert "3399" not in said.message()


def test_numbers_of_persons_in_a_table_that_is_not_about_persons_send_it_back() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | NIK Pemilik       | Sapi Perah | Sapi
        Susukan   | '3399010101010001 | 1          | 2
        Batur     | '3399010101010003 | 4          | 5
        """,
        LIVESTOCK,
    )
    said = the(inspection, "P01")
    assert "H03" not in codes(inspection)
    assert (said.cells, said.parameters["kind"]) == (("B3",), "NIK")
    assert not inspection.slices


def test_an_attribute_that_is_a_number_is_kept_as_one() -> None:
    depth = Property("dalam", Kind.ATTRIBUTE, LogicalType.NUMBER, "Kedalaman", sources=(Source.COLUMN,))
    number = Property("nomor", Kind.ATTRIBUTE, LogicalType.STRING, "Nomor Sumur", sources=(Source.COLUMN,))
    found = harmonised(
        """
        Sumur Tahun 2022

        Kecamatan | Nomor Sumur | Kedalaman | Jiwa
        Susukan   | '0012       | 1.5       | 3
        Batur     | '0013       | satu      | 4
        Susukan   | '0014       | '1.250    | 5
        """,
        contract(KECAMATAN, number, depth, PEOPLE, title="Sumur"),
    )
    (conformed,) = found.conformed
    assert (conformed.frame["dalam"].dropna().tolist(), the(found, "C04").cells) == ([1.5, 1250], ("C5",))
    assert conformed.frame["nomor"].tolist() == ["0012", "0013", "0014"], "it stays as it is"
    assert codes(found) == {"C04"}, "nor is its column unknown"


def test_an_apostrophe_typed_to_keep_digits_as_text_is_no_part_of_them() -> None:
    number = Property("nomor", Kind.ATTRIBUTE, LogicalType.STRING, "Nomor Sumur", sources=(Source.COLUMN,))
    sheet = "Sumur Tahun 2022\n\nKecamatan | Nomor Sumur | Jiwa\nSusukan | ''0012 | 3\nBatur | ''0013a | 4"
    (conformed,) = harmonised(sheet, contract(KECAMATAN, number, PEOPLE, title="Sumur")).conformed
    assert conformed.frame["nomor"].tolist() == ["0012", "'0013a"]


def test_a_heading_that_only_begins_like_a_name_is_not_taken_for_it_however_full_its_column() -> None:
    day = Property("tanggal", Kind.ATTRIBUTE, LogicalType.DATE, "Tanggal", required=True, sources=(Source.COLUMN,))
    done = Property("selesai", Kind.ATTRIBUTE, LogicalType.DATE, "Tanggal Selesai", sources=(Source.COLUMN,))
    events = contract(KECAMATAN, day, done, PEOPLE, title="Kejadian")
    sheet = """
    Kejadian Tahun 2022

    Kecamatan | {}         | Tanggal Selesai | Jiwa
    Susukan   | 15/03/2022 | 16/03/2022      | 3
    Batur     |            | 18/03/2022      | 4
    """
    found = harmonised(sheet.format("Tanggal"), events)
    assert (found.conformed[0].labels["tanggal"], the(found, "V01").cells) == ("B", ("B5",))
    assert "Tanggal tidak ditemukan" in the(harmonised(sheet.format("Tgl"), events), "H02").message()


def test_a_desa_whose_kecamatan_is_unknown_is_not_called_blank() -> None:
    optional = replace(DESA, key=False, required=True)
    found = inspect(
        """
        Penduduk Desa Tahun 2022

        Kecamatan | Desa         | Jiwa
        Susukann  | Tanjung Baru | 1
        Batur     | Tanjung Baru | 5
        """,
        contract(KECAMATAN, optional, PEOPLE, title="Penduduk Desa", quarantine_limit=0.9),
    )
    assert codes(found) == {"R01"}


def test_row_numbers_that_jump_tell_of_a_row_that_was_deleted() -> None:
    drawing = "Penduduk Desa Tahun 2022\n\nNo | Kecamatan | Desa | L | P\n"
    rows = [
        (1, "Susukan", "Tanjung Baru"),
        (2, "Susukan", "Karang Jati"),
        (4, "Batur", "Tanjung Baru"),
        (5, "Batur", "Batur"),
        (6, "Pulau Pinang", "Sumber Rejo"),
        (7, "Pulau Pinang", "Sumber Rejo"),
    ]
    found = harmonised(drawing + "\n".join(f"{n} | {k} | {d} | {n} | {n}" for n, k, d in rows), VILLAGERS)
    assert the(found, "S10").cells == ("A6",)
    regular = [(n if n < 3 else n - 1, k, d) for n, k, d in rows]
    fine = harmonised(drawing + "\n".join(f"{n} | {k} | {d} | {n} | {n}" for n, k, d in regular), VILLAGERS)
    assert "S10" not in codes(fine)
