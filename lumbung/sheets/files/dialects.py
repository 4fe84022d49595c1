"""How a delimited text is written: its encoding, its delimiter, its quotes. What is only likely is said so (F08)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lumbung.findings import Finding, Severity, finding
from lumbung.sheets.files.encodings import Text, decode

_NAMES = {";": "titik koma (;)", ",": "koma (,)", "\t": "tab", "|": "garis tegak (|)"}
_DELIMITERS = ";\t|,"  # a comma is last: it also stands inside numbers and sentences
_LOOKED_AT = 100
_STEADY = 0.9
_TORN = 3
"""Cells at least of a row that another delimiter takes apart; two may be a sentence."""
_DECLARED = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")
_DIGIT = re.compile(r"\d")
_LOST = "\ufffd"


@dataclass(frozen=True)
class Dialect:
    """A text and how to take it apart; ``body`` is what follows a first line ``sep=;``."""

    text: Text
    body: str
    delimiter: str | None
    rival: str | None = None  # another delimiter that would do as well
    quoted: bool = True

    def rows(self) -> Iterator[list[str]]:
        """The rows of the text. Raises csv.Error where it cannot be taken apart."""
        for number, row in enumerate(self._rows(), start=1):
            yield row[0].split(self.torn[number]) if number in self.torn else row

    @cached_property
    def torn(self) -> Mapping[int, str]:
        """The rows of the table that another delimiter takes apart into just as many cells → that delimiter.

        A heading between the rows may list as many words: where these have figures, one of the cells has one, too.
        """
        delimiter = self.delimiter or ","
        if not any(delimiter not in line for line in self.body.splitlines() if line):
            return {}
        rows = [(number, row) for number, row in enumerate(self._rows(), start=1) if any(row)]
        found: dict[int, str] = {}
        for (_, above), (number, row), (_, below) in zip(rows, rows[1:], rows[2:], strict=False):
            if len(row) == 1 < _TORN <= len(above) == len(below):
                others = [d for d in _DELIMITERS if d != delimiter and _is_alike(row[0].split(d), above, below)]
                found |= dict.fromkeys([number] if len(others) == 1 else [], "".join(others))
        return found

    def _rows(self) -> Iterator[list[str]]:
        ends = io.StringIO(self.body, newline="")
        delimiter = self.delimiter or ","
        if self.quoted:
            yield from csv.reader(ends, delimiter=delimiter)
        else:
            for row in csv.reader(ends, delimiter=delimiter, quoting=csv.QUOTE_NONE):
                yield [_bare(cell) for cell in row]

    def doubts(self) -> Iterator[Finding]:
        """What had to be guessed."""
        if self.rival and self.delimiter:
            shown = _NAMES.get(self.delimiter, self.delimiter)
            yield finding("F08", what="Pemisah kolom", what_en="The delimiter", found=shown)
        for number, delimiter in self.torn.items():
            shown = _NAMES[delimiter]
            yield finding("F08", cells=(f"A{number}",), what="Pemisah kolom", what_en="The delimiter", found=shown)
        if _LOST in self.text.content:
            yield finding("F08", what="Pengodean huruf", what_en="The encoding", found=self.text.encoding)
        elif self.text.guessed:
            yield finding(
                "F08", severity=Severity.INFO, what="Pengodean huruf", what_en="The encoding", found=self.text.encoding
            )
        if not self.quoted:
            yield finding("F08", what="Tanda kutip", what_en="The quoting", found="tanda kutip apa adanya")


def tell(data: bytes) -> Dialect:
    """The dialect of a delimited text; its delimiter is None if no row has two cells."""
    text = decode(data)
    declared = _DECLARED.match(text.content)
    body = text.content[declared.end() :] if declared else text.content
    quoted = body.count('"') % 2 == 0  # an odd quote would swallow every row after it
    if declared:
        return Dialect(text, body, declared.group(1), quoted=quoted)
    delimiter, rival = _delimiter(body, quoted)
    if delimiter is None and (inner := _unwrapped(body)):
        delimiter, rival = _delimiter(inner, quoted)
        body = inner if delimiter else body
    return Dialect(text, body, delimiter, rival, quoted)


def _delimiter(body: str, quoted: bool) -> tuple[str | None, str | None]:
    """The delimiter that gives most rows the same number of cells, at least two; and another that does as well."""
    scores = [(_score(body, delimiter, quoted), delimiter) for delimiter in _DELIMITERS]
    ranked = sorted((pair for pair in scores if pair[0][0]), key=lambda pair: pair[0], reverse=True)
    if not ranked:
        return None, None
    if len(ranked) == 1 and ranked[0][1] == "," and not _score(_IN_NUMBER.sub("", body), ",", quoted)[0]:
        return None, None  # one column of numbers with decimals
    (best, delimiter), others = ranked[0], [other for other in ranked[1:] if _rivals(other, ranked[0], body, quoted)]
    if delimiter == "," and others and others[0][0][0] == best[0]:
        return others[0][1], ","  # commas in numbers are as steady as columns
    return delimiter, others[0][1] if others else None


_Ranked = tuple[tuple[float, int], str]


def _rivals(other: _Ranked, best: _Ranked, body: str, quoted: bool) -> bool:
    """True if the other delimiter splits as steadily, and not only because numbers hold commas."""
    steady = other[0][0] >= _STEADY and other[0][0] >= best[0][0]
    if steady and other[1] == ",":
        return _score(_IN_NUMBER.sub("", body), ",", quoted)[0] >= _STEADY
    return steady


def _score(body: str, delimiter: str, quoted: bool) -> tuple[float, int]:
    """(share of the filled rows that have the most common number of cells above one, that number)."""
    reader = csv.reader(
        io.StringIO(body, newline=""), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    )
    try:
        widths = [len(row) for row in islice(filter(any, reader), _LOOKED_AT)]
    except csv.Error:
        return 0.0, 0
    counted = Counter(width for width in widths if width > 1)
    if not counted:
        return 0.0, 0
    width, rows = max(counted.items(), key=lambda item: (item[1], item[0]))
    return rows / len(widths), width


def _unwrapped(body: str) -> str | None:
    """The text of lines that were quoted as a whole, as when a file is saved as CSV twice."""
    try:
        rows = [row for row in csv.reader(io.StringIO(body, newline="")) if row]
    except csv.Error:
        return None
    wrapped = rows and body.lstrip().startswith('"') and all(len(row) == 1 for row in rows)
    return "\n".join(row[0] for row in rows) if wrapped else None


def _bare(cell: str) -> str:
    """A cell without the quotes around it."""
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _is_alike(row: Sequence[str], above: Sequence[str], below: Sequence[str]) -> bool:
    """True for as many cells as stand in the rows around, a figure among them where both of these have one."""
    around = [_DIGIT.search(a) and _DIGIT.search(b) for a, b in zip(above, below, strict=True)]
    told = [cell for cell, has_figure in zip(row, around, strict=False) if has_figure]
    return len(row) == len(above) and (not told or any(map(_DIGIT.search, told)))
