"""The template of a dataset: what stands where, what can be chosen, what is computed, what is explained."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.contracts.model import Contract, Kind, LogicalType, PeriodGrain, Property, Source
from lumbung.contracts.periods import find_periods
from lumbung.contracts.template.errors import TemplateError
from lumbung.contracts.template.period_texts import period_text, periods_of_year
from lumbung.contracts.template.plan import plan
from lumbung.contracts.template.workbook import template_bytes
from lumbung.reference.wilayah import Gazetteer, Region, RegionLevel
from lumbung.sheets.read import read_workbook
from tests.harmonise.regency import (
    ANIMAL,
    DESA,
    GAZETTEER,
    HARVEST,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    SEX,
    VILLAGERS,
    contract,
    with_period,
)

TODAY = date(2024, 5, 1)
NIK = Property("nik", Kind.ATTRIBUTE, LogicalType.STRING, "NIK", required=True, key=True, personal="nik")


def drawn(of: Contract, period: str | None = "2023", gazetteer: Gazetteer = GAZETTEER) -> bytes:
    return template_bytes(plan(of, gazetteer, "Dinas Contoh", "Kabupaten Contoh", period, TODAY))


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def sheet(of: Contract, period: str | None = "2023") -> Worksheet:
    first = opened(drawn(of, period)).worksheets[0]
    assert isinstance(first, Worksheet)
    return first


def row(of: Worksheet, number: int) -> list[object]:
    return [cell.value for cell in of[number]]


def drop_down(of: Worksheet, cell: str) -> str:
    """The formula of the list from which a cell is chosen."""
    (found,) = [v for v in of.data_validations.dataValidation if v.type == "list" and cell in v.sqref]
    return str(found.formula1)


def check(of: Worksheet, cell: str) -> str:
    (found,) = [v for v in of.data_validations.dataValidation if v.type == "custom" and cell in v.sqref]
    return str(found.formula1)


def test_title_department_and_period_stand_above_the_table() -> None:
    made = sheet(LIVESTOCK)
    assert [made["A1"].value, made["A2"].value, made["A3"].value] == [
        "Jumlah Ternak",
        "Dinas Contoh Kabupaten Contoh",
        "Tahun 2023",
    ]


def test_without_a_period_the_department_chooses_one() -> None:
    made = sheet(LIVESTOCK, None)
    assert made["A3"].value == "(pilih tahun)"
    assert drop_down(made, "A3") == "RUJUKAN!$A$3:$A$9"  # five years back, this one, the next
    assert [c.value for c in opened(drawn(LIVESTOCK, None))["RUJUKAN"]["A"]][1:4] == [
        "Tahun",
        "Tahun 2025",
        "Tahun 2024",
    ]


def test_a_dimension_is_spread_under_its_measure_and_its_total_is_computed() -> None:
    made = sheet(LIVESTOCK)
    assert row(made, 5) == ["No", "Kode Wilayah", "Kecamatan", "Populasi (ekor)", None, None, None]
    assert row(made, 6) == [None, None, None, "Sapi Perah", "Sapi", "Kuda", "Jumlah"]
    assert {"A5:A6", "B5:B6", "C5:C6", "D5:G5"} <= {str(m) for m in made.merged_cells.ranges}
    assert row(made, 7) == [1, "33.99.01", "Susukan", None, None, None, "=SUM(D7,E7,F7)"]
    assert row(made, 10) == [None, None, "Jumlah", *(f"=SUM({c}7:{c}9)" for c in "DEFG")]


def test_rates_are_never_summed() -> None:
    made = sheet(HARVEST)
    assert row(made, 5)[3:] == ["Luas Panen (ha)", "Produksi (ton)", "Produktivitas (ku/ha)"]
    assert row(made, made.max_row)[3:] == ["=SUM(D6:D8)", "=SUM(E6:E8)", None]


def test_a_total_over_two_dimensions_adds_up_the_totals_of_the_other() -> None:
    made = sheet(contract(KECAMATAN, ANIMAL, SEX, HEADS, title="Ternak"))
    assert row(made, 7)[3:9] == ["Laki-laki", "Perempuan", "Jumlah"] * 2
    assert made["F8"].value == "=SUM(D8,E8)"
    assert made["O8"].value == "=SUM(F8,I8,L8)"


def test_desa_stand_beside_their_kecamatan_and_are_chosen_inside_it() -> None:
    made = sheet(VILLAGERS)
    assert row(made, 7)[:4] == [1, "33.99.01.2001", "Susukan", "Tanjung Baru"]
    assert row(made, 9)[:4] == [3, "33.99.02.1002", "Batur", "Batur"]
    assert "MATCH($C7," in drop_down(made, "D7")


def test_desa_stand_under_their_kecamatan_where_the_contract_has_sections() -> None:
    made = sheet(contract(replace(KECAMATAN, sources=(Source.SECTION,)), DESA, HEADS, title="Ternak"))
    assert [made[f"A{n}"].value for n in range(6, 10)] == ["Susukan", 1, 2, "Batur"]


def test_a_list_of_categories_has_its_totals_as_sums() -> None:
    made = sheet(contract(replace(ANIMAL, sources=(Source.ROWLABEL,)), HEADS, title="Ternak"))
    assert row(made, 9) == [None, "Jumlah", "=SUM(C6,C7,C8)"]


def test_codes_and_numbers_of_persons_are_text() -> None:
    register = sheet(contract(NIK, replace(KECAMATAN, key=False), title="Daftar Penerima"))
    assert row(register, 5) == ["NIK", "Kecamatan"]
    assert register["A6"].number_format == "@" and register["A6"].value is None
    assert drop_down(register, "B6").startswith("RUJUKAN!")
    assert sheet(LIVESTOCK)["B7"].value == "33.99.01"


def test_a_figure_is_checked_while_it_is_typed() -> None:
    made = sheet(contract(KECAMATAN, replace(HEADS, maximum=500), title="Ternak"))
    assert check(made, "D6") == 'IF(ISNUMBER(D6),AND(D6=INT(D6),D6>=0,D6<=500),OR(D6="-",D6="...",D6="…"))'


def test_the_note_of_a_heading_says_unit_range_and_what_a_dash_means() -> None:
    percent = replace(
        HEADS, title="Cakupan", unit="persen", maximum=100, nil_is_zero=False, logical_type=LogicalType.NUMBER
    )
    note = sheet(contract(KECAMATAN, percent, title="Cakupan"))["D5"].comment
    assert note is not None
    assert "Satuan: persen." in note.text
    assert "Antara 0 dan 100." in note.text
    assert "Tanda - berarti tidak ada data." in note.text


def test_months_of_a_year_stand_over_the_header() -> None:
    monthly = with_period(HARVEST, PeriodGrain.BULAN, Source.HEADER, Source.TITLE)
    made = sheet(monthly, "2023")
    assert row(made, 5)[3:16] == ["Januari 2023", *row(made, 5)[4:14], "Desember 2023", "Januari 2023"]
    assert sheet(monthly, "2023-07")["A3"].value == "Juli 2023"


def test_a_sheet_for_each_kecamatan() -> None:
    of = contract(replace(KECAMATAN, sources=(Source.SHEET,)), DESA, HEADS, title="Ternak")
    book = opened(drawn(of))
    assert book.sheetnames == ["Susukan", "Batur", "Pulau Pinang", "PETUNJUK", "RUJUKAN"]
    assert [book["Batur"][f"C{n}"].value for n in (6, 7)] == ["Batur", "Tanjung Baru"]


def test_the_region_list_is_that_of_the_period() -> None:
    moved = [
        Region("33.99", "Kabupaten Contoh", RegionLevel.KABUPATEN, "33"),
        Region("33.99.01", "Lama", RegionLevel.KECAMATAN, "33.99", valid_to=date(2022, 6, 30)),
        Region("33.99.01", "Baru", RegionLevel.KECAMATAN, "33.99", valid_from=date(2022, 7, 1)),
        Region("33.99.02", "Muda", RegionLevel.KECAMATAN, "33.99", valid_from=date(2023, 1, 1)),
    ]
    names = {
        year: [c.value for c in opened(drawn(LIVESTOCK, year, Gazetteer(moved))).worksheets[0]["C"][6:]]
        for year in ("2021", "2022", "2023")
    }
    assert names == {"2021": ["Lama", "Jumlah"], "2022": ["Baru", "Jumlah"], "2023": ["Baru", "Muda", "Jumlah"]}


def test_a_title_without_a_phrase_of_the_contract_gets_one() -> None:
    made = sheet(replace(LIVESTOCK, title="Hewan Peliharaan"))
    assert [made["A1"].value, made["A2"].value] == ["Hewan Peliharaan", "Jumlah Ternak"]


@pytest.mark.parametrize(
    ("grain", "period", "text", "last"),
    [
        (PeriodGrain.TAHUN, "2023", "Tahun 2023", date(2023, 12, 31)),
        (PeriodGrain.TAHUN_AJARAN, "2023/2024", "Tahun Ajaran 2023/2024", date(2024, 6, 30)),
        (PeriodGrain.SEMESTER, "2023-S1", "Semester I 2023", date(2023, 6, 30)),
        (PeriodGrain.TRIWULAN, "2023-TW4", "Triwulan IV 2023", date(2023, 12, 31)),
        (PeriodGrain.CATURWULAN, "2023-CW2", "Caturwulan II 2023", date(2023, 8, 31)),
        (PeriodGrain.BULAN, "2024-02", "Februari 2024", date(2024, 2, 29)),
        (PeriodGrain.MINGGU, "2020-W53", "Minggu ke-53 Tahun 2020", date(2021, 1, 3)),
        (PeriodGrain.TANGGAL, "2024-02-29", "29 Februari 2024", date(2024, 2, 29)),
    ],
)
def test_periods_are_written_as_people_write_them(grain: PeriodGrain, period: str, text: str, last: date) -> None:
    written = period_text(grain, period)
    assert (written.text, written.last_day) == (text, last)


@pytest.mark.parametrize("grain", list(PeriodGrain))
def test_every_period_that_a_template_writes_is_read_as_itself(grain: PeriodGrain) -> None:
    written = periods_of_year(grain, 2024)
    assert written
    assert [find_periods(p.text, grain) for p in written] == [(p.period,) for p in written]


@pytest.mark.parametrize("period", ["2023-S3", "2023", "tahun lalu", ""])
def test_what_is_no_period_is_refused_with_an_example(period: str) -> None:
    with pytest.raises(TemplateError, match="contoh: 2024-S1"):
        period_text(PeriodGrain.SEMESTER, period)


def test_a_place_that_cannot_be_left_open_asks_for_the_period() -> None:
    with pytest.raises(TemplateError, match="--period"):
        drawn(with_period(LIVESTOCK, PeriodGrain.TAHUN, Source.SHEET), None)


def test_the_reader_takes_neither_guide_nor_lists_for_data() -> None:
    reading = read_workbook(drawn(LIVESTOCK), "templat.xlsx")
    assert [g.sheet for g in reading.grids] == ["Data"]
    assert {f.code for f in reading.findings} == {"C20", "C23"}


def test_a_guide_of_the_operators_own_is_read() -> None:
    book = opened(drawn(LIVESTOCK))
    book["PETUNJUK"]["A1"].value = "Catatan kami"
    out = BytesIO()
    book.save(out)
    assert [g.sheet for g in read_workbook(out.getvalue(), "templat.xlsx").grids] == ["Data", "PETUNJUK"]


def test_two_templates_of_one_day_are_alike() -> None:
    one, other = opened(drawn(LIVESTOCK)), opened(drawn(LIVESTOCK))
    assert [[c.value for r in s for c in r] for s in one] == [[c.value for r in s for c in r] for s in other]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_the_sums_are_those_that_an_office_program_computes(tmp_path: Path) -> None:
    book = opened(drawn(contract(KECAMATAN, ANIMAL, SEX, HEADS, title="Ternak")))
    data = book["Data"]
    for number, cell in enumerate(c for r in data["D8:N10"] for c in r):
        if cell.value is None:
            cell.value = number * 7 % 50
    sent = tmp_path / "ternak.xlsx"
    book.save(sent)
    office = f"-env:UserInstallation=file://{tmp_path}/office"
    (tmp_path / "dihitung").mkdir()
    command = ["soffice", office, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "dihitung", sent]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    ours = read_workbook(sent.read_bytes(), "a.xlsx").grids[0]
    theirs = read_workbook((tmp_path / "dihitung" / "ternak.xlsx").read_bytes(), "b.xlsx").grids[0]
    assert [[ours.cell(r, c).value for c in range(1, 16)] for r in range(8, 12)] == [
        [theirs.cell(r, c).value for c in range(1, 16)] for r in range(8, 12)
    ]
    assert ours.summed and not theirs.summed
