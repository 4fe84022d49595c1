"""Real files of other regencies: their drafts load what the tables hold, and what is lost is said."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from lumbung.contracts.draft.notes import CannotDraft
from lumbung.contracts.lint import lint
from lumbung.contracts.odcs import load_contract
from tests.contracts.draft.layouts import CORPUS, Trial, tried

FILES = sorted(p for p in CORPUS.glob("*") if p.name != "MANIFEST.csv")
needs_corpus = pytest.mark.skipif(not FILES, reason="the corpus of layouts is not at ../shared/corpus")
SAID = {"periode", "kolom_lain", "kolom_kembar"}
"""Remarks of a draft that say which figures it does not load."""
IN_DOUBT = {"C05", "U03", "C13", "T03"}
"""Findings that hold figures back because they may mean something else."""


def trial(path: Path) -> Trial:
    try:
        return tried(path)
    except CannotDraft as refused:
        pytest.fail(f"{path.name}: {refused}")


@needs_corpus
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name[:24])
def test_a_draft_loads_its_own_file_as_the_table_reads_and_says_what_it_leaves(path: Path, tmp_path: Path) -> None:
    drafted = trial(path)

    document = tmp_path / "draf.yaml"
    document.write_text(drafted.draft.document(), encoding="utf-8")
    assert load_contract(document, tmp_path) == drafted.draft.contract
    assert lint(drafted.draft.contract) == []
    assert {c: v for c, v in drafted.stored.items() if drafted.printed.get(c) is None and v} == {}  # '-' is nought
    for letter, factors in _factors(drafted).items():
        assert len(factors) == 1, f"column {letter} is loaded with different factors"
        assert factors == {1.0} or "U02" in drafted.told, f"column {letter} is converted without a word"
    if any(drafted.lost.values()):
        said = {note.code for note in drafted.draft.notes} & SAID
        assert said or drafted.told & IN_DOUBT, f"{len(drafted.lost)} figures are lost without a word"


def _factors(drafted: Trial) -> dict[str, set[float]]:
    """Column → what its figures were multiplied by, be it one."""
    found: dict[str, set[float]] = defaultdict(set)
    for cell, stored in drafted.stored.items():
        printed = drafted.printed.get(cell)
        if printed:
            found[cell.rstrip("0123456789")].add(float(f"{stored / printed:.9g}"))
        else:
            assert stored == 0
    return found
