"""Every file of the layouts corpus against what a person read in it: one YAML of expectations per file.

The YAMLs in ``layouts/`` say what a person sees in the sheets, checked by eye. ``rows: 2-6, 8`` are
Excel rows, ``values: D-F, H`` columns, ``A: Luas > 2021`` the path of a column from the top heading to the leaf.
``skipped`` names cells that stand in no table, ``findings`` a code and some of the cells it must name.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lumbung.sheets.addresses import letter, number
from lumbung.sheets.model import Reading, Role, Table, TableRow
from lumbung.sheets.read import read_workbook
from tests.sheets.cover import misplaced

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "layouts"
EXPECTED = {path.stem: path for path in sorted((Path(__file__).parent / "layouts").glob("*.yaml"))}
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of real spreadsheets is not at ../shared/corpus"
)

LISTED = ("labels", "values", "rows", "totals", "history", "sections", "notes")


@cache
def reading(stem: str) -> Reading:
    (path,) = CORPUS.glob(f"{stem}_*")
    return read_workbook(path.read_bytes(), path.name)


def test_every_file_of_the_corpus_has_expectations() -> None:
    assert set(EXPECTED) == {path.name[:2] for path in CORPUS.glob("[0-9][0-9]_*")}


@pytest.mark.parametrize("stem", EXPECTED)
def test_a_file_is_read_as_a_person_reads_it(stem: str) -> None:
    expected = yaml.safe_load(EXPECTED[stem].read_text("utf-8"))
    found = reading(stem)
    assert len(found.tables) == len(expected["tables"])
    for table, wanted in zip(found.tables, expected["tables"], strict=True):
        assert wanted["sheet"] in ("*", table.sheet)
        assert _told(table, wanted) == {
            key: _listed(wanted.get(key)) if key in LISTED else wanted[key] for key in _told(table, wanted)
        }
        assert _paths(table, wanted["paths"]) == wanted["paths"]
        assert _units(table, wanted.get("units", {})) == wanted.get("units", {})
        assert _cells(table, wanted["cells"]) == wanted["cells"]
    assert _missing(found, expected) == []
    assert misplaced(found) == []


def _told(table: Table, wanted: dict[str, Any]) -> dict[str, object]:
    """What the table says, in the form of the expectations; kinds of rows that are not mentioned must be empty."""
    kinds = {name: [row.row for row in getattr(table, name)] for name in ("totals", "history", "sections", "notes")}
    return {
        "range": table.range,
        "title": list(table.title),
        "header_rows": list(table.header_rows),
        "numbering_row": table.numbering_row,
        "labels": _letters(table, Role.LABEL),
        "values": _letters(table, Role.VALUE),
        "rows": [row.row for row in table.rows],
        **{name: rows for name, rows in kinds.items() if rows or name in wanted},
    }


def _letters(table: Table, role: Role) -> list[str]:
    return [column.letter for column in table.columns if column.role is role]


def _listed(wanted: str | int | None) -> list[object]:
    """``"2-6, 8"`` as a list of rows, ``"D-F, H"`` as a list of letters."""
    listed: list[object] = []
    for part in filter(None, str(wanted or "").split(", ")):
        first, last = part.split("-") if "-" in part else (part, part)
        if first.isdigit():
            listed += range(int(first), int(last) + 1)
        else:
            listed += [letter(n) for n in range(number(first), number(last) + 1)]
    return listed


def _paths(table: Table, wanted: dict[str, str]) -> dict[str, str]:
    return {at: " > ".join(table.column(at).path) for at in wanted}


def _units(table: Table, wanted: dict[str, str]) -> dict[str, str | None]:
    return {at: table.column(at).unit for at in wanted}


def _cells(table: Table, wanted: dict[str, object]) -> dict[str, object]:
    rows: dict[int, TableRow] = {row.row: row for row in (*table.rows, *table.totals, *table.history)}
    return {place: rows[int(row)].cells.get(at) for place in wanted for at, row in re.findall(r"([A-Z]+)(\d+)", place)}


def _missing(found: Reading, expected: dict[str, Any]) -> list[str]:
    """Expected skipped cells and findings that the reading does not have."""
    missing = [
        place for place in expected.get("skipped", []) if not any(_covers(s.range, place) for s in found.skipped)
    ]
    for line in expected.get("findings", []):
        code, *cells = line.split()
        if not any(f.code == code and set(cells) <= set(f.cells) for f in found.findings):
            missing.append(line)
    return missing


def _covers(area: str, place: str) -> bool:
    (left, top), *rest = re.findall(r"([A-Z]+)(\d+)", area)
    right, bottom = rest[-1] if rest else (left, top)
    ((column, row),) = re.findall(r"([A-Z]+)(\d+)", place)
    return number(left) <= number(column) <= number(right) and int(top) <= int(row) <= int(bottom)
