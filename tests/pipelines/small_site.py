"""A whole regency that fits on a page: six kecamatan, two OPDs, three datasets, and workbooks as operators draw them.

Kabupaten Uji does not exist. Distan owns livestock (by kind) and paddy, Dinkes owns its health centres.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook

KECAMATAN = {
    "Alam": "99.01.01",
    "Bukit": "99.01.02",
    "Curup": "99.01.03",
    "Danau": "99.01.04",
    "Embun": "99.01.05",
    "Fajar": "99.01.06",
}
OPDS = """id,nama,singkatan,alias
distan,Dinas Pertanian,Distan,
dinkes,Dinas Kesehatan,Dinkes,
bpbd,Badan Penanggulangan Bencana Daerah,BPBD,
"""
CODE_LISTS = {
    "jenis_ternak": "kode,nama,alias,sifat\nsapi,Sapi,Cattle,\nkerbau,Kerbau,Buffalo,\n",
    "jenis_faskes": "kode,nama,alias,sifat\npuskesmas,Puskesmas,,\npustu,Pustu,Puskesmas Pembantu,\n",
}
QUARANTINE_LIMIT = 0.4

Cell = str | int | float | None
Row = tuple[Cell, ...]
Figures = Mapping[str, tuple[Cell, Cell]]


@dataclass(frozen=True)
class SmallSite:
    """The folder of the site; its inbox is ``uploads`` inside it."""

    folder: Path

    @property
    def inbox(self) -> Path:
        """Where the OPDs lay their files."""
        return self.folder / "uploads"

    def send(self, origin: str, data: bytes, day: int = 1) -> Path:
        """An OPD lays a file into the inbox on a day of January 2025; the same name again is a corrected upload."""
        path = self.inbox / origin
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        moment = datetime(2025, 1, day, 8, tzinfo=UTC).timestamp()
        os.utime(path, (moment, moment))
        return path

    def change_contract(self, dataset: str, version: str, **custom: object) -> None:
        """Give a contract another version number and other custom properties."""

        def change(document: dict[str, Any]) -> None:
            values = {c["property"]: c["value"] for c in document["customProperties"]}
            document.update(version=version, customProperties=_custom({**values, **custom}))

        self._edit(dataset, change)

    def add_alias(self, dataset: str, name: str, alias: str) -> None:
        """Accept one more heading for a property."""

        def accept(document: dict[str, Any]) -> None:
            properties = {p["name"]: p for p in document["schema"][0]["properties"]}
            properties[name]["customProperties"].append({"property": "aliases", "value": [alias]})

        self._edit(dataset, accept)

    def require_column(self, dataset: str, name: str, title: str, **custom: object) -> None:
        """Ask for one more figure."""
        self.add_column(dataset, _measure(name, title, "number", **custom))

    def add_column(self, dataset: str, column: Mapping[str, object]) -> None:
        """Let a contract know one more column."""
        self._edit(dataset, lambda document: document["schema"][0]["properties"].append(dict(column)))

    def state_rule(self, dataset: str, name: str, expectation: str, **arguments: object) -> None:
        """Let a contract state one rule of its own about one of its columns."""
        rule = {"name": "aturan uji", "engine": "greatExpectations"}
        rule |= {"implementation": {"type": expectation, "kwargs": arguments}}

        def state(document: dict[str, Any]) -> None:
            (column,) = (p for p in document["schema"][0]["properties"] if p["name"] == name)
            column["quality"] = [rule]

        self._edit(dataset, state)

    def require_nothing(self, dataset: str) -> None:
        """No figure of a dataset must stand in every table of it."""

        def relax(document: dict[str, Any]) -> None:
            for column in document["schema"][0]["properties"]:
                column.pop("required", None)

        self._edit(dataset, relax)

    def _edit(self, dataset: str, change: Callable[[dict[str, Any]], object]) -> None:
        path = next(self.folder.glob(f"contracts/*/{dataset}.yaml"))
        document = yaml.safe_load(path.read_text())
        change(document)
        path.write_text(yaml.safe_dump(document, sort_keys=False))


def make_site(folder: Path) -> SmallSite:
    """Lay out the site: configuration, code lists, contracts, an empty inbox."""
    for part in ("uploads", "reference/klasifikasi"):
        (folder / part).mkdir(parents=True)
    (folder / "site.yaml").write_text('id: uji\nname: Kabupaten Uji\ncode: "99.01"\nsample: true\n')
    (folder / "reference" / "wilayah.csv").write_text(_regions())
    (folder / "reference" / "opd.csv").write_text(OPDS)
    for name, text in CODE_LISTS.items():
        (folder / "reference" / "klasifikasi" / f"{name}.csv").write_text(text)
    for opd, document in _contracts():
        path = folder / "contracts" / opd / f"{document['schema'][0]['name']}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(document, sort_keys=False))
    return SmallSite(folder)


def _regions() -> str:
    rows = ["kode,nama,tingkat,induk,kode_bps", "99,Provinsi Uji,provinsi,,99", "99.01,Kabupaten Uji,kabupaten,99,9901"]
    rows += [f"{code},{name},kecamatan,99.01,{code.replace('.', '')}0" for name, code in KECAMATAN.items()]
    return "\n".join(rows) + "\n"


def _contracts() -> Sequence[tuple[str, dict[str, Any]]]:
    heads = _measure("jumlah", "Populasi", "integer", satuan="ekor", indicator="populasi_ternak")
    area = _measure("luas_panen", "Luas Panen", "number", satuan="ha", indicator="luas_panen_padi")
    tons = _measure("produksi", "Produksi", "number", satuan="ton", indicator="produksi_padi")
    units = _measure("jumlah", "Jumlah Faskes", "integer", satuan="unit", indicator="jumlah_faskes")
    return (
        ("distan", _contract("populasi_ternak", "distan", "Populasi Ternak", _category("jenis_ternak"), heads)),
        ("distan", _contract("padi", "distan", "Luas Panen dan Produksi Padi", area, tons)),
        ("dinkes", _contract("faskes", "dinkes", "Fasilitas Kesehatan", _category("jenis_faskes"), units)),
    )


def _contract(dataset: str, opd: str, title: str, *properties: dict[str, Any]) -> dict[str, Any]:
    region = _property("kode_kecamatan", "Kecamatan", "string", key=True, region="kecamatan")
    year = _property("tahun", "Tahun", "string", key=True, period="tahun")
    year["customProperties"].append({"property": "from", "value": ["title", "filename"]})
    custom = {
        "opd": opd,
        "titles": [title],
        "period": "tahun",
        "completeOver": "kecamatan",
        "quarantineLimit": QUARANTINE_LIMIT,
        "sample": True,
    }
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": f"uji.{dataset}",
        "version": "1.0.0",
        "status": "active",
        "name": title,
        "description": {"purpose": f"{title} menurut kecamatan."},
        "customProperties": _custom(custom),
        "schema": [{"name": dataset, "logicalType": "object", "properties": [region, *properties, year]}],
    }


def _property(name: str, title: str, type_: str, key: bool = False, **custom: object) -> dict[str, Any]:
    element: dict[str, Any] = {"name": name, "businessName": title, "description": title, "logicalType": type_}
    if key:
        element["primaryKey"] = True
    return {**element, "customProperties": _custom(custom)}


def _category(code_list: str) -> dict[str, Any]:
    element = _property(code_list, code_list.replace("_", " ").title(), "string", key=True, codeList=code_list)
    element["customProperties"].append({"property": "from", "value": "header"})
    return element


def _measure(name: str, title: str, type_: str, **custom: object) -> dict[str, Any]:
    return {**_property(name, title, type_, **custom), "logicalTypeOptions": {"minimum": 0}, "required": True}


def _custom(values: Mapping[str, object]) -> list[dict[str, object]]:
    return [{"property": name, "value": value} for name, value in values.items()]


# ------------------------------------------------------------------ workbooks


def livestock(year: int, figures: Figures, total: Row = (), before: Mapping[int, Row] | None = None) -> bytes:
    """Kecamatan → (cattle, buffaloes). ``total`` replaces the true sums; ``before`` restates earlier years."""
    history = [(f"Tahun {y}", *values) for y, values in (before or {}).items()]
    title = f"Populasi Ternak Menurut Kecamatan di Kabupaten Uji Tahun {year}"
    return drawn(title, ("No", "Kecamatan", "Sapi", "Kerbau"), figures, total, history)


def paddy(year: int, figures: Figures, tons: str = "Produksi") -> bytes:
    """Kecamatan → (harvested hectares, tons); ``tons`` is the heading of the second column."""
    title = f"Luas Panen dan Produksi Padi di Kabupaten Uji Tahun {year}"
    return drawn(title, ("No", "Kecamatan", "Luas Panen (Ha)", f"{tons} (Ton)"), figures)


def paddy_on_two_sheets(year: int, figures: Figures) -> bytes:
    """As :func:`paddy`, the tons on a sheet of their own that continues the first."""
    workbook = Workbook()
    title = f"Luas Panen dan Produksi Padi di Kabupaten Uji Tahun {year}"
    first, second = workbook.worksheets[0], workbook.create_sheet("Lanjutan")
    first.title = "Data"
    for sheet, words, heading, column in (
        (first, title, "Luas Panen (Ha)", 0),
        (second, f"Lanjutan {title}", "Produksi (Ton)", 1),
    ):
        for row in ([words], [], ["No", "Kecamatan", heading]):
            sheet.append(row)
        for number, (name, values) in enumerate(figures.items(), start=1):
            sheet.append([number, name, values[column]])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def health_centres(year: int, figures: Figures) -> bytes:
    """Kecamatan → (puskesmas, pustu)."""
    title = f"Banyaknya Fasilitas Kesehatan di Kabupaten Uji Tahun {year}"
    return drawn(title, ("No", "Kecamatan", "Puskesmas", "Pustu"), figures)


def drawn(title: str, header: Row, figures: Figures, total: Row = (), history: Sequence[Row] = ()) -> bytes:
    """An .xlsx: title in A1, header in row 3, the kecamatan from row 4 on, their sum, earlier years below it."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Data"
    sheet.append([title])
    sheet.append([])
    sheet.append(header)
    for number, (name, values) in enumerate(figures.items(), start=1):
        sheet.append([number, name, *values])
    sheet.append([None, "Jumlah", *(total or _sums(figures))])
    for label, *values in history:
        sheet.append([None, label, *values])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _sums(figures: Figures) -> Row:
    columns = zip(*figures.values(), strict=True)
    return tuple(sum(v for v in column if isinstance(v, (int, float))) for column in columns)


def even(first: int, second: int) -> dict[str, tuple[Cell, Cell]]:
    """Figures for all six kecamatan, rising by one from kecamatan to kecamatan."""
    return {name: (first + i, second + i) for i, name in enumerate(KECAMATAN)}
