"""Whatever happens to a name on its way into a cell, it never becomes another region."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.reference.wilayah import Gazetteer, Region, RegionLevel, read_gazetteer
from lumbung.reference.wilayah.abbreviations import listed
from lumbung.reference.wilayah.names import bare, without_numbering

SITES = Path(__file__).parents[2] / "sites"
LISTS = {name: read_gazetteer(SITES / name / "reference") for name in ("lahat", "lebak", "banjarnegara")}
LEVELS = (RegionLevel.KECAMATAN, RegionLevel.DESA)
WORDS = {RegionLevel.KECAMATAN: ("Kec. ", "KECAMATAN ", ""), RegionLevel.DESA: ("Desa ", "Kel. ", "Ds. ", "")}
NUMBERS = ("", "01. ", "7) ", "(12) ", "3 ", "IV. ")

Place = tuple[Gazetteer, Region]


@st.composite
def places(draw: st.DrawFn) -> Place:
    gazetteer = LISTS[draw(st.sampled_from(sorted(LISTS)))]
    return gazetteer, draw(st.sampled_from([r for level in LEVELS for r in gazetteer.of_level(level)]))


@st.composite
def edited(draw: st.DrawFn) -> tuple[Place, str]:
    """A place, and its name after a few letters were put in, taken out, changed or swapped."""
    gazetteer, region = draw(places())
    text = draw(st.sampled_from([region.name, region.name.upper(), f"1. {region.name}", f"Desa {region.name}"]))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(0, len(text) - 1)))
        letter = draw(st.sampled_from("abdegijklmnoprstuy .,-0125"))
        changes = (text[:at] + letter + text[at:], text[:at] + text[at + 1 :], text[:at] + letter + text[at + 1 :])
        text = draw(st.sampled_from((*changes, text[:at] + text[at : at + 2][::-1] + text[at + 2 :])))
    return (gazetteer, region), text


def plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def neutral(text: str, level: RegionLevel) -> set[str]:
    """What is left of a text without what never counts: a numbering, the word for the level, spaces, points."""
    numbered = without_numbering(text)
    return {plain(bare(t, level)) for t in (text, numbered.rest if numbered else text)}


@given(places(), st.data())
def test_what_does_not_count_in_spelling_never_hides_a_region(place: Place, data: st.DataObject) -> None:
    gazetteer, region = place
    name = data.draw(st.sampled_from([region.name, region.name.upper(), region.name.lower(), f" {region.name}\xa0"]))
    written = data.draw(st.sampled_from(NUMBERS)) + data.draw(st.sampled_from(WORDS[region.level])) + name
    found = gazetteer.resolve(written, region.level, region.parent)
    assert region.code in (found.code, *found.candidates)


@given(edited())
def test_no_variant_of_a_name_is_taken_for_a_region_of_another_name(case: tuple[Place, str]) -> None:
    (gazetteer, region), text = case
    found = gazetteer.resolve(text, region.level, region.parent)
    if found.code is not None:
        names = {plain(line.name) for line in gazetteer.lines if line.code == found.code}
        names |= {plain(a.spelling) for a in gazetteer.aliases if a.code == found.code}
        abbreviated = any(f" {short} " in f" {bare(text, region.level)} " for short, _ in listed())
        assert names & neutral(text, region.level) or (abbreviated and found.code == region.code)


@given(edited())
def test_suggestions_come_in_the_order_of_their_likeness(case: tuple[Place, str]) -> None:
    (gazetteer, region), text = case
    found = gazetteer.resolve(text, region.level, region.parent)
    scores = [score for _, score in found.suggestions]
    assert scores == sorted(scores, reverse=True)
    assert not (found.code and found.suggestions)


@given(st.text(max_size=30))
def test_no_text_whatever_breaks_the_resolver(text: str) -> None:
    for level in RegionLevel:
        LISTS["lahat"].resolve(text, level)
        LISTS["lebak"].resolve(text, level, "36.02.16", beside=text)


@pytest.mark.parametrize(("short", "word"), sorted(listed()))
def test_every_abbreviation_begins_its_word_and_keeps_the_order_of_its_letters(short: str, word: str) -> None:
    letters = iter(word)
    assert short[0] == word[0] or short == "sei"
    assert short == "sei" or all(letter in letters for letter in short)
