"""Mappings from end to end: an unknown spelling waits for a person, and what the person decided serves from then on."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lumbung.proposals import Queued
from lumbung.reference.decisions import FILE_NAME, read_decisions
from pipelines.command import main
from pipelines.run_summary import summarise
from tests.pipelines.nights import House
from tests.pipelines.small_site import even, health_centres, livestock, paddy
from warehouse.proposals import waiting_proposals

GOOD = even(400, 30)
MISSPELT = {("Bukitt" if name == "Bukit" else name): values for name, values in GOOD.items()}

Mapping = Callable[..., int]


@pytest.fixture
def mapping(house: House, monkeypatch: pytest.MonkeyPatch) -> Mapping:
    """``lumbung mapping`` in the house, in this process; the exit code."""
    monkeypatch.setenv("LUMBUNG_SITE", str(house.site.folder))
    monkeypatch.setenv("LUMBUNG_HOME", str(house.home))
    monkeypatch.setenv("LUMBUNG_WAREHOUSE_URL", house.url)
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str | Path) -> int:
        monkeypatch.setattr(sys, "argv", ["lumbung", "mapping", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0)

    return call


def retyped(workbook: bytes, cell: str, text: str) -> bytes:
    """The workbook with another text in one cell."""
    book = load_workbook(BytesIO(workbook))
    book.worksheets[0][cell] = text
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def waiting(house: House) -> tuple[Queued, ...]:
    with house.engine.connect() as connection:
        return waiting_proposals(connection, read_decisions(house.site.folder / "reference"))


def only(house: House) -> Queued:
    (queued,) = waiting(house)
    return queued


def test_an_unknown_spelling_is_held_proposed_accepted_and_published(house: House, mapping: Mapping) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, MISSPELT))
    house.night()
    assert ("Bukit", "sapi") not in house.figures("populasi_ternak", "2022")
    queued = only(house)
    assert (queued.proposal.kind, queued.proposal.scope, queued.proposal.written) == ("wilayah", "", "Bukitt")
    assert queued.proposal.best is not None
    assert queued.proposal.best.target == "99.01.02"
    assert [(e.file, e.sheet, e.cells) for e in queued.evidence] == [("Ternak 2022.xlsx", "Data", ("B5",))]
    assert mapping("accept", queued.proposal.id, "--by", "Penguji") == 0
    assert waiting(house) == (), "what was decided waits no longer, before any run"
    house.night()
    assert house.figures("populasi_ternak", "2022")["Bukit", "sapi"] == 401
    assert house.verdicts() == {"distan/Ternak 2022.xlsx": "DITERIMA"}
    assert house.rows("SELECT tertulis, sasaran, putusan, oleh FROM ref.pemetaan") == [
        ("Bukitt", "99.01.02", "terima", "Penguji")
    ]
    assert house.rows("SELECT count(*) FROM mutu.pemetaan_terpakai") == [(1,)]


def test_a_rejected_proposal_never_comes_back_and_the_figure_stays_held(house: House, mapping: Mapping) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, MISSPELT))
    house.night()
    message = "SELECT pesan FROM mutu.temuan WHERE kode = 'R01'"
    assert "Mungkin maksudnya: Bukit." in str(house.rows(message))
    assert mapping("reject", only(house).proposal.id) == 0
    house.site.send("distan/Ternak 2023.xlsx", livestock(2023, MISSPELT), day=2)
    house.night()
    assert waiting(house) == ()
    assert house.rows("SELECT count(*) FROM mutu.antrean_pemetaan") == [(0,)]
    assert "Mungkin" not in str(house.rows(message))
    assert ("Bukit", "sapi") not in house.figures("populasi_ternak", "2022")


def test_what_one_opd_had_accepted_serves_the_others(house: House, mapping: Mapping) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, MISSPELT))
    house.night()
    mapping("accept", only(house).proposal.id)
    clinics = {("BUKITT" if name == "Bukit" else name): values for name, values in even(1, 4).items()}
    house.site.send("dinkes/Faskes 2023.xlsx", health_centres(2023, clinics))
    house.night()
    assert house.figures("faskes", "2023")["Bukit", "pustu"] == 5


def test_a_heading_that_was_accepted_makes_a_returned_file_acceptable(house: House, mapping: Mapping) -> None:
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, even(10, 50), tons="Prduksi"))
    house.night()
    assert set(house.verdicts().values()) == {"DIKEMBALIKAN"}
    queued = only(house)
    assert (queued.proposal.kind, queued.proposal.scope, queued.proposal.written) == ("kolom", "padi", "Prduksi (Ton)")
    mapping("accept", queued.proposal.id)
    house.night()
    assert house.figures("padi", "2022")["Bukit", "produksi_padi"] == 51


def test_a_heading_that_resembles_nothing_waits_for_a_person_to_name_it(house: House, mapping: Mapping) -> None:
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, even(10, 50), tons="Hasil GKG"))
    house.night()
    queued = only(house)
    assert queued.proposal.best is None
    assert mapping("accept", queued.proposal.id) == 2, "there is nothing to accept"
    assert mapping("accept", queued.proposal.id, "--as", "produksi") == 0
    assert waiting(house) == ()
    house.night()
    assert house.figures("padi", "2022")["Bukit", "produksi_padi"] == 51


def test_an_unknown_unit_that_was_accepted_is_converted_from(house: House, mapping: Mapping) -> None:
    figures = {name: (area, tons * 10) for name, (area, tons) in even(10, 50).items()}  # type: ignore[operator]
    house.site.send("distan/Padi 2023.xlsx", retyped(paddy(2023, figures), "D3", "Produksi (kwtl)"))
    house.night()
    queued = only(house)
    assert (queued.proposal.kind, queued.proposal.written) == ("satuan", "kwtl")
    assert mapping("accept", queued.proposal.id, "--as", "ku") == 0
    house.night()
    assert house.figures("padi", "2023")["Bukit", "produksi_padi"] == 51


def test_a_folder_that_turns_out_to_be_an_opds_gives_its_files_to_that_opd(house: House, mapping: Mapping) -> None:
    house.site.send("Dinas Pertanain/Ternak 2022.xlsx", livestock(2022, GOOD))
    house.night()
    queued = only(house)
    assert (queued.proposal.kind, queued.proposal.written) == ("opd", "Dinas Pertanain")
    assert mapping("accept", queued.proposal.id) == 0
    house.night()
    assert house.figures("populasi_ternak", "2022")["Bukit", "sapi"] == 401
    assert house.rows("SELECT opd FROM ops.berkas") == [("distan",)]


def test_a_title_that_no_contract_knows_is_proposed_by_what_stands_below_it(house: House, mapping: Mapping) -> None:
    house.site.send(
        "distan/kirim.xlsx", retyped(livestock(2022, GOOD), "A1", "Populasi Hewan Ternak Menurut Kecamatan 2022")
    )
    house.night()
    queued = only(house)
    assert (queued.proposal.kind, queued.proposal.scope) == ("judul", "distan")
    assert queued.proposal.written == "Populasi Hewan Ternak"
    assert mapping("accept", queued.proposal.id) == 0
    house.night()
    assert house.figures("populasi_ternak", "2022")["Bukit", "sapi"] == 401


def test_a_mapping_that_contradicts_what_is_certain_is_refused_and_nothing_is_written(
    house: House, mapping: Mapping, capsys: pytest.CaptureFixture[str]
) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, MISSPELT))
    house.night()
    register = house.site.folder / "reference" / FILE_NAME
    explicit = ("accept", "--kind", "wilayah", "--text")
    assert mapping(*explicit, "Curup", "--as", "99.01.02") == 2
    assert "sudah pasti berarti 99.01.03" in capsys.readouterr().err
    assert mapping("accept", only(house).proposal.id, "--as", "99.01.77") == 2
    assert "tidak dikenal" in capsys.readouterr().err
    assert not register.exists()
    assert mapping(*explicit, "Bukitt", "--as", "99.01.02") == 0
    assert mapping(*explicit, "Bukitt", "--as", "99.01.03") == 2
    assert "sudah diterima sebagai 99.01.02" in capsys.readouterr().err
    with register.open() as stream:
        assert [row["sasaran"] for row in csv.DictReader(stream)] == ["99.01.02"]


def test_the_summary_of_a_run_tells_what_waits_is_unused_and_was_rejected(house: House, mapping: Mapping) -> None:
    mapping("accept", "--kind", "wilayah", "--text", "Alamm", "--as", "99.01.01")
    mapping("reject", "--kind", "wilayah", "--text", "Danauu", "--as", "99.01.04")
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, MISSPELT))
    outcome = house.night()
    assert house.granary is not None
    summary = summarise(house.granary, outcome).mapping
    assert (summary.waiting, summary.unused, summary.rejected) == (1, 1, 1)


def test_files_are_reviewed_without_any_warehouse(
    house: House, mapping: Mapping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LUMBUNG_WAREHOUSE_URL", "postgresql://nobody@localhost:1/none")
    path = tmp_path / "Ternak 2022.xlsx"
    path.write_bytes(livestock(2022, MISSPELT))
    assert mapping("review", path, "--opd", "distan", "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["written"], found["target"]["code"], found["evidence"][0]["cells"]) == ("Bukitt", "99.01.02", ["B5"])
    assert mapping("review", path, "--opd", "distan") == 0
    assert "--kind JENIS --scope LINGKUP --text TULISAN" in " ".join(capsys.readouterr().out.split())
    assert mapping("accept", "--kind", found["kind"], "--text", found["written"], "--as", "99.01.02") == 0
    assert mapping("review", path, "--opd", "distan") == 0
    assert "Tidak ada usulan" in capsys.readouterr().out
