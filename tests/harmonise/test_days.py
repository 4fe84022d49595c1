"""Columns of days: what a text in them means, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from lumbung.contracts.model import Kind, LogicalType, PeriodGrain, PersonalKind, Property, Source
from lumbung.contracts.written_days import read_day
from lumbung.findings import Severity
from lumbung.harmonise.file import Harmonised, harmonise
from lumbung.sheets.read import read_workbook
from tests.harmonise.regency import GAZETTEER, KECAMATAN, ORDINARY_NOTES, PEOPLE, changed, contract, findings, the
from tests.sheets.drawing import saved

TODAY = date(2025, 6, 1)
DAY = Property("tanggal_kejadian", Kind.ATTRIBUTE, LogicalType.DATE, "Tanggal Kejadian", key=True, required=True)
EVENTS = contract(KECAMATAN, DAY, PEOPLE, title="Daftar Kejadian", quarantine_limit=0.9)


def events(*days: object, of: object = EVENTS) -> Harmonised:
    """What becomes of a list of events with these days in B4, B5, …: dates as dates, texts as texts."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (["Daftar Kejadian Tahun 2024"], [], ["Kecamatan", "Tanggal Kejadian", "Penduduk"]):
        sheet.append(line)
    for number, day in enumerate(days):
        sheet.append([("Susukan", "Batur", "Pulau Pinang")[number % 3], day, number + 1])
    return harmonise(read_workbook(saved(book), "kejadian.xlsx"), (of,), GAZETTEER, TODAY)  # type: ignore[arg-type]


def told(found: Harmonised) -> dict[str, tuple[Severity, tuple[str, ...]]]:
    return {f.code: (f.severity, f.cells) for f in findings(found) if f.code not in ORDINARY_NOTES}


def read(found: Harmonised) -> list[object]:
    """The days of the rows that are not held back."""
    (table,) = found.conformed
    return [v for i, v in table.frame["tanggal_kejadian"].items() if i not in table.quarantined]


def test_dates_stored_as_dates_need_no_word() -> None:
    found = events(date(2024, 3, 15), date(2024, 2, 3), date(2024, 12, 31))
    assert (told(found), read(found)) == ({}, ["2024-03-15", "2024-02-03", "2024-12-31"])


@pytest.mark.parametrize(
    "text",
    ["25/03/2024", "25-3-2024", "25 Maret 2024", "Senin, 25 Mar 2024", "2024-03-25", "20240325", "25.03.2024 08:15"],
)
def test_a_text_that_can_only_mean_one_day_is_that_day(text: str) -> None:
    found = events(text, date(2024, 2, 20), "21/02/2024")
    assert told(found).keys() == {"C06"}
    assert read(found)[0] == "2024-03-25"


def test_a_column_of_texts_proves_the_order_of_day_and_month_for_all_of_them() -> None:
    found = events("05/03/2024", "25/03/2024", "07/04/2024")
    assert told(found) == {"C06": (Severity.INFO, ("B4", "B5", "B6"))}
    assert read(found) == ["2024-03-05", "2024-03-25", "2024-04-07"]
    american = events("03/05/2024", "03/25/2024", "04/07/2024")
    assert (told(american).keys(), read(american)) == ({"C06"}, ["2024-03-05", "2024-03-25", "2024-04-07"])


def test_day_and_month_that_nothing_tells_apart_are_read_as_indonesians_write_and_told() -> None:
    found = events("05/03/2024", date(2024, 2, 20), "07/07/2024")
    assert told(found) == {"C07": (Severity.WARNING, ("B4",)), "C06": (Severity.INFO, ("B6",))}
    assert read(found) == ["2024-03-05", "2024-02-20", "2024-07-07"]
    assert "05/03/2024 tidak pasti mana hari dan mana bulannya. Dibaca dengan hari di depan" in next(
        f.message() for f in findings(found) if f.code == "C07"
    )


def test_a_text_against_the_order_of_its_column_is_told() -> None:
    found = events("25/03/2024", "03/25/2024", "26/03/2024")
    assert told(found)["C07"] == (Severity.WARNING, ("B5",))


def test_dates_of_which_only_the_late_days_stayed_texts_may_be_swapped() -> None:
    found = events(date(2024, 5, 3), "25/03/2024", date(2024, 7, 4), "31/05/2024")
    assert told(found)["C07"] == (Severity.WARNING, ("B4", "B6"))
    honest = events(date(2024, 5, 13), "25/03/2024", date(2024, 7, 4), "31/05/2024")
    assert told(honest).keys() == {"C06"}


@pytest.mark.parametrize(
    "text", ["31/02/2024", "31/04/2024", "32/01/2024", "31 Februari 2024", "2024-02-30", "20/20/2024"]
)
def test_a_day_that_no_calendar_has_is_held_back(text: str) -> None:
    found = events(text, date(2024, 2, 20))
    assert told(found) == {"C08": (Severity.ERROR, ("B4",))}
    assert read(found) == ["2024-02-20"]


def test_a_year_of_two_digits_is_told_and_taken_where_one_century_is_possible() -> None:
    found = events("15/03/24", date(2024, 2, 20), "16 Mar '24")
    assert told(found) == {"C09": (Severity.WARNING, ("B4", "B6"))}
    assert read(found) == ["2024-03-15", "2024-02-20", "2024-03-16"]


def test_a_birth_of_either_century_is_not_guessed() -> None:
    born = replace(DAY, personal=PersonalKind.LAHIR)
    register = replace(EVENTS, properties=(KECAMATAN, born, PEOPLE, EVENTS.period))
    found = events("15/03/58", "15/03/20", date(2000, 2, 20), of=register)
    assert read(found) == ["1958-03-15", "2000-02-20"]
    assert {(f.severity, f.cells) for f in findings(found) if f.code == "C09"} == {
        (Severity.WARNING, ("B4",)),
        (Severity.ERROR, ("B5",)),
    }
    assert not any("58" in f.message() or "15/03" in f.message() for f in findings(found))


def test_a_day_before_1900_or_still_to_come_is_held_back() -> None:
    found = events(date(2204, 3, 15), "15/03/1824", date(2025, 6, 2), date(2025, 6, 1))
    assert {(f.code, f.cells) for f in findings(found) if f.code not in ORDINARY_NOTES} == {
        ("V06", ("B4",)),
        ("V06", ("B5",)),
        ("V06", ("B6",)),
    }
    meant = replace(EVENTS, properties=(KECAMATAN, replace(DAY, future=True), PEOPLE, EVENTS.period))
    assert told(events(date(2026, 3, 15), of=meant)) == {}


@pytest.mark.parametrize("text", ["besok", "Maret 2024", "2024", 45366])
def test_what_is_no_date_has_not_the_form_of_one(text: object) -> None:
    found = events(text, date(2024, 2, 20))
    assert told(found) == {"V04": (Severity.ERROR, ("B4",))}
    assert "tanggal, misalnya 31/12/2024" in the(found, "V04").message()


MONTHLY = replace(
    changed(
        contract(KECAMATAN, PEOPLE, title="Daftar Kejadian"),
        "tahun",
        sources=(Source.COLUMN,),
        title="Tanggal Kejadian",
    ),
    grain=PeriodGrain.BULAN,
)


def periods(found: Harmonised) -> list[object]:
    (table,) = found.conformed
    return list(table.frame["tahun"])


def test_days_that_give_rows_their_period_are_read_alike() -> None:
    found = events(date(2024, 2, 20), "25/03/2024", "05/03/2024", of=MONTHLY)
    assert periods(found) == ["2024-02", "2024-03", "2024-03"]
    assert told(found).keys() <= {"C06"}


def test_a_day_that_may_lie_in_either_of_two_months_is_told() -> None:
    found = events(date(2024, 2, 20), "05/03/2024", "07/07/2024", of=MONTHLY)
    assert told(found)["C07"] == (Severity.WARNING, ("B5",))
    assert periods(found) == ["2024-02", "2024-03", "2024-07"]


def test_days_of_a_period_that_cannot_be_are_held_back_and_short_years_told() -> None:
    found = events(date(2024, 2, 20), "31/02/2024", "15/03/24", date(2030, 1, 1), of=MONTHLY)
    assert told(found) == {
        "C08": (Severity.ERROR, ("B5",)),
        "C09": (Severity.WARNING, ("B6",)),
        "V06": (Severity.ERROR, ("B7",)),
    }
    assert periods(found) == ["2024-02", "2024-03"]


@pytest.mark.parametrize("text", ["12 ekor", "3/4", "1.234.567", "Jl. Merdeka 5", "", "08/2024"])
def test_other_texts_are_no_days(text: str) -> None:
    assert read_day(text) is None
