"""Sums of a template that came back uncomputed: what their parts say, and nothing where a part is unknown."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lumbung.sheets.grid import Cell, CellKind, Grid, Position, Stored
from lumbung.sheets.sums import with_sums


def grid(rows: list[list[Stored]], formulas: Mapping[Position, str]) -> Grid:
    for (row, column), formula in formulas.items():
        rows[row - 1][column - 1] = formula
    broken = {p: Cell(f, CellKind.UNCOMPUTED) for p, f in formulas.items()}
    return Grid("Data", rows, broken=broken)


def test_a_sum_of_cells_ranges_and_other_sums() -> None:
    made = with_sums(
        grid(
            [[1, 2.5, None], ["teks", None, None], [3, 4, None]],
            {(1, 3): "=SUM(A1,B1)", (3, 3): "=SUM($A$3:B3)", (2, 3): "=SUM(C1:C1,C3,A1:A3)"},
        )
    )
    assert [made.cell(r, 3).value for r in (1, 2, 3)] == [3.5, 14.5, 7]
    assert made.summed == {(1, 3), (2, 3), (3, 3)}
    assert not made.broken


@pytest.mark.parametrize(
    "formula",
    ["=SUM(A1:B1", "=A1+B1", "=AVERAGE(A1:B1)", "=SUM(Lain!A1)", "=SUM()", "=SUM(C1)", "=SUM(A1,#REF!)", "="],
)
def test_what_is_no_plain_sum_of_known_cells_stays_uncomputed(formula: str) -> None:
    made = with_sums(grid([[1, 2, None]], {(1, 3): formula}))
    assert made.cell(1, 3).kind is CellKind.UNCOMPUTED
    assert not made.summed


def test_an_error_among_the_parts_makes_the_sum_unknown() -> None:
    bad = grid([[1, "#REF!", None]], {(1, 3): "=SUM(A1:B1)"})
    bad = Grid("Data", bad.rows, broken={**bad.broken, (1, 2): Cell("#REF!", CellKind.ERROR)})
    assert with_sums(bad).cell(1, 3).kind is CellKind.UNCOMPUTED


def test_a_formula_that_names_more_than_any_sheet_has_is_left_alone() -> None:
    made = with_sums(grid([[1, 2, None]], {(1, 3): "=SUM(A1:XFD1048576)"}))
    assert made.cell(1, 3).kind is CellKind.UNCOMPUTED
