"""What the remarks under a table explain: footnote marks in its labels, and signs that stand for a missing figure.

A mark is dropped from a label only if a remark explains it: ``Quebec1`` over ``1. The language …`` is Quebec,
while ``PM10``, ``SMPN 1`` and ``Kelas 1`` stay what they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from lumbung.sheets.model import TableValue
from lumbung.sheets.words import words
from lumbung.text import fold, squash

_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
_LEAD = r"^(?:(?:catatan|keterangan|ket|notes?)\s*:?\s*)?"
_EXPLAINED = re.compile(_LEAD + r"(?:\(?(\d{1,2}|[a-z])[.)]+|(\d{1,2})(?=\s+\S|[A-Z]))\s*\S{2}", re.I)
_SIGN = re.compile(r"^(\S{1,3})\s*[:=]\s*(\S.*)$")
_MARK = re.compile(
    r"(?:(?P<bracketed>(?:(?<=[^\W\d])|(?<=[)%.])|\s)(?P<b>\d{1,2}|[a-z])\)|(?<=[12]\d\d\d)\s?(?P<y>\d)\))"
    r"|(?<=[12]\d\d\d)(?P<letter>[a-z])"
    r"|(?P<stem>[^\W\d]+|\))(?P<glued>\d{1,2}))(?=$|\s)"
)
"""A mark at the end of a word. An asterisk is none: nobody takes it for a part of the word, so it stays as typed."""


Place = TypeVar("Place", int, str)
Read = tuple[dict[Place, TableValue], dict[Place, tuple[str, ...]]]
"""Cells as read, and marks, by column."""


@dataclass(frozen=True)
class Legend:
    """Marks and signs that the remarks explain."""

    marks: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()  # explained as "no figure": F for "too unreliable to be published"
    belonging: frozenset[str] = frozenset()  # texts that own the digit behind them: PM (10), SMPN (1)

    def unmarked(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text without its footnote marks, and these marks."""
        if not self.marks:
            return text, ()
        found = [match for match in _marks(text) if self._explains(match)]
        for match in reversed(found):
            start = match.end("stem") if match["glued"] else match.start()
            text = text[:start] + text[match.end() :]
        return squash(text), tuple(_mark(match) for match in found)

    def read(self, cells: Mapping[Place, TableValue], labels: Collection[Place]) -> Read[Place]:
        """A row's cells: labels without their marks, signs for "no figure" without a value; and the marks."""
        read, marks = dict(cells), {}
        for place, value in cells.items():
            if place not in labels:
                read[place] = None if value in self.signs else value
            elif isinstance(value, str):
                read[place], found = self.unmarked(value)
                if found:
                    marks[place] = found
        return read, marks

    def _explains(self, match: re.Match[str]) -> bool:
        return _mark(match) in self.marks and not (match["glued"] and _before(match) in self.belonging)


def legend_of(remarks: Iterable[str], texts: Iterable[str]) -> Legend:
    """The legend in the remarks of a table whose headings and labels are ``texts``."""
    remarks = [squash(remark.translate(_SUPERSCRIPTS)) for remark in remarks]
    signs = {match[1]: match[2] for remark in remarks if (match := _SIGN.match(remark))}
    numbered = (match for remark in remarks if (match := _EXPLAINED.match(remark)))
    marks = frozenset({(match[1] or match[2]).casefold() for match in numbered} | signs.keys())
    missing = frozenset(sign for sign, meaning in signs.items() if _means_no_figure(meaning))
    return Legend(marks, missing, _belonging(texts, marks) if marks else frozenset())


def _marks(text: str) -> Iterator[re.Match[str]]:
    for match in _MARK.finditer(text.translate(_SUPERSCRIPTS)):
        opened = text.count("(", 0, match.start()) - text.count(")", 0, match.start())
        if not (match["bracketed"] and opened):
            yield match


def _mark(match: re.Match[str]) -> str:
    return next(m for name in ("b", "y", "letter", "glued") if (m := match[name]))


def _before(match: re.Match[str]) -> str:
    """The text before a glued digit."""
    return match.string[: match.end("stem")]


def _means_no_figure(meaning: str) -> bool:
    folded = f" {fold(meaning)} "
    return any(f" {word} " in folded for word in words().no_figure)


def _belonging(texts: Iterable[str], marks: frozenset[str]) -> frozenset[str]:
    """Texts that own their digit: ``m`` (2), ``SMPN`` (1 and 2); capitals, unless plain words carry marks too."""
    glued = [match for text in texts for match in _marks(text) if match["glued"]]
    digits: dict[str, set[str]] = defaultdict(set)
    for match in glued:
        digits[_before(match)].add(match["glued"])
    several = {before for before, owned in digits.items() if len(owned) > 1}
    habit = any(
        match["stem"][-1].islower() and match["glued"] in marks and _before(match) not in several for match in glued
    )
    return frozenset({_before(match) for match in glued if _owns_digit(match, habit)} | several)


def _owns_digit(match: re.Match[str], habit: bool) -> bool:
    stem = match["stem"]
    if f"{stem}{match['glued']}".casefold() in words().with_digits or (len(stem) == 1 and stem != ")"):
        return True
    return stem[-1].isupper() and not habit


@dataclass
class Reader:
    """Headings and cells as read with a legend in hand; the marks it met are kept by place."""

    legend: Legend
    headings: dict[int, tuple[str, ...]] = field(default_factory=dict)  # marks by column
    cells: dict[int, dict[int, tuple[str, ...]]] = field(default_factory=dict)  # marks by row and column

    def paths(self, paths: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
        """The paths of headings without marks."""
        read = {}
        for column, path in paths.items():
            parts = [self.legend.unmarked(heading) for heading in path]
            read[column] = tuple(text for text, _ in parts)
            if marks := tuple(mark for _, of_part in parts for mark in of_part):
                self.headings[column] = marks
        return read

    def body(self, by_row: dict[int, dict[int, TableValue]], labels: Collection[int]) -> None:
        """Labels lose their marks, signs explained as "no figure" leave no value; changes ``by_row``."""
        if not (self.legend.marks or self.legend.signs):
            return
        for row, cells in by_row.items():
            by_row[row], marks = self.legend.read(cells, labels)
            if marks:
                self.cells[row] = marks
