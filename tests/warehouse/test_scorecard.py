"""The calendar, the grade and the score card of an OPD, as views over what was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from expectations.model import Inspection, Score, Verdict
from lumbung.findings import Dimension, finding
from tests.warehouse.builders import LIVESTOCK, REGENCY, inspection, livestock, receive, rows_of
from warehouse.publish import publish
from warehouse.reference import load_catalogue

A = "16.04.01"
SCHEDULED = replace(LIVESTOCK, deadline=5)  # the figures of 2022 are due on 5 January 2023


def catalogued(engine: Engine, **changes: object) -> None:
    with engine.begin() as connection:
        load_catalogue(connection, [replace(SCHEDULED, **changes)])  # type: ignore[arg-type]


def sent(engine: Engine, *files: tuple[int, str, Verdict], codes: Sequence[str] = ()) -> None:
    """Files of one row: the day of January 2023 they came, their period, the verdict."""
    with engine.begin() as connection:
        for day, period, verdict in files:
            receive(connection, told(period, verdict, *codes), content=f"{period} hari {day}", day=day)


def told(period: str, verdict: Verdict, *codes: str) -> Inspection:
    found = tuple(finding(code, dataset="populasi_ternak", period=period) for code in codes)
    return inspection(livestock([(A, "sapi", 7)], period=period), verdict=verdict, findings=found)


def times(engine: Engine) -> list[tuple[object, ...]]:
    query = "SELECT periode, keadaan, hari_terlambat FROM mart.ketepatan_waktu WHERE periode < '2024' ORDER BY periode"
    return rows_of(engine, query)


def test_a_file_by_the_last_day_is_on_time_and_one_a_day_later_is_not(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine)
    sent(warehouse_engine, (5, "2022", Verdict.ACCEPTED))
    assert times(warehouse_engine)[0] == ("2022", "tepat_waktu", 0)
    catalogued(warehouse_engine, deadline=4)
    sent(warehouse_engine, (1, "2021", Verdict.ACCEPTED))
    assert times(warehouse_engine)[1] == ("2022", "terlambat", 1)


def test_of_a_returned_file_and_the_one_that_mends_it_the_second_counts(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine)
    sent(warehouse_engine, (3, "2022", Verdict.RETURNED), (15, "2022", Verdict.ACCEPTED))
    assert times(warehouse_engine)[0] == ("2022", "terlambat", 10)


def test_a_later_correction_does_not_make_late_what_was_on_time(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine)
    sent(warehouse_engine, (3, "2022", Verdict.ACCEPTED), (20, "2022", Verdict.ACCEPTED))
    assert times(warehouse_engine)[0] == ("2022", "tepat_waktu", 0)


def test_what_was_due_before_the_first_file_of_a_dataset_ever_came_is_not_judged(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine)
    sent(warehouse_engine, (10, "2020", Verdict.ACCEPTED), (10, "2022", Verdict.ACCEPTED))
    assert [(period, state) for period, state, _ in times(warehouse_engine)] == [
        ("2020", "tidak_dinilai"),
        ("2021", "tidak_dinilai"),
        ("2022", "tidak_dinilai"),
        ("2023", "belum_ada"),
    ]


def test_without_a_calendar_nothing_is_late(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine, deadline=None)
    sent(warehouse_engine, (20, "2022", Verdict.ACCEPTED))
    assert times(warehouse_engine) == []


def test_the_day_of_an_arrival_is_that_of_the_site(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine)
    with warehouse_engine.begin() as connection:
        connection.execute(text("INSERT INTO ops.setelan VALUES ('zona_waktu', 'America/New_York')"))
    sent(warehouse_engine, (6, "2022", Verdict.ACCEPTED))  # midnight of 6 January in UTC is the evening of the 5th
    assert times(warehouse_engine)[0] == ("2022", "tepat_waktu", 0)


def graded(engine: Engine, verdict: Verdict, *scores: Score, publishing: bool = True) -> object:
    part = replace(livestock([(A, "sapi", 7)]), scores=scores)
    with engine.begin() as connection:
        receive(connection, inspection(part, verdict=verdict), content="x", day=1)
        if publishing:
            publish(connection, LIVESTOCK, "2022", regency=REGENCY)
    return rows_of(
        engine, "SELECT terbit, nilai_akhir::float, dimensi_diukur, sebab_batas, lencana FROM mart.nilai_mutu"
    )


def test_the_grade_is_the_weighted_mean_of_what_was_measured(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine, weights={"validity": 3.0, "completeness": 1.0, "accuracy": 96.0})
    scores = (Score(Dimension.VALIDITY, 9, 10), Score(Dimension.COMPLETENESS, 1, 2), Score(Dimension.UNIQUENESS, 0, 1))
    unmeasured = Score(Dimension.ACCURACY, 0, 0)
    assert graded(warehouse_engine, Verdict.ACCEPTED, *scores, unmeasured) == [(True, 80.0, 2, None, 3)]


@pytest.mark.parametrize(
    ("verdict", "reason", "badge"), [(Verdict.RETURNED, "dikembalikan", 0), (Verdict.ACCEPTED, None, 4)]
)
def test_a_returned_file_never_gets_more_than_59(
    warehouse_engine: Engine, verdict: Verdict, reason: str | None, badge: int
) -> None:
    catalogued(warehouse_engine)
    scores = (Score(Dimension.VALIDITY, 10, 10),)
    found = graded(warehouse_engine, verdict, *scores, publishing=verdict is Verdict.ACCEPTED)
    assert found == [(verdict is Verdict.ACCEPTED, 59.0 if reason else 100.0, 1, reason, badge)]


def test_more_rows_held_back_than_the_contract_allows_cap_the_grade(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine, quarantine_limit=0.2)
    part = replace(livestock([(A, "sapi", 7)], quarantined=(11,)), scores=(Score(Dimension.VALIDITY, 1, 1),))
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(part), content="x", day=1)
    query = "SELECT nilai_akhir::float, sebab_batas FROM mart.nilai_mutu"
    assert rows_of(warehouse_engine, query) == [(59.0, "karantina_melebihi_batas")]


def test_a_late_file_loses_one_step_of_its_badge(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine)
    sent(warehouse_engine, (2, "2021", Verdict.ACCEPTED), (9, "2022", Verdict.ACCEPTED))
    query = "SELECT periode, lencana FROM mart.nilai_mutu ORDER BY periode"
    assert rows_of(warehouse_engine, query) == [("2021", 4), ("2022", 3)]


CARD = """SELECT diharapkan, diterima, dinilai_waktu, tepat_waktu, median_hari_terlambat::float, kiriman_pertama,
    diterima_langsung, median_hari_perbaikan::float, dikembalikan_terbuka, temuan_berulang
    FROM mart.rapor_opd WHERE opd = 'distan'"""


def test_the_score_card_counts_what_is_due_what_came_and_how(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine)
    sent(
        warehouse_engine,
        (3, "2020", Verdict.ACCEPTED),
        (4, "2021", Verdict.RETURNED),
        (8, "2021", Verdict.ACCEPTED),
        (12, "2022", Verdict.ACCEPTED),
        (15, "2023", Verdict.RETURNED),
        codes=("X02",),
    )
    expected, received, judged, *rest = rows_of(warehouse_engine, CARD)[0]
    assert (expected, received, judged) == (6, 3, 4)  # 2020–2025; 2022 came late, 2023 returned, two not there at all
    assert rest == [0, 7.0, 4, 2, 4.0, 1, 1]


def test_a_return_is_closed_by_a_later_accepted_file_only(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine)
    sent(warehouse_engine, (3, "2022", Verdict.ACCEPTED), (8, "2022", Verdict.RETURNED))
    query = "SELECT dikembalikan_terbuka, diterima_langsung FROM mart.rapor_opd WHERE opd = 'distan'"
    assert rows_of(warehouse_engine, query) == [(1, 1)]
    sent(warehouse_engine, (9, "2022", Verdict.ACCEPTED))
    assert rows_of(warehouse_engine, query) == [(0, 1)]


def test_what_was_accepted_in_part_did_not_pass_at_first_and_is_mended_by_a_whole_file(
    warehouse_engine: Engine,
) -> None:
    catalogued(warehouse_engine)
    sent(warehouse_engine, (3, "2022", Verdict.ACCEPTED_IN_PART), (4, "2023", Verdict.ACCEPTED_WITH_NOTES))
    query = "SELECT kiriman_pertama, diterima_langsung, median_hari_perbaikan::float FROM mart.rapor_opd"
    query += " WHERE opd = 'distan'"
    assert rows_of(warehouse_engine, query) == [(2, 1, None)]
    sent(warehouse_engine, (6, "2022", Verdict.ACCEPTED_IN_PART), (8, "2022", Verdict.ACCEPTED))
    assert rows_of(warehouse_engine, query) == [(2, 1, 5.0)]


def test_of_a_file_accepted_in_part_the_periods_that_held_nothing_back_did_pass(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine)
    parts = [
        livestock([(A, "sapi", 7), (A, "kerbau", 8)], period=p, quarantined=q)
        for p, q in (("2021", ()), ("2022", (11,)))
    ]
    with warehouse_engine.begin() as connection:
        receive(connection, inspection(*parts, verdict=Verdict.ACCEPTED_IN_PART), content="x", day=3)
    query = "SELECT kiriman_pertama, diterima_langsung FROM mart.rapor_opd WHERE opd = 'distan'"
    assert rows_of(warehouse_engine, query) == [(2, 1)]


def test_a_file_of_which_nothing_was_recognised_is_a_sending_that_did_not_pass(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine)
    unknown = replace(told("2022", Verdict.RETURNED), slices=())
    with warehouse_engine.begin() as connection:
        receive(connection, unknown, content="gambar", day=3)
    sent(warehouse_engine, (4, "2022", Verdict.ACCEPTED))
    query = "SELECT kiriman_pertama, diterima_langsung FROM mart.rapor_opd WHERE opd = 'distan'"
    assert rows_of(warehouse_engine, query) == [(2, 1)]


def test_the_most_widespread_fault_comes_first_and_faults_of_ours_not_at_all(warehouse_engine: Engine) -> None:
    catalogued(warehouse_engine)
    sent(warehouse_engine, (1, "2020", Verdict.ACCEPTED), codes=("X02", "C04", "G01", "U02"))
    sent(warehouse_engine, (2, "2021", Verdict.ACCEPTED), codes=("C04",))
    query = "SELECT kode, tingkat, banyak_opd, banyak_berkas, banyak_temuan, opd FROM mart.temuan_sistemik"
    assert rows_of(warehouse_engine, query) == [
        ("C04", "error", 1, 2, 2, ["distan"]),
        ("X02", "error", 1, 1, 1, ["distan"]),
    ]


def test_the_trend_holds_what_was_known_on_each_day(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        for day, dataset, passed in (("2026-01-01", "a", 5), ("2026-01-02", "b", 1), ("2026-01-03", "a", 9)):
            connection.execute(
                text(
                    "INSERT INTO mutu.riwayat_skor VALUES (:day, 'distan', :dataset, '2022', 'validity', :passed, 10)"
                ),
                {"day": day, "dataset": dataset, "passed": passed},
            )
    query = "SELECT hari::text, terpenuhi, diperiksa, nilai::float FROM mart.tren_mutu ORDER BY hari"
    assert rows_of(warehouse_engine, query) == [
        ("2026-01-01", 5, 10, 0.5),
        ("2026-01-02", 6, 20, 0.3),
        ("2026-01-03", 10, 20, 0.5),
    ]
