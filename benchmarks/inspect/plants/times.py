"""T and F09: the period is not named, or named twice."""

from __future__ import annotations

import re
from random import Random

from benchmarks.inspect.books import Book
from benchmarks.inspect.plants.model import BLOCKER, Planted, Told, plant
from lumbung.contracts.model import PeriodGrain, Source

_PERIOD = re.compile(
    r"(?i)\b(tahun ajaran|tahun|semester|triwulan|bulan)?\s*([IVX]+\s+|[a-z]+\s+)?20\d\d(\s*[/-]\s*20\d\d)?"
)


@plant("T03", BLOCKER, "a year in the file's name that is not the title's", books=6)
def other_year_in_the_name(book: Book, random: Random) -> Planted | None:
    year = book.view.periods[-1][:4]
    named = Source.FILENAME in book.contract.period.sources and len(book.view.periods) == 1
    if not named or year not in book.stem or book.contract.grain is not PeriodGrain.TAHUN or not list(book.titles()):
        return None
    title = next((t for t in book.titles() if year in str(t.value)), None)
    if title is None:
        return None
    name = book.name.replace(year, str(int(year) - 1))
    return Told(book).near("T03", BLOCKER, *book.titles()).done(name=name)


@plant("F09", BLOCKER, "a title without its period", books=6)
def no_period(book: Book, random: Random) -> Planted | None:
    if len(book.view.periods) > 1 or not list(book.titles()):
        return None
    told = Told(book)
    for form in range(len(book.drawn)):
        first = next(book.titles(form))
        for title in book.titles(form):
            bare = _PERIOD.sub("", str(title.value)).strip()
            if bare != title.value:
                book.write(title, bare)
                told.mend((first, f"{_PERIOD.sub('', str(first.value)).strip()} {book.view.when}"))
    for sheet in book.sheets:
        if re.search(r"20\d\d", sheet.name):
            return None
    if any(re.search(r"20\d\d", str(v)) for d in book.drawn for (v, _) in d.sheet.cells.values() if isinstance(v, str)):
        return None
    for form in range(len(book.drawn)):
        told.near("F09", BLOCKER, *book.titles(form))
    return told.done(name=f"data.{book.name.rpartition('.')[2]}")
