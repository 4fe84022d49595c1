"""C: what stands in a cell is no figure, or not as it should be written."""

from __future__ import annotations

from random import Random

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font

from benchmarks.inspect.books import Book, Figure, Spot
from benchmarks.inspect.plants.choosing import counted, in_column, measured, one, plain, some
from benchmarks.inspect.plants.model import ERROR, INFO, WARNING, Planted, Told, overwritten, plant
from lumbung.contracts.model import Kind, LogicalType
from lumbung.findings import Severity
from sites.samples.sheet import ErrorValue

ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?")


@plant("C01", ERROR, "an error cell among the figures", formats=("xlsx", "csv", "html"), books=8)
def error_cell(book: Book, random: Random) -> Planted | None:
    spot = one(random, plain(book))
    return overwritten(book, "C01", ERROR, {spot: ErrorValue(random.choice(ERRORS))}) if spot else None


@plant("C01", ERROR, "an error cell in the row of totals", formats=("xlsx",))
def error_in_the_total(book: Book, random: Random) -> Planted | None:
    spot = one(random, book.printed_totals())
    return overwritten(book, "C01", ERROR, {spot: ErrorValue(random.choice(ERRORS))}) if spot else None


@plant("C02", ERROR, "a formula that was never computed", formats=("xlsx",))
def uncomputed_formula(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in counted(book) if f.value))
    return overwritten(book, "C02", ERROR, {spot: f"={int(spot.value) - 1}+1"}) if spot else None


@plant("C02", ERROR, "a total whose formula was never computed", formats=("xlsx",))
def uncomputed_total(book: Book, random: Random) -> Planted | None:
    spot = one(random, book.printed_totals())
    return overwritten(book, "C02", ERROR, {spot: f"=SUM({spot.cell[0]}3:{spot.cell[0]}4)"}) if spot else None


@plant("C03", INFO, "a number stored as text", formats=("xlsx", "xls", "ods"))
def number_as_text(book: Book, random: Random) -> Planted | None:
    figures = [f for f in counted(book) if isinstance(f.value, int) and 0 < f.value < 1000]
    spot = one(random, figures)
    return overwritten(book, "C03", INFO, {spot: str(spot.value)}) if spot else None


@plant("C04", ERROR, "a figure with its unit behind it", books=8)
def figure_with_a_unit(book: Book, random: Random) -> Planted | None:
    spot = one(random, counted(book))
    word = random.choice(("orang", "unit", "buah", "(sementara)"))
    return overwritten(book, "C04", ERROR, {spot: f"{spot.value} {word}"}) if spot else None


@plant("C04", ERROR, "a number in words", books=4)
def number_in_words(book: Book, random: Random) -> Planted | None:
    spot = one(random, plain(book))
    word = random.choice(("lima", "dua belas", "sda", "lihat lampiran"))
    return overwritten(book, "C04", ERROR, {spot: word}) if spot else None


@plant("C04", ERROR, "a letter O for a nought", books=4)
def letter_for_a_digit(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in counted(book) if "0" in str(f.value)[1:]))
    return overwritten(book, "C04", ERROR, {spot: str(spot.value).replace("0", "O")}) if spot else None


@plant("C04", ERROR, "three words in one column")
def words_in_a_column(book: Book, random: Random) -> Planted | None:
    like = one(random, plain(book))
    spots = some(random, in_column(plain(book), like), 3) if like else []
    if len(spots) < 3:
        return None
    told = Told(book)
    for spot in spots:
        book.write(spot, f"{spot.value} ?")
        told.at("C04", ERROR, spot).mend((spot, spot.value))
    return told.done()


@plant("C12", ERROR, "a figure in scientific notation, as text")
def scientific_notation(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in counted(book) if f.value > 99))
    if spot is None:
        return None
    digits = str(spot.value)
    return overwritten(book, "C12", ERROR, {spot: f"{digits[0]},{digits[1:3]}E+{len(digits) - 1}"})


@plant("C13", ERROR, "a column of percents typed as fractions")
def fractions_for_percents(book: Book, random: Random) -> Planted | None:
    rates = [m for m in book.contract.measures if m.unit == "persen" and m.logical_type is LogicalType.NUMBER]
    measure = one(random, (m for m in rates if len(measured(book, m)) > 4))
    if measure is None:
        return None
    spots = [f for f in book.figures() if f.measure is measure]
    if any(not 2 < f.value < 99 for f in spots):
        return None
    everything = [*spots, *(f for f in book.printed_totals() if f.measure is measure)]
    for spot in everything:
        book.write(spot, round(spot.value / 100, 4))
    told = Told(book)
    for column in {(f.form, f.column) for f in spots}:
        told.at("C13", ERROR, *(f for f in spots if (f.form, f.column) == column))
    return told.mend(*((f, f.value) for f in spots)).done()


@plant("C13", ERROR, "one percent typed as a fraction")
def fraction_among_percents(book: Book, random: Random) -> Planted | None:
    rates = [f for f in book.figures() if f.measure and not f.total and f.measure.unit == "persen" and 2 < f.value < 99]
    spot = one(random, rates)
    column = in_column(rates, spot) if spot else []
    if spot is None or len(column) < 8 or max(f.value for f in column) > 2 * min(f.value for f in column):
        return None
    return overwritten(book, "C13", ERROR, {spot: round(spot.value / 100, 4)})


@plant("C14", INFO, "a figure with the noise of binary fractions", formats=("xlsx", "xls", "ods"))
def float_noise(book: Book, random: Random) -> Planted | None:
    fractions = [
        f for f in plain(book) if isinstance(f.value, float) and 1 < f.value < 1e5 and round(f.value, 2) == f.value
    ]
    spot = one(random, fractions)
    return overwritten(book, "C14", INFO, {spot: spot.value - 1.3e-12 * spot.value}) if spot else None


@plant("C15", INFO, "a label with blanks that cannot be seen", formats=("xlsx", "xls", "ods"))
def invisible_blanks(book: Book, random: Random) -> Planted | None:
    spot = one(random, _names(book))
    blank = random.choice(("\u00a0", "\u200b", "\u2007"))
    return overwritten(book, "C15", INFO, {spot: f"{blank}{spot.value}{blank}"}) if spot else None


@plant("C17", INFO, "a word for 'no value'", formats=("xlsx", "xls", "ods"))
def placeholder(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in plain(book) if f.measure and not f.measure.required))
    word = random.choice(("n/a", "NA", "tidak ada data", "belum ada"))
    return overwritten(book, "C17", _if_counted(book, spot), {spot: word}) if spot else None


def _if_counted(book: Book, spot: Figure) -> Severity:
    """A note, or a warning where a total of the column or the row counts what is said not to be there."""
    beside = (f for f in book.figures() if f.total and f.row == spot.row and f.measure is spot.measure)
    below = (*book.printed_totals(), *book.subtotals())
    totals = [f for f in (*below, *beside) if f.form == spot.form and (f.column == spot.column or f.total)]
    sums = [m for m in book.contract.measures if spot.measure and spot.measure.name in m.sum_of]
    return WARNING if spot.value and (totals or sums) else INFO


@plant("C19", WARNING, "a figure struck through", formats=("xlsx",))
def struck_through(book: Book, random: Random) -> Planted | None:
    spot = one(random, plain(book))
    if spot is None:
        return None
    name = book.sheet_of(spot).name

    def strike(workbook: openpyxl.Workbook) -> None:
        workbook[name][spot.cell].font = Font(strike=True)

    book.finish.append(strike)
    return Told(book).at("C19", WARNING, spot).done()


@plant("C20", INFO, "a comment on a figure", formats=("xlsx",))
def commented(book: Book, random: Random) -> Planted | None:
    spot = one(random, plain(book))
    if spot is None:
        return None
    name = book.sheet_of(spot).name

    def remark(workbook: openpyxl.Workbook) -> None:
        workbook[name][spot.cell].comment = Comment("angka sementara", "Operator")

    book.finish.append(remark)
    return Told(book).at("C20", INFO, spot).done()


@plant("C05", ERROR, "a comma that may be a decimal one or one of thousands", formats=("xlsx", "xls", "ods"))
def doubtful_comma(book: Book, random: Random) -> Planted | None:
    spot = one(random, (f for f in plain(book) if isinstance(f.value, float) and 1 <= f.value < 900))
    if spot is None:
        return None
    return overwritten(book, "C05", ERROR, {spot: f"{int(spot.value)},{random.randrange(101, 999, 2)}"})


@plant("C22", WARNING, "two ways of writing fractions in one column", formats=("xlsx", "xls", "ods"))
def two_conventions(book: Book, random: Random) -> Planted | None:
    fractions = [f for f in plain(book) if isinstance(f.value, float) and len(str(f.value).partition(".")[2]) < 3]
    like = one(random, fractions)
    spots = in_column(fractions, like) if like else []
    if len(spots) < 6:
        return None
    odd = random.choice(spots)
    for spot in spots:
        text = f"{spot.value:.2f}"
        book.write(spot, text if spot is odd else text.replace(".", ","))
    return Told(book).at("C22", WARNING, odd).mend((odd, odd.value)).done()


def _names(book: Book) -> list[Spot]:
    return [s for p in book.contract.of_kind(Kind.REGION) for s in book.labels(p) if s.value]
