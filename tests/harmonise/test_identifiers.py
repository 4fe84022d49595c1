"""Numbers that identify: digits lost, noughts lost, wrong lengths, and a NIK that contradicts its row.

The persons cannot exist: no region has the code 99.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from lumbung.contracts.model import Category, Contract, Kind, LogicalType, PersonalKind, Property
from lumbung.findings import Severity
from tests.harmonise.regency import KECAMATAN, ORDINARY_NOTES, PEOPLE, SEX, codes, contract, findings, inspect, the

NISN = Property("nisn", Kind.ATTRIBUTE, LogicalType.STRING, "NISN", pattern=r"^\d{10}$")
CODE = Property(
    "kode_program",
    Kind.CATEGORY,
    LogicalType.STRING,
    "Kode Program",
    categories=(Category("01", "Sembako"), Category("02", "Beasiswa")),
)
NIK = Property(
    "nik", Kind.ATTRIBUTE, LogicalType.STRING, "NIK", personal=PersonalKind.NIK, pattern=r"^\d{16}$", required=True
)
BORN = Property("lahir", Kind.ATTRIBUTE, LogicalType.DATE, "Tanggal Lahir", personal=PersonalKind.LAHIR)
SEX_OF_ROW = replace(SEX, sources=(KECAMATAN.sources[0],), key=False, required=False)


def of(*properties: Property) -> Contract:
    return contract(KECAMATAN, *properties, PEOPLE, title="Daftar Siswa", quarantine_limit=0.9)


def rows(heading: str, *values: str) -> str:
    body = (f"{name} | {value} | 1" for name, value in zip(("Susukan", "Batur", "Pulau Pinang"), values, strict=False))
    return "\n".join(["Daftar Siswa Tahun 2022", "", f"Kecamatan | {heading} | Penduduk", *body])


def told(drawing: str, by: Contract) -> dict[str, tuple[str, ...]]:
    return {f.code: f.cells for f in findings(inspect(drawing, by)) if f.code not in ORDINARY_NOTES | {"T04"}}


def test_noughts_that_a_number_lost_are_told_and_never_put_back_unseen() -> None:
    assert told(rows("NISN", "'0012345678", "12345678", "'0098765432"), of(NISN)) == {"C11": ("B5",)}
    held = inspect(rows("NISN", "'0012345678", "12345678", "'0098765432"), of(NISN))
    assert list(held.slices[0].accepted["nisn"]) == ["0012345678", "0098765432"]


def test_the_code_of_a_list_gets_its_nought_back() -> None:
    inspection = inspect(rows("Kode Program", "1", "2", "'01"), of(CODE))
    assert (the(inspection, "C11").severity, the(inspection, "C11").cells) == (Severity.INFO, ("B4", "B5"))
    assert list(inspection.slices[0].accepted["kode_program"]) == ["01", "02", "01"]


def test_a_whole_column_of_codes_that_are_numbers_is_still_that_column() -> None:
    inspection = inspect(rows("Kode Program", "1", "2", "1"), of(replace(CODE, required=True)))
    assert the(inspection, "C11").cells == ("B4", "B5", "B6")
    assert list(inspection.slices[0].accepted["kode_program"]) == ["01", "02", "01"]


@pytest.mark.parametrize(("written", "code"), [("'001234567", "V05"), ("'00123456789", "V05"), ("'00123A5678", "V04")])
def test_a_text_too_short_or_too_long_has_that_one_mistake(written: str, code: str) -> None:
    assert told(rows("NISN", "'0012345678", written, "'0098765432"), of(NISN)) == {code: ("B5",)}


def test_a_contract_may_limit_the_length_of_a_text() -> None:
    named = Property("jalan", Kind.ATTRIBUTE, LogicalType.STRING, "Ruas Jalan", min_length=3, max_length=12)
    assert told(rows("Ruas Jalan", "Jl. Merdeka", "Jl", "Jalan Jenderal Sudirman"), of(named)).keys() == {"V05"}


def test_a_nik_of_fifteen_digits_has_the_wrong_length_and_one_of_a_number_lost_a_digit() -> None:
    found = told(rows("NIK", "'9901010101900001", "'990101010190000", "9901010301900003"), of(NIK))
    assert found == {"V05": ("B5",), "C10": ("B6",)}


REGISTER = of(NIK, BORN, SEX_OF_ROW)


def person(*rest: str, heading: str = "NIK | Tanggal Lahir | Jenis Kelamin") -> dict[str, tuple[str, ...]]:
    good = "'9901010101900001 | 1990-01-01 | L"
    return told(rows(heading, good, " | ".join(rest), "'9901014302850001 | 1985-02-03 | P"), REGISTER)


@pytest.mark.parametrize(
    ("nik", "born", "sex", "code"),
    [
        ("'9901014101900002", "1990-01-01", "P", None),  # 40 is added to a woman's day
        ("'9901010101900002", "1990-01-02", "L", "V08"),
        ("'9901010101900002", "1991-01-01", "L", "V08"),
        ("'9901010101900002", "1990-01-01", "P", "V08"),
        ("'9901014101900002", "1990-01-01", "L", "V08"),
        ("'9901013102900002", "1990-01-01", "L", "V08"),  # the 31st of February
        ("'9901012902040002", "2004-02-29", "L", None),
        ("'9901010101900002", "", "", None),  # nothing to compare with
        ("'1101010101900002", "1990-01-01", "L", None),  # issued elsewhere: people move
    ],
)
def test_a_nik_is_held_against_birth_and_sex_beside_it(nik: str, born: str, sex: str, code: str | None) -> None:
    found = {c: cells for c, cells in person(nik, born, sex).items() if c != "C06"}
    assert found == ({code: ("B5",)} if code else {})


def test_what_a_nik_says_is_never_told() -> None:
    drawing = rows("NIK | Tanggal Lahir | Jenis Kelamin", "'9901010101900001 | 1990-01-02 | P")
    said = the(inspect(drawing, REGISTER), "V08")
    assert "tanggal lahir dan jenis kelamin" in said.message()
    assert not any(part in said.message() + said.message("en") for part in ("9901", "1990", "01-02"))


def test_the_nik_of_somebody_else_is_not_held_against_the_person_of_the_row() -> None:
    mother = replace(NIK, title="NIK Ibu")
    drawing = rows("NIK Ibu | Tanggal Lahir | Jenis Kelamin", "'9901014101900001 | 2015-05-05 | L")
    assert "V08" not in codes(inspect(drawing, of(mother, BORN, SEX_OF_ROW)))
    hers = replace(BORN, title="Tanggal Lahir Ibu")
    drawing = rows("NIK Ibu | Tanggal Lahir Ibu | Jenis Kelamin", "'9901014101900001 | 1991-05-05 | L")
    assert "V08" in codes(inspect(drawing, of(mother, hers, SEX_OF_ROW)))


def test_a_nik_under_a_heading_that_nobody_knows_is_missing_and_not_out_of_place_as_well() -> None:
    numbers = [f"'990101150180{n:04}" for n in (1, 2, 3)]
    assert set(told(rows("Nomor Induk", *numbers), of(NIK))) == {"H02"}
    assert told(rows("NIK", *(n.replace("'", "''") for n in numbers)), of(NIK)) == {}, "the apostrophe is not read"
