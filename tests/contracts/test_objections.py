"""What is certain goes before what somebody accepts; and registers name only what contracts and lists know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lumbung.contracts.lint_corrections import lint_corrections
from lumbung.contracts.model import PeriodGrain
from lumbung.contracts.objections import SiteLists, objections
from lumbung.contracts.registry import Registry
from lumbung.contracts.remembered import remembered
from lumbung.proposals import MappingKind
from lumbung.reference.corrections import TOTAL, Action, Correction, State
from lumbung.reference.decisions import Decision, Decisions
from lumbung.reference.opd import Opd, OpdRegistry
from tests.harmonise.regency import GAZETTEER, HARVEST, LIVESTOCK

REGISTRY = Registry({c.dataset: c for c in (LIVESTOCK, HARVEST)})
LISTS = SiteLists(REGISTRY, GAZETTEER, OpdRegistry([Opd("dinas", "Dinas Contoh", "Dico"), Opd("lain", "Lain", "")]))


def reasons(kind: str, scope: str, written: str, target: str, lists: SiteLists = LISTS) -> list[str]:
    decision = Decision(MappingKind(kind), scope, written, target, True, "Penguji", date(2026, 1, 31))
    return [o.reason for o in objections(decision, lists)]


@pytest.mark.parametrize(
    ("kind", "scope", "written", "target"),
    [
        ("wilayah", "33.99", "Batuur", "33.99.02"),
        ("wilayah", "", "Batuur", "33.99.02"),
        ("wilayah", "33.99.01", "Tj. Barru", "33.99.01.2001"),
        ("kolom", "hasil_panen", "Luas Tanam", "luas"),
        ("kategori", "ternak", "Lembu", "sapi"),
        ("satuan", "", "kwtl", "ku"),
        ("opd", "", "Dinas Contooh", "dinas"),
        ("judul", "dinas", "Hewan Ternak", "jumlah_ternak"),
    ],
)
def test_a_new_spelling_may_be_accepted(kind: str, scope: str, written: str, target: str) -> None:
    assert reasons(kind, scope, written, target) == []


@pytest.mark.parametrize(
    ("kind", "scope", "written", "target", "why"),
    [
        ("wilayah", "33.99", "SUSUKAN", "33.99.02", "means_other"),
        ("wilayah", "33.99", "Batur", "33.99.02", "known_already"),
        ("wilayah", "33.99", "Batuur", "33.99.77", "unknown_target"),
        ("wilayah", "33.77", "Batuur", "33.99.02", "unknown_scope"),
        ("wilayah", "33.99.01", "Batuur", "33.99.02.1002", "outside_scope"),
        ("kolom", "tiada", "Luas Tanam", "luas", "unknown_scope"),
        ("kolom", "hasil_panen", "Luas Tanam", "lebar", "unknown_target"),
        ("kolom", "hasil_panen", "Produksi", "luas", "means_other"),
        ("kolom", "jumlah_ternak", "Sapi", "populasi", "means_other"),
        ("kategori", "tanaman", "Lembu", "sapi", "unknown_scope"),
        ("kategori", "ternak", "Lembu", "lembu", "unknown_target"),
        ("kategori", "ternak", "Horse", "sapi", "means_other"),
        ("kategori", "ternak", "Populasi", "sapi", "means_other"),
        ("satuan", "", "ton", "ku", "means_other"),
        ("satuan", "", "kwtl", "kwintalan", "unknown_target"),
        ("opd", "", "dico", "lain", "means_other"),
        ("opd", "", "Dinas Contooh", "dinass", "unknown_target"),
        ("judul", "dinas", "Hasil Panen", "jumlah_ternak", "means_other"),
        ("judul", "dinas", "Hewan Ternak", "ternak_kecil", "unknown_target"),
    ],
)
def test_what_contradicts_something_certain_is_refused(
    kind: str, scope: str, written: str, target: str, why: str
) -> None:
    assert reasons(kind, scope, written, target) == [why]


def test_a_text_is_accepted_as_one_thing_only() -> None:
    first = Decision(MappingKind.UNIT, "", "kwtl", "ku", True, "Penguji", date(2026, 1, 31))
    lists = replace(LISTS, registry=replace(REGISTRY, decisions=Decisions((first,))))
    assert reasons("satuan", "", "KWTL", "ton", lists) == ["accepted_other"]


def test_accepted_spellings_are_aliases_of_the_contracts_in_their_scope_only() -> None:
    day = date(2026, 1, 31)
    decisions = Decisions(
        (
            Decision(MappingKind.COLUMN, "hasil_panen", "Luas Tanam", "luas", True, "P", day),
            Decision(MappingKind.COLUMN, "jumlah_ternak", "Luas Panen", "luas", True, "P", day),
            Decision(MappingKind.CATEGORY, "ternak", "Lembu", "sapi", True, "P", day),
            Decision(MappingKind.CATEGORY, "ternak", "Domba", "sapi", False, "P", day),
            Decision(MappingKind.TITLE, "dinas", "Hasil Tani", "hasil_panen", True, "P", day),
        )
    )
    harvest, livestock = remembered(HARVEST, decisions), remembered(LIVESTOCK, decisions)
    assert harvest.named("luas").aliases == (*HARVEST.named("luas").aliases, "Luas Tanam")
    assert harvest.titles == (*HARVEST.titles, "Hasil Tani")
    assert {c.code: c.aliases for c in livestock.named("jenis_ternak").categories}["sapi"] == ("Cow", "Lembu")
    assert livestock.titles == LIVESTOCK.titles


SOUND = Correction(
    dataset="jumlah_ternak",
    period="2022",
    region="33.99.02",
    dimensions={"jenis_ternak": "sapi"},
    measure="populasi",
    file="",
    expected="-5",
    action=Action.REPLACE,
    value=5,
    reason="salah ketik",
    state=State.ACTIVE,
    by="Penguji",
    on=date(2026, 1, 31),
    line=2,
)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(SOUND, dataset="ternak"), "no contract"),
        (replace(SOUND, measure="berat"), "no measure"),
        (replace(SOUND, period="2022-S1"), "is no tahun"),
        (replace(SOUND, region="33.99.77"), "no region"),
        (replace(SOUND, region="33.99.02.1002"), "is a desa"),
        (replace(SOUND, dimensions={"jenis_ternak": "unta"}), "no code"),
        (replace(SOUND, dimensions={"jenis_ternak": "sapi", "umur": "tua"}), "no category"),
        (replace(SOUND, dimensions={}), "lacks jenis_ternak"),
    ],
)
def test_a_register_of_corrections_that_names_what_nobody_knows_is_told(wrong: Correction, said: str) -> None:
    assert lint_corrections([SOUND, replace(SOUND, region=TOTAL)], REGISTRY, GAZETTEER) == []
    (problem,) = lint_corrections([wrong], REGISTRY, GAZETTEER)
    assert said in problem


def test_a_correction_of_every_file_and_one_of_some_file_are_about_one_figure() -> None:
    of_file = replace(SOUND, file="ternak*.xlsx", line=3)
    (problem,) = lint_corrections([SOUND, of_file], REGISTRY, GAZETTEER)
    assert "line 3" in problem and "line 2" in problem
    assert lint_corrections([replace(SOUND, state=State.DONE), of_file], REGISTRY, GAZETTEER) == []


def test_an_unknown_region_is_refused_with_the_codes_that_there_are() -> None:
    decision = Decision(MappingKind("wilayah"), "", "Batuur", "33.99.99", True, "Penguji", date(2026, 1, 31))

    (objection,) = objections(decision, LISTS)
    assert "33.99.02" in objection.about


@pytest.mark.parametrize(
    ("grain", "period"),
    [
        (PeriodGrain.CATURWULAN, "2022-CW3"),
        (PeriodGrain.BULAN, "2022-07"),
        (PeriodGrain.MINGGU, "2022-W31"),
        (PeriodGrain.TANGGAL, "2022-07-31"),
    ],
)
def test_a_correction_may_be_about_a_period_of_every_length(grain: PeriodGrain, period: str) -> None:
    registry = Registry({LIVESTOCK.dataset: replace(LIVESTOCK, grain=grain)})

    assert lint_corrections([replace(SOUND, period=period)], registry, GAZETTEER) == []
    (problem,) = lint_corrections([SOUND], registry, GAZETTEER)
    assert f"is no {grain}" in problem
