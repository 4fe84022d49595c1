"""Whatever a department's table looks like: its figures come back exactly, or the cell has a finding."""

from __future__ import annotations

import io
from dataclasses import dataclass
from dataclasses import replace as changed

import openpyxl
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from expectations.model import Inspection
from tests.harmonise.regency import ANIMAL, AREA, GAZETTEER, KECAMATAN, TONS, contract, figures, inspect

REGIONS = ("Susukan", "Batur", "Pulau Pinang")
KINDS = {"sapi_perah": "Sapi Perah", "sapi": "Sapi", "kuda": "Kuda"}
MEASURES = {"luas": "Luas Panen", "produksi": "Produksi"}
UNITS = {"luas": "Ha", "produksi": "Ton"}
ONE = contract(KECAMATAN, ANIMAL, AREA, title="Hasil Ternak", quarantine_limit=1.0)
TWO = contract(KECAMATAN, ANIMAL, AREA, TONS, title="Hasil Ternak", quarantine_limit=1.0)

Key = tuple[str, str, str]  # region, kind, measure


@dataclass(frozen=True)
class Layout:
    """How somebody chose to draw the table."""

    two: bool
    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    blanks_above: int
    first_column: int
    number_column: bool
    numbering_row: bool
    unit_row: bool
    measure_over_kind: bool
    caption: bool
    total_row: bool
    spaced_letters: bool
    prefix: str
    as_text: bool
    note: bool

    @property
    def measures(self) -> tuple[str, ...]:
        return ("luas", "produksi") if self.two else ("luas",)

    @property
    def columns(self) -> list[tuple[str, str]]:
        """(kind, measure) of the columns of figures, from left to right."""
        if self.measure_over_kind:
            return [(k, m) for m in self.measures for k in self.kinds]
        return [(k, m) for k in self.kinds for m in self.measures]


layouts = st.builds(
    Layout,
    two=st.booleans(),
    kinds=st.lists(st.sampled_from(sorted(KINDS)), min_size=2, max_size=3, unique=True).map(tuple),
    titles=st.sampled_from(
        [
            ("Hasil Ternak Menurut Kecamatan Tahun 2022",),
            ("Tabel 5.1", "HASIL TERNAK", "Kabupaten Contoh", "Tahun 2022"),
            ("Hasil Ternak di Kabupaten Contoh, 2022", "Livestock by Subdistrict"),
        ]
    ),
    blanks_above=st.integers(0, 2),
    first_column=st.integers(1, 3),
    number_column=st.booleans(),
    numbering_row=st.booleans(),
    unit_row=st.booleans(),
    measure_over_kind=st.booleans(),
    caption=st.booleans(),
    total_row=st.booleans(),
    spaced_letters=st.booleans(),
    prefix=st.sampled_from(["", "Kec. ", "Kecamatan "]),
    as_text=st.booleans(),
    note=st.booleans(),
)
numbers = st.one_of(st.just(0.0), st.integers(1, 99_999).map(float), st.integers(1, 9_999_999).map(lambda n: n / 100))
truths = st.fixed_dictionaries({(r, k, m): numbers for r in REGIONS for k in KINDS for m in MEASURES})


def written(value: float, as_text: bool) -> float | int | str:
    """The figure as a number, or as an Indonesian types it into a text cell."""
    if as_text:
        whole, fraction = f"{value:,.2f}".split(".")
        return whole.replace(",", ".") + ("" if fraction == "00" else f",{fraction}")
    return int(value) if value == int(value) else value


def draw(layout: Layout, truth: dict[Key, float]) -> tuple[bytes, dict[Key, str]]:
    """The workbook, and the cell of each figure."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    row, left = 1 + layout.blanks_above, layout.first_column
    for line in layout.titles:
        sheet.cell(row, left, line)
        row += 1
    row += 1
    label = left + layout.number_column
    start = label + 1
    row = _header(sheet, layout, row, left, label, start)
    cells: dict[Key, str] = {}
    for number, region in enumerate(REGIONS, start=1):
        if layout.number_column:
            sheet.cell(row, left, number)
        name = " ".join(region.replace(" ", "  ")) if layout.spaced_letters else layout.prefix + region
        sheet.cell(row, label, name)
        for offset, (kind, measure) in enumerate(layout.columns):
            value = truth[region, kind, measure]
            sheet.cell(row, start + offset, "-" if value == 0 else written(value, layout.as_text))
            cells[region, kind, measure] = f"{get_column_letter(start + offset)}{row}"
        row += 1
    if layout.total_row:
        sheet.cell(row, label, "J u m l a h" if layout.spaced_letters else "Jumlah")
        for offset, (kind, measure) in enumerate(layout.columns):
            total = round(sum(truth[r, kind, measure] for r in REGIONS), 2)
            sheet.cell(row, start + offset, written(total, layout.as_text))
        row += 1
    if layout.note:
        sheet.cell(row + 1, left, "Sumber : Dinas Peternakan")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), cells


def _header(sheet: Worksheet, layout: Layout, row: int, left: int, label: int, start: int) -> int:
    """Draws the header; returns the row below it."""
    top, end = row, start + len(layout.columns) - 1
    if layout.caption:
        sheet.cell(row, start, "Jenis Ternak")
        sheet.merge_cells(start_row=row, start_column=start, end_row=row, end_column=end)
        row += 1
    if layout.two:
        outer = MEASURES if layout.measure_over_kind else KINDS
        inner = KINDS if layout.measure_over_kind else MEASURES
        names = layout.measures if layout.measure_over_kind else layout.kinds
        width = len(layout.columns) // len(names)
        for i, name in enumerate(names):
            sheet.cell(row, start + i * width, outer[name])
            first = start + i * width
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=first + width - 1)
        row += 1
        for offset, (kind, measure) in enumerate(layout.columns):
            sheet.cell(row, start + offset, inner[kind if layout.measure_over_kind else measure])
    else:
        for offset, (kind, _) in enumerate(layout.columns):
            sheet.cell(row, start + offset, KINDS[kind])
    if layout.unit_row:
        row += 1
        for offset, (_, measure) in enumerate(layout.columns):
            sheet.cell(row, start + offset, f"({UNITS[measure]})")
    for column, heading in ((left, "No"), (label, "Kecamatan")):
        if heading == "Kecamatan" or layout.number_column:
            sheet.cell(top, column, heading)
            if row > top:
                sheet.merge_cells(start_row=top, start_column=column, end_row=row, end_column=column)
    if layout.numbering_row:
        row += 1
        for number, column in enumerate(range(left, end + 1), start=1):
            sheet.cell(row, column, f"({number})")
    return row + 1


def told(inspection: Inspection) -> set[str]:
    """Every cell that a finding above a note is about."""
    return {cell for f in inspection.findings if f.severity.value != "info" for cell in f.cells}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(layout=layouts, truth=truths)
def test_figures_come_back_exactly_from_any_layout_or_their_cell_has_a_finding(
    layout: Layout, truth: dict[Key, float]
) -> None:
    data, cells = draw(layout, truth)
    inspection = inspect(data, TWO if layout.two else ONE)
    read = {
        (place, kind, rest[0] if rest else "luas"): value
        for (place, kind, _, *rest), value in figures(inspection).items()
    }
    silent = {key: truth[key] for key, cell in cells.items() if cell not in told(inspection)}
    assert inspection.slices, [f.message() for f in inspection.findings]
    assert {k: v for k, v in read.items() if k in silent} == silent
    assert all(truth[key] == value for key, value in read.items())
    assert len(GAZETTEER.regions) > len(REGIONS)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(
    layout=layouts,
    truth=truths,
    key=st.sampled_from([(r, "sapi", "luas") for r in REGIONS]),
    wrong=st.sampled_from(["12 ekor", "#REF!", "lima", -5.0]),
)
def test_a_figure_that_was_spoilt_is_never_accepted_and_its_cell_is_named(
    layout: Layout, truth: dict[Key, float], key: Key, wrong: str | float
) -> None:
    layout = changed(layout, kinds=tuple(dict.fromkeys((*layout.kinds[:1], "sapi", "kuda"))))
    shown = [[truth[r, k, m] for k, m in layout.columns if (r, k, m) != key] for r in REGIONS]
    assume(all(any(row) for row in shown))  # a row of dashes and words may be taken for a heading
    data, cells = draw(layout, truth)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet[cells[key]] = wrong
    stream = io.BytesIO()
    book.save(stream)
    of = TWO if layout.two else ONE
    strict = changed(of, properties=tuple(changed(p, minimum=0) if p.unit else p for p in of.properties))
    inspection = inspect(stream.getvalue(), strict)
    accepted = {(place, kind, rest[0] if rest else "luas") for place, kind, _, *rest in figures(inspection)}
    assert key not in accepted
    assert cells[key] in told(inspection) or not inspection.slices
