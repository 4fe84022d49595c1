"""``lumbung contract draft``: what is written, what is said, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.contracts.lint import lint_file
from pipelines.commands.contracts import lint
from pipelines.commands.draft import NOT_DRAFTED, WRONG_USE, draft
from pipelines.commands.new_file import NotWritten
from pipelines.settings import PROJECT
from tests.sheets.drawing import as_xlsx

SITE = PROJECT / "sites" / "lahat"
LIVESTOCK = """
    Jumlah Ternak Menurut Kecamatan Tahun 2023

    Kecamatan    | Sapi | Kambing
    Lahat        | 12   | 40
    Kikim Timur  | 9    | 20
    Pulau Pinang | 7    | 30
"""
HARVEST = """
    Luas Panen Padi Menurut Kecamatan Tahun 2023 (ha)

    Kecamatan    | Padi Sawah | Padi Ladang
    Lahat        | 12.5       | 4
    Kikim Timur  | 9          | 2.25
    Pulau Pinang | 7          | 3
"""


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    """A workbook of two sheets in the folder of its OPD."""
    path = tmp_path / "distan" / "ternak dan panen.xlsx"
    path.parent.mkdir()
    path.write_bytes(as_xlsx(LIVESTOCK, HARVEST))
    return path


def test_the_main_table_is_drafted_and_the_others_are_named(
    upload: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "contracts" / "distan" / "ternak.yaml"

    assert draft(upload, None, out, None, SITE, "id") == 0
    said = capsys.readouterr().err
    assert "6 dari 6 angka" in said
    assert "tabel lain" in said
    assert "opd, value: distan" in out.read_text(encoding="utf-8")


def test_a_folder_takes_a_contract_for_each_table_and_each_passes_the_lint(upload: Path, tmp_path: Path) -> None:
    out = tmp_path / "contracts" / "distan"

    assert draft(upload, None, out, None, SITE, "id") == 0
    written = sorted(out.iterdir())
    assert len(written) == 2
    assert [lint_file(path, SITE / "reference" / "klasifikasi") for path in written] == [[], []]


def test_a_sheet_that_is_not_there_is_wrong_use(upload: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(upload, "Rekap", None, None, SITE, "id") == WRONG_USE
    assert "Rekap" in capsys.readouterr().err


def test_a_table_of_another_regency_is_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "lain.xlsx"
    path.write_bytes(as_xlsx("Jumlah Ternak 2023\n\nKecamatan | Sapi\nAntah | 1\nBerantah | 2\nEntahlah | 3"))

    assert draft(path, None, None, None, SITE, "id") == NOT_DRAFTED
    assert "wilayah" in capsys.readouterr().err


def test_a_contract_that_stands_there_already_is_never_written_over(upload: Path, tmp_path: Path) -> None:
    reviewed = tmp_path / "ternak.yaml"
    reviewed.write_text("sudah diperiksa", encoding="utf-8")

    with pytest.raises(NotWritten, match="sudah ada dan tidak ditimpa"):
        draft(upload, None, reviewed, None, SITE, "id")
    assert reviewed.read_text(encoding="utf-8") == "sudah diperiksa"


def test_of_several_drafts_none_is_written_where_one_stands_already(upload: Path, tmp_path: Path) -> None:
    out = tmp_path / "contracts"
    draft(upload, None, out, None, SITE, "id")
    first, second = sorted(out.iterdir())
    first.unlink()

    with pytest.raises(NotWritten, match=second.name):
        draft(upload, None, out, None, SITE, "id")
    assert list(out.iterdir()) == [second]


def test_a_draft_kept_apart_is_linted_with_the_code_lists_of_the_site_named(
    upload: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "distan"
    draft(upload, None, out, None, SITE, "id")

    assert lint([out], SITE) == 0
    assert "2 kontrak diperiksa, 0 bermasalah" in capsys.readouterr().out
