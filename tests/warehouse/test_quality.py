"""The record of an inspection: complete, replaced as a whole, without a personal value."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from sqlalchemy import Engine

from expectations.model import QuarantinedRow, Verdict
from lumbung.contracts.model import Kind, LogicalType, Property
from lumbung.findings import finding
from lumbung.harmonise.model import PrintedFigure, Scope
from lumbung.sheets.model import Column, Reading, Role, Table, TableRow
from tests.warehouse.builders import (
    HEADS,
    LIVESTOCK,
    REGENCY,
    REGION,
    contract,
    inspected,
    inspection,
    livestock,
    receive,
    rows_of,
)
from warehouse.publish import publish
from warehouse.quality import save_inspection
from warehouse.sealing import Seal

A = "16.04.01"
NIK = "1604015708900001"
SEAL = Seal(b"kunci uji")


def test_an_inspection_is_recorded_with_counts_scores_findings_and_printed_totals(warehouse_engine: Engine) -> None:
    totals = (
        PrintedFigure("2022", "populasi", {"jenis_ternak": "sapi"}, 651.0, "E31"),
        PrintedFigure("2021", "populasi", {"jenis_ternak": "sapi"}, 640.0, "E32", scope=Scope.HISTORY),
        PrintedFigure("2022", "populasi", {}, 413.0, "G10", region=A, scope=Scope.ROW),
    )
    part = replace(livestock([(A, "sapi", 401)], quarantined=[11]), printed=totals)
    found = inspection(part, findings=(finding("C04", sheet="Sheet1", cells=["D11", "D12"]).about("populasi_ternak"),))
    with warehouse_engine.begin() as connection:
        file = receive(connection, found, content="a", day=1)
    about = "berkas_id, dataset, periode"
    of = (file, "populasi_ternak", "2022")
    counts = f"SELECT {about}, opd, baris_dibaca, baris_diterima, baris_karantina, putusan FROM mutu.pemeriksaan"
    assert rows_of(warehouse_engine, counts) == [(*of, "distan", 2, 1, 1, "DITERIMA SEBAGIAN")]
    held = f"SELECT {about}, lembar, baris, isi, kode FROM mutu.karantina"
    assert rows_of(warehouse_engine, held) == [(*of, "Sheet1", 11, {"B": "x", "D": "12 ekor"}, "C04")]
    scores = "SELECT opd, dataset, periode, dimensi, terpenuhi, diperiksa, nilai::float FROM mutu.skor"
    assert rows_of(warehouse_engine, scores) == [("distan", *of[1:], "completeness", 1, 2, 0.5)]
    findings = "SELECT kode, tingkat, dimensi, lembar, sel, jumlah, dataset FROM mutu.temuan"
    assert rows_of(warehouse_engine, findings) == [
        ("C04", "error", "validity", "Sheet1", "D11, D12", 2, "populasi_ternak")
    ]
    printed = "SELECT periode, jenis, ukuran, dimensi, nilai::float, sel FROM mutu.jumlah_tercetak ORDER BY id"
    assert rows_of(warehouse_engine, printed) == [
        ("2022", "jumlah", "populasi", {"jenis_ternak": "sapi"}, 651.0, "E31"),
        ("2021", "riwayat", "populasi", {"jenis_ternak": "sapi"}, 640.0, "E32"),
    ]
    assert rows_of(warehouse_engine, "SELECT putusan, diperiksa_pada IS NOT NULL FROM ops.berkas") == [
        ("DITERIMA SEBAGIAN", True)
    ]


def test_a_second_inspection_replaces_the_first_whole(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        found = inspection(livestock([(A, "sapi", 401)], quarantined=[11]), findings=(finding("C04", cells=["D11"]),))
        file = receive(connection, found, content="a", day=1)
        save_inspection(connection, file, inspection(livestock([(A, "sapi", 401), (A, "kerbau", 2)])))
    counted = " UNION ALL ".join(
        f"SELECT count(*) FROM {name}"
        for name in ("mutu.pemeriksaan", "mutu.temuan", "mutu.karantina", "mutu.skor", "ops.siap")
    )
    assert [n for (n,) in rows_of(warehouse_engine, counted)] == [1, 0, 0, 1, 2]


def test_numpy_and_pandas_values_arrive_as_what_they_mean(warehouse_engine: Engine) -> None:
    remark = Property("keterangan", Kind.ATTRIBUTE, LogicalType.STRING, "Keterangan")
    day = Property("tanggal", Kind.ATTRIBUTE, LogicalType.DATE, "Tanggal")
    new = Property("baru", Kind.ATTRIBUTE, LogicalType.BOOLEAN, "Baru")
    area = Property("luas", Kind.MEASURE, LogicalType.NUMBER, "Luas")
    of = contract(REGION, remark, day, new, HEADS, area, dataset="campuran")
    frame = pd.DataFrame(
        {
            "kode_kecamatan": ["16.04.01", "16.04.02", "16.04.03"],
            "tahun": "2022",
            "keterangan": ['tab\t"kutip"\nbaris\\', None, "nol\0"],
            "tanggal": [pd.Timestamp("2022-08-17"), pd.NaT, None],
            "baru": [np.True_, None, False],
            "populasi": pd.array([2**60 + 1, None, 0], dtype="Int64"),
            "luas": [0.1 + 0.2, np.nan, 1e300],
        }
    )
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(inspected(of, frame)), content="a", day=1)
        publish(connection, of, "2022", regency=REGENCY)
    query = "SELECT keterangan, tanggal::text, baru, populasi, luas::float FROM data.campuran ORDER BY kode_kecamatan"
    assert rows_of(warehouse_engine, query) == [
        ('tab\t"kutip"\nbaris\\', "2022-08-17", True, 2**60 + 1, 0.1 + 0.2),
        (None, None, None, None, None),
        ("nol\N{REPLACEMENT CHARACTER}", None, False, 0, 1e300),
    ]


def register_of_persons() -> tuple[object, ...]:
    nik = Property("nik", Kind.ATTRIBUTE, LogicalType.STRING, "NIK", key=True, personal="nik")
    name = Property("nama", Kind.ATTRIBUTE, LogicalType.STRING, "Nama", personal="nama")
    aid = Property("bantuan", Kind.MEASURE, LogicalType.INTEGER, "Bantuan", unit="rupiah")
    of = contract(REGION, nik, name, aid, dataset="penerima")
    frame = pd.DataFrame(
        {"kode_kecamatan": [A], "tahun": "2022", "nik": [NIK], "nama": ["Siti Aminah"], "bantuan": [600_000]}
    )
    return of, frame


def test_personal_rows_live_in_rinci_alone_and_give_no_facts(warehouse_engine: Engine) -> None:
    of, frame = register_of_persons()
    held = (QuarantinedRow("Sheet1", 12, {"B": A, "D": NIK, "E": "Siti Aminah", "F": 600_000}, ("C04",)),)
    found = inspected(of, frame, quarantine=held)  # type: ignore[arg-type]
    told = finding("V04", cells=["D12"], column="NIK", found=NIK, expected="16 angka")
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(found, findings=(told,)), content="a", day=1)
        publish(connection, of, "2022", regency=REGENCY, seal=SEAL)  # type: ignore[arg-type]
    assert rows_of(warehouse_engine, "SELECT nik, _nik_hmac, nama FROM rinci.penerima") == [
        (NIK, SEAL.of(NIK), "Siti Aminah")
    ]
    open_tables = rows_of(
        warehouse_engine,
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
        "WHERE schemaname IN ('data', 'mutu', 'ops', 'meta', 'ref')",
    )
    for (table,) in open_tables:
        assert rows_of(warehouse_engine, f"SELECT 1 FROM {table} AS t WHERE t::text ~ '{NIK}|Siti'") == [], table
    assert rows_of(warehouse_engine, "SELECT isi FROM mutu.karantina") == [
        ({"B": "•••", "D": "•••", "E": "•••", "F": 600_000},)
    ]
    assert rows_of(warehouse_engine, "SELECT count(*) FROM data.fakta_indikator") == [(0,)]


def test_where_no_row_was_accepted_the_whole_quarantine_of_persons_is_masked(warehouse_engine: Engine) -> None:
    of, frame = register_of_persons()
    held = (QuarantinedRow("Sheet1", 12, {"D": "Siti Aminah", "F": 1}, ("C04",)),)
    with warehouse_engine.begin() as connection:
        found = inspected(of, frame.iloc[:0], quarantine=held)  # type: ignore[attr-defined,arg-type]
        receive(connection, inspection(found), content="a", day=1)
    assert rows_of(warehouse_engine, "SELECT isi FROM mutu.karantina") == [({"D": "•••", "F": "•••"},)]


def test_a_number_shaped_like_a_nik_is_masked_wherever_it_strays(warehouse_engine: Engine) -> None:
    held = (QuarantinedRow("Sheet1", 12, {"C": f"a.n. {NIK}", "D": int(NIK), "E": 3_600_000_000_000_000}, ("C04",)),)
    part = replace(livestock([(A, "sapi", 1)]), quarantine=held)
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(part), content="a", day=1)
    assert rows_of(warehouse_engine, "SELECT isi FROM mutu.karantina") == [
        ({"C": "a.n. •••", "D": "•••", "E": 3_600_000_000_000_000},)
    ]


def test_tables_that_match_no_contract_are_kept_as_text(warehouse_engine: Engine) -> None:
    table = Table(
        sheet="Lain",
        range="A1:B3",
        title=(),
        header_rows=(1,),
        numbering_row=None,
        columns=(Column("A", Role.LABEL, ("Uraian",)), Column("B", Role.VALUE, ("Jumlah", "2022"))),
        rows=(TableRow(2, {"A": "Pasar", "B": 4}), TableRow(3, {"A": "Kios", "B": None})),
    )
    reading = Reading("lain.xlsx", "0" * 64, "xlsx", tables=(table,))
    found = inspection(verdict=Verdict.RETURNED, reading=reading, unmatched=("Lain!A1:B3",))
    with warehouse_engine.begin() as connection:
        receive(connection, found, content="a", day=1)
    assert rows_of(warehouse_engine, "SELECT lembar, rentang, baris, isi FROM ops.tabel_mentah ORDER BY baris") == [
        ("Lain", "A1:B3", 1, {"A": "Uraian", "B": "Jumlah / 2022"}),
        ("Lain", "A1:B3", 2, {"A": "Pasar", "B": "4"}),
        ("Lain", "A1:B3", 3, {"A": "Kios"}),
    ]


def test_availability_tells_published_partial_waiting_returned_and_missing(warehouse_engine: Engine) -> None:
    from warehouse.reference import load_catalogue

    with warehouse_engine.begin() as connection:
        load_catalogue(connection, [LIVESTOCK])
        for day, (period, held, verdict) in enumerate(
            [("2019", (), None), ("2020", (11,), None), ("2021", (), None), ("2022", (), Verdict.RETURNED)], start=1
        ):
            part = livestock([(A, "sapi", day)], period=period, quarantined=held)
            receive(connection, inspection(part, verdict=verdict), content=f"f{day}", day=day)
        for period in ("2019", "2020"):
            publish(connection, LIVESTOCK, period, regency=REGENCY)
    query = "SELECT opd, periode, status FROM mutu.ketersediaan WHERE dataset = 'populasi_ternak' ORDER BY periode"
    assert rows_of(warehouse_engine, query)[:5] == [
        ("distan", "2019", "tersedia"),
        ("distan", "2020", "sebagian"),
        ("distan", "2021", "menunggu"),
        ("distan", "2022", "dikembalikan"),
        ("distan", "2023", "belum_ada"),
    ]
