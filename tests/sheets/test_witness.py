"""Printed totals against their sums, where no contract says what adds up."""

from __future__ import annotations

import pytest

from lumbung.sheets.figures.witness import witnessed
from tests.sheets.drawing import workbook

SCHOOLS = """
    Kecamatan | Negeri | Swasta | Jumlah | Rata-rata
    A         | 12     | 9      | 21     | 4.5
    B         | 13     | 6      | 19     | 3.5
    C         | 11     | 6      | 17     | 4
    D         | 10     | 3      | {d}    | 5.5
    E         | 14     | 2      | 16     | 2.5
    F         | 15     | 4      | 19     | 3
    Jumlah    | {n}    | {s}    | {j}    | 3.8
"""


def _said(**figures: int) -> list[tuple[str, str, object, object]]:
    drawing = SCHOOLS.format(**{"d": 13, "n": 75, "s": 30, "j": 105} | figures)
    found = witnessed(workbook(drawing))
    assert all(f.severity == "warning" for f in found)
    return [(f.code, f.cells[0], f.parameters["found"], f.parameters["expected"]) for f in found]


def test_totals_that_add_up_say_nothing() -> None:
    assert _said() == []


def test_a_total_that_differs_where_the_others_prove_a_sum() -> None:
    assert _said(s=31) == [("X02", "C8", "31", "30")]


def test_a_row_total_that_differs_where_the_other_rows_prove_a_sum() -> None:
    assert ("X01", "D5", "31", "13") in _said(d=31)


@pytest.mark.parametrize("total", ["Rata-rata | 12.5 | 5 | 17.5 | 3.8", "Jumlah | 1 | 2 | 3 | 4"])
def test_what_is_no_sum_is_no_witness(total: str) -> None:
    lines = SCHOOLS.format(d=13, n=0, s=0, j=0).strip("\n").splitlines()
    assert witnessed(workbook("\n".join([*lines[:-1], f"    {total}"]))) == ()


def test_a_figure_already_in_doubt_is_said_once() -> None:
    drawing = "Desa | L | P | L+P\n" + "\n".join(f"D{i} | {i + 20} | {i * 9} | {i * 10 + 20}" for i in range(1, 60))
    total = f"Jumlah | {sum(range(21, 80))} | {sum(range(9, 540, 9)) / 1000} | {sum(range(30, 611, 10))}"
    reading = workbook(f"{drawing}\n{total}")
    assert [f.code for f in reading.findings] == ["C05"]
    assert witnessed(reading) == ()
