"""What the headings over a column of figures say, and what becomes of columns that are not explained."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lumbung.contracts.model import Contract, Kind, LogicalType, PeriodGrain, Property, Source
from lumbung.findings import Severity
from tests.harmonise.regency import (
    ANIMAL,
    AREA,
    HARVEST,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    ORDINARY_NOTES,
    PEOPLE,
    SEX,
    SEXES,
    TONS,
    changed,
    codes,
    contract,
    figures,
    findings,
    harmonised,
    inspect,
    the,
    with_period,
)

PEOPLE_BY_SEX = contract(KECAMATAN, SEX, PEOPLE, title="Jumlah Penduduk")


def columns(drawing: str, *contracts: object, merges: str = "") -> dict[str, tuple[str, ...]]:
    """Loaded columns of a drawn sheet: letter of each figure's cell → its categories and measure."""
    (table,) = harmonised(drawing, *contracts, merges=merges).conformed  # type: ignore[arg-type]
    found: dict[str, tuple[str, ...]] = {}
    dimensions = [p.name for p in table.contract.properties if p.kind == "category"]
    for m in table.contract.measures:
        for index, cell in table.cells[m.name].items():
            if cell:
                found[cell[0]] = (*(str(table.frame[d][index]) for d in dimensions), m.name)
    return found


def test_a_blank_cell_over_a_group_of_columns_is_told_there_and_not_at_each_of_them() -> None:
    two = contract(KECAMATAN, SEX, replace(PEOPLE, required=True), replace(HEADS, required=True), title="Kunjungan")
    found = harmonised(
        """
        Kunjungan Tahun 2022

        Kecamatan    | Penduduk |   |    |
                     | L        | P | L  | P
        Susukan      | 1        | 2 | 10 | 20
        Batur        | 3        | 4 | 30 | 40
        Pulau Pinang | 5        | 6 | 50 | 60
        """,
        two,
        merges="A3:A4 B3:C3 D3:E3",
    )
    assert the(found, "H02").cells == ("D3",)
    assert codes(found) - ORDINARY_NOTES == {"H02"}


def test_headings_that_slipped_by_a_cell_are_told_at_the_name_they_lost_and_not_in_every_row() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Sapi Perah   | Sapi |
        Susukan      | 10   | 3
        Batur        | 20   | 4
        Pulau Pinang | 30   | 5
        """,
        LIVESTOCK,
    )
    assert the(found, "H02").severity is Severity.BLOCKER
    assert "C04" not in codes(found)


def test_a_bilingual_heading_is_one_heading_and_a_known_translation_needs_no_note() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan Subdistrict | Sapi Perah Milking Cow | Sapi Cow | Kuda Horse
        Susukan               | 1 | 2 | 3
        Batur                 | 4 | 5 | 6
        """,
        LIVESTOCK,
    )
    assert codes(found) == set()
    assert set(found.conformed[0].frame["jenis_ternak"]) == {"sapi_perah", "sapi", "kuda"}


def test_a_translation_spelled_otherwise_is_accepted_and_noted() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Sapi Perah Milkng Cows | Sapi
        Susukan   | 1 | 2
        Batur     | 4 | 5
        """,
        LIVESTOCK,
    )
    said = the(found, "H06")
    assert said.severity is Severity.INFO
    assert (said.cells, said.parameters["column"]) == (("B3",), "Sapi Perah Milkng Cows")
    assert set(found.conformed[0].frame["jenis_ternak"]) == {"sapi_perah", "sapi"}


def test_neighbouring_headings_are_joined_before_they_are_read_one_by_one() -> None:
    found = columns(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | S a p i |
                  | Perah   | Potong
        Susukan   | 1       | 2
        Batur     | 4       | 5
        """,
        changed(
            LIVESTOCK,
            "jenis_ternak",
            categories=(
                LIVESTOCK.properties[1].categories[0],
                replace(LIVESTOCK.properties[1].categories[1], name="Sapi Potong"),
            ),
        ),
        merges="A3:A4 B3:C3",
    )
    assert found == {"B": ("sapi_perah", "populasi"), "C": ("sapi", "populasi")}


def test_a_caption_over_all_columns_and_footnote_marks_say_nothing() -> None:
    found = columns(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Banyaknya Hewan |        |
                  | Sapi Perah*)    | Sapi 1) | Kuda
                  | (1)             | (2)    | (3)
        Susukan   | 1               | 2      | 3
        Batur     | 4               | 5      | 6
        """,
        LIVESTOCK,
        merges="A3:A4 B3:D3",
    )
    assert {letter: said[0] for letter, said in found.items()} == {"B": "sapi_perah", "C": "sapi", "D": "kuda"}


@pytest.mark.parametrize("caption", ["Target Ternak", "Ternak Mati", "Pertumbuhan", "s.d. Bulan Juni", "Semester I"])
def test_a_caption_that_makes_something_else_of_the_figures_is_never_ignored(caption: str) -> None:
    found = harmonised(
        f"""
        Jumlah Ternak Tahun 2022

        Kecamatan | {caption}  |
                  | Sapi Perah | Sapi
        Susukan   | 1          | 2
        Batur     | 4          | 5
        """,
        LIVESTOCK,
        merges="A3:A4 B3:C3",
    )
    assert not found.conformed
    assert codes(found) == {"H02"}


def test_jumlah_over_the_sexes_only_says_number_of() -> None:
    found = columns(
        """
        Jumlah Penduduk Tahun 2022

        Kecamatan | Jumlah |    |
                  | Lk     | Pr | L+P
        Susukan   | 1      | 2  | 3
        Batur     | 4      | 5  | 9
        """,
        PEOPLE_BY_SEX,
        merges="A3:A4 B3:D3",
    )
    assert found == {"B": ("L", "penduduk"), "C": ("P", "penduduk")}


def test_the_l_of_laki_laki_is_no_litre() -> None:
    found = harmonised(
        """
        Jumlah Penduduk Tahun 2022

        Kecamatan | Laki-laki (L) | Perempuan (P)
        Susukan   | 1 | 2
        Batur     | 4 | 5
        """,
        PEOPLE_BY_SEX,
    )
    assert codes(found) == set()
    assert set(found.conformed[0].frame["jenis_kelamin"]) == {"L", "P"}


def test_an_unknown_column_is_said_and_not_loaded() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi | Gajah
        Susukan      | 1          | 2    | 3
        Batur        | 4          | 5    | 6
        Pulau Pinang | 7          | 8    | 9
        """,
        LIVESTOCK,
    )
    said = the(inspection, "H03")
    assert (said.cells, said.parameters["column"]) == (("D3",), "Gajah")
    assert sorted(figures(inspection).values()) == [1, 2, 4, 5, 7, 8]


def test_an_unknown_column_under_merged_headings_is_told_where_its_words_stand() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Sapi       |      | Gajah
                  | Sapi Perah | Sapi |
        Susukan   | 1          | 2    | 3
        Batur     | 4          | 5    | 6
        """,
        LIVESTOCK,
        merges="A3:A4 B3:C3 D3:D4",
    )
    assert [f.cells for f in findings(found) if f.code == "H03"][-1] == ("D3",)


REQUIRED = changed(HARVEST, "luas", required=True)


def heavy(drawing: str, by: Contract, merges: str = "") -> list[tuple[str, Severity, tuple[str, ...]]]:
    inspection = inspect(drawing, by, merges=merges)
    return [(f.code, f.severity, f.cells) for f in inspection.findings if f.severity is not Severity.INFO]


def harvest(headings: str) -> str:
    return f"""
        Hasil Panen Tahun 2022

        Kecamatan    | {headings}
        Susukan      | 10 | 50  | 50
        Batur        | 20 | 100 | 50
        Pulau Pinang | 30 | 150 | 50
    """


@pytest.mark.parametrize(
    ("headings", "code", "cells"),
    [
        ("Zzz Qqq | Produksi (Ton) | Produktivitas (Ku/Ha)", "H02", ("B3",)),
        ("Luas Pannen (Ha) | Produksi (Ton) | Produktivitas (Ku/Ha)", "H07", ("B3",)),
        ("Luas Panen (Ha) | Luas Panen (Ha) | Produktivitas (Ku/Ha)", "H05", ("B3", "C3")),
    ],
)
def test_a_required_column_under_a_wrong_heading_is_one_mistake_told_at_that_heading(
    headings: str, code: str, cells: tuple[str, ...]
) -> None:
    assert heavy(harvest(headings), REQUIRED) == [(code, Severity.BLOCKER, cells)]


def test_a_required_column_that_one_year_lacks_is_told_at_the_heading_of_that_year() -> None:
    drawing = """
        Hasil Panen

        Kecamatan    | 2021            |                | 2022    |
                     | Luas Panen (Ha) | Produksi (Ton) | Zzz Qqq | Produksi (Ton)
        Susukan      | 10              | 50             | 11      | 51
        Batur        | 20              | 100            | 21      | 101
        Pulau Pinang | 30              | 150            | 31      | 151
    """
    by_year = with_period(changed(HARVEST, "luas", required=True), PeriodGrain.TAHUN, Source.HEADER)
    assert heavy(drawing, by_year, "A3:A4 B3:C3 D3:E3") == [("H02", Severity.BLOCKER, ("D4",))]


def test_an_alias_over_a_column_of_labels_is_noted() -> None:
    by = changed(LIVESTOCK, "kode_kecamatan", aliases=("Wilayah",))
    drawing = "Jumlah Ternak Tahun 2022\n\nWilayah | Sapi Perah | Sapi\nSusukan | 1 | 2\nBatur | 3 | 4"
    said = the(harmonised(drawing, by), "H06")
    assert (said.severity, said.cells) == (Severity.INFO, ("A3",))
    assert said.message() == "Kolom Wilayah dibaca sebagai Kecamatan."
    assert "H06" not in codes(harmonised(drawing.replace("Wilayah", "Kecamatan"), by))


def test_a_misspelled_column_is_suggested_and_not_loaded() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Sapi Perrah | Sapi
        Susukan   | 1           | 2
        Batur     | 4           | 5
        """,
        LIVESTOCK,
    )
    said = the(found, "H07")
    assert (said.cells, said.parameters["suggestion"]) == (("B3",), "Sapi Perah")
    assert 'Judul kolom "Sapi Perrah" mirip "Sapi Perah"' in said.message()
    assert set(found.conformed[0].frame["jenis_ternak"]) == {"sapi"}


@pytest.mark.parametrize("filler", ["....", "", "…"])
def test_a_spare_column_of_noughts_is_no_loss(filler: str) -> None:
    found = harmonised(
        f"""
        Jumlah Ternak Tahun 2022

        Kecamatan | Sapi Perah | Sapi | {filler}
        Susukan   | 1          | 2    | 0
        Batur     | 4          | 5    | 0
        """,
        LIVESTOCK,
    )
    assert codes(found) == set()


def test_of_two_columns_that_mean_the_same_neither_is_loaded() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Sapi Perah | Sapi | Cow
        Susukan   | 1          | 2    | 3
        Batur     | 4          | 5    | 6
        """,
        LIVESTOCK,
    )
    said = the(found, "H08")
    assert (said.cells, said.count, said.parameters["found"]) == (("C3", "D3"), 2, "C, D")
    assert (said.severity, found.conformed) == (Severity.BLOCKER, ())
    assert '"Sapi"; "Cow"' in said.message()


def test_of_two_columns_with_one_heading_neither_is_loaded_and_the_others_are() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Sapi Perah | Sapi | Sapi
        Susukan   | 1          | 2    | 3
        Batur     | 4          | 5    | 6
        """,
        LIVESTOCK,
    )
    said = the(found, "H05")
    assert (said.cells, said.severity) == (("C3", "D3"), Severity.ERROR)
    assert set(found.conformed[0].frame["jenis_ternak"]) == {"sapi_perah"}


def test_a_doubled_heading_over_several_columns_is_one_mistake_where_its_words_stand() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Sapi      |           | Sapi      |
                  | Laki-laki | Perempuan | Laki-laki | Perempuan
        Susukan   | 1         | 2         | 3         | 4
        """,
        contract(KECAMATAN, ANIMAL, SEX, HEADS, title="Jumlah Ternak"),
        merges="A3:A4 B3:C3 D3:E3",
    )
    said = the(found, "H05")
    assert (said.cells, said.parameters["column"], said.parameters["found"]) == (("B3", "D3"), "Sapi", "B, C, D, E")


def test_a_heading_doubled_in_one_period_says_nothing_of_the_same_heading_in_another() -> None:
    found = harmonised(
        """
        Jumlah Ternak

        Kecamatan | Tahun 2021 |      |            | Tahun 2022 |      |
                  | Sapi       | Kuda | Sapi       | Sapi       | Kuda | Sapi Perah
        Susukan   | 12         | 20   | 31         | 14         | 25   | 36
        Batur     | 22         | 30   | 41         | 24         | 35   | 46
        """,
        LIVESTOCK,
        merges="A3:A4 B3:D3 E3:G3",
    )
    assert the(found, "H05").cells == ("B4", "D4")


def test_a_table_without_its_regions_goes_back_even_where_single_regions_may_be_blank() -> None:
    school = Property("sekolah", Kind.ATTRIBUTE, LogicalType.STRING, "Sekolah", required=True, key=True)
    schools = contract(school, replace(KECAMATAN, required=False, key=False), HEADS, title="Ternak Sekolah")
    drawing = """
        Ternak Sekolah Tahun 2022

        Sekolah   | {} Populasi
        Satu      | {} 4
        Dua       | {} 5
    """
    whole = harmonised(drawing.format("Kecamatan |", "Susukan |", "        |"), schools)
    assert [dict(row) for _, row in whole.conformed[0].frame[["sekolah", "populasi"]].iterrows()] == [
        {"sekolah": "Satu", "populasi": 4},
        {"sekolah": "Dua", "populasi": 5},
    ]
    assert heavy(drawing.format("", "", ""), schools) == [("H02", Severity.BLOCKER, ("A3",))]


@pytest.mark.parametrize(
    ("headings", "second", "code"),
    [
        ("Kecamatan | Subdistrict", "Batur", "H08"),
        ("Kecamatan | Kecamatan", "Batur", "H05"),
        ("Kecamatan | Subdistrict", "Susukan", None),  # two languages of one name
        ("Kecamatan | Kecamatan Asal", "Batur", None),  # another field, which nobody asked for
    ],
)
def test_two_columns_that_name_the_region_of_a_row_differently_send_the_file_back(
    headings: str, second: str, code: str | None
) -> None:
    found = harmonised(
        f"""
        Jumlah Ternak Tahun 2022

        {headings} | Sapi Perah | Sapi
        Susukan      | {second}     | 1 | 2
        Pulau Pinang | Pulau Pinang | 4 | 5
        """,
        LIVESTOCK,
    )
    told = {f.code: (f.severity, f.cells) for f in findings(found) if f.code in ("H05", "H08")}
    assert told == ({code: (Severity.BLOCKER, ("A3", "B3"))} if code else {})
    assert bool(found.conformed) is (code is None)


@pytest.mark.parametrize(
    ("headings", "changed_cells"),
    [
        ("Luas Panen | Produksi | Produktivitas", ()),
        ("Produksi | Luas Panen | Produktivitas", ("B3", "C3")),
        ("Luas Panen | Produktivitas | Produksi", ("C3", "D3")),
    ],
)
def test_columns_in_another_order_than_the_template_s_are_noted_and_read(
    headings: str, changed_cells: tuple[str, ...]
) -> None:
    found = harmonised(
        f"""
        Hasil Panen Tahun 2022

        Kecamatan | {headings}
        Susukan   | 1 | 2 | 20
        Batur     | 4 | 5 | 12.5
        """,
        HARVEST,
    )
    told = [f for f in findings(found) if f.code == "H10"]
    assert [(f.cells, f.severity) for f in told] == ([(changed_cells, Severity.INFO)] if changed_cells else [])
    assert len(found.conformed[0].frame) == 2


def test_categories_over_measures_or_measures_over_categories_are_no_change_of_order() -> None:
    two = contract(KECAMATAN, ANIMAL, AREA, TONS, title="Hasil Ternak")
    drawing = """
        Hasil Ternak Tahun 2022

        Kecamatan | {}         |    | {}   |
                  | {}         | {} | {}   | {}
        Susukan   | 1          | 2  | 3    | 4
        Batur     | 5          | 6  | 7    | 8
    """
    kinds, measures = ("Sapi Perah", "Sapi"), ("Luas Panen", "Produksi")
    for outer, inner in ((kinds, measures), (measures, kinds)):
        found = harmonised(drawing.format(*outer, *inner, *inner), two, merges="A3:A4 B3:C3 D3:E3")
        assert "H10" not in codes(found)
    swapped = harmonised(drawing.format(*kinds[::-1], *measures, *measures), two, merges="A3:A4 B3:C3 D3:E3")
    assert the(swapped, "H10").cells == ("B4", "C4", "D4", "E4")


def test_a_file_of_nothing_but_doubled_columns_goes_back_for_that_reason_alone() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Sapi | Cow
        Susukan   | 2    | 3
        Batur     | 5    | 6
        """,
        LIVESTOCK,
    )
    assert codes(inspection) == {"H08"}
    assert the(inspection, "H08").severity is Severity.BLOCKER


def test_a_missing_measure_is_named_with_the_columns_that_are_there() -> None:
    found = harmonised(
        """
        Hasil Panen Tahun 2022

        Kecamatan | Luas Tanam (Ha) | Luas Tanah (Ha)
        Susukan   | 1.5             | 2
        Batur     | 4.5             | 5
        """,
        HARVEST,
    )
    said = the(found, "H02")
    assert said.parameters["column"] == "Luas Panen"
    assert said.parameters["found"] == "Kecamatan; Luas Tanam (Ha); Luas Tanah (Ha)"
    assert "S09" not in codes(found)


def test_of_several_measures_a_required_one_must_be_there_and_another_is_missed() -> None:
    drawing = """
        Hasil Panen Tahun 2022

        Kecamatan    | Produksi (Ton) | Produktivitas (Ku/Ha)
        Susukan      | 12             | 52
        Batur        | 14             | 53
        Pulau Pinang | 15             | 54
    """
    assert codes(inspect(drawing, changed(HARVEST, "luas", required=True))) == {"H02"}
    missed = the(inspect(drawing, HARVEST), "T04")
    assert missed.message() == "1 dari 3 kolom belum ada atau belum berisi (2022): Luas Panen."


def test_units_in_headings_are_converted_and_noted() -> None:
    inspection = inspect(
        """
        Hasil Panen Tahun 2022

        Kecamatan    | Luas Panen (Ha) | Produksi (Kw) | Produktivitas (Ton/Ha)
        Susukan      | 1.5             | 125           | 5.21
        Batur        | 4.5             | 130           | 5.33
        Pulau Pinang | 6               | 140           | 5.4
        """,
        HARVEST,
    )
    assert figures(inspection)["Susukan", "2022", "produksi"] == 12.5
    assert figures(inspection)["Susukan", "2022", "hasil"] == 52.1
    assert [(f.cells, f.severity) for f in inspection.findings if f.code == "U02"] == [
        (("C3",), Severity.INFO),
        (("D3",), Severity.INFO),
    ]


def test_a_column_in_another_kind_of_unit_is_refused_and_that_is_all_that_is_said() -> None:
    inspection = inspect(
        """
        Hasil Panen Tahun 2022

        Kecamatan    | Luas Panen (Ha) | Produksi (Ekor) | Produktivitas (Ku/Ha)
        Susukan      | 1.5             | 125             | 52
        Batur        | 4.5             | 130             | 53
        Pulau Pinang | 6               | 140             | 54
        """,
        HARVEST,
    )
    said = the(inspection, "H11")
    assert (said.cells, said.parameters["found"], said.parameters["expected"]) == (("C3",), "ekor", "ton")
    assert not any(key[2] == "produksi" for key in figures(inspection))
    assert codes(inspection) == {"H11"}


def test_where_the_only_measure_is_in_another_unit_the_file_goes_back_for_that_reason() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Sapi Perah (Orang) | Sapi (Orang)
        Susukan   | 1 | 2
        Batur     | 4 | 5
        """,
        LIVESTOCK,
    )
    assert codes(inspection) == {"H11"}
    assert {f.severity for f in inspection.findings if f.code not in ORDINARY_NOTES} == {Severity.BLOCKER}


@pytest.mark.parametrize(
    "title",
    [
        "Jumlah Ternak (Ribu Ekor), 2022",
        "Jumlah Ternak dalam Ribu Ekor | | 2022",
        "Jumlah Ternak 2022 | Satuan: Ribu Ekor",
    ],
)
def test_the_unit_in_the_title_counts_for_columns_that_name_none_and_the_conversion_is_a_warning(title: str) -> None:
    inspection = inspect(
        f"""
        {title}

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | 1.5        | 2
        Batur        | 4.5        | 5
        Pulau Pinang | 6          | 7
        """,
        LIVESTOCK,
    )
    assert figures(inspection)["Susukan", "sapi_perah", "2022"] == 1500
    assert {f.severity for f in inspection.findings if f.code == "U02"} == {Severity.WARNING}


def test_a_title_that_gives_the_unit_of_one_measure_does_not_speak_for_the_others() -> None:
    found = harmonised(
        """
        Hasil Panen (Ton) Tahun 2022

        Kecamatan | Luas Panen | Produksi
        Susukan   | 1.5        | 12
        Batur     | 4.5        | 13
        """,
        contract(KECAMATAN, AREA, TONS, title="Hasil Panen"),
    )
    assert codes(found) == set()


def test_each_row_may_have_its_own_unit() -> None:
    inspection = inspect(
        """
        Hasil Panen Tahun 2022

        Kecamatan    | Satuan | Produksi
        Susukan      | Ton    | 12
        Batur        | Kw     | 130
        Pulau Pinang | Karung | 15
        """,
        replace(contract(KECAMATAN, TONS, title="Hasil Panen"), quarantine_limit=0.5),
    )
    assert figures(inspection) == {("Susukan", "2022"): 12, ("Batur", "2022"): 13}
    assert the(inspection, "U01").cells == ("B6",)
    assert the(inspection, "U02").cells == ("B5",)


def test_a_row_in_another_kind_of_unit_is_held_back() -> None:
    inspection = inspect(
        """
        Hasil Panen Tahun 2022

        Kecamatan    | Satuan | Produksi
        Susukan      | Ton    | 12
        Batur        | Ha     | 130
        Pulau Pinang | Ton    | 15
        """,
        replace(contract(KECAMATAN, TONS, title="Hasil Panen"), quarantine_limit=0.5),
    )
    assert the(inspection, "H11").cells == ("B5",)
    assert [q.codes for q in inspection.slices[0].quarantine] == [("H11",)]


def test_a_column_of_figures_that_holds_mostly_text_does_not_vanish() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | 1          | 12 ekor
        Batur        | 4          | 5 ekor
        Pulau Pinang | 7          | 9 ekor
        """,
        LIVESTOCK,
    )
    assert {c for f in inspection.findings if f.code == "C04" for c in f.cells} == {"C4", "C5", "C6"}


def test_one_spelling_may_be_a_total_category_or_the_measure() -> None:
    """*Jumlah* over *Sapi* is the measure, over nothing it is the total of the animals."""
    found = columns(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Jumlah     | Jumlah | Jumlah
                  | Sapi Perah | Sapi   | Total
        Susukan   | 1          | 2      | 3
        Batur     | 4          | 5      | 9
        """,
        changed(LIVESTOCK, "populasi", aliases=("Jumlah",)),
        merges="A3:A4",
    )
    assert {letter: said[0] for letter, said in found.items()} == {"B": "sapi_perah", "C": "sapi"}


def test_a_single_measure_needs_no_heading_of_its_own() -> None:
    assert SEXES
    found = columns(
        """
        Jumlah Penduduk Tahun 2022

        Kecamatan | L | P
        Susukan   | 1 | 2
        Batur     | 4 | 5
        """,
        PEOPLE_BY_SEX,
    )
    assert found == {"B": ("L", "penduduk"), "C": ("P", "penduduk")}


def test_a_contract_without_dimensions_takes_only_the_column_it_names() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan | Populasi | Luas Kandang
        Susukan   | 1        | 2
        Batur     | 4        | 5
        """,
        contract(KECAMATAN, HEADS, title="Jumlah Ternak"),
    )
    assert the(found, "H03").cells == ("C3",)
    assert list(found.conformed[0].frame["populasi"]) == [1, 4]


def test_a_bare_percent_sign_names_the_percentage_and_is_never_lost_from_a_name() -> None:
    """``% Panen`` is no area, and ``%`` alone is what the contract calls *Persen*."""
    share = replace(AREA, name="persen", title="Persen", unit="persen", indicator="persen_panen", additive=False)
    area = replace(AREA, title="Panen", aliases=())
    drawn = """
        Luas Panen Tahun 2022

        Kecamatan | Panen | {}
        Susukan   | 10,5  | 40
        Batur     | 12,5  | 60
        """
    harvest = contract(KECAMATAN, area, share, title="Luas Panen")
    assert set(columns(drawn.format("%"), harvest).values()) == {("luas",), ("persen",)}
    found = harmonised(drawn.format("% Panen"), harvest)
    assert codes(found) == {"H03"}
    assert {c[0] for c in found.conformed[0].cells["luas"] if c} == {"B"}


def test_one_jumlah_beside_two_dimensions_adds_up_both() -> None:
    of = contract(KECAMATAN, ANIMAL, SEX, HEADS, title="Ternak")
    found = inspect(
        """
        Ternak Tahun 2022
        Kecamatan    | Sapi Perah |    | Sapi |   | Jumlah
                     | L          | P  | L    | P |
        Susukan      | 1          | 20 | 3    | 4 | 28
        Batur        | 5          | 6  | 7    | 8 | 26
        Pulau Pinang | 9          | 1  | 2    | 3 | 16
        """,
        of,
        merges="A2:A3 B2:C2 D2:E2 F2:F3",
    )
    assert "H03" not in codes(found)
    (wrong,) = the(found, "X01").cells
    assert wrong == "F5" or wrong.startswith("F")


@pytest.mark.parametrize(("written", "code"), [("Sapi Perrah", "H07"), ("Dukun Desa", "H03")])
def test_a_wrong_word_over_several_columns_is_one_finding_at_its_cell(written: str, code: str) -> None:
    of = contract(KECAMATAN, ANIMAL, SEX, HEADS, title="Ternak")
    found = inspect(
        f"""
        Ternak Tahun 2022
        Kecamatan    | {written} |    | Sapi |
                     | L         | P  | L    | P
        Susukan      | 1         | 20 | 3    | 4
        Batur        | 5         | 6  | 7    | 8
        Pulau Pinang | 9         | 1  | 2    | 3
        """,
        of,
        merges="A2:A3 B2:C2 D2:E2",
    )
    said = the(found, code)
    assert (said.cells, said.parameters["column"]) == (("B2",), written)


def test_an_error_in_a_heading_is_told_there_and_takes_no_row_for_data() -> None:
    found = inspect(
        """
        Luas Panen Tahun 2022

        No | Kecamatan    | Luas Panen | Keterangan | #REF!
        1  | Susukan      | 10         | baik       | 40
        2  | Batur        | 12         | baik       | 60
        3  | Pulau Pinang | 14         | baik       | 80
        """,
        contract(KECAMATAN, replace(PEOPLE, name="luas", title="Luas Panen"), title="Luas Panen"),
    )
    assert [(f.code, f.cells) for f in found.findings if f.severity is not Severity.INFO] == [("C01", ("E3",))]
