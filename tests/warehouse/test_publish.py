"""Publishing: what holds now, what held before, and what no file can take away."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from sqlalchemy import Engine

from expectations.model import Verdict
from lumbung.contracts.model import Category, Kind, LogicalType, Property, RegionLevel
from tests.warehouse.builders import (
    HEADS,
    LIVESTOCK,
    REGENCY,
    Row,
    contract,
    current,
    inspected,
    inspection,
    livestock,
    receive,
    rows_of,
    snapshot,
)
from warehouse.errors import ValueMismatch
from warehouse.publish import Load, Slice, pending, publish
from warehouse.quality import save_inspection
from warehouse.reference import RegionRow, load_reference

A, B = "16.04.01", "16.04.02"
FIRST: list[Row] = [(A, "sapi", 401), (A, "kerbau", 12), (B, "sapi", 250), (B, "kerbau", None)]


def publish_livestock(engine: Engine, *, period: str = "2022") -> Load:
    with engine.begin() as connection:
        return publish(connection, LIVESTOCK, period, regency=REGENCY)


def send(engine: Engine, rows: list[Row], *, content: str, day: int, **options: object) -> int:
    with engine.begin() as connection:
        return receive(connection, inspection(livestock(rows, **options)), content=content, day=day)  # type: ignore[arg-type]


def test_an_accepted_file_becomes_rows_with_names_codes_and_origin(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        load_reference(
            connection,
            regions=[
                RegionRow("16", "Sumatera Selatan", "provinsi"),
                RegionRow("16.04", "Kabupaten Lahat", "kabupaten", "16"),
                RegionRow(A, "Tanjungsakti Pumu", "kecamatan", "16.04"),
            ],
        )
    file = send(warehouse_engine, FIRST, content="a", day=1)
    assert publish_livestock(warehouse_engine) == Load(inserted=4, closed=0, unchanged=0)
    query = (
        "SELECT kode_provinsi, nama_provinsi, kode_kabupaten, nama_kabupaten, kode_kecamatan, nama_kecamatan, tahun,"
        " jenis_ternak, nama_jenis_ternak, populasi, satuan, status, _berkas_id, _lembar, _baris, _berlaku_sampai"
        " FROM data.populasi_ternak ORDER BY _baris LIMIT 1"
    )
    assert rows_of(warehouse_engine, query) == [
        (
            *("16", "Sumatera Selatan", "16.04", "Kabupaten Lahat", A, "Tanjungsakti Pumu", "2022"),
            *("sapi", "Sapi", 401, "ekor", "tetap", file, "Sheet1", 10, None),
        )
    ]


def test_every_figure_is_a_fact_that_leads_back_to_its_cell(warehouse_engine: Engine) -> None:
    file = send(warehouse_engine, FIRST, content="a", day=1, doubtful=[(2, "populasi")])
    publish_livestock(warehouse_engine)
    query = (
        "SELECT kode_indikator, kode_wilayah, periode, dimensi, nilai, satuan, status, opd, dataset, _berkas_id,"
        " _lembar, _sel FROM data.fakta_indikator ORDER BY _sel"
    )
    same = ("ekor", "tetap", "distan", "populasi_ternak", file, "Sheet1")
    assert rows_of(warehouse_engine, query) == [
        ("POP-TERNAK", A, "2022", {"jenis_ternak": "sapi"}, 401, *same, "E10"),
        ("POP-TERNAK", A, "2022", {"jenis_ternak": "kerbau"}, 12, *same, "E11"),
        ("POP-TERNAK", B, "2022", {"jenis_ternak": "sapi"}, 250, "ekor", "diragukan", *same[2:], "E12"),
    ]  # an empty cell is a row of the table, not a fact
    statuses = rows_of(warehouse_engine, "SELECT status FROM data.populasi_ternak ORDER BY _baris")
    assert statuses == [("tetap",), ("tetap",), ("diragukan",), ("tetap",)]


def test_publishing_the_same_file_again_writes_nothing(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    publish_livestock(warehouse_engine)
    before = snapshot(warehouse_engine)
    assert publish_livestock(warehouse_engine) == Load(inserted=0, closed=0, unchanged=4)
    assert snapshot(warehouse_engine) == before


def test_a_file_inspected_again_publishes_no_new_row(warehouse_engine: Engine) -> None:
    file = send(warehouse_engine, FIRST, content="a", day=1)
    publish_livestock(warehouse_engine)
    data = {name: rows for name, rows in snapshot(warehouse_engine).items() if name.startswith("data.")}
    with warehouse_engine.begin() as connection:
        save_inspection(connection, file, inspection(livestock(FIRST)))
        assert pending(connection) == [Slice("populasi_ternak", "2022")]
    publish_livestock(warehouse_engine)
    assert {n: rows for n, rows in snapshot(warehouse_engine).items() if n.startswith("data.")} == data
    with warehouse_engine.connect() as connection:
        assert pending(connection) == []


def test_the_same_figures_in_a_new_file_leave_the_rows_with_their_first_origin(warehouse_engine: Engine) -> None:
    first = send(warehouse_engine, FIRST, content="a", day=1)
    publish_livestock(warehouse_engine)
    send(warehouse_engine, FIRST, content="b", day=2)
    assert publish_livestock(warehouse_engine) == Load(inserted=0, closed=0, unchanged=4)
    assert rows_of(warehouse_engine, "SELECT DISTINCT _berkas_id FROM data.populasi_ternak") == [(first,)]


def test_a_correction_closes_the_old_figure_and_keeps_its_history(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    publish_livestock(warehouse_engine)
    (before,) = rows_of(warehouse_engine, "SELECT clock_timestamp()")
    send(warehouse_engine, [(A, "sapi", 410), *FIRST[1:]], content="b", day=2)
    assert publish_livestock(warehouse_engine) == Load(inserted=1, closed=1, unchanged=3)
    assert current(warehouse_engine)[A, "sapi"] == 410
    as_of = "_berlaku_dari <= :t AND (_berlaku_sampai IS NULL OR _berlaku_sampai > :t)"
    query = f"SELECT populasi FROM data.populasi_ternak WHERE kode_kecamatan = '{A}' AND {as_of} ORDER BY _baris"
    assert rows_of(warehouse_engine, query, t=before[0]) == [(401,), (12,)]
    facts = "SELECT nilai, _berlaku_sampai IS NULL FROM data.fakta_indikator WHERE _sel = 'E10' ORDER BY nilai"
    assert rows_of(warehouse_engine, facts) == [(401, False), (410, True)]


def test_a_row_left_out_of_a_whole_file_is_closed(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    publish_livestock(warehouse_engine)
    send(warehouse_engine, FIRST[:1], content="b", day=2)
    assert publish_livestock(warehouse_engine) == Load(inserted=0, closed=3, unchanged=1)
    assert current(warehouse_engine) == {(A, "sapi"): 401}
    facts = "SELECT count(*) FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL"
    assert rows_of(warehouse_engine, facts) == [(1,)]


def test_a_file_accepted_in_part_never_removes_good_figures(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    publish_livestock(warehouse_engine)
    send(warehouse_engine, [(A, "sapi", 410), (A, "kerbau", None)], content="b", day=2, quarantined=[12])
    assert publish_livestock(warehouse_engine) == Load(inserted=2, closed=2, unchanged=0)
    assert current(warehouse_engine) == {
        (A, "sapi"): 410,
        (A, "kerbau"): None,  # the file says so: the fact goes too
        (B, "sapi"): 250,
        (B, "kerbau"): None,
    }
    facts = (
        "SELECT kode_wilayah, dimensi ->> 'jenis_ternak', nilai FROM data.fakta_indikator "
        "WHERE _berlaku_sampai IS NULL ORDER BY 1"
    )
    assert rows_of(warehouse_engine, facts) == [(A, "sapi", 410), (B, "sapi", 250)]


EXPLAINED = "SELECT kode_wilayah, nilai, status FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL ORDER BY 1, 2"


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        ([(A, "sapi", 401)], {"quarantined": [12]}),  # the explanation was withdrawn, or another figure stands there
        ([(A, "sapi", 401)], {}),
    ],
)
def test_an_explained_figure_goes_when_the_file_in_force_says_it_no_more(
    warehouse_engine: Engine, rows: list[Row], options: dict[str, object]
) -> None:
    send(warehouse_engine, [(A, "sapi", 401), (B, "sapi", -250)], content="a", day=1, explained=[(1, "populasi")])
    publish_livestock(warehouse_engine)
    assert rows_of(warehouse_engine, EXPLAINED) == [(A, 401, "tetap"), (B, -250, "dijelaskan")]
    send(warehouse_engine, rows, content="b", day=2, **options)
    assert publish_livestock(warehouse_engine) == Load(inserted=0, closed=1, unchanged=1)
    assert current(warehouse_engine) == {(A, "sapi"): 401}
    assert rows_of(warehouse_engine, EXPLAINED) == [(A, 401, "tetap")]


def test_an_explained_figure_goes_when_its_only_file_is_returned_and_the_others_stay(warehouse_engine: Engine) -> None:
    file = send(warehouse_engine, FIRST, content="a", day=1, explained=[(2, "populasi")])
    publish_livestock(warehouse_engine)
    with warehouse_engine.begin() as connection:
        save_inspection(connection, file, inspection(livestock(FIRST[:2]), verdict=Verdict.RETURNED))
        assert pending(connection) == [Slice("populasi_ternak", "2022")]
    assert publish_livestock(warehouse_engine) == Load(closed=1)
    loads = rows_of(warehouse_engine, "SELECT berkas_id, disisipkan, ditutup, tetap FROM ops.muat ORDER BY id")
    assert loads == [(file, 4, 0, 0), (file, 0, 1, 3)]
    assert rows_of(warehouse_engine, EXPLAINED) == [(A, 12, "tetap"), (A, 401, "tetap")]
    assert current(warehouse_engine) == {(A, "sapi"): 401, (A, "kerbau"): 12, (B, "kerbau"): None}
    with warehouse_engine.connect() as connection:
        assert pending(connection) == []


def test_what_goes_with_a_file_without_an_accepted_row_is_one_load(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1, explained=[(2, "populasi")])
    publish_livestock(warehouse_engine)
    file = send(warehouse_engine, [], content="b", day=2, quarantined=[12])
    assert publish_livestock(warehouse_engine) == Load(closed=1)
    loads = rows_of(warehouse_engine, "SELECT berkas_id, disisipkan, ditutup, tetap FROM ops.muat ORDER BY id")
    assert loads[1:] == [(file, 0, 1, 0)]


def test_a_returned_file_takes_no_explained_figure_away(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1, explained=[(2, "populasi")])
    publish_livestock(warehouse_engine)
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(livestock([(B, "sapi", 9)]), verdict=Verdict.RETURNED), content="b", day=2)
    assert publish_livestock(warehouse_engine) == Load(inserted=0, closed=0, unchanged=4)
    assert (B, 250, "dijelaskan") in rows_of(warehouse_engine, EXPLAINED)


def test_a_table_that_must_cover_every_kecamatan_keeps_those_a_file_forgot(warehouse_engine: Engine) -> None:
    complete = replace(LIVESTOCK, complete_over=RegionLevel.KECAMATAN)
    for day, rows in ((1, FIRST), (2, [(A, "sapi", 410)])):
        with warehouse_engine.begin() as connection:
            found = inspection(replace(livestock(rows), contract=complete))
            receive(connection, found, content=f"c{day}", day=day)
            publish(connection, complete, "2022", regency=REGENCY)
    assert current(warehouse_engine) == {(A, "sapi"): 410, (B, "sapi"): 250, (B, "kerbau"): None}
    facts = "SELECT nilai FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL ORDER BY nilai"
    assert rows_of(warehouse_engine, facts) == [(250,), (410,)]


def test_a_returned_file_touches_nothing(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    publish_livestock(warehouse_engine)
    with warehouse_engine.begin() as connection:
        wrong = inspection(livestock([(A, "sapi", 1)]), verdict=Verdict.RETURNED)
        receive(connection, wrong, content="b", day=2)
        assert pending(connection) == []
    assert publish_livestock(warehouse_engine) == Load(inserted=0, closed=0, unchanged=4)
    assert current(warehouse_engine)[A, "sapi"] == 401
    assert rows_of(warehouse_engine, "SELECT count(*) FROM ops.siap") == [(4,)]


def test_only_a_returned_file_publishes_nothing(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(livestock(FIRST), verdict=Verdict.RETURNED), content="a", day=1)
    assert publish_livestock(warehouse_engine) == Load()
    assert rows_of(warehouse_engine, "SELECT to_regclass('data.populasi_ternak')") == [(None,)]


def test_a_file_without_one_accepted_row_removes_nothing(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    publish_livestock(warehouse_engine)
    send(warehouse_engine, [], content="b", day=2)
    assert publish_livestock(warehouse_engine) == Load()
    assert len(current(warehouse_engine)) == 4
    with warehouse_engine.connect() as connection:
        assert pending(connection) == []


def test_the_file_that_arrived_last_wins_whatever_the_order_of_inspection(warehouse_engine: Engine) -> None:
    send(warehouse_engine, [(A, "sapi", 2)], content="newer", day=5)
    send(warehouse_engine, [(A, "sapi", 1)], content="older", day=3)
    publish_livestock(warehouse_engine)
    assert current(warehouse_engine) == {(A, "sapi"): 2}


def test_an_old_content_sent_again_wins_again(warehouse_engine: Engine) -> None:
    found = inspection(livestock([(A, "sapi", 1)]))
    with warehouse_engine.begin() as connection:
        receive(connection, found, content="a", day=1)
    send(warehouse_engine, [(A, "sapi", 2)], content="b", day=2)
    publish_livestock(warehouse_engine)
    with warehouse_engine.begin() as connection:
        receive(connection, found, content="a", day=3)
    publish_livestock(warehouse_engine)
    assert current(warehouse_engine) == {(A, "sapi"): 1}


def test_slices_wait_in_the_order_their_files_arrived(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="b", day=2, period="2021")
    send(warehouse_engine, FIRST, content="a", day=1, period="2022")
    with warehouse_engine.connect() as connection:
        assert pending(connection) == [Slice("populasi_ternak", "2022"), Slice("populasi_ternak", "2021")]


def test_one_period_never_touches_another(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1, period="2021")
    publish_livestock(warehouse_engine, period="2021")
    send(warehouse_engine, FIRST[:1], content="b", day=2, period="2022")
    assert publish_livestock(warehouse_engine, period="2022") == Load(inserted=1, closed=0, unchanged=0)
    assert rows_of(warehouse_engine, "SELECT count(*) FROM data.populasi_ternak WHERE tahun = '2021'") == [(4,)]


def test_a_slice_spread_over_two_sheets_is_published_whole(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        sheets = (livestock(FIRST[:2], sheet="Kec 1"), livestock(FIRST[2:], sheet="Kec 2"))
        receive(connection, inspection(*sheets), content="a", day=1)
    assert publish_livestock(warehouse_engine).inserted == 4
    assert rows_of(warehouse_engine, "SELECT DISTINCT _lembar FROM data.populasi_ternak ORDER BY 1") == [
        ("Kec 1",),
        ("Kec 2",),
    ]


def test_two_sheets_that_repeat_a_row_give_one_and_that_contradict_give_none(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    publish_livestock(warehouse_engine)
    one = livestock([(A, "sapi", 500), (A, "kerbau", 12), (B, "sapi", 250)], sheet="Rekap")
    other = livestock([(A, "sapi", 600), (A, "kerbau", 12)], sheet="Rincian")
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(one, other), content="b", day=2)
    assert publish_livestock(warehouse_engine) == Load(inserted=0, closed=0, unchanged=2, held_back=2)
    assert current(warehouse_engine)[A, "sapi"] == 401
    query = "SELECT kode, sel, jumlah FROM mutu.temuan"
    assert rows_of(warehouse_engine, query) == [("K01", "Rekap!10:10, Rincian!10:10", 2)]
    publish_livestock(warehouse_engine)
    assert len(rows_of(warehouse_engine, query)) == 1


def test_a_table_of_the_regency_as_a_whole_stands_under_the_regency(warehouse_engine: Engine) -> None:
    land = Property("jenis_lahan", Kind.CATEGORY, LogicalType.STRING, "Jenis lahan", key=True, code_list="lahan")
    area = Property("luas", Kind.MEASURE, LogicalType.NUMBER, "Luas", unit="hektare")
    of = contract(land, area, dataset="luas_lahan")
    frame = pd.DataFrame({"tahun": ["2022"], "jenis_lahan": ["sawah"], "luas": [274.65]})
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(inspected(of, frame)), content="a", day=1)
        publish(connection, of, "2022", regency=REGENCY)
    assert rows_of(warehouse_engine, "SELECT kode_kabupaten, luas::text FROM data.luas_lahan") == [("16.04", "274.65")]
    facts = "SELECT kode_indikator, kode_wilayah, nilai::text, dimensi FROM data.fakta_indikator"
    assert rows_of(warehouse_engine, facts) == [("luas_lahan.luas", "16.04", "274.65", {"jenis_lahan": "sawah"})]


def test_a_row_known_by_its_own_number_may_name_no_region_and_then_counts_for_the_regency(
    warehouse_engine: Engine,
) -> None:
    road = Property("nomor_ruas", Kind.ATTRIBUTE, LogicalType.STRING, "Nomor ruas", key=True)
    region = Property(
        "kode_kecamatan", Kind.REGION, LogicalType.STRING, "Kecamatan", region_level=RegionLevel.KECAMATAN
    )
    of = contract(road, region, HEADS, dataset="ruas_jalan")
    heads = pd.array([7, 9], dtype="Int64")
    frame = pd.DataFrame({"tahun": "2022", "nomor_ruas": ["1", "2"], "kode_kecamatan": [A, None], "populasi": heads})
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(inspected(of, frame)), content="a", day=1)
        publish(connection, of, "2022", regency=REGENCY)
    query = "SELECT nomor_ruas, kode_kabupaten, kode_kecamatan FROM data.ruas_jalan ORDER BY 1"
    assert rows_of(warehouse_engine, query) == [("1", "16.04", A), ("2", "16.04", None)]
    facts = "SELECT kode_wilayah, nilai::int FROM data.fakta_indikator ORDER BY nilai"
    assert rows_of(warehouse_engine, facts) == [(A, 7), ("16.04", 9)]


def test_desa_carry_the_kecamatan_above_them(warehouse_engine: Engine) -> None:
    kecamatan = Property(
        "kecamatan", Kind.REGION, LogicalType.STRING, "Kecamatan", key=True, region_level=RegionLevel.KECAMATAN
    )
    desa = Property("desa", Kind.REGION, LogicalType.STRING, "Desa", key=True, region_level=RegionLevel.DESA)
    of = contract(kecamatan, desa, HEADS, dataset="ternak_desa")
    frame = pd.DataFrame(
        {"tahun": ["2022"], "kecamatan": [A], "desa": [f"{A}.2001"], "populasi": pd.array([7], dtype="Int64")}
    )
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(inspected(of, frame)), content="a", day=1)
        publish(connection, of, "2022", regency=REGENCY)
    query = "SELECT kode_provinsi, kode_kabupaten, kode_kecamatan, kode_desa FROM data.ternak_desa"
    assert rows_of(warehouse_engine, query) == [("16", "16.04", A, f"{A}.2001")]
    assert rows_of(warehouse_engine, "SELECT kode_wilayah, dimensi FROM data.fakta_indikator") == [(f"{A}.2001", {})]


def test_a_value_that_does_not_fit_its_column_stops_the_slice_and_says_so(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        frame = pd.DataFrame({"tahun": ["2022"], "jenis_ternak": ["sapi"], "kode_kecamatan": [A], "populasi": [2.5]})
        receive(connection, inspection(inspected(LIVESTOCK, frame)), content="a", day=1)
    with pytest.raises(ValueMismatch, match="populasi_ternak"), warehouse_engine.begin() as connection:
        publish(connection, LIVESTOCK, "2022", regency=REGENCY)
    assert rows_of(warehouse_engine, "SELECT to_regclass('data.populasi_ternak')") == [(None,)]


def test_in_a_partial_file_a_fact_follows_its_row_when_a_description_changes(warehouse_engine: Engine) -> None:
    school = Property("npsn", Kind.ATTRIBUTE, LogicalType.STRING, "NPSN", key=True)
    grade = Property(
        "akreditasi",
        Kind.CATEGORY,
        LogicalType.STRING,
        "Akreditasi",
        categories=(Category("a", "A"), Category("b", "B")),
    )
    pupils = Property("siswa", Kind.MEASURE, LogicalType.INTEGER, "Siswa", unit="orang")
    of = contract(school, grade, pupils, dataset="sekolah")

    def frame(*rows: tuple[str, str, int]) -> pd.DataFrame:
        return pd.DataFrame([("2022", *row) for row in rows], columns=["tahun", "npsn", "akreditasi", "siswa"])

    first = inspected(of, frame(("001", "a", 10), ("002", "b", 20)))
    second = inspected(of, frame(("001", "b", 10)), quarantined=[11])
    for day, found in ((1, first), (2, second)):
        with warehouse_engine.begin() as connection:
            receive(connection, inspection(found), content=f"s{day}", day=day)
            publish(connection, of, "2022", regency=REGENCY)
    facts = "SELECT dimensi, nilai FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL ORDER BY nilai"
    assert rows_of(warehouse_engine, facts) == [
        ({"npsn": "001", "akreditasi": "b"}, 10),
        ({"npsn": "002", "akreditasi": "b"}, 20),
    ]


def test_rows_of_another_period_are_never_published(warehouse_engine: Engine) -> None:
    frame = pd.DataFrame({"tahun": ["2021"], "jenis_ternak": ["sapi"], "kode_kecamatan": [A], "populasi": [2]})
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(inspected(LIVESTOCK, frame, period="2022")), content="a", day=1)
    with pytest.raises(ValueMismatch, match="2021"):
        publish_livestock(warehouse_engine)


def test_a_dataset_that_moves_to_another_opd_takes_its_facts_along(warehouse_engine: Engine) -> None:
    send(warehouse_engine, FIRST, content="a", day=1)
    publish_livestock(warehouse_engine)
    with warehouse_engine.begin() as connection:
        publish(connection, replace(LIVESTOCK, opd="disnak"), "2022", regency=REGENCY)
    query = "SELECT DISTINCT opd FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL"
    assert rows_of(warehouse_engine, query) == [("disnak",)]


def test_a_regency_table_cannot_be_asked_to_cover_kecamatan_it_does_not_have(warehouse_engine: Engine) -> None:
    area = Property("luas", Kind.MEASURE, LogicalType.NUMBER, "Luas", unit="hektare")
    of = contract(area, dataset="luas_wilayah", complete_over=RegionLevel.KECAMATAN)
    for day in (1, 2):
        frame = pd.DataFrame({"tahun": ["2022"], "luas": [float(day)]})
        with warehouse_engine.begin() as connection:
            receive(connection, inspection(inspected(of, frame)), content=f"l{day}", day=day)
            publish(connection, of, "2022", regency=REGENCY)
    query = "SELECT nilai::int FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL"
    assert rows_of(warehouse_engine, query) == [(2,)]
