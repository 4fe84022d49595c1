"""The large workbooks whose check is measured, and the site that one of them is sent to.

Figures stand under Lahat's own regions: every desa, five-year group of age, sex and education that there could be. A
list of persons by name holds nobody who could exist: no region has the code 99.
"""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import yaml
from openpyxl.workbook import Workbook

from lumbung.reference.wilayah import Gazetteer, RegionLevel, read_gazetteer

REGISTERS = Path(__file__).parent / "registers"
_SITE = Path(__file__).parents[2] / "sites" / "lahat"
_AGES = [f"{age}-{age + 4}" for age in range(0, 90, 5)]
_SCHOOLING = ("Tidak Sekolah", "SD", "SMP", "SMA", "D1", "D3", "S1", "S2")
_MEASURES = ("Penduduk", "Bekerja", "Menganggur", "Wajib KTP", "Sudah KTP", "Belum KTP")
_HEADINGS = (
    *("No", "NIK", "No. KK", "Nama Penerima", "Tanggal Lahir", "Jenis Kelamin", "Kecamatan", "Kode Program"),
    *("Bantuan", "Alamat", "RT", "Keterangan"),
)


def figures_site(folder: Path) -> Path:
    """A site with the regions of Lahat and one contract."""
    site = folder / "site"
    shutil.copytree(_SITE / "reference", site / "reference")
    shutil.copyfile(_SITE / "site.yaml", site / "site.yaml")
    (site / "uploads").mkdir()
    contract = site / "contracts" / "dukcapil" / "penduduk_rinci.yaml"
    contract.parent.mkdir(parents=True)
    contract.write_text(yaml.safe_dump(_contract(), sort_keys=False), encoding="utf-8")
    return site


def _contract() -> dict[str, object]:
    ages = [{"kode": age.replace("-", "_"), "nama": age} for age in _AGES]
    schooling = [{"kode": name.lower().replace(" ", "_"), "nama": name} for name in _SCHOOLING]
    properties = [
        _property("kode_kecamatan", "Kecamatan", required=True, primaryKey=True, region="kecamatan"),
        _property("kode_desa", "Desa", required=True, primaryKey=True, region="desa"),
        _property("umur", "Umur", primaryKey=True, categories=ages),
        _property("jk", "Jenis Kelamin", primaryKey=True, codeList="jenis_kelamin"),
        _property("pendidikan", "Pendidikan", primaryKey=True, categories=schooling),
        *(_property(f"m{n}", t, "integer", satuan="orang", indicator=f"ind_{n}") for n, t in enumerate(_MEASURES)),
        _property("tahun", "Tahun", primaryKey=True, period="tahun", **{"from": ["title", "filename"]}),
    ]
    told = {"opd": "dukcapil", "titles": ["Penduduk Rinci"], "period": "tahun"}
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": "uji.penduduk_rinci",
        "version": "1.0.0",
        "status": "active",
        "name": "Penduduk Rinci",
        "customProperties": _customs(told),
        "schema": [{"name": "penduduk_rinci", "logicalType": "object", "properties": properties}],
    }


def _property(name: str, title: str, kind: str = "string", **said: object) -> dict[str, object]:
    standard = {key: said.pop(key) for key in ("required", "primaryKey") if key in said}
    limits = {"logicalTypeOptions": {"minimum": 0}} if kind == "integer" else {}
    told = {"name": name, "businessName": title, "description": title, "logicalType": kind}
    return {**told, **standard, **limits, "customProperties": _customs(said)}


def _customs(said: dict[str, object]) -> list[dict[str, object]]:
    return [{"property": key, "value": value} for key, value in said.items()]


def workbook(rows: Iterator[Sequence[object]]) -> bytes:
    """The sheet as an xlsx file."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Data")
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def figures(site: Path, rows: int, *, spoilt: bool = False) -> Iterator[Sequence[object]]:
    """A sheet of figures; ``spoilt``: with a wrong cell in every tenth row."""
    chance = random.Random(1)
    yield ["Penduduk Rinci Kabupaten Lahat Tahun 2024"]
    yield []
    yield ["No", "Kecamatan", "Desa", "Umur", "Jenis Kelamin", "Pendidikan", *_MEASURES]
    gazetteer = read_gazetteer(site / "reference")
    for number, labels in enumerate(itertools.islice(_labels(gazetteer), rows), start=1):
        found: list[object] = [chance.randrange(100) for _ in _MEASURES]
        if spoilt and number % 10 == 0:
            found[chance.randrange(len(found))] = chance.choice((-5, "12 orang", "x", "#REF!", 3.5))
        yield [number, *labels, *found]


def persons(rows: int) -> Iterator[Sequence[object]]:
    """A sheet with a list of persons."""
    chance = random.Random(1)
    gazetteer = read_gazetteer(REGISTERS / "reference")
    kecamatan = [r.name for r in gazetteer.of_level(RegionLevel.KECAMATAN) if r.code not in gazetteer.changing]
    yield ["Penerima Bantuan Kabupaten Uji Tahun 2024"]
    yield []
    yield _HEADINGS
    for number in range(1, rows + 1):
        born = date(1940, 1, 1) + timedelta(days=chance.randrange(28_000))
        female = chance.random() < 0.5
        day = born.day + 40 * female
        nik = f"99{number // 10_000:02}01{day:02}{born.month:02}{born.year % 100:02}{number % 10_000:04}"
        name, street = ("".join(chance.choices(letters, k=6)) for letters in ("abcdefghij", "klmnop"))
        who = (number, nik, f"9901{number:012}", f"Nama {name}", datetime(born.year, born.month, born.day))
        what = (chance.choice(kecamatan), chance.choice(("01", "02")), chance.choice((200_000, 600_000)))
        yield [*who, "P" if female else "L", *what, f"Jl. {street}", f"{chance.randrange(1, 20):03}", None]


def _labels(gazetteer: Gazetteer) -> Iterator[tuple[str, ...]]:
    """Every combination, as a sheet lists them: the kecamatan with its desa, then the groups of persons."""
    for desa in gazetteer.of_level(RegionLevel.DESA):
        kecamatan = gazetteer[desa.code.rpartition(".")[0]]
        for group in itertools.product(_AGES, ("Laki-laki", "Perempuan"), _SCHOOLING):
            yield kecamatan.name, desa.name, *group
