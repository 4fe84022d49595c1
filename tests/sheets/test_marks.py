"""Marks beside figures, years and names are kept as printed."""

from __future__ import annotations

import pytest

from lumbung.sheets.figures.marks import mark_of_label
from lumbung.sheets.figures.numbers import Style, mark_of, read_number
from lumbung.sheets.report import tables_document
from tests.sheets.drawing import workbook


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("1.234r", 1234, "r"),
        ("1.234*", 1234, "*"),
        ("12,5 **", 12.5, "**"),
        ("1.234*)", 1234, "*)"),
        ("1 067 a)", 1067, "a)"),
        ("12,5 e", 12.5, "e"),
        ("75 x", 75, "x"),
        ("3,1 xx", 3.1, "xx"),
        ("14¹", 14, "¹"),
        ("12,5%", 12.5, None),
        ("Rp 1.250.000,-", 1250000, None),
        ("942", 942, None),
    ],
)
def test_a_mark_is_told_from_its_number(text: str, value: float, mark: str | None) -> None:
    assert read_number(text).value(Style.INDONESIAN) == value
    assert mark_of(text) == mark


@pytest.mark.parametrize("text", ["1)", "a)", "r", "12a)", "Blok 5", "5 rumah", "3rd"])
def test_what_only_ends_like_a_mark_is_no_number(text: str) -> None:
    assert mark_of(text) is None
    assert not read_number(text).is_number


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("2022*", "*"),
        ("2022 (Angka sementara)", "(Angka sementara)"),
        ("Tahun 2021 r)", "r)"),
        ("2023**)", "**)"),
        ("Susukan *)", "*)"),
        ("2022", None),
        ("2021/2022", None),
        ("Jumlah (Ha)", None),
        ("*", None),
    ],
)
def test_years_and_names_carry_marks_too(text: str, mark: str | None) -> None:
    assert mark_of_label(text) == mark


def test_flags_stand_beside_the_values_and_only_where_something_is_printed() -> None:
    reading = workbook(
        """
        Tahun                  | Sapi    | Kerbau | 2022*
        2020                   | '1.234r | -      | 3
        2021                   | '942    | …      | 4
        2022 (Angka sementara) | NA      |        | '5 e
        """
    )
    (told,) = tables_document(reading)["tables"]  # type: ignore[misc]
    rows = {row["row"]: row for row in told["rows"]}
    assert rows[2]["cells"] == {"A": 2020, "B": 1234, "C": None, "D": 3}
    assert rows[2]["flags"] == {"B": "r", "C": "-"}
    assert rows[3]["flags"] == {"C": "…"}
    assert rows[4]["flags"] == {"A": "(Angka sementara)", "B": "NA", "D": "e"}
    assert told["columns"][3] == {"letter": "D", "role": "value", "path": ["2022*"], "unit": None, "flag": "*"}
    assert "flag" not in told["columns"][1]
    assert not workbook("Kecamatan | Sapi\nA | 1\nB | 2").tables[0].rows[0].flags
