"""A register in Kabupaten Uji: who receives aid. Its persons cannot exist: region 99.01, serial number 0000."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import yaml
from openpyxl import Workbook

from tests.pipelines.small_site import Cell, SmallSite

HEADER = ("No", "Nama Penerima", "NIK", "No. KK", "Alamat", "Kecamatan", "Program", "Bantuan (Rp)")
Person = tuple[Cell, Cell, Cell, Cell, Cell, Cell, Cell]
"""Name, NIK, No. KK, address, kecamatan, programme, rupiah."""


def nik(day: int) -> str:
    """The NIK of a person born on a day of January 1990 with serial number 0000."""
    return f"990101{day:02}01900000"


def kk(day: int) -> str:
    """A No. KK issued on a day of February 2015."""
    return f"990101{day:02}02150000"


def person(day: int, kecamatan: str = "Alam", program: str = "Sembako", **changes: Cell) -> Person:
    """A person told apart by the day of birth."""
    said: dict[str, Cell] = {
        "nama": f"CONTOH WARGA {day:03}",
        "nik": nik(day),
        "kk": kk(day),
        "alamat": f"Jalan Rahasia {day:03}",
        "kecamatan": kecamatan,
        "program": program,
        "bantuan": 600_000,
        **changes,
    }
    return tuple(said.values())  # type: ignore[return-value]


def add_register(site: SmallSite) -> None:
    """Dinas Sosial joins, with its register of recipients, counted by kecamatan and programme."""
    opds = site.folder / "reference" / "opd.csv"
    opds.write_text(opds.read_text() + "dinsos,Dinas Sosial,Dinsos,\n")
    path = site.folder / "contracts" / "dinsos" / "penerima_bantuan.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(document(), sort_keys=False))


def document() -> dict[str, Any]:
    """The contract."""
    custom = {
        "opd": "dinsos",
        "titles": ["Penerima Bantuan"],
        "period": "tahun",
        "quarantineLimit": 0.9,
        "sample": True,
        "counts": [
            {
                "indicator": "jumlah_penerima_bantuan",
                "title": "Jumlah Penerima Bantuan",
                "satuan": "orang",
                "by": ["kode_kecamatan", "program"],
            },
            {
                "indicator": "jumlah_keluarga_penerima",
                "title": "Jumlah Keluarga Penerima Bantuan",
                "satuan": "kk",
                "distinct": "kk",
            },
        ],
    }
    programs = [{"kode": "sembako", "nama": "Sembako"}, {"kode": "pkh", "nama": "PKH"}]
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": "uji.penerima_bantuan",
        "version": "1.0.0",
        "status": "active",
        "name": "Penerima Bantuan",
        "description": {"purpose": "Penerima bantuan menurut nama dan alamat."},
        "customProperties": _custom(custom),
        "schema": [
            {
                "name": "penerima_bantuan",
                "logicalType": "object",
                "properties": [
                    _property("kode_kecamatan", "Kecamatan", required=True, region="kecamatan"),
                    _property("nik", "NIK", primaryKey=True, personal="nik"),
                    _property("kk", "No. KK", required=True, personal="kk"),
                    _property("nama", "Nama Penerima", required=True, personal="nama"),
                    _property("alamat", "Alamat", personal="alamat"),
                    _property("program", "Program", primaryKey=True, categories=programs),
                    {
                        **_property("bantuan", "Bantuan", satuan="rupiah", indicator="nilai_bantuan"),
                        "logicalType": "number",
                    },
                    {**_property("tahun", "Tahun", primaryKey=True, period="tahun", **{"from": ["title", "filename"]})},
                ],
            }
        ],
    }


def _property(
    name: str, title: str, *, required: bool = False, primaryKey: bool = False, **custom: object
) -> dict[str, Any]:
    element: dict[str, Any] = {"name": name, "businessName": title, "description": title, "logicalType": "string"}
    element |= {"required": True} if required else {}
    element |= {"primaryKey": True} if primaryKey else {}
    return {**element, "customProperties": _custom(custom)}


def _custom(values: dict[str, object]) -> list[dict[str, object]]:
    return [{"property": name, "value": value} for name, value in values.items()]


def register(
    persons: Sequence[Person], title: str = "Daftar Penerima Bantuan di Kabupaten Uji Tahun 2024", sheet: str = "Data"
) -> bytes:
    """An .xlsx: title in A1, header in row 3, persons from row 4 on."""
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.title = sheet
    for row in ([title], [], HEADER):
        page.append(row)
    for number, said in enumerate(persons, start=1):
        page.append([number, *said])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()
