"""``lumbung tables --why``: each decision names the cells it is about and what spoke for it."""

from __future__ import annotations

import io

from rich.console import Console

from lumbung.sheets.drawing import draw, shown_value
from lumbung.sheets.report import tables_document
from lumbung.sheets.why import reasons
from tests.sheets.drawing import workbook

READING = workbook(
    """
    Tabel 5.5 Produksi Padi 2022

    No | Kecamatan | Padi       | Jagung
    (1)| (2)       | (3)        | (4)
    1  | Susukan   | '1.234,5   | 100
    2  | Batur     | '2.000,0   | 200
    3  | Rakit     | -          | 300
    Jumlah |       | '3.234,5   | 600
    2021   |       | 4          | 5
    """
)


def said(language: str = "id") -> dict[str, str]:
    return {reason.where: reason.said(language) for reason in reasons(READING.tables[0])}  # type: ignore[arg-type]


def test_header_and_column_numbers_are_explained() -> None:
    assert "1 baris di atas data pertama (baris 5)" in said()["3"]
    assert said()["4"] == "nomor kolom, bukan data: (1) (2) (3) (4)"


def test_a_column_names_the_texts_that_proved_its_convention() -> None:
    assert "2 angka, 1 tanpa nilai di 3 baris" in said()["C"]
    assert "'1.234,5'" in said()["C"]
    assert "gaya Indonesia" in said()["C"]
    assert "Indonesian (1.234,5) style" in said("en")["C"]
    assert said()["B"].startswith("label: 3 teks")


def test_a_total_shows_its_sums() -> None:
    assert said()["8"] == 'jumlah: "Jumlah"; sama dengan jumlah 3 baris pada 2 dari 2 kolom'
    assert "tahun lain" in said()["9"]


def test_the_reasons_are_in_the_document_and_in_the_drawing_only_when_asked_for() -> None:
    (table,) = tables_document(READING, why=True)["tables"]  # type: ignore[misc]
    assert {"where": "8", "because": said()["8"]} in table["why"]
    (table,) = tables_document(READING)["tables"]  # type: ignore[misc]
    assert "why" not in table
    screens = [io.StringIO(), io.StringIO()]
    for screen, why in zip(screens, (False, True), strict=True):
        draw(READING, Console(file=screen, width=100), why=why)
    assert said()["8"] in screens[1].getvalue()
    assert said()["8"] not in screens[0].getvalue()


def test_a_wide_table_goes_on_below_with_its_labels_and_a_long_one_shows_both_ends() -> None:
    head = " | ".join(["Kecamatan", *(f"Tahun {year}" for year in range(1990, 2020))])
    rows = "\n".join(f"Kecamatan {i} | " + " | ".join(str(1000 * i + k) for k in range(30)) for i in range(1, 91))
    screen = io.StringIO()
    draw(workbook(f"{head}\n{rows}"), Console(file=screen, width=90))
    drawn = screen.getvalue()
    assert drawn.count("Kecamatan 1 ") > 3
    assert "38 baris di tengah" in drawn
    assert "Kecamatan 90" in drawn
    assert "Kecamatan 60" not in drawn
    assert max(map(len, drawn.splitlines())) <= 90


def test_figures_are_drawn_as_indonesians_write_them() -> None:
    assert [shown_value(v) for v in (1234.5, 1000, None, "x")] == ["1.234,5", "1.000", "", "x"]
    assert shown_value(2022, code=True) == "2022"


def test_a_column_that_adds_up_others_is_named() -> None:
    rows = "\n".join(f"Desa {i} | {10 * i} | {7 * i} | {17 * i} | {3.5 * i}" for i in range(1, 9))
    reading = workbook(f"Desa | L | P | Jumlah | Luas\n{rows}")
    told = [r.said("id") for r in reasons(reading.tables[0]) if r.where == "D"]
    assert told[-1] == "kolom D = B + C pada semua 8 baris yang dapat dibandingkan"


def test_brackets_in_cells_are_drawn_as_they_are() -> None:
    screen = io.StringIO()
    draw(
        workbook("Nama | [bold]Jumlah\n[/b] Susukan | 12\n[red]Bawang | 14\nBatur | 3"), Console(file=screen, width=90)
    )
    assert all(text in screen.getvalue() for text in ("[/b] Susukan", "[red]Bawang"))
