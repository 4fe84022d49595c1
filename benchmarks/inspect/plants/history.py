"""D, T05, T06, U04, X08, X09, K05, F11: what shows only beside the files that the OPD sent before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.inspect.altered import Place, alone, altered, places, then, times
from benchmarks.inspect.books import Book, Spot
from benchmarks.inspect.plants.choosing import one, some
from benchmarks.inspect.plants.model import WARNING, Planted, Told, plant
from benchmarks.inspect.shelf import redrawn, shelf
from lumbung.contracts.model import Kind, PeriodGrain, Source
from lumbung.contracts.periods import period_at
from lumbung.harmonise.times.spans import days_of
from sites.samples.form import Line, draw
from sites.samples.rows import header_dimensions
from sites.samples.view import Column

_CLEAR = 200
"""A count from which chance does not explain a jump."""
_TELLING = 100
"""Figures of three digits would have changed if anybody had counted."""


# ------------------------------------------------------------------ old tables under a new period


@plant("T06", WARNING, "the table of the period before under a new title", books=6)
def old_table(book: Book, random: Random) -> Planted | None:
    moving = [m for m in book.contract.measures if not m.steady]
    return _copied(book, [p for m in moving for p in places(book, m)])


@plant("T06", WARNING, "one column of the period before", books=6)
def old_column(book: Book, random: Random) -> Planted | None:
    column = _column(book, random)
    return _copied(book, column) if column and len(_columns(book)) > 1 else None


@plant("T06", WARNING, "the sheet of the period before once more, in the same file", books=3)
def old_sheet(book: Book, random: Random) -> Planted | None:
    if len(book.view.periods) < 2 or len({m.steady for m in book.contract.measures}) > 1:
        return None
    latest = book.view.periods[-1]
    return _copied(book, [p for m in book.contract.measures for p in places(book, m) if p.column.period == latest])


def _copied(book: Book, which: Sequence[Place]) -> Planted | None:
    """These figures as they were in the period before; what each person got is the same every year."""
    if book.contract.is_register:
        return None
    several = len(book.view.periods) > 1
    before = [] if several else _sent(book, 1)
    if not before and not several:
        return None
    period = book.view.periods[-2] if several else before[-1].view.periods[-1]
    old = [(p, then(book, p, period)) for p in which]
    different = {value for _, value in old if value is not None and abs(value) >= _TELLING}
    changed = altered(book, old) if len(different) > 9 else []
    if not changed or _has_dashes(book):
        return None
    at = {(f.form, f.column) for f in changed}
    told = Told(book)
    for form in dict.fromkeys(f.form for f in changed):
        told.at("T06", WARNING, *(f for f in book.figures() if f.form == form and (form, f.column) in at))
    return told.done(before=before)


# ------------------------------------------------------------------ noughts too many, figures far off


@plant("U04", WARNING, "a column a thousand times as large as in the period before", books=4)
def thousandfold_column(book: Book, random: Random) -> Planted | None:
    column = _column(book, random)
    return _jumped(book, "U04", column, 1000, periods=1) if column else None


@plant("U04", WARNING, "a column a tenth of what it was", books=4)
def tenth_of_a_column(book: Book, random: Random) -> Planted | None:
    column = _column(book, random)
    return _jumped(book, "U04", column, 0.1, periods=2) if column and min(p.value for p in column) > _CLEAR else None


@plant("U04", WARNING, "a figure with a nought too many", books=6)
def nought_too_many(book: Book, random: Random) -> Planted | None:
    place = _clear_figure(book, random)
    return _jumped(book, "U04", [place], 10, periods=3) if place else None


@plant("U04", WARNING, "a figure in another unit than the year before", books=4)
def thousandfold_figure(book: Book, random: Random) -> Planted | None:
    place = _clear_figure(book, random)
    return _jumped(book, "U04", [place], 1000, periods=1) if place else None


@plant("D04", WARNING, "a figure far from every earlier one", books=8)
def far_off(book: Book, random: Random) -> Planted | None:
    place = _clear_figure(book, random)
    return _jumped(book, "D04", [place], random.choice((5.2, 6.1)), periods=3) if place else None


@plant("D04", WARNING, "a figure of which little is left", books=5)
def little_left(book: Book, random: Random) -> Planted | None:
    place = _clear_figure(book, random)
    return _jumped(book, "D04", [place], 0.17, periods=4) if place and place.value > 5 * _CLEAR else None


@plant("D04", WARNING, "a column that counts something else, and its total with it", books=4)
def other_meaning(book: Book, random: Random) -> Planted | None:
    column = _column(book, random)
    if column is None or len(book.drawn) > 1:
        return None
    before = _sent(book, 2)
    changed = altered(book, [(p, times(p, 31)) for p in column])
    totals = [t for t in book.printed_totals() if changed and t.column == changed[0].column]
    if not before or len(totals) != 1 or totals[0].value < 10_000 or len(column) < 6:
        return None
    return Told(book).at("D04", WARNING, totals[0]).done(before=before)


def _jumped(book: Book, code: str, which: Sequence[Place], factor: float, periods: int) -> Planted | None:
    """These figures so many times what they are; of the other periods none is."""
    before = _sent(book, periods)
    changed = altered(book, [(p, times(p, factor)) for p in which]) if before else []
    if not changed or len({f.form for f in changed}) > 1 or len(changed) < len(which):
        return None
    return Told(book).at(code, WARNING, *changed).done(before=before)


# ------------------------------------------------------------------ more, less, other things


@plant("D03", WARNING, "many more rows than before", books=4)
def many_more_rows(book: Book, random: Random) -> Planted | None:
    before = _sent(book, 1) if _is_open_list(book) else []
    if not before or len(before[0].view.rows) < 30:
        return None
    few = replace(before[0].view, rows=before[0].view.rows[: len(book.view.rows) // 3])
    return Told(book).near("D03", WARNING, *_everywhere(book)).done(before=[redrawn(before[0], few)])


@plant("S09", WARNING, "far fewer rows than before", books=4)
def far_fewer_rows(book: Book, random: Random) -> Planted | None:
    before = _sent(book, 1) if _is_open_list(book) else []
    if not before or len(before[0].view.rows) < 30:
        return None
    anew = redrawn(book, replace(book.view, rows=book.view.rows[: len(book.view.rows) // 3]))
    book.view, book.drawn = anew.view, anew.drawn
    return Told(book).near("S09", WARNING, *_everywhere(book)).done(before=before)


@plant("D05", WARNING, "a column half of which is left blank now", books=6)
def left_blank(book: Book, random: Random) -> Planted | None:
    loose = [c for c in _columns(book) if not c.measure.required and not c.measure.blank_is_zero]
    column = one(random, loose) if len(_columns(book)) > 1 else None
    before = _sent(book, 1) if column else []
    which = [p for p in places(book, column.measure) if p.column == column] if column else []
    if len(which) < 10 or not before:
        return None
    blank = some(random, which, max(6, len(which) // 2))
    changed = altered(book, [(p, None) for p in blank])
    if len(changed) < len(blank) or len({f.form for f in changed}) > 1:
        return None
    return Told(book).at("D05", WARNING, *changed).done(before=before)


@plant("D06", WARNING, "a kind that no earlier file told of", books=5)
def new_kind(book: Book, random: Random) -> Planted | None:
    dimensions = header_dimensions(book.contract)
    columns = [c for c in _columns(book) if len(dimensions) == 1 and not c.measure.required]
    column = one(random, columns) if len(columns) > 2 else None
    before = _sent(book, 2) if column else []
    if column is None or not before:
        return None
    for earlier in before:
        without = [p for m in book.contract.measures for p in places(earlier, m) if p.column.codes == column.codes]
        altered(earlier, [(p, None) for p in without])
    here = [f for f in book.figures() if f.value and not f.total and f.codes == column.codes]
    if not here or len({f.form for f in here}) > 1:
        return None
    return Told(book).at("D06", WARNING, *here).done(before=before)


@plant("T05", WARNING, "a period that nobody sent", books=6)
def gap(book: Book, random: Random) -> Planted | None:
    if book.contract.grain in (PeriodGrain.TANGGAL, PeriodGrain.MINGGU):
        return None
    before = _sent(book, random.choice((3, 4)))
    return Told(book).near("T05", WARNING, *_everywhere(book)).done(before=before[:-1]) if before else None


# ------------------------------------------------------------------ the same period again


@plant("K05", WARNING, "a second file about a period with other figures", books=6)
def second_file(book: Book, random: Random) -> Planted | None:
    return _revised(book, random, "K05", datetime.now(UTC) - timedelta(days=300))


@plant("X09", WARNING, "other figures of a period that was closed long ago", books=6)
def closed_period(book: Book, random: Random) -> Planted | None:
    return _revised(book, random, "X09", datetime.now(UTC) - timedelta(days=5 * 365))


def _revised(book: Book, random: Random, code: str, when: datetime) -> Planted | None:
    grain = book.contract.grain
    period = period_at(when.date(), grain)
    if len(book.view.periods) > 1 or book.contract.is_register or days_of(period) is None:
        return None
    anew = redrawn(book, shelf(book.site).generator.view(book.contract, period))
    book.view, book.drawn, book.stem = anew.view, anew.drawn, f"{anew.stem} perbaikan"
    which = [p for m in alone(book) for p in places(book, m) if p.value > 50]
    changed = altered(book, [(p, times(p, 1.02)) for p in some(random, which, 3)])
    if not changed or len({f.form for f in changed}) > 1:
        return None
    return Told(book).at(code, WARNING, *changed).done(before=[anew])


@plant("F11", WARNING, "provisional figures after the final ones", books=5)
def provisional_again(book: Book, random: Random) -> Planted | None:
    title = next(book.titles(), None)
    if title is None or len(book.view.periods) > 1 or len(book.drawn) > 1:
        return None
    first = book.copy()
    book.write(title, f"{title.value} (Angka Sementara)")
    book.stem += " (1)"
    return Told(book).near("F11", WARNING, *_everywhere(book)).done(before=[first])


@plant("X08", WARNING, "a total of the year before that its own file gives otherwise", books=6)
def restated(book: Book, random: Random) -> Planted | None:
    drawn, grain = book.drawn[0], book.contract.grain
    lines = drawn.form.lines
    before = _sent(book, 1) if len(book.drawn) == 1 and grain is PeriodGrain.TAHUN else []
    if not before or lines[-1].kind != "total" or len(lines[-1].labels) != 1:
        return None
    year, earlier = before[-1].view.periods[-1], before[-1].drawn[0]
    values = earlier.form.lines[-1].values
    history = Line((f"Tahun {year}",), values, "history")
    book.drawn = [draw(replace(drawn.form, lines=(*lines, history)))]
    row = book.drawn[0].rows[-1]
    totals = [t for t in book.printed_totals() if t.measure and t.measure.additive and t.value > 50]
    total = one(random, totals)
    if total is None:
        return None
    spot = book.spot(0, row, total.column)
    book.write(spot, total.value * 2)
    return Told(book).at("X08", WARNING, spot).done(before=before)


# ------------------------------------------------------------------ which files, which figures


def _sent(book: Book, files: int) -> list[Book]:
    """So many files of the periods right before; none for a book of several periods or of persons."""
    alone = len(book.view.periods) == 1 and not book.contract.is_register
    return shelf(book.site).before(book, files) if alone else []


def _columns(book: Book) -> list[Column]:
    free = [m.name for m in alone(book)]
    return [c for c in book.view.columns(totals=False) if c.measure.name in free]


def _column(book: Book, random: Random) -> list[Place] | None:
    """The figures of a column that nothing else of its row depends on."""
    columns = [[p for p in places(book, c.measure) if p.column == c] for c in _columns(book)]
    return one(random, [c for c in columns if len(c) > 9 and min(p.value for p in c) > 0])


def _clear_figure(book: Book, random: Random) -> Place | None:
    return one(random, (p for m in alone(book) for p in places(book, m) if p.value > _CLEAR))


def _is_open_list(book: Book) -> bool:
    """Whether there may be any number of rows."""
    keys = [p for p in book.contract.properties if p.key and Source.HEADER not in p.sources]
    return not book.contract.complete_over and not any(p.kind is Kind.CATEGORY for p in keys)


def _has_dashes(book: Book) -> bool:
    cells = (value for drawn in book.drawn for value, _ in drawn.sheet.cells.values())
    return any(value == "-" for value in cells)


def _everywhere(book: Book) -> list[Spot]:
    return [book.spot(0, row, column) for row, column in book.drawn[0].sheet.cells]
