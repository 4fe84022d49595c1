"""What `lumbung run` and `lumbung check` leave on the terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from lumbung.findings import Language, Severity, finding
from lumbung.reports.check import CheckedTable, CheckReport, check_document, render_check
from lumbung.reports.summary import FileSummary, OpdSummary, PublishedSummary, RunSummary, render_run_summary

TOTAL = finding("X02", sheet="Sheet1", cells=["D31"], column="Sapi", found="322", expected="321", difference="1")
REPORT = CheckReport(
    name="Ternak [2022].xlsx",
    sha256="ab" * 32,
    verdict="DITERIMA SEBAGIAN",
    tables=(CheckedTable("ternak_besar", "2022", "Sheet1", 20, 19, 1),),
    findings=(finding("S02", sheet="Sheet1", cells=["A31"]), TOTAL),
    annotated=Path("/reports/dinas pertanian/Ternak [2022] - PERBAIKAN.xlsx"),
)
RUN = RunSummary(
    site="Kabupaten Lahat",
    opds=(
        OpdSummary(
            "Dinas Pertanian",
            (
                FileSummary("[bold]Ternak.xlsx", "DIKEMBALIKAN", TOTAL, Path("/x" * 60) / "a - PERBAIKAN.xlsx"),
                FileSummary("Padi.xlsx", "DITERIMA"),
            ),
            (PublishedSummary("Luas panen padi", "2021", 1200), PublishedSummary("Luas panen padi", "2022", 34)),
            {Severity.ERROR: 3, Severity.INFO: 7},
        ),
        OpdSummary("Dinas Kesehatan", (FileSummary("Gizi.xlsx", "DITERIMA DENGAN CATATAN"),)),
    ),
    seconds=83.4,
    reports=Path("/state/reports"),
    sample=True,
    skipped=2,
)


def drawn(what: RunSummary | CheckReport, width: int, language: Language = "id", terminal: bool = False) -> str:
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=terminal)
    if isinstance(what, RunSummary):
        render_run_summary(console, what, language=language)
    else:
        render_check(console, what, language)
    return out.getvalue()


def test_the_document_of_check_has_the_agreed_shape_heaviest_finding_first() -> None:
    document = json.loads(json.dumps(check_document(REPORT)))
    assert document["file"] == {"name": "Ternak [2022].xlsx", "sha256": "ab" * 32}
    assert document["verdict"] == "DITERIMA SEBAGIAN"
    assert document["tables"] == [
        {
            "dataset": "ternak_besar",
            "period": "2022",
            "sheet": "Sheet1",
            "rows": {"read": 20, "accepted": 19, "quarantined": 1},
        }
    ]
    assert document["findings"][0] == {
        "code": "X02",
        "severity": "error",
        "dimension": "consistency",
        "sheet": "Sheet1",
        "cells": ["D31"],
        "count": 1,
        "message": TOTAL.message("id"),
        "remedy": TOTAL.remedy("id"),
    }
    assert document["annotated"] == str(REPORT.annotated)


@pytest.mark.parametrize("width", [80, 120])
def test_check_names_the_cell_the_fault_and_the_cure(width: int) -> None:
    text = drawn(REPORT, width)
    assert "DITERIMA SEBAGIAN  Ternak [2022].xlsx" in text
    assert "X02  Jumlah kolom tidak cocok  Sheet1 D31" in text
    assert "Cara memperbaiki: Periksa baris jumlah" in text
    assert str(REPORT.annotated) in text


def test_what_only_the_walidata_can_describe_is_one_line_at_the_end_and_whole_in_the_document() -> None:
    notes = tuple(finding(c, severity=Severity.INFO, sheet="Sheet1", cells=["A4"]) for c in ("M01", "M03"))
    report = replace(REPORT, findings=(*REPORT.findings, *notes), annotated=None)
    shown = drawn(report, 300)
    assert "Catatan (1)" in shown
    assert (
        shown.rstrip()
        .splitlines()[-1]
        .startswith("Catatan untuk walidata, bukan untuk pengirim: M01 Metadata kegiatan")
    )
    assert {f["code"] for f in check_document(report)["findings"]} >= {"M01", "M03"}  # type: ignore[attr-defined]


def test_check_speaks_english_on_request() -> None:
    text = drawn(REPORT, 120, "en")
    assert "ACCEPTED IN PART" in text
    assert "Ditahan" not in text


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_of_a_summary_is_wider_than_the_terminal_except_a_path(width: int, language: Language) -> None:
    for what in (RUN, REPORT):
        lines = drawn(what, width, language).splitlines()
        assert all(len(line.rstrip()) <= width or "PERBAIKAN.xlsx" in line for line in lines)
        assert not any("…" in line and "SELECT" not in line for line in lines), "a heading was cut"


def test_the_summary_counts_per_opd_and_in_total() -> None:
    lines = drawn(RUN, 120).splitlines()
    pertanian = next(line.split() for line in lines if line.startswith("Dinas Pertanian"))
    total = next(line.split() for line in lines if line.startswith("Jumlah"))
    assert pertanian[2:] == ["2", "1", "–", "–", "1", "1.234", "–", "3", "–", "7"]
    assert total[1:] == ["3", "1", "1", "–", "1", "1.234", "–", "3", "–", "7"]
    assert any("2021 s.d. 2022" in line and "1.234" in line for line in lines)


def test_the_summary_lists_returned_files_with_their_top_finding_and_workbook() -> None:
    text = drawn(RUN, 80)
    assert "DIKEMBALIKAN  [bold]Ternak.xlsx  (Dinas Pertanian)" in text
    assert "Kesalahan: Sheet1 D31: Jumlah Sapi tertulis 322" in text
    assert f"→ {RUN.opds[0].files[0].annotated}\n" in text


def test_the_summary_says_when_figures_are_invented_and_where_to_look() -> None:
    text = drawn(RUN, 80)
    assert "CONTOH KARANGAN" in text
    assert "2 berkas sudah pernah diolah" in text
    assert "Selesai dalam 1 menit 23 detik: 3 berkas, 1.234 angka terbit." in text
    assert all(hint in text for hint in ("lumbung sql", "lumbung ui", "/state/reports"))


def test_a_file_that_a_better_one_replaced_is_nobodys_to_mend() -> None:
    first, *others = RUN.opds
    mended = replace(first, files=(replace(first.files[0], replaced=True), *first.files[1:]))
    assert "DIKEMBALIKAN" not in drawn(replace(RUN, opds=(mended, *others)), 100)


def test_a_run_without_new_uploads_says_so() -> None:
    text = drawn(RunSummary("Kabupaten Lahat", (), 1.2), 80)
    assert "Tidak ada kiriman baru" in text
    assert "1,2 detik" in text


def test_a_log_gets_no_colour_codes_and_a_terminal_does() -> None:
    assert "\x1b[" not in drawn(RUN, 80) + drawn(REPORT, 80)
    assert "\x1b[" in drawn(RUN, 80, terminal=True)
