"""Numbers of persons and of phones where they do not belong. The persons cannot exist: region 99."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment

from lumbung.contracts.model import Kind, LogicalType, PersonalKind, Property
from lumbung.findings import Severity
from lumbung.persons import MASK, without_personal_data
from tests.harmonise.regency import ANIMAL, HEADS, KECAMATAN, LIVESTOCK, codes, contract, inspect, the
from tests.sheets.drawing import as_xlsx

REMARK = Property("keterangan", Kind.ATTRIBUTE, LogicalType.STRING, "Keterangan")
WITH_REMARKS = contract(KECAMATAN, REMARK, ANIMAL, HEADS, title="Jumlah Ternak")


def livestock(remark: str = "", title: str = "Jumlah Ternak Tahun 2022", note: str = "") -> str:
    return f"""
        {title}

        Kecamatan    | Sapi Perah | Sapi | Keterangan
        Susukan      | 1          | 2    | baik
        Batur        | 3          | 4    | {remark}
        Pulau Pinang | 5          | 6    | baik

        {note}
        """


@pytest.mark.parametrize(
    "remark",
    [
        "milik warga NIK 9901010101900001",
        "'9901010101900001",
        "hubungi 0812-3456-7890",
        "WA +62 812 3456 7890",
        "telp 081234567890 (Pak RT)",
    ],
)
@pytest.mark.parametrize("by", [WITH_REMARKS, LIVESTOCK], ids=["loaded", "not loaded"])
def test_a_number_in_a_remark_is_told_by_its_cell_and_never_itself(remark: str, by: object) -> None:
    said = the(inspect(livestock(remark), by), "P02")  # type: ignore[arg-type]
    assert (said.cells, said.severity) == (("D5",), Severity.WARNING)
    assert not any(part in said.message() + said.message("en") for part in ("9901", "0812", "812"))


@pytest.mark.parametrize(
    "remark", ["telp kantor (0731) 321123", "SK 800/1234/2022", "081.500 ekor", "16.04.01.2001", "8.123.456.789", ""]
)
def test_other_numbers_are_no_personal_data(remark: str) -> None:
    assert "P02" not in codes(inspect(livestock(remark), WITH_REMARKS))


@pytest.mark.parametrize(
    ("kecamatan", "sapi", "cell", "code"),
    [
        ("Batur", "hub. Fulan 081200000000", "C5", "C04"),
        ("Batur", "lihat Fulan 9901010101900001", "C5", "C04"),
        ("Baturr, hp +62 812-0000-0000, fulan@contoh.invalid", "4", "B5", "R01"),
    ],
)
def test_a_number_of_a_person_in_the_body_of_a_table_is_neither_told_nor_proposed_as_a_figure(
    kecamatan: str, sapi: str, cell: str, code: str
) -> None:
    inspection = inspect(
        f"""
        Jumlah Ternak Tahun 2022

        No | Kecamatan    | Sapi Perah
        1  | Susukan      | 1
        2  | {kecamatan}  | {sapi}
        3  | Pulau Pinang | 5
        """,
        LIVESTOCK,
    )
    assert the(inspection, "P02").cells == the(inspection, code).cells == (cell,)
    told = " ".join(f.message() + f.message("en") + f.remedy() for f in inspection.findings)
    assert not any(part in told for part in ("0812", "0000", "9901", "Fulan", "fulan", "Mungkin maksudnya"))


@pytest.mark.parametrize(
    "phone",
    [
        "081200000000",
        "+62 812-0000-000",
        "62812 0000 0000",
        "(0812) 0000 0000",
        "WA: 6281200000000",
        "62-812-0000-0000",
    ],
)
def test_a_mobile_number_is_masked_however_it_is_written(phone: str) -> None:
    assert without_personal_data(f"hub {phone} ya") == f"hub {MASK} ya"


@pytest.mark.parametrize(
    "amount", ["62.812.345.678", "Rp62812345678", "0,8123456789", "SK 0821/123/2024", "1604052001"]
)
def test_amounts_and_numbers_of_letters_are_not_masked(amount: str) -> None:
    assert without_personal_data(amount) == amount


def test_a_number_in_a_note_below_the_table_is_told() -> None:
    inspection = inspect(livestock(note="Narahubung: 0812 3456 7890"), WITH_REMARKS)
    assert the(inspection, "P02").cells == ("A8",)


def test_the_numbers_of_a_list_of_persons_are_not_in_the_head_of_the_list_below_it() -> None:
    nik = Property("nik", Kind.ATTRIBUTE, LogicalType.STRING, "NIK", personal=PersonalKind.NIK)
    register = contract(KECAMATAN, nik, HEADS, title="Jumlah Ternak")
    lists = [
        f"""
        Jumlah Ternak Tahun {2020 + n}

        Kecamatan | NIK               | Populasi
        Susukan   | '990101010190000{n} | 1
        Batur     | '990101020290000{n} | 2


        """
        for n in (1, 2)
    ]
    assert "P02" not in codes(inspect("".join(lists), register))


def test_a_number_in_a_comment_is_told_at_its_cell() -> None:
    book = openpyxl.load_workbook(BytesIO(as_xlsx(livestock())))
    book.worksheets[0]["B4"].comment = Comment("NIK peternak 9901010101900001", "operator")
    out = BytesIO()
    book.save(out)
    said = the(inspect(out.getvalue(), WITH_REMARKS), "P02")
    assert (said.cells, "komentar" in said.message()) == (("B4",), True)


def test_a_column_for_phones_may_hold_them() -> None:
    phone = Property("telepon", Kind.ATTRIBUTE, LogicalType.STRING, "Keterangan", personal=PersonalKind.TELEPON)
    register = replace(WITH_REMARKS, properties=(KECAMATAN, phone, ANIMAL, HEADS, WITH_REMARKS.period))
    assert "P02" not in codes(inspect(livestock("081234567890"), register))
