"""How long ``lumbung check`` takes for 100,000 rows and 12 columns, and how much memory it holds with all its children.

Two sheets: figures under Lahat's own regions (every desa, five-year group of age, sex and education that there could
be), and a list of persons by name, who cannot exist: no region has the code 99. The command is started as a person
starts it; python-calamine reads the same bytes in the same run.
"""

from __future__ import annotations

import itertools
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import yaml
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from benchmarks.section import Line, Section
from lumbung.reference.wilayah import Gazetteer, RegionLevel, read_gazetteer

ROWS, SECONDS, MEGABYTES = 100_000, 10.0, 700
_REPEATS = 3
_PROJECT = Path(__file__).parents[2]
_SITE = _PROJECT / "sites" / "lahat"
_REGISTERS = Path(__file__).parent / "registers"
_AGES = [f"{age}-{age + 4}" for age in range(0, 90, 5)]
_SCHOOLING = ("Tidak Sekolah", "SD", "SMP", "SMA", "D1", "D3", "S1", "S2")
_MEASURES = ("Penduduk", "Bekerja", "Menganggur", "Wajib KTP", "Sudah KTP", "Belum KTP")
_HEADINGS = (
    *("No", "NIK", "No. KK", "Nama Penerima", "Tanggal Lahir", "Jenis Kelamin", "Kecamatan", "Kode Program"),
    *("Bantuan", "Alamat", "RT", "Keterangan"),
)


@dataclass(frozen=True)
class Cost:
    """What one command took; the memory is the most that it and its children held together."""

    seconds: float
    megabytes: float


def measure(_: Path) -> Section:
    """The median of several runs; no corpus is needed."""
    with tempfile.TemporaryDirectory() as folder:
        site = _site(Path(folder))
        figures = _workbook(_figures(read_gazetteer(site / "reference")))
        file = Path(folder) / "Penduduk Rinci 2024.xlsx"
        of_figures, told = _measured(f"check of {ROWS:,} rows × 12", file, figures, site, "dukcapil")
        file = Path(folder) / "Penerima Bantuan 2024.xlsx"
        name = f"check of a list of {ROWS:,} persons × 12"
        of_persons, told_too = _measured(name, file, _workbook(_persons()), _REGISTERS, "dinsos")
    return Section("Speed", (*of_figures, *of_persons), (told, told_too))


def _measured(name: str, file: Path, data: bytes, site: Path, opd: str) -> tuple[tuple[Line, Line], str]:
    file.write_bytes(data)
    costs = [_checked(site, file, opd) for _ in range(_REPEATS)]
    seconds = statistics.median(c.seconds for c in costs)
    megabytes = max(c.megabytes for c in costs)
    alone = statistics.median(_read_alone(data) for _ in range(_REPEATS))
    lines = (
        Line(name, f"{seconds:.1f} s", f"< {SECONDS:g} s", seconds < SECONDS),
        Line("… memory of all its processes", f"{megabytes:.0f} MB", f"< {MEGABYTES} MB", megabytes < MEGABYTES),
    )
    told = (
        f"{file.name}: python-calamine alone reads the same {len(data) / 1e6:.1f} MB in {alone:.1f} s; the check takes"
    )
    return lines, f"{told} {seconds / alone:.1f} times as long."


def _site(folder: Path) -> Path:
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


def _workbook(rows: Iterator[Sequence[object]]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Data")
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _figures(gazetteer: Gazetteer) -> Iterator[Sequence[object]]:
    chance = random.Random(1)
    yield ["Penduduk Rinci Kabupaten Lahat Tahun 2024"]
    yield []
    yield ["No", "Kecamatan", "Desa", "Umur", "Jenis Kelamin", "Pendidikan", *_MEASURES]
    for number, labels in enumerate(itertools.islice(_labels(gazetteer), ROWS), start=1):
        yield [number, *labels, *(chance.randrange(100) for _ in _MEASURES)]


def _persons() -> Iterator[Sequence[object]]:
    chance = random.Random(1)
    gazetteer = read_gazetteer(_REGISTERS / "reference")
    kecamatan = [r.name for r in gazetteer.of_level(RegionLevel.KECAMATAN) if r.code not in gazetteer.changing]
    yield ["Penerima Bantuan Kabupaten Uji Tahun 2024"]
    yield []
    yield _HEADINGS
    for number in range(1, ROWS + 1):
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


def _checked(site: Path, file: Path, opd: str) -> Cost:
    command = [sys.executable, "-m", "pipelines", "check", str(file), "--site", str(site), "--opd", opd]
    started = time.perf_counter()
    process = subprocess.Popen([*command, "--json"], cwd=_PROJECT, stdout=subprocess.PIPE, text=True)
    memory = _Memory(process.pid)
    memory.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - started
    memory.join()
    if process.returncode or f'"accepted": {ROWS}' not in said:
        raise RuntimeError(f"the workbook was not accepted: {said[:500]}")
    return Cost(seconds, memory.most)


class _Memory(threading.Thread):
    """Watches a process and all below it: the most megabytes that they held together, shared pages counted once."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most = process, 0.0

    def run(self) -> None:
        while (held := sum(map(_held, _family(self.process)))) > 0:
            self.most = max(self.most, held)
            time.sleep(0.1)


def _family(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            below = task.read_text().split()
        except OSError:
            continue
        for child in below:
            yield from _family(int(child))


def _held(process: int) -> float:
    """Megabytes of a process, its part of what it shares with others included; 0 for one that has ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) * 1024 / 1e6


def _read_alone(data: bytes) -> float:
    started = time.perf_counter()
    CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    return time.perf_counter() - started
