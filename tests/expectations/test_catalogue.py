"""The catalogue of findings: whole in both languages, and nothing in it that nobody raises."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from lumbung.findings import SHOWN_CELLS, Dimension, Severity, catalogue, finding

ROOT = Path(__file__).parents[2]
SOURCES = [
    p for area in ("lumbung", "expectations", "warehouse", "assets", "pipelines") for p in (ROOT / area).rglob("*.py")
]
CODE = re.compile(r'"([A-Z]\d\d)"')
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def named_in(paths: list[Path]) -> set[str]:
    return set(chain.from_iterable(CODE.findall(p.read_text(encoding="utf-8")) for p in paths))


@pytest.mark.parametrize("code", catalogue())
def test_a_finding_says_the_same_in_both_languages(code: str) -> None:
    entry = catalogue()[code]
    variants = [text for v in entry.variants.values() for text in (v.message, v.remedy)]
    for text in (entry.title, entry.message, entry.remedy, *variants):
        assert text.id.strip()
        assert text.en.strip()
        english = {name.removesuffix("_en") for name in PLACEHOLDER.findall(text.en)}  # words in either language
        assert set(PLACEHOLDER.findall(text.id)) == english
    assert not PLACEHOLDER.findall(entry.title.id)


@pytest.mark.parametrize("code", catalogue())
def test_a_message_never_breaks_however_little_it_is_told(code: str) -> None:
    said = finding(code)
    for language in ("id", "en"):
        assert "{" not in said.message(language) + said.remedy(language) + said.title(language)  # type: ignore[arg-type]


def test_every_code_in_the_source_is_in_the_catalogue() -> None:
    assert named_in(SOURCES) - set(catalogue()) == set()


def test_every_code_of_the_catalogue_is_raised_somewhere() -> None:
    assert set(catalogue()) - named_in(SOURCES) == set()


@pytest.mark.parametrize("area", ["harmonise", "expectations"])
def test_every_code_that_harmonising_and_judging_raise_is_raised_in_a_test(area: str) -> None:
    folder = ROOT / ("lumbung/harmonise" if area == "harmonise" else "expectations")
    raised = named_in(list(folder.rglob("*.py")))
    tests = [p for name in ("harmonise", "expectations") for p in (ROOT / "tests" / name).glob("test_*.py")]
    own = [p for p in tests if p.name != Path(__file__).name]
    assert raised - named_in(own) == set()


def test_faults_of_ours_are_never_heavier_than_a_note() -> None:
    ours = [e for e in catalogue().values() if e.dimension is Dimension.ENGINE]
    assert ours
    assert {e.severity for e in ours} == {Severity.INFO}


def test_severities_sort_the_heaviest_first() -> None:
    assert sorted(Severity, key=lambda s: s.rank) == [Severity.BLOCKER, Severity.ERROR, Severity.WARNING, Severity.INFO]


def test_a_finding_lists_its_first_cells_and_counts_all() -> None:
    said = finding("C04", sheet="S", cells=[f"A{n}" for n in range(100)], found="x", suggestion="", column="Sapi")
    assert (len(said.cells), said.count) == (SHOWN_CELLS, 100)
    assert said.severity is Severity.ERROR
    assert said.about("ternak", "2022").period == "2022"
    assert finding("C04").count == 1
    with pytest.raises(KeyError):
        finding("Z99")
