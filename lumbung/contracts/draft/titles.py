"""What a table is about: its subject, the phrases by which next year's table is known, a name for the dataset.

A phrase holds what stays from year to year: no table number, year, unit or place. It ends where the title begins to
say by what the figures are broken down, but keeps the first of these words: *Jumlah Penduduk Menurut Kecamatan* is
not borne by a table about *Jumlah Penduduk Bekerja*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lumbung.contracts.draft.vocabulary import counted_in, english_words, leading_quantity, quantity_of
from lumbung.sheets.model import Table
from lumbung.text import fold, squash

_NUMBER = re.compile(r"^(?:tabel|table|lampiran)\b[\s:.]*[\d.]*[a-z]?\b\.?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_BARE_NUMBER = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+|^\d+(?:\.\d+)+\.?\s*")
_CONTINUED = re.compile(r"\b(?:lanjutan|continued|sambungan)\b", re.IGNORECASE)
_CUT = re.compile(
    r"""\([^()]*\)                                                            # units, abbreviations
      | \b(?:tahun|thn|th|bulan|keadaan|per|semester|triwulan)?\.?\s*(?:ajaran|pelajaran)?\s*
        (?:19|20)\d\d(?:\s*[-/–]\s*(?:(?:19|20)\d\d|\d\d))?\*{0,3}             # periods
      | \b(?:di|ke|se)[\s-]+(?:kabupaten|kab\.?|kota|provinsi|prov\.?)\s+\w.*$      # another place
      | \b(?:tahun\s+(?:ajaran|pelajaran)|semester\s+(?:i{1,2}|[12])|triwulan\s+(?:i{1,3}|iv|[1-4]))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DANGLING = frozenset({
    "menurut", "berdasarkan", "dan", "di", "ke", "dari", "pada", "per", "tahun", "dalam", "yang", "untuk", "tanggal",
    "tgl", "by", "in", "of", "and", "the", "at", "to", "kabupaten", "kab", "kota",
})  # fmt: skip
_BREAKDOWN = ("menurut", "berdasarkan", "per")
_CONTINUING = frozenset({*_BREAKDOWN, "dan", "di", "ke", "by", "in", "and", "of", "jenis", "kecamatan"})
_PLAIN_SHEET = re.compile(r"(?:sheet|lembar|table|tabel|data|worksheet)?\s*\d*", re.IGNORECASE)
FEWEST_WORDS = 2


@dataclass(frozen=True)
class Subject:
    """What a title says. ``text`` is '' where it says nothing but a number and the time."""

    text: str  # 'Jumlah Ternak Besar Menurut Kecamatan dan Jenis Ternak'; else what the file's name says
    phrases: tuple[str, ...]  # by which the table is recognised
    weak: bool = False  # the phrases are no title: the number of the table, the name of the sheet or file
    stale_english: str = ""  # an English title that speaks of something else, left out

    @property
    def thing(self) -> str:
        """The subject without what the figures are broken down by: ``'Jumlah Ternak Besar'``."""
        return _before_breakdown(self.text)


def subject_of(table: Table, file_stem: str, places: Sequence[str]) -> Subject:
    """The subject of a table; ``places``: names of regions that a phrase must not hold."""
    lines = _joined_lines(table.title)
    indonesian: list[str] = []
    english: list[str] = []
    for line in lines:
        for segment in _segments(line, places):
            (english if _mostly_english(segment) else indonesian).append(segment)
    if not indonesian and not english:
        text = next(_segments(file_stem.replace("_", " "), places), "")
        telling = bool(text) and (leading_quantity(text) is not None or counted_in(text) is not None)
        return Subject(text if telling else "", tuple(_stand_ins(table, file_stem, places)), weak=True)
    if not indonesian:
        return Subject(english[0], (english[0],))
    text = indonesian[0]
    phrases = [_phrase(text), *([text] if _phrase(text) != text else [])]
    stale = ""
    if english and len(english[0].split()) > FEWEST_WORDS:
        if _speaks_of(english[0], text):
            phrases.append(english[0])
        else:
            stale = english[0]
    return Subject(text, tuple(dict.fromkeys(phrases)), stale_english=stale)


def _joined_lines(title: Sequence[str]) -> list[str]:
    """Title lines, a line that goes on with *menurut* or *dan* joined to the one directly above it."""
    lines: list[str] = []
    for line in title:
        text = squash(line)
        goes_on = lines and lines[-1] and fold(text).split(" ", 1)[0] in _CONTINUING
        if goes_on and not _mostly_english(lines[-1]) and not _mostly_english(text):
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(text)
    return lines


def _segments(line: str, places: Sequence[str]) -> Iterator[str]:
    """The parts of a line between what changes from year to year and from place to place."""
    line = _BARE_NUMBER.sub("", _NUMBER.sub("", line)).strip(" :.-")
    if _CONTINUED.search(line):
        return
    named = "|".join(re.escape(p) for p in sorted(places, key=len, reverse=True) if p)
    level = r"(?:(?:kabupaten|kab\.?|kota|provinsi|prov\.?)\s*)?"
    where = rf"\b(?:(?:di|ke|se|dalam|in)[\s-]+)?{level}(?:{named})\b(?:\s+(?:regency|city))?"
    parts = re.split(where, line, flags=re.IGNORECASE) if named else [line]
    for part in (p for piece in parts for p in _CUT.split(piece)):
        trimmed = _trimmed(part)
        if (
            len(re.findall(r"[^\W\d_]{2,}", trimmed)) >= FEWEST_WORDS
            and fold(trimmed).split(" ", 1)[0] not in _CONTINUING
        ):
            yield trimmed
            return  # what follows the first cut only says where and when


def _trimmed(text: str) -> str:
    words = squash(text).strip(" ,.:;-–").split(" ")
    while words and fold(words[-1]) in _DANGLING | {""}:
        words.pop()
    return " ".join(words).strip(" ,.:;-–")


def _phrase(text: str) -> str:
    """The phrase that stays when a breakdown is added or worded otherwise: up to the first thing broken down by."""
    words = text.split(" ")
    start = next((at for at, word in enumerate(words) if at and fold(word) in _BREAKDOWN), None)
    if start is None:
        return text
    for at in range(start + 2, len(words)):
        if fold(words[at]) in _DANGLING or words[at - 1].endswith(","):
            return _trimmed(" ".join(words[:at]))
    return text


def _before_breakdown(text: str) -> str:
    words = text.split(" ")
    for at, word in enumerate(words):
        if fold(word) in _BREAKDOWN and at:
            return _trimmed(" ".join(words[:at]))
    return text


def _mostly_english(text: str) -> bool:
    words = [w for w in fold(text).split() if not w.isdigit()]
    return bool(words) and sum(w in english_words() for w in words) * 2 > len(words)


def _speaks_of(english: str, indonesian: str) -> bool:
    """True when what the Indonesian title is known to mean stands in the English one: titles get copied."""
    heard, known = f" {fold(english)} ", 0
    words = fold(_before_breakdown(indonesian)).split()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            quantity = quantity_of(" ".join(words[start:end]))
            if quantity is None:
                continue
            known += 1
            if not any(f" {fold(s)} " in heard for s in quantity.spellings):
                return False
            break
    return known > 0


def _stand_ins(table: Table, file_stem: str, places: Sequence[str]) -> Iterator[str]:
    """What a table without a title can be known by: the name of its sheet, its number, *Lanjutan*, its file."""
    if is_telling_sheet(table.sheet):
        yield squash(table.sheet)
    for line in table.title:
        if _CONTINUED.search(line):
            yield squash(line)
        elif _NUMBER.match(squash(line)) and any(c.isdigit() for c in line):
            yield squash(line).rstrip(" .")
    stem = _trimmed(" ".join(_segments(file_stem, places)) or _trimmed(_CUT.sub(" ", file_stem)))
    if fold(stem):
        yield stem


def is_telling_sheet(name: str) -> bool:
    """True for a sheet name that somebody chose: neither ``Sheet1`` nor ``Data``."""
    return (
        _PLAIN_SHEET.fullmatch(squash(name)) is None and len(fold(name)) > 3 and not re.search(r"(?:19|20)\d\d", name)
    )


def snake(text: str, longest: int = 48) -> str:
    """A name for a table or column: ``'Luas Panen (Ha)'`` → ``'luas_panen_ha'``; whole words, no accents."""
    words = [w for w in re.sub(r"[^a-z0-9 ]", " ", fold(text)).split() if w]
    name = ""
    for word in words:
        if name and len(name) + len(word) + 1 > longest:
            break
        name = f"{name}_{word}" if name else word[:longest]
    return name if name and name[0].isalpha() else f"n_{name}".rstrip("_")
