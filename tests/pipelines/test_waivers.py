"""Explanations and replay from end to end: what is held back, why, who explained it, and what a change cures."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lumbung.reference.waivers import FILE_NAME
from pipelines.command import main
from pipelines.resources import open_granary
from tests.pipelines.nights import House
from tests.pipelines.small_site import even, livestock, paddy

Command = Callable[..., int]

GOOD = even(400, 30)
NEGATIVE = {**GOOD, "Bukit": (-401, 31)}
MISSPELT = {("Bukitt" if name == "Bukit" else name): values for name, values in GOOD.items()}


@pytest.fixture
def lumbung(house: House, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command in the house, in this process; the exit code."""
    monkeypatch.setenv("LUMBUNG_SITE", str(house.site.folder))
    monkeypatch.setenv("LUMBUNG_HOME", str(house.home))
    monkeypatch.setenv("LUMBUNG_WAREHOUSE_URL", house.url)
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str | Path) -> int:
        open_granary.cache_clear()  # as a process of its own would, it reads the site anew
        monkeypatch.setattr(sys, "argv", ["lumbung", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0)

    return call


def finding(house: House, code: str) -> tuple[object, ...]:
    (found,) = house.rows("SELECT sidik, tingkat, catatan FROM mutu.temuan WHERE kode = :c", c=code)
    return found


def bukit(house: House) -> list[tuple[object, ...]]:
    return house.rows(
        "SELECT nilai::int, status FROM data.fakta_indikator WHERE kode_wilayah = '99.01.02' "
        "AND dimensi ->> 'jenis_ternak' = 'sapi' AND _berlaku_sampai IS NULL"
    )


def test_a_quarantined_row_says_which_findings_hold_it_and_where(house: House) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, NEGATIVE))
    house.night()
    ((content, code, links),) = house.rows("SELECT isi, kode, temuan FROM mutu.karantina")
    ((number, mark),) = house.rows("SELECT id, sidik FROM mutu.temuan WHERE kode = 'V07'")
    assert (code, links) == ("V07", [{"id": number, "kode": "V07", "sel": "C5", "sidik": mark}])
    assert isinstance(content, dict)
    assert content["C"] == -401


def test_an_explained_figure_is_published_as_such_until_it_changes(house: House, lumbung: Command) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, NEGATIVE))
    house.night()
    mark, severity, _ = finding(house, "V07")
    assert (severity, bukit(house)) == ("error", [])
    assert lumbung("waiver", "accept", str(mark), "--reason", "koreksi stok", "--by", "Penguji") == 0
    assert lumbung("replay") == 0
    again, severity, note = finding(house, "V07")
    assert (again, severity) == (mark, "info")
    assert "koreksi stok" in str(note)
    assert bukit(house) == [(-401, "dijelaskan")]
    assert set(house.verdicts().values()) == {"DITERIMA"}
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, {**NEGATIVE, "Bukit": (-402, 31)}), day=2)
    house.night()
    assert house.rows("SELECT tingkat FROM mutu.temuan WHERE kode = 'V07' ORDER BY berkas_id") == [
        ("info",),
        ("error",),
    ]
    assert bukit(house) == [], "an explanation is about one figure; the file in force says another"


def test_an_explanation_that_is_withdrawn_opens_the_finding_again(house: House, lumbung: Command) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, NEGATIVE))
    house.night()
    mark = str(finding(house, "V07")[0])
    lumbung("waiver", "accept", mark, "--reason", "koreksi stok", "--by", "Penguji")
    house.night()
    assert finding(house, "V07")[1] == "info"
    assert lumbung("waiver", "revoke", mark, "--by", "Penguji") == 0
    assert lumbung("waiver", "revoke", mark) == 2, "it is withdrawn already"
    assert "dicabut" in (house.site.folder / "reference" / FILE_NAME).read_text()
    assert lumbung("replay") == 0
    assert finding(house, "V07")[1] == "error"
    assert bukit(house) == [], "nobody vouches for the figure any more"
    assert house.figures("populasi_ternak", "2022").keys() >= {("Bukit", "kerbau"), ("Curup", "sapi")}


def test_what_no_words_can_mend_has_no_fingerprint_and_is_refused(
    house: House, lumbung: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, MISSPELT))
    house.night()
    assert finding(house, "R01")[0] is None
    assert lumbung("waiver", "accept", "abc1234", "--reason", "memang begitu") == 2
    assert "temuan #abc1234 tidak ada" in capsys.readouterr().err
    assert not (house.site.folder / "reference" / FILE_NAME).exists()


def test_replay_looks_only_at_what_a_change_may_cure_and_says_what_is_left(
    house: House, lumbung: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, MISSPELT))
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, even(10, 50)))
    house.site.send("distan/Padi 2021.xlsx", paddy(2021, even(10, 50), tons="Prduksi"))
    house.night()
    assert lumbung("replay") == 0
    assert "Tidak ada yang perlu diperiksa lagi" in capsys.readouterr().out
    with (house.site.folder / "reference" / "alias_wilayah.csv").open("w") as stream:
        stream.write("kode,alias,dasar\n99.01.02,Bukitt,uji\n")
    moments = "SELECT b.nama, b.diperiksa_pada FROM ops.berkas b ORDER BY 1"
    before = dict(house.rows(moments))
    assert lumbung("replay", "--dataset", "populasi_ternak", "--code", "R01") == 0
    said = capsys.readouterr().out
    assert "baris sembuh: 1; masih ditahan: 0" in said
    after = dict(house.rows(moments))
    assert {name for name in after if after[name] != before[name]} == {"Ternak 2022.xlsx"}
    assert house.figures("populasi_ternak", "2022")["Bukit", "sapi"] == 401
    assert lumbung("replay") == 0
    assert "Padi 2021.xlsx: DIKEMBALIKAN → DIKEMBALIKAN" in capsys.readouterr().out
