"""X: figures that do not agree with each other."""

from __future__ import annotations

from random import Random

from benchmarks.inspect.books import Book, Figure
from benchmarks.inspect.plants.choosing import one, plain
from benchmarks.inspect.plants.model import ERROR, Planted, Told, overwritten, plant

SEXES = {"Laki-laki", "Perempuan"}


@plant("X01", ERROR, "a sum beside its parts that is not theirs", books=6)
def row_sum(book: Book, random: Random) -> Planted | None:
    sums = [f for f in book.figures() if f.total and not _sums_sexes(book, f)]
    spot = one(random, sums)
    return overwritten(book, "X01", ERROR, {spot: spot.value + 7}) if spot else None


@plant("X01", ERROR, "a sum beside its parts that was left blank", books=5)
def row_sum_left_blank(book: Book, random: Random) -> Planted | None:
    return _left_blank(book, random, sexes=False)


@plant("X04", ERROR, "an L+P that was left blank", books=5)
def sum_of_the_sexes_left_blank(book: Book, random: Random) -> Planted | None:
    return _left_blank(book, random, sexes=True)


@plant("X01", ERROR, "a measure that is not the sum of those it names", books=6)
def sum_between_measures(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in book.figures() if f.measure and f.measure.sum_of and not f.total))
    return overwritten(book, "X01", ERROR, {spot: spot.value + 11}) if spot else None


@plant("X02", ERROR, "a wrong figure in the row of totals", books=10)
def column_total(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in book.printed_totals() if f.measure and f.measure.additive and not f.total))
    return overwritten(book, "X02", ERROR, {spot: spot.value + random.choice((1, 9, 100))}) if spot else None


@plant("X02", ERROR, "two digits of a total changed about", books=4)
def transposed_total(book: Book, random: Random) -> Planted | None:
    totals = [f for f in book.printed_totals() if f.measure and f.measure.additive and not f.total]
    spot = one(random, (f for f in totals if isinstance(f.value, int) and _swapped(f.value) != f.value))
    return overwritten(book, "X02", ERROR, {spot: _swapped(int(spot.value))}) if spot else None


@plant("X02", ERROR, "a mistyped figure under a right total", books=8)
def mistyped_figure(book: Book, random: Random) -> Planted | None:
    totals = {(t.form, t.column): t for t in book.printed_totals() if not t.total}
    alone = [f for f in plain(book) if (f.form, f.column) in totals and not f.codes and not _is_part(book, f)]
    spot = one(random, alone)
    if spot is None or any(True for _ in book.subtotals()):
        return None
    total = totals[spot.form, spot.column]
    book.write(spot, spot.value + 3)
    return Told(book).at("X02", ERROR, total).mend((total, total.value + 3)).done()


@plant("X03", ERROR, "a kecamatan that is not the sum of its desa", books=6)
def not_the_sum_of_its_desa(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in book.subtotals() if f.measure and f.measure.additive and not f.total))
    return overwritten(book, "X03", ERROR, {spot: spot.value + 5}) if spot else None


@plant("X03", ERROR, "a mistyped figure of a desa under right totals", books=4)
def mistyped_desa(book: Book, random: Random) -> Planted | None:
    below = {(t.form, t.column): t for t in book.subtotals() if not t.total}
    alone = [f for f in plain(book) if (f.form, f.column) in below and not f.codes and not _is_part(book, f)]
    spot = one(random, alone)
    own = [t for t in book.subtotals() if spot and (t.form, t.column) == (spot.form, spot.column) and t.row > spot.row]
    if spot is None or not own:
        return None
    book.write(spot, spot.value + 3)
    return Told(book).at("X03", ERROR, min(own, key=lambda t: t.row)).done()


@plant("X04", ERROR, "a mistyped figure of one sex under right totals", books=5)
def mistyped_part_of_the_sexes(book: Book, random: Random) -> Planted | None:
    return _mistyped_between(book, random, "X04")


@plant("X01", ERROR, "a mistyped figure between right totals of its row and its column", books=6)
def mistyped_between_totals(book: Book, random: Random) -> Planted | None:
    return _mistyped_between(book, random, "X01")


@plant("X04", ERROR, "an L+P that is not L and P", books=8)
def sum_of_the_sexes(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in book.figures() if f.total and _sums_sexes(book, f)))
    return overwritten(book, "X04", ERROR, {spot: spot.value + 4}) if spot else None


@plant("X05", ERROR, "a part larger than its whole", books=6)
def part_above_the_whole(book: Book, random: Random) -> Planted | None:
    rules = [r for r in book.contract.rules if r.expectation == "expect_column_pair_values_a_to_be_greater_than_b"]
    rule = one(random, rules)
    if rule is None:
        return None
    above, below = str(rule.arguments["column_A"]), str(rule.arguments["column_B"])
    rows: dict[tuple[int, int], dict[str, Figure]] = {}
    for figure in book.figures():
        if figure.measure and not figure.codes:
            rows.setdefault((figure.form, figure.row), {})[figure.measure.name] = figure
    pair = one(random, (r for r in rows.values() if {above, below} <= r.keys() and not _is_part(book, r[below])))
    if pair is None or not isinstance(pair[above].value, int):
        return None
    book.write(pair[below], pair[above].value + 5)
    told = Told(book).at("X05", ERROR, pair[above], pair[below])
    return told.mend((pair[below], pair[below].value)).done()


def _mistyped_between(book: Book, random: Random, code: str) -> Planted | None:
    """A figure that goes into a sum of its row and into one of its column."""
    below = {(t.form, t.column) for t in book.printed_totals() if t.measure and t.measure.additive}
    beside = [t for t in book.figures() if t.total and (_sums_sexes(book, t) is (code == "X04"))]
    if book.view.across or any(True for _ in book.subtotals()):
        return None
    summed = {(t.form, t.row, t.measure.name, _besides_total(book, t)) for t in beside if t.measure}
    inner = [f for f in plain(book) if f.codes and (f.form, f.column) in below and f.value > 20]
    met = [f for f in inner if any(_goes_into(f, known) for known in summed)]
    spot = one(random, met)
    return overwritten(book, code, ERROR, {spot: spot.value + 6}) if spot and not _is_part(book, spot) else None


def _left_blank(book: Book, random: Random, *, sexes: bool) -> Planted | None:
    spot = one(random, (f for f in book.figures() if f.total and f.value and _sums_sexes(book, f) is sexes))
    return overwritten(book, "X04" if sexes else "X01", ERROR, {spot: ""}) if spot else None


def _besides_total(book: Book, total: Figure) -> frozenset[tuple[str, str]]:
    return frozenset((name, code) for name, code in total.codes if not book.contract.named(name).is_total(code))


def _goes_into(figure: Figure, summed: tuple[int, int, str, frozenset[tuple[str, str]]]) -> bool:
    form, row, measure, codes = summed
    here = (figure.form, figure.row, figure.measure.name if figure.measure else "") == (form, row, measure)
    return here and codes <= set(figure.codes)


def _sums_sexes(book: Book, figure: Figure) -> bool:
    summed = [p for name, code in figure.codes if (p := book.contract.named(name)).is_total(code)]
    return bool(summed) and all({c.name for c in p.categories if not c.total} == SEXES for p in summed)


def _is_part(book: Book, figure: Figure) -> bool:
    """Whether another measure adds this one up."""
    return any(figure.measure and figure.measure.name in m.sum_of for m in book.contract.measures)


def _swapped(value: int) -> int:
    text = str(value)
    return int(text[:-2] + text[-1] + text[-2]) if len(text) > 2 else value
