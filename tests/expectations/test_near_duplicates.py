"""One person under two numbers (K04). Nobody here can exist: no region has the code 99."""

from __future__ import annotations

import pytest

from lumbung.contracts.model import Kind, LogicalType, PersonalKind, Property
from lumbung.findings import Severity
from tests.harmonise.regency import KECAMATAN, contract, inspect, the


def _personal(name: str, kind: PersonalKind, title: str, key: bool = False) -> Property:
    date = kind is PersonalKind.LAHIR
    form = LogicalType.DATE if date else LogicalType.STRING
    return Property(name, Kind.ATTRIBUTE, form, title, required=True, key=key, personal=kind)


REGISTER = contract(
    _personal("nik", PersonalKind.NIK, "NIK", key=True),
    _personal("kk", PersonalKind.KK, "No. KK"),
    _personal("nama", PersonalKind.NAMA, "Nama"),
    _personal("lahir", PersonalKind.LAHIR, "Tanggal Lahir"),
    Property(KECAMATAN.name, KECAMATAN.kind, KECAMATAN.logical_type, "Kecamatan", region_level=KECAMATAN.region_level),
    title="Penerima Bantuan",
    quarantine_limit=0.9,
)
Person = tuple[str, str, str, str]  # NIK, No. KK, name, day of birth
FIRST: Person = ("9901011402710000", "9901011402150001", "CONTOH WARGA", "14/02/1971")
OF_UNKNOWN_DAY: Person = ("9901010107700000", "9901011402150001", "CONTOH WARGA", "01/07/1970")


def register(*persons: Person) -> str:
    rows = "\n".join(f"'{nik} | '{kk} | {name} | {born} | Susukan" for nik, kk, name, born in persons)
    return f"Penerima Bantuan Tahun 2022\n\nNIK | No. KK | Nama | Tanggal Lahir | Kecamatan\n{rows}"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (FIRST, ("9901011402710003", "9901019999150009", "Contoh  Warga", "14/02/1971"), True),  # one digit mistyped
        (FIRST, ("9901021402711234", FIRST[1], "CONTOH WARGA", "14/02/1971"), True),  # of one household
        (FIRST, ("9901021402711234", "9901019999150009", "CONTOH WARGA", "14/02/1971"), False),  # a namesake
        (FIRST, ("9901011402710001", FIRST[1], "CONTOH WARGO", "14/02/1971"), False),  # twins
        (FIRST, ("9901011502710001", FIRST[1], "CONTOH WARGA", "15/02/1971"), False),
        (OF_UNKNOWN_DAY, ("9901010107700001", "9901019999150009", "CONTOH WARGA", "01/07/1970"), False),
        (OF_UNKNOWN_DAY, ("9901010107700001", OF_UNKNOWN_DAY[1], "CONTOH WARGA", "01/07/1970"), True),
    ],
)
def test_rows_of_one_name_and_day_are_told_where_their_numbers_or_households_are_alike(
    first: Person, second: Person, told: bool
) -> None:
    other: Person = ("9901011602730000", "9901011602150003", "CONTOH LAIN", "16/02/1973")
    found = inspect(register(first, other, second), REGISTER).findings
    said = [f for f in found if f.code == "K04"]
    assert [(f.cells, f.severity) for f in said] == ([(("A4", "A6"), Severity.WARNING)] if told else [])


def test_nothing_of_a_person_is_said_but_the_rows() -> None:
    said = the(inspect(register(FIRST, ("9901011402710003", *FIRST[1:])), REGISTER), "K04")
    assert said.message().startswith("Baris 4, 5 menyebut nama dan tanggal lahir yang sama")
    assert not any(part in f"{said.message()} {said.remedy()} {dict(said.parameters)}" for part in FIRST)
