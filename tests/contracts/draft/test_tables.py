"""From a table that somebody sends, the contract a data engineer would have written."""

from __future__ import annotations

import pytest

from lumbung.contracts.draft.notes import CannotDraft
from lumbung.contracts.lint import lint
from lumbung.contracts.model import Category, Kind, LogicalType, PeriodGrain, RegionLevel, Source
from tests.contracts.draft.drafting import categories, contract_of, drafted, loaded, notes

LIVESTOCK = """
    Tabel 5.4.1. Jumlah Ternak Besar Menurut Kecamatan dan Jenis Ternak di Kabupaten Contoh Tahun 2021
    Number of Big-Livestock by Subdistrict

    Kecamatan Subdistrict | Jenis Ternak Kind of Livestock |           |
                          | Sapi Perah Milking Cow         | Kuda Horse | Kerbau Buffalo
    Susukan               | 120                            | 4          |
    Batur                 | 300                            | 7          |
    Pulau Pinang          | 85                             | 2          |
    J u m l a h           | 505                            | 13         |
"""
LIVESTOCK_MERGES = "A4:A5 B4:D4"

HARVEST = """
    Luas Panen dan Produksi Tanaman Pangan Menurut Kecamatan, 2021

    Kecamatan    | Padi Sawah    |                | Jagung        |
                 | Luas Panen    | Produksi       | Luas Panen    | Produksi
                 | (Ha)          | (Ton)          | (Ha)          | (Ton)
    Susukan      | 120.5         | 600            | 10            | 41.5
    Batur        | 300           | 1500.25        | 20            | 88
    Pulau Pinang | 85            | 400            | 15.5          | 60
"""
HARVEST_MERGES = "A3:A5 B3:C3 D3:E3"

SCHOOLS = """
    Jumlah Sekolah dan Murid Sekolah Dasar Menurut Kecamatan Tahun Ajaran 2021/2022

    Kecamatan    | Sekolah |        |        | Murid  |        |
                 | Negeri  | Swasta | Jumlah | Negeri | Swasta | Jumlah
    Susukan      | 12      |        | 12     | 1200   |        | 1200
    Batur        | 9       | 2      | 11     | 900    | 150    | 1050
    Pulau Pinang | 7       |        | 7      | 700    |        | 700
    Jumlah       | 28      | 2      | 30     | 2800   | 150    | 2950
"""
SCHOOL_MERGES = "A3:A4 B3:D3 E3:G3"


def test_headings_that_are_kinds_of_one_thing_become_one_measure_and_a_dimension() -> None:
    contract = contract_of(LIVESTOCK, LIVESTOCK_MERGES)

    kind = contract.named("jenis_ternak")
    assert (kind.kind, kind.sources) == (Kind.CATEGORY, (Source.HEADER,))
    assert {"sapi_perah", "kuda", "jumlah"} <= categories(kind).keys()
    (measure,) = contract.measures
    assert (measure.unit, measure.logical_type, measure.additive) == ("ekor", LogicalType.INTEGER, True)


def test_both_languages_of_a_heading_are_spellings() -> None:
    kind = contract_of(LIVESTOCK, LIVESTOCK_MERGES).named("jenis_ternak")

    assert {"Sapi Perah", "Milking Cow", "Sapi Perah Milking Cow"} <= set(categories(kind)["sapi_perah"])


def test_a_kind_without_any_figure_is_optional() -> None:
    draft = drafted(LIVESTOCK, LIVESTOCK_MERGES)

    kinds = {c.code: c for c in draft.contract.named("jenis_ternak").categories}
    assert kinds["kerbau"].optional
    assert not kinds["kuda"].optional
    assert "kolom_kosong" in notes(draft)


def test_regions_are_recognised_by_their_names_and_all_of_them_make_the_table_complete() -> None:
    contract = contract_of(LIVESTOCK, LIVESTOCK_MERGES)

    assert contract.region is not None
    assert contract.region.region_level == RegionLevel.KECAMATAN
    assert contract.complete_over == RegionLevel.KECAMATAN
    assert contract_of(LIVESTOCK.replace("Batur ", "Baturr"), LIVESTOCK_MERGES).complete_over is None


def test_the_draft_loads_next_years_sheet_with_a_kind_that_its_group_may_have() -> None:
    next_year = """
        Tabel 5.5.1. Jumlah Ternak Besar Menurut Kecamatan dan Jenis Ternak di Kabupaten Contoh Tahun 2022

        Kecamatan    | Kuda | Sapi Perah | Sapi Potong
        Susukan      | 5    | 118        | 40
        Batur        | 6    | 310        | 41
        Pulau Pinang | 2    | 90         | 42
    """
    contract = contract_of(LIVESTOCK, LIVESTOCK_MERGES)

    found = loaded(contract, next_year)
    assert found["Batur", "sapi_perah", "2022"] == 310
    assert found["Batur", "kuda", "2022"] == 6
    assert found["Susukan", "sapi_potong", "2022"] == 40


def test_a_column_that_no_spelling_explains_is_not_loaded_next_year() -> None:
    next_year = """
        Jumlah Ternak Besar Menurut Kecamatan dan Jenis Ternak Tahun 2022

        Kecamatan    | Kuda | Unta
        Susukan      | 5    | 118
        Batur        | 6    | 310
        Pulau Pinang | 2    | 90
    """
    found = loaded(contract_of(LIVESTOCK, LIVESTOCK_MERGES), next_year)

    assert {kind for _, kind, _ in found} == {"kuda"}


def test_measures_crossed_with_kinds_are_told_apart_by_their_units() -> None:
    contract = contract_of(HARVEST, HARVEST_MERGES)

    assert [(m.name, m.unit) for m in contract.measures] == [("luas_panen", "ha"), ("produksi", "ton")]
    (kind,) = contract.of_kind(Kind.CATEGORY)
    assert {"padi_sawah", "jagung"} <= categories(kind).keys()
    found = loaded(contract, HARVEST, HARVEST_MERGES)
    assert found["Batur", "padi_sawah", "2021", "produksi"] == 1500.25
    assert len(found) == 12


def test_a_measure_keeps_its_known_translation() -> None:
    contract = contract_of(HARVEST, HARVEST_MERGES)

    assert "Harvested Area" in contract.named("luas_panen").spellings


def test_schools_teachers_and_pupils_are_measures_and_their_status_is_a_dimension() -> None:
    contract = contract_of(SCHOOLS, SCHOOL_MERGES)

    assert [(m.name, m.unit) for m in contract.measures] == [("sekolah", "sekolah"), ("murid", "orang")]
    status = contract.named("status_sekolah")
    assert [c.code for c in status.categories if c.total] == ["jumlah"]
    assert contract.grain is PeriodGrain.TAHUN_AJARAN


def test_a_blank_counts_as_nought_only_where_the_total_proves_it() -> None:
    doubtful = SCHOOLS.replace("| 12      |        | 12 ", "| 12      |        | 15 ")

    assert contract_of(SCHOOLS, SCHOOL_MERGES).named("sekolah").blank_is_zero is False  # two rows are no proof
    assert contract_of(doubtful, SCHOOL_MERGES).named("sekolah").blank_is_zero is False
    longer = SCHOOLS.replace("    Jumlah  ", "    Sumberan | 5 | | 5 | 500 | | 500\n    Jumlah  ")
    assert contract_of(longer, SCHOOL_MERGES).named("sekolah").blank_is_zero is True


def test_a_level_of_schools_in_the_title_is_a_dimension_and_another_level_is_refused() -> None:
    contract = contract_of(SCHOOLS, SCHOOL_MERGES)

    level = contract.named("jenjang")
    assert (level.sources, level.constant) == ((Source.TITLE, Source.CONSTANT), "sd")
    others = SCHOOLS.replace("Sekolah Dasar", "Sekolah Dasar dan Madrasah Ibtidaiyah")
    assert loaded(contract, SCHOOLS, SCHOOL_MERGES)
    assert not loaded(contract, others, SCHOOL_MERGES)


def test_headings_in_different_units_without_a_cross_are_measures_of_their_own() -> None:
    contract = contract_of(
        """
        Produksi Kulit dan Susu Menurut Kecamatan Tahun 2021

        Kecamatan    | Kulit (lembar) |         | Susu Sapi (liter)
                     | Sapi           | Kambing |
        Susukan      | 12             | 40      | 1200
        Batur        | 9              | 20      | 900
        Pulau Pinang | 7              | 30      | 700
        """,
        "A3:A4 B3:C3 D3:D4",
    )
    assert [(m.name, m.unit) for m in contract.measures] == [
        ("kulit_sapi", "lembar"),
        ("kulit_kambing", "lembar"),
        ("susu_sapi", "liter"),
    ]


def test_a_sum_becomes_a_rule_only_if_it_holds_in_every_row() -> None:
    rows = [(10 * n, 3 * n, 7 * n) for n in range(1, 8)]
    drawing = "Distribusi Benih Ikan 2021\n\nBulanan | Produksi Benih (ekor) | Benih Dipelihara (ekor) | Benih Dijual (ekor)\n"
    names = ["Gurami", "Nila", "Lele", "Patin", "Mujair", "Tawes", "Bawal"]
    sound = drawing + "\n".join(f"{n} | {a} | {b} | {c}" for n, (a, b, c) in zip(names, rows, strict=True))
    slip = sound.replace("| 70 |", "| 71 |")

    assert contract_of(sound).measures[0].sum_of == tuple(m.name for m in contract_of(sound).measures[1:])
    assert contract_of(slip).measures[0].sum_of == ()


def test_rates_are_never_summed() -> None:
    contract = contract_of(
        """
        Penduduk Menurut Kecamatan Tahun 2021

        Kecamatan    | Jumlah Penduduk | Kepadatan Penduduk | Persentase Penduduk
        Susukan      | 1200            | 40.5               | 12.5
        Batur        | 900             | 20.25              | 30.1
        Pulau Pinang | 700             | 30                 | 57.4
        """
    )
    assert [m.additive for m in contract.measures] == [True, False, False]
    assert contract.measures[2].unit == "persen"


def test_a_site_list_that_covers_the_kinds_is_used_by_its_name() -> None:
    animals = (
        Category("sp", "Sapi Perah", ("Milking Cow",)),
        Category("kd", "Kuda", ("Horse",)),
        Category("kb", "Kerbau", ("Buffalo",), optional=True),
    )
    draft = drafted(LIVESTOCK, LIVESTOCK_MERGES, lists={"ternak": animals, "lainnya": animals[:2]})

    assert draft.contract.named("jenis_ternak").code_list == "ternak"


def test_rows_that_list_kinds_are_a_dimension_of_a_table_of_the_whole_regency() -> None:
    draft = drafted(
        """
        Luas Penggunaan Lahan Menurut Jenis Penggunaan (Ha)

        Jenis Penggunaan | 2020 | 2021
        a. Hutan rakyat  | 120  | 118
        b. Perkebunan    | 80   | 85
        c. Kolam         | 7    | 7
        """
    )
    (kind,) = draft.contract.of_kind(Kind.CATEGORY)
    assert kind.sources == (Source.ROWLABEL,)
    assert draft.contract.period.sources[0] is Source.HEADER
    assert "tanpa_wilayah" in notes(draft)
    assert draft.contract.measures[0].unit == "ha"


@pytest.mark.parametrize(
    ("drawing", "reason"),
    [
        ("Jumlah Ternak 2021\n\nKecamatan | Sapi\nAntah | 1\nBerantah | 2\nEntahlah | 3", "wilayah_lain"),
        ("Data 2021\n\nUraian | Satuan | L | P\nJalan | km | 3 | 4\nJembatan | unit | 4 | 5", "satuan_baris"),
        ("Ternak 2021\n\nJenis | Sapi\nBesar | -\nKecil | -", "tanpa_angka"),
    ],
)
def test_what_no_contract_can_describe_is_said_plainly(drawing: str, reason: str) -> None:
    with pytest.raises(CannotDraft) as refused:
        drafted(drawing)

    assert refused.value.code == reason
    assert refused.value.text("id") != refused.value.text("en")


@pytest.mark.parametrize(
    ("drawing", "merges"), [(LIVESTOCK, LIVESTOCK_MERGES), (HARVEST, HARVEST_MERGES), (SCHOOLS, SCHOOL_MERGES)]
)
def test_a_draft_passes_the_lint(drawing: str, merges: str) -> None:
    assert lint(contract_of(drawing, merges)) == []


def test_years_down_the_side_are_the_period_of_each_row() -> None:
    drawing = """
        Populasi Ternak Menurut Kecamatan

        Tahun | Kecamatan    | Sapi | Kuda
        2019  | Susukan      | 10   | 3
        2020  | Susukan      | 11   | 4
        2019  | Batur        | 12   | 5
        2020  | Batur        | 14   | 6
    """
    contract = contract_of(drawing)

    assert contract.period.sources[0] is Source.COLUMN
    assert loaded(contract, drawing)["Batur", "kuda", "2020"] == 6


def test_a_list_of_indicators_gives_a_measure_for_each_row_in_its_unit() -> None:
    drawing = """
        Data Sektoral Pekerjaan Umum

        Uraian          | Satuan | 2020 | 2021
        Panjang jalan   | km     | 30.5 | 31
        Jumlah jembatan | unit   | 4    | 5
    """
    contract = contract_of(drawing)

    assert [(m.unit, m.sources) for m in contract.measures] == [
        ("km", (Source.ROWLABEL,)),
        ("unit", (Source.ROWLABEL,)),
    ]
    assert loaded(contract, drawing)["2021", "panjang_jalan"] == 31
    assert lint(contract) == []


def test_an_amount_may_have_decimals_next_year_and_a_count_may_not() -> None:
    drawing = "Produksi {} Menurut Kecamatan 2021\n\nKecamatan | {}\nSusukan | 10\nBatur | 12\nPulau Pinang | 15"

    amount = contract_of(drawing.format("Benih", "Produksi (ekor)")).measures[0]
    count = contract_of(drawing.format("Benih", "Jumlah Ternak (ekor)")).measures[0]
    assert amount.logical_type is LogicalType.NUMBER
    assert count.logical_type is LogicalType.INTEGER


def test_headings_made_of_words_of_the_title_still_tell_columns_apart() -> None:
    contract = contract_of(
        """
        Distribusi Hasil Pembenihan Ikan Air Tawar dan Hasil Pembesaran Ikan Air Tawar Tahun 2021

        Kecamatan    | Hasil Pembenihan Ikan Air Tawar |        | Hasil Pembesaran Ikan Air Tawar |
                     | Produksi                        | Dijual | Produksi                        | Dijual
                     | (Ekor)                          | (Ekor) | (Kg)                            | (Kg)
        Susukan      | 12                              | 40     | 1200                            | 30
        Batur        | 9                               | 20     | 900                             | 40
        Pulau Pinang | 7                               | 30     | 700                             | 50
        """,
        "A3:A5 B3:C3 D3:E3",
    )
    assert [m.unit for m in contract.measures] == ["ekor", "ekor", "kg", "kg"]
    assert len({m.name for m in contract.measures}) == 4
