"""Real files of other regencies: their drafts load what the tables hold, and what is lost is said."""

from __future__ import annotations

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
IN_DOUBT = {"C05", "U03", "C13"}
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
    wrong = {c: (v, drafted.printed.get(c)) for c, v in drafted.stored.items() if not _same(v, drafted.printed.get(c))}
    assert wrong == {}
    if any(drafted.lost.values()):
        said = {note.code for note in drafted.draft.notes} & SAID
        assert said or drafted.told & IN_DOUBT, f"{len(drafted.lost)} figures are lost without a word"


def _same(stored: float, printed: float | None) -> bool:
    if printed is None:
        return stored == 0  # '-' is nought
    return abs(stored - printed) <= 1e-9 * abs(printed)
