"""The pages of findings say what the catalogue says."""

import re

import pytest

from docs.make_findings import GROUPS, PAGES, page
from lumbung.findings import Language, catalogue


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_is_what_make_docs_writes(language: Language) -> None:
    assert PAGES[language].read_text(encoding="utf-8") == page(language), "run `make docs`"


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_code_of_the_catalogue_stands_on_the_page_once(language: Language) -> None:
    assert re.findall(r"^\| ([A-Z]\d\d)°? \|", page(language), re.MULTILINE) == list(catalogue())


def test_the_catalogue_keeps_the_codes_of_a_group_together() -> None:
    letters = [code[0] for code in catalogue()]
    runs = [a for a, b in zip(letters, [*letters[1:], ""], strict=True) if a != b]
    assert sorted(runs) == sorted(set(runs))
    assert set(runs) <= set(GROUPS)
