"""The memory of mappings: one line per decision, the same file whoever decides first, and nothing contradictory in it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.proposals import Likely, MappingKind, Proposal, Sighting, joined, mapping_id, queue
from lumbung.reference.deciding import decide
from lumbung.reference.decisions import FILE_NAME, Decision, DecisionError, Decisions, read_decisions, written_out
from lumbung.reference.opd import Opd, OpdRegistry

BATUR = Decision(MappingKind.REGION, "33.99", "Batuur", "33.99.02", True, "Penguji", date(2026, 1, 31), "2 sel")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
DECISIONS = st.builds(
    Decision,
    kind=st.sampled_from(MappingKind),
    scope=TEXTS,
    written=TEXTS,
    target=TEXTS,
    accepted=st.just(False),
    by=TEXTS,
    on=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    note=TEXTS,
)


def kept(*decisions: Decision) -> Decisions:
    found = Decisions()
    for d in decisions:
        found = found.with_decision(d)
    return found


@given(st.lists(DECISIONS, max_size=6))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, decisions: list[Decision]) -> None:
    folder = tmp_path_factory.mktemp("r")
    register = kept(*decisions)
    (folder / FILE_NAME).write_text(written_out(register), encoding="utf-8")
    assert read_decisions(folder) == register


@given(st.permutations([replace(BATUR, written=w, target=f"33.99.0{i}") for i, w in enumerate("abcdef")]))
def test_the_file_is_the_same_in_whatever_order_was_decided(order: list[Decision]) -> None:
    assert written_out(kept(*order)) == written_out(kept(*sorted(order, key=lambda d: d.written)))


def test_deciding_again_about_the_same_replaces_the_earlier_decision() -> None:
    register = kept(BATUR, replace(BATUR, written="BATUUR", accepted=False))
    assert [d.accepted for d in register.all] == [False]
    assert register.refuses(MappingKind.REGION, "33.99", "batuur", "33.99.02")
    assert not register.refuses(MappingKind.REGION, "33.99", "batuur", "33.99.01")


def test_an_identifier_does_not_depend_on_case_or_spacing_and_does_on_scope_and_target() -> None:
    about = (MappingKind.REGION, "33.99", "Pulo  Pinang", "33.99.03")
    assert mapping_id(*about) == mapping_id(MappingKind.REGION, "33.99", "PULO PINANG", "33.99.03")
    others = [
        (MappingKind.REGION, "33.98", "Pulo Pinang", "33.99.03"),
        (MappingKind.REGION, "33.99", "Pulo Pinang", "33.99.01"),
        (MappingKind.TITLE, "33.99", "Pulo Pinang", "33.99.03"),
    ]
    assert len({mapping_id(*o) for o in [about, *others]}) == 4


def test_people_who_decide_at_once_all_have_their_say(tmp_path: Path) -> None:
    def one(name: str) -> None:
        decide(tmp_path, lambda before: before.with_decision(replace(BATUR, written=name)))

    threads = [threading.Thread(target=one, args=(f"Batur {n}",)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_decisions(tmp_path).all) == 12
    assert [p.name for p in tmp_path.iterdir()] == [FILE_NAME]


def test_a_decision_that_is_refused_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    decide(tmp_path, lambda before: before.with_decision(BATUR))
    content = (tmp_path / FILE_NAME).read_bytes()

    def refuse(_: Decisions) -> Decisions:
        raise DecisionError("no")

    with pytest.raises(DecisionError):
        decide(tmp_path, refuse)
    assert (tmp_path / FILE_NAME).read_bytes() == content


HEAD = "jenis,lingkup,tertulis,sasaran,putusan,oleh,pada,catatan\n"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("daerah,,Batuur,33.99.02,terima,P,2026-01-31,", "jenis"),
        ("wilayah,,Batuur,33.99.02,ya,P,2026-01-31,", "putusan"),
        ("wilayah,,Batuur,,terima,P,2026-01-31,", "sasaran"),
        ("wilayah,,,33.99.02,terima,P,2026-01-31,", "tertulis"),
        ("wilayah,,Batuur,33.99.02,terima,P,kemarin,", "pada"),
        ("wilayah,,Batuur,1,terima,P,2026-01-31,\nwilayah,,BATUUR,2,terima,P,2026-01-31,", "means 1 and 2"),
        ("wilayah,,Batuur,1,terima,P,2026-01-31,\nwilayah,,BATUUR,1,tolak,P,2026-01-31,", "twice"),
    ],
)
def test_a_register_that_is_not_as_it_should_be_is_refused(tmp_path: Path, lines: str, said: str) -> None:
    (tmp_path / FILE_NAME).write_text(f"{HEAD}{lines}\n", encoding="utf-8")
    with pytest.raises(DecisionError, match=said):
        read_decisions(tmp_path)


def test_a_proposal_names_the_two_likeliest_targets_whatever_their_spellings() -> None:
    likely = [Likely("a", "Alam", 80), Likely("b", "Batur", 95), Likely("b", "Batoer", 90), Likely("c", "Cici", 70)]
    found = Proposal.of(MappingKind.REGION, "", " Batuur ", likely)
    assert (found.written, found.best, found.runner_up) == ("Batuur", likely[1], likely[0])


def test_one_proposal_in_several_findings_of_a_sheet_is_met_once_with_every_cell_counted() -> None:
    proposal = Proposal.of(MappingKind.REGION, "", "Batuur", [Likely("b", "Batur", 95)])
    cells = tuple(f"A{n}" for n in range(1, 31))
    met = joined([Sighting(proposal, "Data", cells[:25], 25), Sighting(proposal, "Data", cells[20:], 10)], 20)
    assert [(s.cells, s.count) for s in met] == [(cells[:20], 35)]  # beyond the cells told, what is the same is unknown
    (queued,) = queue([("a.xlsx", met[0]), ("b.xlsx", met[0])])
    assert (queued.files, queued.count) == (2, 70)


def test_an_opd_is_proposed_by_its_name_or_by_what_lies_in_the_folder_and_not_once_rejected() -> None:
    opds = [Opd("distan", "Dinas Pertanian", "Distan"), Opd("dinkes", "Dinas Kesehatan", "Dinkes")]
    (by_name,) = OpdRegistry(opds).propose("Dinas Pertanain")
    assert by_name.best is not None and by_name.best.target == "distan"
    (by_content,) = OpdRegistry(opds).propose("Kiriman Pak Lurah", evident="dinkes")
    assert by_content.best is not None and by_content.best.target == "dinkes"
    rejected = Decision(MappingKind.OPD, "", "Kiriman Pak Lurah", "dinkes", False, "P", date(2026, 1, 31))
    assert OpdRegistry(opds, kept(rejected)).propose("Kiriman Pak Lurah", evident="dinkes") == ()
