"""Comparing texts: space, case, punctuation and spaced letters do not matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.text import are_tidy, fold, squash, unspace


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("B a t u r", "Batur"),
        ("J u m l a h", "Jumlah"),
        ("R I A U", "RIAU"),
        ("D K I   J a k a r t a", "DKI Jakarta"),
        ("J u m l a h / T o t a l", "Jumlah / Total"),
        ("Kec. B a t u r", "Kec. Batur"),
        ("01. B a t u r", "01. Batur"),
        ("D K I JAKARTA", "DKI JAKARTA"),
        ("L + P", "L + P"),
        ("RT dan RW", "RT dan RW"),
        ("I a", "I a"),
    ],
)
def test_letters_spaced_for_looks_are_joined(text: str, joined: str) -> None:
    assert unspace(text) == joined


def test_white_space_and_invisible_characters_collapse() -> None:
    assert squash(" Sapi\xa0Perah \n\u200bMilking   Cow ") == "Sapi Perah Milking Cow"


def test_names_compare_without_case_punctuation_and_spacing() -> None:
    assert fold("Kab./Kota") == "kab kota"
    assert fold("01. B a t u r ") == "01 batur"
    assert fold("J U M L A H") == fold("Jumlah :") == "jumlah"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert squash(squash(text)) == squash(text)
    assert fold(fold(text)) in (fold(text), fold(unspace(fold(text))))


@given(st.lists(st.text(st.sampled_from("ab 1\t\n\u00a0\u200bé"), max_size=5), max_size=4))
def test_texts_that_are_tidy_together_are_tidy_each(texts: list[str]) -> None:
    if are_tidy(texts):
        assert [squash(text) for text in texts] == texts


def test_ordinary_names_are_tidy() -> None:
    assert are_tidy(["Tanjung Sakti Pumu", "Jarai", ""])
