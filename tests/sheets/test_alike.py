"""Long sheets: rows that nobody looked at are read as if somebody had."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lumbung.sheets.files.grids import make_grid
from lumbung.sheets.grid import Grid, Span
from lumbung.sheets.model import Table
from lumbung.sheets.read import read_workbook
from lumbung.sheets.report import tables_document
from lumbung.sheets.tables import alike
from lumbung.sheets.tables.alike import LONG, alike_rows
from lumbung.sheets.tables.bulk import LongRows
from lumbung.sheets.tables.find import find_tables

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SITES = Path(__file__).parents[2] / "sites"
Rows = list[list[Any]]


def register(rows: int = 4_000) -> Rows:
    """A title, a header, and a long body of codes, names, texts, whole numbers, fractions, blanks and dates."""
    chance = random.Random(7)
    body: Rows = [
        [
            float(i + 1),
            f"16.04.{i % 24:02d}.{2001 + i % 50}",
            f"Desa {chance.choice('ABCDEFG')}{i}",
            chance.choice(("Padi", "Jagung", "Kopi")),
            float(chance.randrange(5000)),
            round(chance.uniform(0, 90), 2),
            chance.choice((None, "aktif", "tidak")),
            date(2024, 1 + i % 12, 1 + i % 28),
        ]
        for i in range(rows)
    ]
    head = [["Daftar Lahan 2024"], [], ["No", "Kode", "Nama", "Jenis", "Luas (m2)", "Hasil", "Status", "Tanggal"]]
    return [*head, *body]


def with_total(rows: Rows) -> None:
    rows.append(["Jumlah", None, None, None, sum(r[4] for r in rows[3:]), None, None, None])
    rows += [[], ["Sumber: Dinas Pertanian"]]


def with_sections(rows: Rows) -> None:
    for at in range(len(rows) - 100, 500, -700):
        rows.insert(at, [None, "Kecamatan Merapi", None, None, None, None, None, None])


def with_text_numbers(rows: Rows) -> None:
    for row in rows[3:]:
        row[5] = f"{row[5] * 1000:,.2f}".translate(str.maketrans(",.", ".,"))


def with_oddities(rows: Rows) -> None:
    rows[2_000][4] = "tidak ada data"
    rows[2_100][5] = "-"
    rows[2_200] = [None] * 8
    rows[2_300][2] = None
    rows[2_400] = list(rows[2])
    rows[2_500][7] = "stray"
    rows[2_600].append("di luar tabel")


def with_second_table(rows: Rows) -> None:
    rows += [[], ["Rekapitulasi"], ["Jenis", "Jumlah"], ["Padi", 12.0], ["Jagung", 13.0], ["Kopi", 14.0]]


def with_only_texts(rows: Rows) -> None:
    for row in rows[3:]:
        row[0], row[4], row[5], row[7] = f"A-{row[0]:.0f}", "baik", "milik sendiri", "ya"


def with_a_total_first(rows: Rows) -> None:
    rows.insert(3, [None, None, "Kabupaten Lahat", None, sum(r[4] for r in rows[3:]), None, None, None])


def with_averages(rows: Rows) -> None:
    for at in range(len(rows) - 5, 400, -40):
        rows.insert(at, [None, "Rata-rata", None, None, 2500.0, 45.0, None, None])


def with_headings_again(rows: Rows) -> None:
    for at in range(3_800, 300, -60):
        rows.insert(at, list(rows[2]))


def with_a_stray_column(rows: Rows) -> None:
    for row in rows[3::2]:
        row.append("catatan")


CHANGES = (
    with_averages, with_headings_again, with_a_stray_column, with_total, with_sections, with_text_numbers, with_oddities, with_second_table, with_only_texts, with_a_total_first,
)  # fmt: skip


def _plain(tables: list[Table]) -> list[Any]:
    return [
        (t.range, t.title, t.header_rows, t.columns, list(t.rows), t.totals, t.history, t.sections, t.notes)
        for t in tables
    ]


@pytest.mark.parametrize("change", [lambda rows: None, *CHANGES])
def test_a_long_sheet_is_read_as_if_every_line_was_looked_at(
    change: Callable[[Rows], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = register()
    change(rows)
    tables, skipped, findings = find_tables(make_grid("Data", rows))
    monkeypatch.setattr(alike, "LONG", 10**9)
    every, left, doubts = find_tables(make_grid("Data", rows))
    assert _plain(tables) == _plain(every)
    assert (skipped, findings) == (left, doubts)
    if change not in (with_averages, with_a_stray_column):  # there every line is looked at
        assert any(isinstance(table.rows, LongRows) for table in tables)


def test_most_rows_of_a_long_sheet_are_not_looked_at() -> None:
    rows = register()
    with_total(rows)
    assert sum(map(len, alike_rows(make_grid("Data", rows)))) > 0.8 * len(rows)
    assert alike_rows(make_grid("Data", rows[: LONG - 1])) == []


def test_merged_and_broken_rows_are_looked_at() -> None:
    rows = register()
    grid = make_grid("Data", rows, merges=[Span(1_500, 1, 1_502, 1)])
    looked_at = set(range(1, len(rows) + 1)).difference(*alike_rows(grid))
    assert {1_500, 1_501, 1_502} <= looked_at


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real spreadsheets is not at ../shared/corpus")
def test_real_sheets_are_read_the_same_when_taken_for_long_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    left_out = 0
    for path in _real():
        every = tables_document(read_workbook(path.read_bytes(), path.name))
        with monkeypatch.context() as shrunk:
            shrunk.setattr(alike, "LONG", 1)
            shrunk.setattr(alike, "_FIRST", 60)
            shrunk.setattr(alike, "_LAST", 3)
            reading = read_workbook(path.read_bytes(), path.name)
            assert tables_document(reading) == every, path.name
        left_out += sum(map(_left_out, reading.tables))
    assert left_out > 250


def _real() -> Iterator[Path]:
    yield from (p for p in sorted((CORPUS / "layouts").iterdir()) if p.name != "MANIFEST.csv")
    yield from sorted((CORPUS / "banjarnegara").rglob("*.xlsx"))
    yield from sorted(p for p in (SITES / "lahat" / "uploads").rglob("*") if p.is_file())


def _left_out(table: Table) -> int:
    parts = table.rows.parts if isinstance(table.rows, LongRows) else ()
    return sum(len(part) for part in parts if isinstance(part, range))


def test_rows_of_a_long_table_behave_as_a_sequence() -> None:
    (table,), _, _ = find_tables(make_grid("Data", register()))
    rows = table.rows
    assert isinstance(rows, LongRows)
    assert len(rows) == 4_000 == len(list(rows))
    assert rows[0] == next(iter(rows))
    assert [row.row for row in rows[-2:]] == [4_002, 4_003]
    assert rows == list(rows)


def test_a_grid_gives_its_columns_and_lines() -> None:
    grid: Grid = make_grid("Data", [["a", None, ""], [1.0], [], [None, 2.5, True]])
    assert grid.columns == [("a", 1.0, None, None), (None, None, None, 2.5), (None, None, None, True)]
    assert {r: list(grid.line(r)) for r in range(1, 6)} == {1: [1], 2: [1], 3: [], 4: [2, 3], 5: []}


def test_a_grid_travels_as_it_is() -> None:
    grid = make_grid("Data", register(50), merges=[Span(1, 1, 1, 4)])
    again: Grid = pickle.loads(pickle.dumps(grid))
    assert (again.rows, again.merges) == (grid.rows, grid.merges)
    assert list(again.filled()) == list(grid.filled())
