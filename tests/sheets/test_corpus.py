"""Real workbooks of two OPDs and of many portals: nothing is lost, and the printed totals prove the rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.sheets.model import Table
from lumbung.sheets.read import read_workbook
from tests.sheets.cover import misplaced

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of real spreadsheets is not at ../shared/corpus"
)

OPD = sorted((CORPUS / "banjarnegara").rglob("*.xlsx"))
PORTALS = sorted(path for path in (CORPUS / "layouts").glob("*") if path.suffix in (".xlsx", ".xls"))


def test_every_opd_workbook_gives_its_table_with_one_total_at_the_end() -> None:
    for path in OPD:
        reading = read_workbook(path.read_bytes(), path.name)
        first = reading.tables[0]
        assert len(first.rows) in (9, 13, 20), path.name
        assert first.totals[-1].row > first.rows[-1].row, path.name
        assert first.title and first.numbering_row, path.name


def test_the_printed_total_is_the_sum_of_the_rows() -> None:
    checked = agreeing = 0
    for path in OPD:
        table = read_workbook(path.read_bytes(), path.name).tables[0]
        for printed, added in _sums(table):
            checked += 1
            agreeing += abs(printed - added) <= 0.001 * abs(printed) + 0.01
    assert checked > 400
    assert agreeing / checked > 0.98


def _sums(table: Table) -> list[tuple[float, float]]:
    """(printed, added) for the value columns that are counts: averages and rates never add up."""
    found: list[tuple[float, float]] = []
    if len(table.totals) != 1:
        return found
    for column in table.columns:
        printed = table.totals[0].cells[column.letter]
        if (
            column.role.value == "value"
            and "rata" not in " ".join(column.path).lower()
            and isinstance(printed, int | float)
        ):
            values = (row.cells[column.letter] for row in table.rows)
            found.append((float(printed), float(sum(v for v in values if isinstance(v, int | float)))))
    return found


@pytest.mark.parametrize("path", PORTALS, ids=lambda path: path.name[:40])
def test_no_cell_of_a_portal_file_is_lost(path: Path) -> None:
    assert misplaced(read_workbook(path.read_bytes(), path.name)) == []


@pytest.mark.parametrize(
    ("start", "rows", "totals"),
    [
        ("09_", 21, 1),
        ("12_", 18, 4),
        ("13_", 18, 4),
        ("17_", 34, 1),
        ("18_", 34, 1),
        ("19_", 34, 1),
        ("20_", 10, 1),
        ("22_", 63, 1),
    ],
)
def test_totals_named_after_regions_are_told_from_rows(start: str, rows: int, totals: int) -> None:
    (path,) = (path for path in PORTALS if path.name.startswith(start))
    table = read_workbook(path.read_bytes(), path.name).tables[0]
    assert (len(table.rows), len(table.totals)) == (rows, totals)
