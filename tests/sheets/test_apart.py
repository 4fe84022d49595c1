"""Reading in a process apart: crashes, hangs and hunger become findings; a fault of ours does not; nothing is left over."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from lumbung.sheets.apart import DiedError, LateError, ReaderFaultError, Worker, read_apart
from lumbung.sheets.model import Grid
from lumbung.sheets.read import read_workbook
from lumbung.sheets.wire import Request
from lumbung.site import Limits
from tests.sheets.drawing import as_xlsx, saved
from tests.sheets.test_files import TERNAK

TERNAK_FILE = as_xlsx(TERNAK)


def _file(rows: Iterable[Sequence[object]]) -> bytes:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in rows:
        sheet.append(list(row))
    return saved(workbook)


REQUEST = Request(TERNAK_FILE, "ternak.xlsx", Limits())


def test_it_reads_what_reading_in_this_process_reads() -> None:
    here, apart = read_workbook(TERNAK_FILE, "ternak.xlsx"), read_apart(TERNAK_FILE, "ternak.xlsx")
    assert apart.tables == here.tables
    assert (apart.name, apart.sha256, apart.format, apart.findings) == (
        here.name,
        here.sha256,
        here.format,
        here.findings,
    )
    assert [list(grid.filled()) for grid in apart.grids] == [list(grid.filled()) for grid in here.grids]
    assert apart.tables[0].grid is apart.grids[0]


@pytest.mark.parametrize("does", ["os.abort()", "sys.exit(0)", "os.kill(os.getpid(), 11)"])
def test_a_reader_that_ends_without_an_answer_has_died(does: str) -> None:
    worker = Worker([sys.executable, "-c", f"import os, sys; sys.stdin.buffer.read(8); {does}"])
    with pytest.raises(DiedError):
        worker.ask(REQUEST, 20)
    assert not worker.is_alive


def test_a_reader_that_hangs_is_stopped() -> None:
    worker = Worker([sys.executable, "-c", "import sys, time; sys.stdin.buffer.read(8); time.sleep(60)"])
    started = time.monotonic()
    with pytest.raises(LateError):
        worker.ask(REQUEST, 0.3)
    assert time.monotonic() - started < 10
    assert not worker.is_alive


def test_a_file_that_takes_too_long_is_returned_with_the_limit() -> None:
    reading = read_apart(TERNAK_FILE, "lama.xlsx", Limits(seconds=0))
    (found,) = reading.findings
    assert (found.code, reading.format, reading.tables) == ("F05", "xlsx", ())
    assert "0 detik" in found.message("id")


def test_a_file_that_takes_too_much_memory_is_returned() -> None:
    long = _file([["a", "b"], *([i, f"teks {i}"] for i in range(60_000))])
    reading = read_apart(long, "panjang.xlsx", Limits(memory_megabytes=60))
    (found,) = reading.findings
    assert found.code in ("F01", "F05")
    assert "60 MB" in found.message("id")
    assert read_apart(TERNAK_FILE, "ternak.xlsx").tables, "the next file is read as ever"


def test_a_fault_of_our_own_is_not_put_on_the_file() -> None:
    with pytest.raises(ReaderFaultError, match="Traceback"):
        read_apart(None, "ternak.xlsx")  # type: ignore[arg-type]
    assert read_apart(TERNAK_FILE, "ternak.xlsx").tables


def test_one_child_reads_file_after_file() -> None:
    worker = Worker()
    first = worker.pid
    for _ in range(5):
        assert worker.ask(REQUEST, 20).reading is not None
    assert worker.is_alive
    assert worker.pid == first
    worker.end()


def test_many_threads_read_at_once() -> None:
    files = [_file([["Nama", "Jumlah"], *([f"Desa {k}{i}", i * k] for i in range(20))]) for k in range(1, 25)]
    with ThreadPoolExecutor(6) as threads:
        readings = list(threads.map(lambda data: read_apart(data, "a.xlsx"), files))
    assert [r.tables for r in readings] == [read_workbook(data, "a.xlsx").tables for data in files]


def test_a_forked_process_starts_children_of_its_own() -> None:
    read_apart(TERNAK_FILE, "ternak.xlsx")
    child = os.fork()
    if child == 0:
        os._exit(0 if read_apart(TERNAK_FILE, "ternak.xlsx").tables else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert read_apart(TERNAK_FILE, "ternak.xlsx").tables


@pytest.mark.parametrize("ends", ["os._exit(0)", "os.kill(os.getpid(), 9)", "pass"])
def test_no_child_outlives_its_parent(ends: str) -> None:
    program = f"import os; from lumbung.sheets.apart import Worker; w = Worker(); print(w.pid, flush=True); {ends}"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    pid = int(told.stdout)
    deadline = time.monotonic() + 10
    while _is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_running(pid)


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_grid_travels_as_it_is() -> None:
    grid = read_workbook(TERNAK_FILE, "ternak.xlsx").grids[0]
    again: Grid = pickle.loads(pickle.dumps(grid))
    assert again.rows == grid.rows
    assert list(again.filled()) == list(grid.filled())
