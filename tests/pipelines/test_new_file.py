"""Files made for a person: what stands is kept, and what cannot be written is told as the user's to mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines import messages
from pipelines.commands.contracts import WRONG_USE, lint
from pipelines.commands.new_file import NotWritten, write_new
from pipelines.commands.template import template
from pipelines.settings import PROJECT

SITE = PROJECT / "sites" / "lahat"


def test_a_template_that_somebody_may_have_filled_in_is_kept(tmp_path: Path) -> None:
    template("padi", tmp_path, SITE, "2024")
    (filled,) = tmp_path.iterdir()
    filled.write_bytes(b"terisi")

    with pytest.raises(NotWritten, match="tidak ditimpa"):
        template("padi", tmp_path, SITE, "2024")
    assert filled.read_bytes() == b"terisi"


def test_a_template_is_named_as_the_workbook_it_is(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"\.xlsx"):
        template("padi", tmp_path / "padi.pdf", SITE, "2024")
    assert not list(tmp_path.iterdir())


def test_a_place_that_takes_no_file_is_wrong_use_and_no_fault_of_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "berkas").write_bytes(b"")

    with pytest.raises(NotWritten) as refused:
        write_new(tmp_path / "berkas" / "kontrak.yaml", b"isi")
    assert messages.explain(refused.value) == messages.WRONG_USE
    assert "tidak dapat ditulis: foldernya adalah sebuah berkas" in capsys.readouterr().err


def test_the_lint_says_which_contract_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint([Path("/tidak-ada.yaml")], SITE) == WRONG_USE
    assert "/tidak-ada.yaml tidak ada" in capsys.readouterr().err
