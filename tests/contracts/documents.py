"""A sound contract as a YAML document, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.contracts.odcs import ContractError, load_contract

SOUND = """\
apiVersion: v3.1.0
kind: DataContract
id: contoh.jumlah_ternak
version: 1.0.0
status: active
name: Jumlah ternak menurut kecamatan
customProperties:
  - {property: opd, value: dinas}
  - {property: titles, value: [Jumlah Ternak]}
  - {property: period, value: tahun}
  - {property: completeOver, value: kecamatan}
schema:
  - name: jumlah_ternak
    logicalType: object
    physicalType: table
    properties:
      - name: kode_kecamatan
        businessName: Kecamatan
        logicalType: string
        primaryKey: true
        customProperties:
          - {property: region, value: kecamatan}
          - {property: aliases, value: [Subdistrict]}
      - name: jenis_ternak
        logicalType: string
        primaryKey: true
        customProperties:
          - {property: from, value: header}
          - {property: codeList, value: ternak}
      - name: populasi
        businessName: Populasi
        logicalType: integer
        logicalTypeOptions: {minimum: 0}
        customProperties:
          - {property: satuan, value: ekor}
          - {property: indicator, value: populasi_ternak}
      - name: tahun
        logicalType: string
        primaryKey: true
        customProperties:
          - {property: period, value: tahun}
          - {property: from, value: [title, filename]}
"""

ANIMALS = """\
kode,nama,alias,sifat
sapi_perah,Sapi Perah,Milking Cow; Dairy Cow,
kuda,Kuda,,opsional
jumlah,Jumlah,Total,jumlah
"""


def site_folder(folder: Path, text: str = SOUND, animals: str = ANIMALS) -> Path:
    """A site with one contract in its place; the path of the contract."""
    path = folder / "contracts" / "dinas" / "jumlah_ternak.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    lists = code_lists(folder)
    lists.mkdir(parents=True, exist_ok=True)
    (lists / "ternak.csv").write_text(animals, encoding="utf-8")
    return path


def code_lists(folder: Path) -> Path:
    """Where the code lists of that site are."""
    return folder / "reference" / "klasifikasi"


def spoilt(old: str, new: str) -> str:
    """The sound contract with one thing changed."""
    assert SOUND.count(old) == 1, old
    return SOUND.replace(old, new)


def complaint(folder: Path, text: str) -> str:
    """What is said of a contract that cannot be loaded."""
    path = site_folder(folder, text)
    with pytest.raises(ContractError) as refused:
        load_contract(path, code_lists(folder))
    assert refused.value.path == path
    assert refused.value.problems
    return str(refused.value)
