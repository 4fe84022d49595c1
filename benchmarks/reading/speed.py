"""How long reading takes: one very long sheet against calamine alone, and a thousand small workbooks."""

from __future__ import annotations

import io
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import openpyxl
from python_calamine import CalamineWorkbook

from lumbung.sheets.model import Reading

Read = Callable[[bytes, str], Reading]

LONG_ROWS, SMALL_WORKBOOKS = 200_000, 1_000
_REPEATS = 5
_HEADINGS = (
    "No", "Kode Desa", "Kecamatan", "Desa", "Komoditas", "Luas (Ha)", "Produksi (Ton)", "Nilai (Rp)", "Pekerja",
    "Rata-rata", "Keterangan",
)  # fmt: skip


@dataclass(frozen=True)
class Long:
    """Median seconds over several rounds in one process each: calamine alone, our reading, all rows in hand."""

    megabytes: float
    cells: int
    calamine: float
    reading: float
    rows: float  # the reading, and every row of its table made


def measure_long(read: Read) -> Long:
    """A register of 200,000 rows and 11 columns: texts, codes, whole numbers, fractions, blanks."""
    data = long_workbook(LONG_ROWS)
    read(data, "panjang.xlsx")
    alone, ours, whole = [], [], []
    for _ in range(_REPEATS):
        alone.append(
            _seconds(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())
        )
        started = time.perf_counter()
        reading = read(data, "panjang.xlsx")
        ours.append(time.perf_counter() - started)
        rows = list(reading.tables[0].rows)
        whole.append(time.perf_counter() - started)
        assert len(rows) == LONG_ROWS, len(rows)
        del reading, rows
    median = statistics.median
    return Long(len(data) / 1e6, LONG_ROWS * len(_HEADINGS), median(alone), median(ours), median(whole))


def measure_small(read: Read) -> list[float]:
    """Seconds for each of a thousand workbooks as OPDs send them, after a first one that is not counted."""
    workbooks = list(small_workbooks(SMALL_WORKBOOKS))
    read(workbooks[0], "kecil.xlsx")
    return [_seconds(lambda data=data: read(data, "kecil.xlsx")) for data in workbooks]  # type: ignore[misc]


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def long_workbook(rows: int) -> bytes:
    """The register as a workbook; the same bytes in each cell every time."""
    chance = random.Random(1)
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Data")
    sheet.append(_HEADINGS)
    for number in range(1, rows + 1):
        place = chance.randrange(24)
        sheet.append(
            [
                number,
                f"16.04.{place:02d}.{chance.randrange(2001, 2060)}",
                f"Kecamatan {chr(65 + place)}wa",
                f"Desa {chance.randrange(3000)}",
                chance.choice(("Padi", "Jagung", "Kedelai", "Kopi", "Karet", "Sawit")),
                round(chance.uniform(0, 50), 2),
                round(chance.uniform(0, 900), 3),
                chance.randrange(10**5, 10**8),
                chance.randrange(60),
                chance.uniform(0, 9),
                chance.choice((None, "aktif", "tidak aktif")),
            ]
        )
    return _saved(workbook)


def small_workbooks(number: int) -> Iterator[bytes]:
    """Tables by kecamatan: title, a header of two rows with merges, column numbers, 15 to 40 rows, Jumlah, source."""
    chance = random.Random(2)
    for _ in range(number):
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        assert sheet is not None
        groups, rows = chance.randrange(2, 6), chance.randrange(15, 41)
        width = 2 + 2 * groups
        sheet.append([f"Tabel {chance.randrange(1, 9)}.{chance.randrange(1, 30)} Ternak Menurut Kecamatan, 2024"])
        sheet.append([])
        sheet.append(["No", "Kecamatan", *(h for g in range(groups) for h in (f"Jenis {g + 1}", None))])
        sheet.append([None, None, *("Jantan", "Betina") * groups])
        for column in (1, 2):
            sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
        for group in range(groups):
            sheet.merge_cells(start_row=3, end_row=3, start_column=3 + 2 * group, end_column=4 + 2 * group)
        sheet.append([f"({i + 1})" for i in range(width)])
        body = [[chance.randrange(5000) for _ in range(width - 2)] for _ in range(rows)]
        for i, figures in enumerate(body, start=1):
            sheet.append([i, f"Kecamatan {chr(64 + i % 26 + 1)}{i}", *figures])
        sheet.append(["Jumlah", None, *map(sum, zip(*body, strict=True))])
        sheet.append(["Sumber: Dinas Pertanian"])
        yield _saved(workbook)


def _saved(workbook: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()
