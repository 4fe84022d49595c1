"""Tables of one file that continue each other: columns, rows or measures on another sheet, alike or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expectations.model import Inspection, Verdict
from lumbung.contracts.model import QualityRule
from lumbung.findings import Severity
from tests.harmonise.regency import HARVEST, LIVESTOCK, changed, codes, figures, inspect, the


def sheet(heading: str, *rows: str, title: str = "Hasil Panen Tahun 2022") -> str:
    """A table of the three kecamatan, or of as many as there are rows."""
    names = ("Susukan", "Batur", "Pulau Pinang")
    body = "\n".join(f"{name} | {row}" for name, row in zip(names, rows, strict=False))
    return f"{title}\n\nKecamatan | {heading}\n{body}"


PAIR = replace(HARVEST, properties=tuple(p for p in HARVEST.properties if p.name != "hasil"), quarantine_limit=0.9)
AREA = sheet("Luas Panen (Ha)", "10", "25", "30")
TONS = sheet("Produksi (Ton)", "50", "100", "160", title="Lanjutan Tabel Hasil Panen Tahun 2022")
YIELD = sheet("Produktivitas (Ku/Ha)", "50", "40", "53,3", title="Lanjutan Tabel Hasil Panen Tahun 2022")
WHOLE = {
    ("Susukan", "2022", "luas"): 10,
    ("Batur", "2022", "luas"): 25,
    ("Pulau Pinang", "2022", "luas"): 30,
    ("Susukan", "2022", "produksi"): 50,
    ("Batur", "2022", "produksi"): 100,
    ("Pulau Pinang", "2022", "produksi"): 160,
    ("Susukan", "2022", "hasil"): 50,
    ("Batur", "2022", "hasil"): 40,
    ("Pulau Pinang", "2022", "hasil"): 53.3,
}


def origins(inspection: Inspection) -> dict[str, list[str]]:
    """The cells of each measure among the accepted rows."""
    return {m: [c for s in inspection.slices for c in s.cells[m]] for m in ("luas", "produksi", "hasil")}


def test_one_sheet_per_measure_gives_one_row_with_each_figure_s_own_cell() -> None:
    inspection = inspect(AREA, HARVEST, more=(TONS, YIELD))
    assert inspection.verdict is Verdict.ACCEPTED
    assert figures(inspection) == WHOLE
    assert [len(s.accepted) for s in inspection.slices] == [3, 0, 0]
    assert origins(inspection) == {
        "luas": ["B4", "B5", "B6"],
        "produksi": ["Sheet1!B4", "Sheet1!B5", "Sheet1!B6"],
        "hasil": ["Sheet2!B4", "Sheet2!B5", "Sheet2!B6"],
    }
    assert all(s.value in (1, None) for part in inspection.slices for s in part.scores)


def test_columns_go_on_in_a_table_below() -> None:
    below = (
        AREA
        + "\n\n\n"
        + TONS.replace("Produksi (Ton)", "Produksi (Ton) | Produktivitas (Ku/Ha)")
        .replace("50\n", "50 | 50\n")
        .replace("100\n", "100 | 40\n")
        .replace("160", "160 | 53,3")
    )
    inspection = inspect(below, HARVEST)
    assert figures(inspection) == WHOLE
    assert not any("!" in cell for cells in origins(inspection).values() for cell in cells)


def test_kinds_go_on_in_another_table_as_rows_of_their_own() -> None:
    title = "Jumlah Ternak Tahun 2022"
    inspection = inspect(
        sheet("Sapi Perah", "1", "2", "4", title=title),
        LIVESTOCK,
        more=(sheet("Sapi", "5", "6", "8", title=f"Lanjutan {title}"),),
    )
    assert inspection.verdict is Verdict.ACCEPTED
    assert len(figures(inspection)) == 6


def test_rows_go_on_on_a_second_sheet() -> None:
    heading, title = "Luas Panen (Ha) | Produksi (Ton)", "Hasil Panen Tahun 2022"
    rest = f"Lanjutan {title}\n\nKecamatan | {heading}\nPulau Pinang | 30 | 160"
    inspection = inspect(sheet(heading, "10 | 50", "25 | 100"), PAIR, more=(rest,))
    assert inspection.verdict is Verdict.ACCEPTED
    assert figures(inspection) == {key: v for key, v in WHOLE.items() if key[-1] != "hasil"}


def test_figures_that_stand_twice_alike_are_taken_once_and_said() -> None:
    both = sheet("Luas Panen (Ha) | Produksi (Ton)", "10 | 50", "25 | 100", "30 | 160")
    inspection = inspect(AREA, PAIR, more=(both,))
    assert codes(inspection) == {"L11"}
    assert (the(inspection, "L11").sheet, the(inspection, "L11").cells) == ("Sheet1", ("B4", "B5", "B6"))
    assert inspection.verdict is Verdict.ACCEPTED_WITH_NOTES
    assert figures(inspection) == {key: v for key, v in WHOLE.items() if key[-1] != "hasil"}


def test_where_two_tables_differ_the_row_is_taken_from_neither() -> None:
    other = sheet("Luas Panen (Ha) | Produksi (Ton)", "10 | 50", "26 | 100", "30 | 160")
    inspection = inspect(AREA, PAIR, more=(other,))
    assert codes(inspection) == {"L06"}
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Pulau Pinang"}


def test_provisional_and_final_figures_are_not_one_row() -> None:
    provisional = TONS.replace("2022", "2022 (Angka Sementara)")
    inspection = inspect(AREA, PAIR, more=(provisional,))
    assert codes(inspection) == {"L06"}
    assert figures(inspection) == {}


def test_a_row_that_is_wrong_in_one_part_is_held_back_whole() -> None:
    lenient = changed(PAIR, "produksi", minimum=0)
    inspection = inspect(AREA, lenient, more=(TONS.replace("100", "-100"),))
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Pulau Pinang"}
    assert [(q.sheet, q.row) for s in inspection.slices for q in s.quarantine] == [("Sheet", 5), ("Sheet1", 5)]


def test_a_sum_over_two_tables_is_checked() -> None:
    adding = changed(PAIR, "produksi", sum_of=("luas",))
    inspection = inspect(AREA, adding, more=(TONS.replace("50", "10").replace("160", "30"),))
    assert the(inspection, "X01").parameters["found"] == "100"
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Pulau Pinang"}


@pytest.mark.parametrize(("severity", "kept"), [(Severity.ERROR, 2), (Severity.WARNING, 3)])
def test_a_rule_between_two_tables_is_applied(severity: Severity, kept: int) -> None:
    rule = QualityRule(
        "lebih",
        "X05",
        severity,
        None,
        "produksi melebihi luas",
        expectation="expect_column_pair_values_a_to_be_greater_than_b",
        arguments={"column_A": "produksi", "column_B": "luas"},
    )
    inspection = inspect(AREA, replace(PAIR, rules=(rule,)), more=(TONS.replace("100", "20"),))
    assert the(inspection, "X05").sheet == "Sheet"
    assert len({place for place, *_ in figures(inspection)}) == kept
