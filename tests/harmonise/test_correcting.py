"""Known errors of a source: corrected while they stand there, and never once the source says something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lumbung.contracts.model import Contract
from lumbung.findings import Severity
from lumbung.reference.corrections import (
    COLUMNS,
    TOTAL,
    Action,
    Correction,
    CorrectionError,
    State,
    read_corrections,
    same_value,
)
from tests.harmonise.regency import HARVEST, LIVESTOCK, codes, figures, inspect, the

KNOWN = Correction(
    dataset=LIVESTOCK.dataset,
    period="2022",
    region="33.99.02",
    dimensions={"jenis_ternak": "sapi"},
    measure="populasi",
    file="",
    expected="-5",
    action=Action.REPLACE,
    value=5,
    reason="Tanda kurang salah ketik",
    state=State.ACTIVE,
    by="Penguji",
    on=date(2026, 1, 31),
    line=2,
)


def livestock(batur: str, total: str = "17", *, with_: Correction = KNOWN, name: str = "uji.xlsx"):  # type: ignore[no-untyped-def]
    """The inspection of a table in which Batur has that many cattle."""
    contract = replace(LIVESTOCK, corrections=(with_,), quarantine_limit=0.9)
    drawing = f"""
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | 1          | 4
        Batur        | 2          | {batur}
        Pulau Pinang | 3          | 8
        Jumlah       | 6          | {total}
        """
    return inspect(drawing, contract, name=name)


def test_a_known_error_is_corrected_said_and_marked() -> None:
    inspection = livestock("-5")
    assert figures(inspection)["Batur", "sapi", "2022"] == 5
    assert codes(inspection) == {"X12"}, "neither the sign nor the total is complained about"
    said = the(inspection, "X12")
    assert (said.severity, said.cells) == (Severity.WARNING, ("C5",))
    assert said.message() == "Sapi, baris Batur: tertulis -5; yang dipakai: 5. Alasan: Tanda kurang salah ketik."
    (part,) = inspection.slices
    assert [part.cells.at[i, m] for i, m in part.corrected] == ["C5"], "lineage stays with the cell"


def test_a_source_that_was_mended_is_left_as_it_is_and_the_register_is_to_be_reviewed() -> None:
    inspection = livestock("5")
    assert figures(inspection)["Batur", "sapi", "2022"] == 5
    assert (the(inspection, "X11").severity, codes(inspection)) == (Severity.INFO, {"X11"})
    assert not inspection.slices[0].corrected


def test_a_source_that_says_a_third_thing_stands_and_somebody_must_look() -> None:
    inspection = livestock("7", "19")
    assert figures(inspection)["Batur", "sapi", "2022"] == 7
    assert (the(inspection, "X11").severity, the(inspection, "X11").cells) == (Severity.WARNING, ("C5",))


def test_a_text_may_be_the_known_error() -> None:
    inspection = livestock("lima", with_=replace(KNOWN, expected="lima"))
    assert figures(inspection)["Batur", "sapi", "2022"] == 5
    assert codes(inspection) == {"X12"}


def test_an_error_without_a_known_right_value_is_left_out() -> None:
    inspection = livestock("-5", "12", with_=replace(KNOWN, action=Action.DROP, value=None))
    assert ("Batur", "sapi", "2022") not in figures(inspection)
    assert ("Batur", "sapi_perah", "2022") in figures(inspection), "the rest of the row is not held back"
    assert codes(inspection) == {"X12"}


def test_a_figure_that_looks_wrong_and_was_explained_is_accepted_without_complaint() -> None:
    explained = replace(KNOWN, action=Action.KEEP, value=None, reason="Dipotong semua, dicatat minus")
    inspection = livestock("-5", "7", with_=explained)
    assert figures(inspection)["Batur", "sapi", "2022"] == -5
    assert codes(inspection) == {"X10"}
    assert (the(inspection, "X10").severity, the(inspection, "X10").cells) == (Severity.INFO, ("C5",))
    assert not inspection.slices[0].corrected


def test_a_total_known_to_be_stale_casts_no_doubt_on_the_rows_above_it() -> None:
    stale = replace(KNOWN, region=TOTAL, expected="99", action=Action.DROP, value=None)
    doubted, trusted = livestock("5", "99", with_=replace(stale, period="2021")), livestock("5", "99", with_=stale)
    assert (codes(doubted), codes(trusted)) == ({"X02"}, {"X12"})
    assert doubted.slices[0].doubtful and not trusted.slices[0].doubtful


@pytest.mark.parametrize(
    "other",
    [
        replace(KNOWN, period="2021"),
        replace(KNOWN, region="33.99.01"),
        replace(KNOWN, dimensions={"jenis_ternak": "sapi_perah"}),
        replace(KNOWN, file="Ternak 2021*.xlsx"),
    ],
)
def test_a_correction_of_another_figure_or_file_changes_nothing(other: Correction) -> None:
    assert "X12" not in codes(livestock("-5", with_=other))
    assert "V07" in codes(livestock("-5", with_=other))


def test_a_correction_may_be_of_one_file() -> None:
    of_file = replace(KNOWN, file="ternak*.xlsx")
    assert codes(livestock("-5", with_=of_file, name="Ternak Akhir.xlsx")) == {"X12"}


def test_values_are_written_as_the_source_writes_them_and_converted_like_them() -> None:
    wrong = replace(
        KNOWN,
        dataset=HARVEST.dataset,
        dimensions={},
        measure="produksi",
        expected="9000",
        action=Action.REPLACE,
        value=900,
    )
    harvest: Contract = replace(HARVEST, corrections=(wrong,))
    inspection = inspect(
        """
        Hasil Panen Tahun 2022

        Kecamatan    | Luas Panen (ha) | Produksi (kg)
        Susukan      | 1,5             | 1000
        Batur        | 2,5             | 9000
        Pulau Pinang | 3,5             | 1100
        """,
        harvest,
    )
    assert figures(inspection)["Batur", "2022", "produksi"] == 0.9


@pytest.mark.parametrize(
    ("value", "text", "same"),
    [(-65, "-65", True), (-65.0, "-65", True), (0.1 + 0.2, "0.3", True), ("12 ekor", "12  ekor", False), (65, "-65", False),
     (None, "", True), ("12 ekor", "12 ekor", True), (12, "12 ekor", False)],
)  # fmt: skip
def test_what_stands_in_a_cell_is_held_against_what_the_register_expects(value: object, text: str, same: bool) -> None:
    assert same_value(value, text) is same


GOOD = "ternak,2022,33.99.02,jenis=sapi,populasi,,-5,ganti,5,salah ketik,berlaku,Penguji,2026-01-31"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("ganti,5", "ganti,"), "nilai"),
        (("ganti,5", "kosongkan,5"), "nilai"),
        (("ganti,5", "ganti,-5"), "already"),
        (("ganti", "hapus"), "tindakan"),
        (("berlaku", "aktif"), "status"),
        (("salah ketik", ""), "alasan"),
        (("jenis=sapi", "sapi"), "rincian"),
        (("2026-01-31", "31/1/2026"), "pada"),
        (("2026-01-31", f"2026-01-31\n{GOOD}"), "same figure"),
    ],
)
def test_a_register_that_is_not_as_it_should_be_is_refused(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    path = tmp_path / "koreksi.csv"
    path.write_text(",".join(COLUMNS) + f"\n{GOOD}\n")
    assert len(read_corrections(tmp_path)) == 1
    path.write_text(",".join(COLUMNS) + f"\n{GOOD.replace(*change)}\n")
    with pytest.raises(CorrectionError, match=said):
        read_corrections(tmp_path)
