"""What one place says of the period of a table, and how much its word weighs against another's.

A title, a heading, a tab and the name of a file are of equal weight: of two that contradict each other nobody knows
which was forgotten. The word of a place is weak where it need not be about the figures at all: a period still to come,
the day on which a file was sent, the year of a publication (``tahun_lain.csv`` beside this module).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lumbung.contracts.model import Contract, PeriodGrain, Source
from lumbung.contracts.periods import PARTS, find_periods, only_period, period_of_day
from lumbung.harmonise.times.plausible import is_to_come
from lumbung.harmonise.titles.beside import texts_beside
from lumbung.sheets.model import Table
from lumbung.text import fold

_OF_DAYS = (PeriodGrain.TANGGAL, PeriodGrain.MINGGU)
_PUBLISHED = "terbitan"
_NAMES = (Source.SHEET, Source.FILENAME)


@dataclass(frozen=True)
class Saying:
    """What one source says: the one period it is about (None if it names several), and all it names.

    ``weak``: it may be about something else than the figures; ``to_come``: the period has not begun.
    """

    source: Source
    period: str | None
    all: tuple[str, ...]
    weak: bool = False
    to_come: bool = False


def say(
    table: Table,
    contract: Contract,
    source: Source,
    in_header: tuple[str, ...],
    file_name: str,
    today: date | None = None,
) -> Saying:
    """What a source says of the table; ``in_header``: the periods over its columns of figures."""
    if source is Source.CONSTANT:
        return Saying(source, contract.period.constant, tuple(filter(None, [contract.period.constant])))
    if source is Source.HEADER:
        return _weighed(Saying(source, in_header[0] if len(in_header) == 1 else None, in_header), contract, "", today)
    text, year = texts_beside(table, file_name).get(source, ""), year_of(table, file_name)
    if source in _NAMES:
        text = _before_sending(text, contract.grain, year)
    periods = find_periods(text, contract.grain, year)
    of_day = period_of_day(text, contract.grain)
    if not periods and of_day:
        return _weighed(Saying(source, of_day, (of_day,)), contract, text, today)
    return _weighed(Saying(source, only_period(text, contract.grain, year), periods), contract, text, today)


def year_of(table: Table, file_name: str) -> str | None:
    """The one year that title, sheet name or file name gives, to complete headings such as ``Jan``."""
    for text in texts_beside(table, file_name).values():
        if find_periods(text, PeriodGrain.TAHUN):
            return only_period(text, PeriodGrain.TAHUN)
    return None


def _weighed(said: Saying, contract: Contract, text: str, today: date | None) -> Saying:
    to_come = said.period is not None and is_to_come(said.period, contract, today)
    weak = to_come or (said.source in _NAMES and _of_something_else(text, contract.grain))
    return Saying(said.source, said.period, said.all, weak, to_come)


def _before_sending(text: str, grain: PeriodGrain, year: str | None) -> str:
    """A name up to the words about its sending, where it names a period before these: *Mei 2024 kirim 03-06-2024*."""
    told = [word for word, of in _other_times().items() if of != _PUBLISHED]
    found = re.search(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, told))})(?![^\W\d_])", text, re.IGNORECASE)
    return text[: found.start()] if found and find_periods(text[: found.start()], grain, year) else text


def _of_something_else(text: str, grain: PeriodGrain) -> bool:
    """True for a name whose time may be that of its sending or of a publication."""
    words = f" {fold(text)} "
    if any(f" {word} " in words for word in _other_times()):
        return True
    finer = bool(find_periods(text, PeriodGrain.TANGGAL))
    if grain not in PARTS:  # a month in the name of a yearly table
        finer = finer or bool(find_periods(text, PeriodGrain.BULAN))
    return finer or grain in _OF_DAYS


@cache
def _other_times() -> Mapping[str, str]:
    """Folded words beside which a time in a name is none of the figures → of what it is."""
    with (Path(__file__).parent / "tahun_lain.csv").open(encoding="utf-8", newline="") as stream:
        return {fold(row["kata"]): row["waktu"] for row in csv.DictReader(stream)}
