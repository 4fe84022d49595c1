"""Reading in a child process: whatever happens to the child, we get a reading, a finding, or a fault of our own."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest

from lumbung.sheets.child.pool import Pool
from lumbung.sheets.child.wire import Answer, receive, send
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from lumbung.sheets.upload import ReaderFaultError, Readings, read_upload
from lumbung.site import Limits
from tests.sheets.drawing import as_xlsx

BOOK = as_xlsx("Kecamatan | Sapi | Kerbau\nSusukan | 401 | 3\nMandiraja | 846 | 7\nJumlah | 1247 | 10")
QUICK = Limits(seconds=1)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(2, "tests.sheets.misbehaving")
    yield pool
    pool.close()


def children(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text().split()]


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def pid_of(pool: Pool) -> int:
    (worker,) = pool._idle
    return worker.pid


def test_a_child_reads_what_we_read_ourselves(pool: Pool) -> None:
    assert read_upload(BOOK, "ternak.xlsx", readers=pool) == read_workbook(BOOK, "ternak.xlsx")


def test_one_child_reads_many_files(pool: Pool) -> None:
    read_upload(BOOK, "ternak.xlsx", readers=pool)
    first = pid_of(pool)
    for number in range(20):
        read_upload(BOOK, f"ternak {number}.xlsx", readers=pool)
    assert pid_of(pool) == first


@pytest.mark.parametrize(
    ("deed", "code", "said"),
    [
        ("abort", "F01", "berhenti mendadak"),
        ("segfault", "F01", "berhenti mendadak"),
        ("panic", "F01", "berhenti mendadak"),
        ("memory", "F01", "lebih dari 512 MB memori"),
        ("spin", "F05", "batas 1 detik"),
        ("sleep", "F05", "batas 1 detik"),
    ],
)
def test_what_a_file_does_to_the_reader_is_a_finding(pool: Pool, deed: str, code: str, said: str) -> None:
    limits = QUICK if said == "batas 1 detik" else Limits()  # on a busy machine a crash may take longer than that
    reading = read_upload(BOOK, deed, limits, pool)
    (found,) = reading.findings
    assert (found.code, reading.tables, reading.format) == (code, (), "xlsx")
    assert said in found.message()
    assert len(read_upload(BOOK, "ternak.xlsx", readers=pool).tables) == 1


def test_no_file_is_to_blame_for_a_busy_machine(pool: Pool) -> None:
    started = time.monotonic()
    assert read_upload(BOOK, "slowly", Limits(seconds=0.5), pool).findings == ()
    assert time.monotonic() - started > 3 * 0.5


def test_at_the_limit_of_the_site_a_file_is_too_large_and_not_damaged(pool: Pool) -> None:
    (found,) = read_upload(BOOK, "memory", Limits(memory=200), pool).findings
    assert (found.code, "200 MB" in found.message()) == ("F05", True)


def test_a_mistake_of_ours_is_not_blamed_on_the_file(pool: Pool) -> None:
    with pytest.raises(ReaderFaultError, match="KeyError: 'a mistake of ours'") as raised:
        read_upload(BOOK, "fault", readers=pool)
    assert "misbehaving.py" in raised.value.__notes__[0]
    assert len(read_upload(BOOK, "ternak.xlsx", readers=pool).tables) == 1


@pytest.mark.parametrize("deed", ["killed", "exit"])
def test_a_child_that_somebody_else_ended_is_a_fault_of_ours(pool: Pool, deed: str) -> None:
    with pytest.raises(ReaderFaultError, match="from outside"):
        read_upload(BOOK, deed, readers=pool)


def test_a_child_that_cannot_start_is_a_fault_of_ours() -> None:
    with pytest.raises(ReaderFaultError) as raised:
        read_upload(BOOK, "ternak.xlsx", readers=Pool(1, "tests.sheets.nowhere"))
    assert "No module named" in raised.value.__notes__[0]


def test_a_child_that_died_while_it_waited_is_replaced(pool: Pool) -> None:
    read_upload(BOOK, "ternak.xlsx", readers=pool)
    os.kill(pid_of(pool), signal.SIGKILL)
    assert len(read_upload(BOOK, "ternak.xlsx", readers=pool).tables) == 1


def test_a_child_that_held_much_memory_is_replaced(pool: Pool) -> None:
    assert len(read_upload(BOOK, "hoard", readers=pool).tables) == 1
    assert pool._idle == []


def test_a_child_is_not_replaced_for_the_memory_of_its_parent() -> None:
    ballast = bytearray(b"x") * 400_000_000
    pool = Pool(1)
    read_upload(BOOK, "ternak.xlsx", readers=pool)
    assert len(pool._idle) == 1
    pool.close()
    del ballast


def test_what_libraries_print_does_not_disturb_the_answer(pool: Pool, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):  # together more than a child may write for one file
        assert len(read_upload(BOOK, "chatter", readers=pool).tables) == 1
    assert capfd.readouterr() == ("", "")


def test_threads_share_the_children_and_get_their_own_answers(pool: Pool) -> None:
    books = {f"{n}.xlsx": as_xlsx(f"Kecamatan | Sapi\nSusukan | {n}\nBatur | 1") for n in range(40)}

    def figure(name: str) -> object:
        return read_upload(books[name], name, readers=pool).tables[0].rows[0].cells["B"]

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(figure, books)) == list(range(40))
    assert len(pool._idle) <= 2


def test_a_fork_of_ours_gets_children_of_its_own(pool: Pool) -> None:
    read_upload(BOOK, "ternak.xlsx", readers=pool)
    before = pid_of(pool)
    fork = os.fork()
    if fork == 0:
        well = len(read_upload(BOOK, "ternak.xlsx", readers=pool).tables) == 1 and pid_of(pool) != before
        pool.close()
        os._exit(0 if well else 1)
    assert os.waitpid(fork, 0)[1] == 0
    assert len(read_upload(BOOK, "ternak.xlsx", readers=pool).tables) == 1
    assert pid_of(pool) == before


def test_nothing_of_our_environment_that_is_secret_reaches_the_child(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMBUNG_SECRET_KEY", "rahasia")
    read_upload(BOOK, "ternak.xlsx", readers=pool)
    assert b"rahasia" not in Path(f"/proc/{pid_of(pool)}/environ").read_bytes()


PARENT = """
import sys
from lumbung.sheets.child.pool import Pool
from lumbung.sheets.upload import Readings, read_upload
pool = Pool(1, "tests.sheets.misbehaving")
pool.warm()
print("ready", flush=True)
read_upload(b"a,b\\n1,2", sys.argv[1], readers=pool)
sys.stdin.read()
"""


@pytest.mark.parametrize("busy", ["idle", "sleep", "spin"])
def test_a_child_goes_when_its_parent_is_killed(busy: str) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, busy], cwd=ROOT, stdin=-1, stdout=-1)
    assert parent.stdout and parent.stdin
    parent.stdout.readline()
    time.sleep(0.5)
    (child,) = children(parent.pid)
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 5
    while runs(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not runs(child)
    parent.stdin.close()
    parent.stdout.close()


@pytest.mark.parametrize("code", [os.system, subprocess.Popen, Pool, eval, "lumbung.site:yaml.load"])
def test_no_code_comes_out_of_a_childs_message(code: object) -> None:
    message = pickle.dumps(code, 5)
    if isinstance(code, str):
        module, name = code.split(":")
        message = b"\x80\x05" + b"".join(b"\x8c" + bytes([len(t)]) + t.encode() for t in (module, name)) + b"\x93."
    with pytest.raises(pickle.UnpicklingError, match="is no data"):
        receive(BytesIO(message))


def test_a_reading_shares_its_grid_after_the_journey_as_before() -> None:
    stream = BytesIO()
    send(Answer(read_workbook(BOOK, "ternak.xlsx")), stream)
    stream.seek(0)
    answer = receive(stream)
    assert isinstance(answer, Answer)
    assert isinstance(answer.reading, Reading)
    assert answer.reading.tables[0].grid is answer.reading.grids[0]


def test_a_child_starts_quickly_and_imports_little() -> None:
    heavy = "pandas numpy great_expectations dagster sqlalchemy rich typer"
    code = f"import sys, lumbung.sheets.child.serve; print(*(m for m in '{heavy}'.split() if m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout == "\n"


def test_files_are_read_ahead_and_given_in_their_order(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.csv" for name in ("satu", "dua", "tiga")]
    for path in paths:
        path.write_text("Kecamatan;Jumlah\nBatur;1\nKarangkobar;2\n")
    readings = Readings(paths)
    assert [r.name for r in readings] == ["satu.csv", "dua.csv", "tiga.csv"]
    assert list(readings) == []
