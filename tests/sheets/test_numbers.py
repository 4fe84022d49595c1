"""Numbers typed as text, as a careful Indonesian reader takes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.sheets.figures.numbers import Style, is_numeric_text, loose_number, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", 1234.56),
        ("1.255  ", 1255),
        ("21 575", 21575),
        ("1 067,7", 1067.7),
        ("685.161,0", 685161),
        ("-797.270,46", -797270.46),
        ("Rp 1.250.000,-", 1250000),
        ("'1.255", 1255),
        ("1.255,-", 1255),
        ("Rp 1,255,-", 1255),
        ("12,5%", 12.5),
        ("(1.234)", -1234),
        ("1.234*", 1234),
        ("\xa012\xa0", 12),
        ("0,03", 0.03),
        ("0", 0),
    ],
)
def test_a_number_is_read_as_written_in_indonesia(text: str, value: float) -> None:
    assert read_number(text).value(Style.INDONESIAN) == value


@pytest.mark.parametrize(
    "text",
    ["5-9", "2022/2023", "4.1.3", "12 orang", "01.", "010", "1.128.445.00", "21 Feb 2024", "(1)", "I.", "", "12,3,4"],
)
def test_what_only_looks_like_a_number_is_left_alone(text: str) -> None:
    assert not is_numeric_text(text)


def test_misplaced_spaces_are_only_a_loose_reading() -> None:
    assert loose_number("7 52") == 752
    assert not read_number("7 52").is_number
    assert loose_number("7 5 orang") is None


def _indonesian(value: int) -> str:
    return f"{value:,}".replace(",", ".")


@given(st.integers(-(10**12), 10**12))
def test_every_whole_number_comes_back_from_its_indonesian_form(value: int) -> None:
    assert read_number(_indonesian(value)).value(Style.INDONESIAN) == value


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_every_amount_comes_back_from_both_styles(whole: int, cents: int) -> None:
    expected = whole + cents / 100
    assert read_number(f"{_indonesian(whole)},{cents:02d}").value(Style.INDONESIAN) == pytest.approx(expected)
    assert read_number(f"{whole:,}.{cents:02d}").value(Style.ENGLISH) == pytest.approx(expected)


@given(st.text(max_size=60))
def test_no_text_upsets_the_reader(text: str) -> None:
    read_number(text)
    is_numeric_text(text)
