"""``lumbung expectations``: suites on the disk, and pages over the file that was inspected last."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.export import read_suite
from pipelines.command import main
from tests.pipelines.nights import House
from tests.pipelines.small_site import even, livestock

Command = Callable[..., int]


@pytest.fixture
def command(house: House, monkeypatch: pytest.MonkeyPatch) -> Command:
    """``lumbung expectations`` in the house, in this process; the exit code."""
    monkeypatch.setenv("LUMBUNG_SITE", str(house.site.folder))
    monkeypatch.setenv("LUMBUNG_HOME", str(house.home))
    monkeypatch.setenv("LUMBUNG_WAREHOUSE_URL", house.url)

    def call(*arguments: str | Path) -> int:
        monkeypatch.setattr(sys, "argv", ["lumbung", "expectations", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0)

    return call


def test_suites_are_written_for_one_dataset_or_for_all(house: House, command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "suite"
    assert command("export", "padi", "--out", folder) == 0
    assert [p.name for p in folder.iterdir()] == ["padi.json"]
    assert command("export", "--all", "--out", folder) == 0
    assert {p.stem for p in folder.iterdir()} == {"padi", "populasi_ternak", "faskes"}
    assert read_suite((folder / "padi.json").read_text("utf-8")).name == "padi"


def test_it_must_be_said_which_and_it_must_be_known(
    house: House, command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("export", "--out", tmp_path) == 2
    assert command("export", "jagung", "--out", tmp_path) == 2
    assert "dataset jagung tidak dikenal" in capsys.readouterr().err


def test_the_pages_show_how_the_last_file_did(house: House, command: Command, tmp_path: Path) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, {**even(400, 30), "Bukit": (-401, 31)}))
    house.night()
    assert command("docs", "populasi_ternak", "--out", tmp_path) == 0
    text = "\n".join(p.read_text("utf-8") for p in tmp_path.rglob("*.html"))
    assert "Ternak 2022.xlsx" in text
    assert "-401" in text
