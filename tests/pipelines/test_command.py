"""The command ``lumbung``: exit codes, what is said, and that no traceback reaches anybody."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook

from pipelines.command import main
from pipelines.settings import PROJECT
from tests.pipelines.processes import environment
from tests.pipelines.small_site import SmallSite, even, livestock

GOOD = livestock(2022, even(400, 30))
PARTLY = livestock(2022, {**even(400, 30), "Bukit": ("12 ekor", 31)})


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    output: str
    errors: str


Lumbung = Callable[..., Said]


@pytest.fixture
def lumbung(
    site: SmallSite,
    tmp_path: Path,
    warehouse_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Lumbung:
    """The command in Kabupaten Uji, in this process."""
    for name in ("DAGSTER_HOME", "LUMBUNG_DAGSTER_URL", "LUMBUNG_UPLOADS"):
        monkeypatch.setenv(name, "")  # so that what a command sets is taken back
    monkeypatch.setenv("LUMBUNG_SITE", str(site.folder))
    monkeypatch.setenv("LUMBUNG_HOME", str(tmp_path / "h"))
    monkeypatch.setenv("LUMBUNG_WAREHOUSE_URL", warehouse_url)
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["lumbung", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        said = Said(int(end.value.code or 0), *capfd.readouterr())
        assert "Traceback" not in said.output + said.errors
        return said

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """A file on an operator's desk."""

    def put(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return put


Write = Callable[[str, bytes], Path]


def encrypted(data: bytes) -> bytes:
    """The workbook with a password, as Excel saves it."""
    stream = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt("rahasia", stream)
    return stream.getvalue()


def blank() -> bytes:
    """A workbook in which nobody wrote anything."""
    stream = BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


# ------------------------------------------------------------------ check


def test_check_of_a_good_file_ends_with_0(lumbung: Lumbung, write: Write) -> None:
    said = lumbung("check", write("Ternak 2022.xlsx", GOOD))
    assert (said.code, said.errors) == (0, "")
    assert "DITERIMA" in said.output


def test_check_tells_the_same_as_json(lumbung: Lumbung, write: Write) -> None:
    said = lumbung("check", write("Ternak 2022.xlsx", PARTLY), "--json")
    document = json.loads(said.output)
    assert said.code == 3
    assert document["verdict"] == "DITERIMA SEBAGIAN"
    assert document["file"]["name"] == "Ternak 2022.xlsx" and len(document["file"]["sha256"]) == 64
    assert document["tables"] == [
        {
            "dataset": "populasi_ternak",
            "period": "2022",
            "sheet": "Data",
            "rows": {"read": 6, "accepted": 5, "quarantined": 1},
        }
    ]
    (found,) = (f for f in document["findings"] if f["severity"] != "info")
    assert {k: found[k] for k in ("code", "severity", "dimension", "sheet", "cells", "count")} == {
        "code": "C04",
        "severity": "error",
        "dimension": "validity",
        "sheet": "Data",
        "cells": ["C5"],
        "count": 1,
    }
    assert found["message"] and found["remedy"]
    assert document["annotated"] is None


def test_check_writes_the_marked_workbook_where_asked(lumbung: Lumbung, write: Write, tmp_path: Path) -> None:
    said = lumbung("check", write("Ternak 2022.xlsx", PARTLY), "--out", tmp_path / "kembali", "--json")
    assert Path(json.loads(said.output)["annotated"]) == tmp_path / "kembali" / "Ternak 2022 - PERBAIKAN.xlsx"
    assert (tmp_path / "kembali" / "Ternak 2022 - PERBAIKAN.xlsx").is_file()


def test_check_gives_two_files_of_one_name_back_under_two(lumbung: Lumbung, tmp_path: Path) -> None:
    files = [tmp_path / folder / "data.xlsx" for folder in "ab"]
    for file, data in zip(files, (PARTLY, b""), strict=True):
        file.parent.mkdir()
        file.write_bytes(data)
    said = json.loads(lumbung("check", *files, "--out", tmp_path / "kembali", "--json").output)
    assert [Path(d["annotated"]).name for d in said] == ["data - PERBAIKAN.xlsx", "data (2) - PERBAIKAN.xlsx"]
    assert len({d["minutes"] for d in said}) == 2
    assert len(list((tmp_path / "kembali").iterdir())) == 4


def test_check_lays_a_berita_acara_beside_the_workbook(lumbung: Lumbung, write: Write, tmp_path: Path) -> None:
    said = lumbung("check", write("Ternak 2022.xlsx", PARTLY), "--opd", "distan", "--out", tmp_path, "--json")
    page = Path(json.loads(said.output)["minutes"])
    assert page == tmp_path / "Ternak 2022 - BERITA ACARA.html"
    assert "Dinas Pertanian" in page.read_text(encoding="utf-8")


def test_check_tells_what_was_fixed_since_the_file_before(lumbung: Lumbung, write: Write) -> None:
    before, after = write("Ternak 2022.xlsx", PARTLY), write("Ternak 2022 perbaikan.xlsx", GOOD)
    said = lumbung("check", after, "--before", before, "--json")
    assert json.loads(said.output)["progress"] == {"before": "Ternak 2022.xlsx", "fixed": 1, "left": 0, "new": 0}
    assert (
        "1 sudah diperbaiki, 0 masih ada, 0 baru (dihitung per sel)"
        in lumbung("check", after, "--before", before).output
    )
    assert lumbung("check", after, after, "--before", before).code == 2
    assert lumbung("check", after, "--before", "tidak ada.xlsx").code == 2


def test_check_of_several_files_ends_with_3_when_one_of_them_goes_back(lumbung: Lumbung, write: Write) -> None:
    said = lumbung("check", write("baik.xlsx", GOOD), write("buruk.xlsx", b""), "--json")
    assert said.code == 3
    assert [d["verdict"] for d in json.loads(said.output)] == ["DITERIMA", "DIKEMBALIKAN"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("nol bita.xlsx", b"", "F04"),
        ("spasi.xlsx", b"   \r\n", "F04"),
        ("tanpa isi.xlsx", blank(), "F04"),
        ("potongan.xlsx", GOOD[:2000], "F01"),
        ("surat.xlsx", b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n", "F02"),
        ("terkunci.xlsx", encrypted(GOOD), "F03"),
        ("sampah.xlsx", bytes(range(256)) * 40, "F01"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_check_names_what_is_wrong_with_a_file_that_cannot_be_read(
    lumbung: Lumbung, write: Write, name: str, data: bytes, code: str
) -> None:
    said = lumbung("check", write(name, data), "--json")
    document = json.loads(said.output)
    assert (said.code, document["verdict"]) == (3, "DIKEMBALIKAN")
    assert [f["code"] for f in document["findings"]] == [code]


def test_check_as_a_stranger_says_whose_data_it_is(lumbung: Lumbung, write: Write) -> None:
    said = lumbung("check", write("Ternak 2022.xlsx", GOOD), "--opd", "Dinkes", "--json")
    assert said.code == 3
    heavy = [f["code"] for f in json.loads(said.output)["findings"] if f["severity"] != "info"]
    assert heavy == ["F10"]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("check", "tidak-ada.xlsx"), "tidak-ada.xlsx"),
        (("check", "--opd", "kantor antah", __file__), "kantor antah"),
        (("check", "--site", "tidak-ada", __file__), "tidak-ada"),
        (("check",), "files"),
        (("check", "--tidak-ada", __file__), "--tidak-ada"),
        (("tables", "tidak-ada.xlsx"), "tidak-ada.xlsx"),
        (("panen",), "panen"),
        (("run", "--uploads", "tidak-ada"), "tidak-ada"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else value,
)
def test_wrong_use_ends_with_2_and_names_the_culprit(lumbung: Lumbung, arguments: tuple[str, ...], word: str) -> None:
    said = lumbung(*arguments)
    assert said.code == 2
    assert word in said.errors


# ------------------------------------------------------------------ the rest


def test_tables_gives_the_tables_of_any_workbook(lumbung: Lumbung, write: Write) -> None:
    said = lumbung("tables", write("Ternak 2022.xlsx", GOOD), "--json")
    document = json.loads(said.output)
    (table,) = document["tables"]
    assert said.code == 0
    assert document["file"]["format"] == "xlsx"
    assert (table["sheet"], table["header_rows"]) == ("Data", [3])
    assert [c["path"] for c in table["columns"]] == [["No"], ["Kecamatan"], ["Sapi"], ["Kerbau"]]
    assert table["rows"][0]["row"] == 4 and table["rows"][0]["cells"]["C"] == 400
    assert [t["row"] for t in table["totals"]] == [10]


def test_run_then_status_and_sql_tell_what_is_there(lumbung: Lumbung, site: SmallSite) -> None:
    site.send("distan/Ternak 2022.xlsx", GOOD)
    said = lumbung("run")
    assert said.code == 0
    assert "CONTOH" in said.output
    status = json.loads(lumbung("status", "--json").output)
    assert {"opd": "distan", "dataset": "populasi_ternak", "periode": "2022", "status": "tersedia"} in status
    assert lumbung("status").code == 0
    said = lumbung("sql", "SELECT count(*) AS banyak FROM data.fakta_indikator", "--csv")
    assert said.output.splitlines() == ["banyak", "12"]
    assert "12" in lumbung("sql", "SELECT count(*) FROM data.fakta_indikator").output


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM data.fakta_indikator",
        "WITH hapus AS (DELETE FROM ops.berkas RETURNING 1) SELECT * FROM hapus",
        "SELECT * FROM ops.siap",
        "SELECT * FROM tidak_ada",
        "SELECT 1; DROP SCHEMA data CASCADE",
    ],
)
def test_sql_refuses_what_an_analyst_may_not_do(lumbung: Lumbung, query: str) -> None:
    said = lumbung("sql", query)
    assert (said.code, said.output) == (2, "")
    assert said.errors.startswith("lumbung: ")


def test_contract_lint_ends_with_1_when_a_contract_is_unsound(lumbung: Lumbung, site: SmallSite) -> None:
    assert lumbung("contract", "lint").code == 0
    site.change_contract("padi", version="1.1.0", period="pekan")
    said = lumbung("contract", "lint", site.folder / "contracts")
    assert said.code == 1
    assert "padi.yaml" in said.output and "pekan" in said.output


def test_contract_lint_tries_the_rules_that_a_contract_states(lumbung: Lumbung, site: SmallSite) -> None:
    site.state_rule("padi", "produksi", "expect_column_values_to_be_between", max_value=9, maks=1)
    said = lumbung("contract", "lint")
    assert said.code == 1
    assert "padi.yaml: rule aturan uji:" in said.output and "maks" in said.output


def test_an_unsound_contract_stops_a_run_with_a_message(lumbung: Lumbung, site: SmallSite) -> None:
    site.change_contract("padi", version="1.1.0", period="pekan")
    said = lumbung("run")
    assert said.code == 2
    assert "padi.yaml" in said.errors


def test_contract_list_names_the_contracts(lumbung: Lumbung) -> None:
    listed = json.loads(lumbung("contract", "list", "--json").output)
    assert {c["dataset"] for c in listed} == {"populasi_ternak", "padi", "faskes"}


def test_a_fault_of_ours_is_told_as_ours_and_logged(
    lumbung: Lumbung, site: SmallSite, tmp_path: Path, write: Write
) -> None:
    (site.folder / "reference" / "wilayah.csv").unlink()
    said = lumbung("check", write("Ternak 2022.xlsx", GOOD))
    assert said.code == 1
    assert "bukan pada berkas Anda" in said.errors
    (log,) = (tmp_path / "h" / "log").iterdir()
    assert str(log) in said.errors
    assert "Traceback" in log.read_text()


def test_a_fault_is_told_even_where_its_log_cannot_be_written(
    lumbung: Lumbung, site: SmallSite, tmp_path: Path, write: Write
) -> None:
    (tmp_path / "h").write_text("a file where the home should be")
    (site.folder / "reference" / "wilayah.csv").unlink()
    said = lumbung("check", write("Ternak 2022.xlsx", GOOD))
    assert said.code == 1
    assert "bukan pada berkas Anda" in said.errors


def test_a_warehouse_that_does_not_answer_is_told_in_a_sentence(
    lumbung: Lumbung, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMBUNG_WAREHOUSE_URL", "postgresql://nobody:k3ramat@127.0.0.1:9/x")
    said = lumbung("status")
    assert said.code == 1
    assert "127.0.0.1" in said.errors and "k3ramat" not in said.errors


def test_help_imports_nothing_heavy() -> None:
    heavy = ["pandas", "numpy", "dagster", "great_expectations", "sqlalchemy", "openpyxl", "alembic"]
    program = f"import sys, pipelines.command; print([m for m in {heavy} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True)
    assert result.stdout.strip() == "[]"


def test_the_first_file_is_read_while_what_judges_it_is_imported() -> None:
    program = "import sys, pipelines.commands.check; print([m for m in ['pandas', 'great_expectations', 'altair'] if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True)
    assert result.stdout.strip() == "[]"


def test_help_lists_the_commands(tmp_path: Path) -> None:
    program = "from pipelines.command import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", program, "--help"],
        cwd=PROJECT,
        env={**environment(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0
    for command in ("run", "check", "tables", "status", "sql", "ui", "contract", "db"):
        assert f" {command} " in result.stdout


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        (("replay", "--dataset", "tak_ada"), "populasi_ternak"),
        (("replay", "--code", "ZZZ"), "X02"),
        (("rules", "list", "--dataset", "tak_ada"), "populasi_ternak"),
    ],
)
def test_a_misspelt_filter_is_told_with_what_there_is(lumbung: Lumbung, arguments: tuple[str, ...], known: str) -> None:
    said = lumbung(*arguments)
    assert said.code == 2
    assert f"{arguments[-1]} tidak dikenal" in said.errors
    assert known in said.errors


def test_a_place_that_cannot_be_written_is_wrong_use_and_nothing_is_left_there(
    lumbung: Lumbung, write: Write, tmp_path: Path
) -> None:
    file, folder = write("Ternak 2022.xlsx", GOOD), tmp_path / "folder"
    folder.mkdir()
    for arguments, why in (
        (("export", "epss", "--out", file / "a" / "b.csv"), "tidak dapat ditulis"),
        (("report", "--out", folder), "adalah folder. Sebutkan nama berkasnya."),
        (("check", file, "--out", file), "adalah berkas, bukan folder."),
        (("check", folder), "adalah folder; sebutkan berkas di dalamnya."),
    ):
        said = lumbung(*arguments)
        assert (said.code, why in said.errors) == (2, True), said
    assert not list(folder.iterdir())
