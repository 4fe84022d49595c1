"""Code lists and catalogue: written where they changed, and only there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine

from tests.warehouse.builders import LIVESTOCK, rows_of
from warehouse.reference import (
    CodeRow,
    IndicatorRow,
    OpdRow,
    RegionAliasRow,
    RegionRow,
    UnitRow,
    load_catalogue,
    load_reference,
)

REGIONS = [
    RegionRow("16.04", "Kabupaten Lahat", "kabupaten", "16", "1604"),
    RegionRow("16.04.10", "Pulaupinang", "kecamatan", "16.04", valid_to=date(2019, 12, 31)),
    RegionRow("16.04.10", "Pulau Pinang", "kecamatan", "16.04", valid_from=date(2020, 1, 1)),
]


def test_lists_are_loaded_once_and_then_left_alone(warehouse_engine: Engine) -> None:
    def load(name: str = "Dinas Pertanian") -> int:
        with warehouse_engine.begin() as connection:
            return load_reference(
                connection,
                regions=REGIONS,
                aliases=[RegionAliasRow("PULAUPINANG", "16.04", "16.04.10")],
                opds=[OpdRow("distan", name, "Distan")],
                units=[UnitRow("kuintal", "Kuintal", "massa", 100)],
                codes=[CodeRow("lahan", "sawah", "Sawah", 1)],
                indicators=[IndicatorRow("X", "Contoh")],
            )

    assert load() == 8
    assert load() == 0
    assert load("Dinas Pertanian dan Pangan") == 1
    assert rows_of(warehouse_engine, "SELECT nama FROM ref.opd") == [("Dinas Pertanian dan Pangan",)]


def test_a_region_is_shown_under_its_latest_name(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        load_reference(connection, regions=REGIONS)
    assert rows_of(warehouse_engine, "SELECT kode, nama FROM mart.wilayah_terkini ORDER BY 1") == [
        ("16.04", "Kabupaten Lahat"),
        ("16.04.10", "Pulau Pinang"),
    ]


def test_of_a_row_given_twice_the_last_counts(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        assert load_reference(connection, opds=[OpdRow("a", "Lama"), OpdRow("a", "Baru")]) == 1
    assert rows_of(warehouse_engine, "SELECT nama FROM ref.opd") == [("Baru",)]


def test_a_contract_gives_catalogue_indicators_and_code_lists(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        assert load_catalogue(connection, [replace(LIVESTOCK, sample=True)]) == 4
        assert load_catalogue(connection, [replace(LIVESTOCK, sample=True)]) == 0
    catalogue = "SELECT dataset, opd, versi, jenis_periode, contoh, kontrak ->> 'grain' FROM meta.katalog"
    assert rows_of(warehouse_engine, catalogue) == [("populasi_ternak", "distan", "1.0.0", "tahun", True, "tahun")]
    assert rows_of(warehouse_engine, "SELECT kode, nama, satuan FROM ref.indikator") == [
        ("POP-TERNAK", "Populasi", "ekor")
    ]
    assert rows_of(warehouse_engine, "SELECT daftar, kode, nama FROM ref.klasifikasi ORDER BY urut") == [
        ("populasi_ternak.jenis_ternak", "sapi", "Sapi"),
        ("populasi_ternak.jenis_ternak", "kerbau", "Kerbau"),
    ]
