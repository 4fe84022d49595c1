"""A dataset's table: the columns its contract asks for, kept up without ever losing one."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from sqlalchemy import Engine

from lumbung.contracts.model import Contract, Kind, LogicalType, Property, RegionLevel
from tests.warehouse.builders import (
    ANIMAL,
    HEADS,
    LIVESTOCK,
    REGENCY,
    REGION,
    YEAR,
    contract,
    inspected,
    inspection,
    receive,
    rows_of,
    snapshot,
)
from warehouse.columns import plan, shorten
from warehouse.datasets import ensure_table, table_of
from warehouse.errors import ContractConflict
from warehouse.publish import publish

ORIGIN = ["_berkas_id", "_lembar", "_baris", "_berlaku_dari", "_berlaku_sampai"]
REGIONS = ["kode_provinsi", "nama_provinsi", "kode_kabupaten", "nama_kabupaten"]
LONG = "jumlah_penduduk_usia_sekolah_yang_tidak_bersekolah_menurut_kecamatan"


def names(of: Contract) -> list[str]:
    return [column.name for column in plan(of).columns]


def attribute(name: str, kind: LogicalType = LogicalType.STRING, **more: object) -> Property:
    return Property(name, Kind.ATTRIBUTE, kind, name.capitalize(), **more)  # type: ignore[arg-type]


def test_columns_follow_the_open_data_convention() -> None:
    assert names(LIVESTOCK) == [
        *REGIONS,
        *("kode_kecamatan", "nama_kecamatan", "tahun", "jenis_ternak", "nama_jenis_ternak", "populasi", "satuan"),
        *("status", *ORIGIN),
    ]


def test_a_table_of_the_regency_ends_at_the_regency() -> None:
    assert names(contract(HEADS))[:5] == [*REGIONS, "tahun"]


def test_a_table_by_desa_has_every_level_above_it() -> None:
    desa = Property("desa", Kind.REGION, LogicalType.STRING, "Desa", region_level=RegionLevel.DESA, key=True)
    assert names(contract(REGION, desa, HEADS))[4:8] == ["kode_kecamatan", "nama_kecamatan", "kode_desa", "nama_desa"]


def test_a_second_region_of_the_same_level_has_its_own_columns() -> None:
    origin = Property("asal", Kind.REGION, LogicalType.STRING, "Asal", region_level=RegionLevel.KABUPATEN, key=True)
    target = Property("tujuan", Kind.REGION, LogicalType.STRING, "Tujuan", region_level=RegionLevel.KABUPATEN, key=True)
    of = contract(origin, target, HEADS)
    assert names(of)[:7] == [*REGIONS, "tahun", "asal", "nama_asal"]
    assert plan(of).key == ("asal", "kode_kabupaten")


def test_measures_of_different_units_share_no_unit_column() -> None:
    area = Property("luas", Kind.MEASURE, LogicalType.NUMBER, "Luas", unit="hektare")
    assert "satuan" not in names(contract(REGION, HEADS, area))


def test_a_contract_may_have_a_status_and_a_unit_of_its_own() -> None:
    of = contract(REGION, attribute("status"), attribute("satuan"), HEADS)
    assert names(of).count("status") == names(of).count("satuan") == 1
    assert "status_data" in names(of)


def test_a_name_too_long_for_postgres_is_shortened_and_stays_its_own() -> None:
    one, other = shorten(f"{LONG}_laki_laki"), shorten(f"{LONG}_perempuan")
    assert one != other
    assert len(one.encode()) <= 63
    assert one.startswith("jumlah_penduduk_usia_sekolah")
    assert shorten("é" * 40).encode().decode()  # never cut within a letter
    assert shorten("populasi") == "populasi"


def test_long_names_work_from_file_to_fact(warehouse_engine: Engine) -> None:
    measures = [
        Property(f"{LONG}_{sex}", Kind.MEASURE, LogicalType.INTEGER, sex, unit="orang") for sex in ("laki", "perempuan")
    ]
    of = contract(REGION, *measures, dataset=f"{LONG}_tahunan")
    frame = pd.DataFrame(
        {"kode_kecamatan": ["16.04.01"], "tahun": ["2022"], **{m.name: [n] for n, m in enumerate(measures)}}
    )
    for _ in range(2):
        with warehouse_engine.begin() as connection:
            receive(connection, inspection(inspected(of, frame)), content="a", day=1)
            publish(connection, of, "2022", regency=REGENCY)
    query = "SELECT kode_indikator, nilai::int, _sel FROM data.fakta_indikator ORDER BY 2"
    assert rows_of(warehouse_engine, query) == [
        (f"{of.dataset}.{LONG}_laki", 0, "D10"),
        (f"{of.dataset}.{LONG}_perempuan", 1, "E10"),
    ]


@pytest.mark.parametrize(
    "properties",
    [
        (REGION, attribute("kode_kecamatan")),
        (REGION, ANIMAL, attribute("nama_jenis_ternak")),
        (REGION, attribute("_baris")),
    ],
)
def test_two_columns_of_one_name_are_refused_with_both_named(properties: tuple[Property, ...]) -> None:
    with pytest.raises(ContractConflict, match="populasi_ternak"):
        plan(contract(*properties, HEADS))


def test_a_dataset_may_not_take_the_name_of_the_facts() -> None:
    with pytest.raises(ContractConflict, match="fakta_indikator"):
        plan(replace(LIVESTOCK, dataset="fakta_indikator"))


def test_the_table_carries_the_words_of_the_contract(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        ensure_table(connection, LIVESTOCK)
    query = (
        "SELECT obj_description('data.populasi_ternak'::regclass), col_description('data.populasi_ternak'::regclass, "
        "(SELECT attnum FROM pg_attribute WHERE attrelid = 'data.populasi_ternak'::regclass AND attname = 'populasi'))"
    )
    assert rows_of(warehouse_engine, query) == [
        ("Populasi ternak. Populasi ternak menurut kecamatan dan jenis", "Populasi (satuan: ekor)")
    ]
    assert [c.name for c in table_of(LIVESTOCK).columns][:-1] == names(LIVESTOCK)


def test_a_new_property_is_added_and_an_old_one_never_dropped(warehouse_engine: Engine) -> None:
    calves = Property("anak", Kind.MEASURE, LogicalType.INTEGER, "Anak", unit="ekor")
    with warehouse_engine.begin() as connection:
        ensure_table(connection, LIVESTOCK)
        ensure_table(connection, contract(REGION, ANIMAL, calves))
    query = (
        "SELECT attname FROM pg_attribute WHERE attrelid = 'data.populasi_ternak'::regclass "
        "AND attname IN ('anak', 'populasi')"
    )
    assert sorted(rows_of(warehouse_engine, query)) == [("anak",), ("populasi",)]


def test_looking_again_touches_nothing(warehouse_engine: Engine) -> None:
    query = "SELECT relname, xmin::text FROM pg_class WHERE relname LIKE '%populasi_ternak%' ORDER BY 1"
    with warehouse_engine.begin() as connection:
        ensure_table(connection, LIVESTOCK)
    before = rows_of(warehouse_engine, query)
    with warehouse_engine.begin() as connection:
        ensure_table(connection, LIVESTOCK)
    assert rows_of(warehouse_engine, query) == before


def test_a_type_may_widen_and_keeps_its_figures(warehouse_engine: Engine) -> None:
    frame = pd.DataFrame({"kode_kecamatan": ["16.04.01"], "tahun": ["2022"], "jenis_ternak": ["sapi"], "populasi": [4]})
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(inspected(LIVESTOCK, frame)), content="a", day=1)
        publish(connection, LIVESTOCK, "2022", regency=REGENCY)
    before = snapshot(warehouse_engine)["data.fakta_indikator"]
    finer = contract(REGION, ANIMAL, replace(HEADS, logical_type=LogicalType.NUMBER))
    with warehouse_engine.begin() as connection:
        assert publish(connection, finer, "2022", regency=REGENCY).unchanged == 1
    assert rows_of(warehouse_engine, "SELECT populasi, pg_typeof(populasi)::text FROM data.populasi_ternak") == [
        (4, "numeric")
    ]
    assert snapshot(warehouse_engine)["data.fakta_indikator"] == before


def test_a_type_that_would_lose_something_is_refused(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        ensure_table(connection, contract(REGION, attribute("izin"), HEADS))
    with pytest.raises(ContractConflict, match="izin"), warehouse_engine.begin() as connection:
        ensure_table(connection, contract(REGION, attribute("izin", LogicalType.DATE), HEADS))


def test_a_key_that_no_longer_tells_rows_apart_is_refused(warehouse_engine: Engine) -> None:
    frame = pd.DataFrame(
        {"kode_kecamatan": "16.04.01", "tahun": "2022", "jenis_ternak": ["sapi", "kerbau"], "populasi": [4, 5]}
    )
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(inspected(LIVESTOCK, frame)), content="a", day=1)
        publish(connection, LIVESTOCK, "2022", regency=REGENCY)
    coarser = replace(LIVESTOCK, properties=(REGION, YEAR, replace(ANIMAL, key=False), HEADS))
    with pytest.raises(ContractConflict, match="kode_kecamatan"), warehouse_engine.begin() as connection:
        ensure_table(connection, coarser)


def test_the_database_itself_refuses_a_second_current_row_of_one_key(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        ensure_table(connection, LIVESTOCK)
    query = "SELECT indexdef FROM pg_indexes WHERE tablename = 'populasi_ternak' AND indexname LIKE 'terkini%'"
    ((definition,),) = rows_of(warehouse_engine, query)
    assert "(tahun, kode_kecamatan, jenis_ternak) NULLS NOT DISTINCT WHERE (_berlaku_sampai IS NULL)" in str(definition)
