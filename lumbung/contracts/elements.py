"""One element of a header path, taken apart: its words, its unit, and whether it says anything beyond unit and time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lumbung.contracts.model import PeriodGrain
from lumbung.contracts.periods import is_only_period
from lumbung.reference.nouns import is_noun
from lumbung.reference.satuan import Unit, find_multiple, find_unit
from lumbung.text import fold, squash

PARENTHESES = re.compile(r"\(([^()]*)\)")
_FOOTNOTE = re.compile(r"\s*(?:\*+\)?|\d\))(?=\s|$)")
_FILLER = re.compile(r"[\W_]*")


@dataclass(frozen=True)
class Element:
    """One element of a header path."""

    raw: str
    text: str  # without units, abbreviations and numbers in parentheses, and without footnote marks
    folded: str  # the text as compared; a bare % is the word: '% Sanitasi' is not 'Sanitasi'
    unit: Unit | None
    multiple: tuple[str, float] | None = None  # '(Ribu)' without a unit

    @classmethod
    def of(cls, raw: str) -> Element:
        """The element as written on the sheet, or a known spelling, taken apart in the same way."""
        name = squash(PARENTHESES.sub(" ", raw))
        units = [u for inside in PARENTHESES.findall(raw) if (u := _unit(inside, name))]
        text = PARENTHESES.sub(lambda m: " " if _adds_nothing(m[1], name) else m[0], raw)
        text = squash(_FOOTNOTE.sub(" ", text))
        multiples = [m for inside in PARENTHESES.findall(raw) if (m := find_multiple(inside))]
        return cls(
            raw,
            text,
            fold(text.replace("%", " persen ")),
            units[0] if units else None,
            multiples[0] if multiples else None,
        )

    def says_nothing_more(self, grain: PeriodGrain, year: str | None, dated: bool = False) -> bool:
        """True for a unit, a period, a numbering or an empty element: nothing is left to explain.

        ``dated``: the column names a part of a year, so that an element may also be the bare year.
        """
        empty = _FILLER.fullmatch(self.text) is not None
        only_year = dated and is_only_period(self.raw, PeriodGrain.TAHUN)
        only_unit = find_unit(self.text) is not None and not is_noun(self.text)
        return empty or only_unit or is_only_period(self.raw, grain, year) or only_year


def _adds_nothing(inside: str, name: str) -> bool:
    if inside.strip().isdigit() or find_multiple(inside) is not None:
        return True
    return find_unit(inside) is not None or _abbreviates(inside, name)


def _unit(inside: str, name: str) -> Unit | None:
    """The unit in parentheses; the L of ``Laki-laki (L)`` is no litre."""
    return None if len(inside.strip()) == 1 and _abbreviates(inside, name) else find_unit(inside)


def _abbreviates(inside: str, name: str) -> bool:
    """True for the first letter of a name, or the first letters of its words: ``Sekolah Dasar (SD)``."""
    letters, words = fold(inside).replace(" ", ""), fold(name).split()
    return bool(words) and letters.isalpha() and letters in (words[0][0], "".join(w[0] for w in words))
