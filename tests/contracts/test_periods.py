"""The words people use for a time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.contracts.model import PeriodGrain
from lumbung.contracts.periods import (
    find_part,
    find_periods,
    find_status,
    first_day,
    is_only_period,
    only_period,
    period_of_day,
)

TAHUN, AJARAN, SEMESTER, CATURWULAN, TRIWULAN, BULAN, MINGGU, TANGGAL = PeriodGrain


@pytest.mark.parametrize(
    ("text", "grain", "periods"),
    [
        ("Tahun 2022", TAHUN, ("2022",)),
        ("Keadaan 31 Desember 2022", TAHUN, ("2022",)),
        ("Th. 2022 (Sensus 2020)", TAHUN, ("2022", "2020")),
        ("2018-2022", TAHUN, ()),  # a range is no year
        ("Tahun 2019 s.d. 2022", TAHUN, ()),
        ("NIP 197001012000031001", TAHUN, ()),
        ("Tahun Ajaran 2022/2023", AJARAN, ("2022/2023",)),
        ("TA 2022-23", AJARAN, ("2022/2023",)),
        ("2022/2024", AJARAN, ()),  # no school year
        ("Semester I Tahun 2022", SEMESTER, ("2022-S1",)),
        ("2022-S2", SEMESTER, ("2022-S2",)),
        ("Peserta KB 2022-07", BULAN, ("2022-07",)),
        ("Harga Pangan 2022-W31", MINGGU, ("2022-W31",)),
        ("2021-22", BULAN, ()),
        ("Smt. II/2022", SEMESTER, ("2022-S2",)),
        ("Semester I dan II Tahun 2022", SEMESTER, ("2022-S1", "2022-S2")),
        ("Triwulan IV 2022", TRIWULAN, ("2022-TW4",)),
        ("TW-3 2022", TRIWULAN, ("2022-TW3",)),
        ("Triwulan I s.d. III 2022", TRIWULAN, ("2022-TW1", "2022-TW3")),
        ("Bulan Agustus 2022", BULAN, ("2022-08",)),
        ("AGT 2022", BULAN, ("2022-08",)),
        ("Tahun Pelajaran 22/23", AJARAN, ("2022/2023",)),
        ("T.P. 2022/2023", AJARAN, ("2022/2023",)),
        ("TA 22/24", AJARAN, ()),
        ("nomor 22/23", AJARAN, ()),  # no word says that this is a school year
        ("Semester Pertama 2022", SEMESTER, ("2022-S1",)),
        ("Semester III 2022", SEMESTER, ()),  # there is none
        ("Caturwulan II Tahun 2022", CATURWULAN, ("2022-CW2",)),
        ("Cawu 3 2022", CATURWULAN, ("2022-CW3",)),
        ("Caturwulan IV 2022", CATURWULAN, ()),
        ("Triwulan ke-2 Tahun 2022", TRIWULAN, ("2022-TW2",)),
        ("NILAI 2024 SEMESTER I", SEMESTER, ("2024-S1",)),
        ("Minggu ke-31 Tahun 2022", MINGGU, ("2022-W31",)),
        ("Minggu II Juli 2022", MINGGU, ()),  # a week of a month, not of the year
        ("Keadaan 31 Juli 2022", TANGGAL, ("2022-07-31",)),
        ("31/07/2022", TANGGAL, ("2022-07-31",)),
        ("2022-07-31", TANGGAL, ("2022-07-31",)),
        ("31 Peb 2022", TANGGAL, ()),  # no such day
        ("17-08-22", TANGGAL, ()),  # which is the year?
        ("1 - 7 Juli 2022", TANGGAL, ("2022-07-01", "2022-07-07")),
        ("28 Juli s.d. 3 Agustus 2022", TANGGAL, ("2022-07-28", "2022-08-03")),
        ("Januari - Desember 2022", BULAN, ("2022-01", "2022-12")),
        ("Desember 2021 - Januari 2022", BULAN, ()),
        ("Maret", BULAN, ()),  # without a year
    ],
)
def test_a_text_names_these_periods(text: str, grain: PeriodGrain, periods: tuple[str, ...]) -> None:
    assert find_periods(text, grain) == periods


@pytest.mark.parametrize(
    ("text", "grain", "period"),
    [
        ("Jan", BULAN, "2022-01"),
        ("17 Agustus", TANGGAL, "2022-08-17"),
        ("Cawu 1", CATURWULAN, "2022-CW1"),
        ("Semester I", SEMESTER, "2022-S1"),
        ("Triwulan II", TRIWULAN, "2022-TW2"),
    ],
)
def test_a_part_of_a_year_is_completed_with_the_year_of_the_table(text: str, grain: PeriodGrain, period: str) -> None:
    assert find_periods(text, grain, "2022") == (period,)
    assert is_only_period(text, grain, "2022")


def test_a_year_written_with_the_part_wins_over_that_of_the_table() -> None:
    assert find_periods("Jan 2021", BULAN, "2022") == ("2021-01",)


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("Tahun 2022 (Angka sementara)", TAHUN),
        ("2023*", TAHUN),
        ("T.A. 2022/2023", AJARAN),
        ("Q3 2024", TRIWULAN),
        ("Bulan Mei 2022", BULAN),
        ("T.P. 22/23", AJARAN),
        ("Caturwulan III Tahun 2022", CATURWULAN),
        ("Tanggal 3 Juli 2022", TANGGAL),
        ("Minggu ke 7 2022", MINGGU),
    ],
)
def test_a_heading_may_say_nothing_but_its_period(text: str, grain: PeriodGrain) -> None:
    assert is_only_period(text, grain)


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("Target 2022", TAHUN),
        ("Sapi 2022", TAHUN),
        ("Semester I 2022", TAHUN),  # half a year is no year
        ("Triwulan II 2022", TAHUN),
        ("Januari 2022", TAHUN),
        ("Semester 1 2022/2023", AJARAN),
        ("2022", BULAN),
    ],
)
def test_a_heading_that_says_more_or_less_is_not_only_a_period(text: str, grain: PeriodGrain) -> None:
    assert not is_only_period(text, grain)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Tahun 2022", "2022"),
        ("Tahun 2022 menurut Sensus 2020", "2022"),
        ("2021 dan 2022", None),
        ("Perda Nomor 5 Tahun 2016, Tahun 2022", None),
        ("tanpa tahun", None),
    ],
)
def test_of_several_years_only_the_one_called_a_year_is_meant(text: str, period: str | None) -> None:
    assert only_period(text, TAHUN) == period


@pytest.mark.parametrize(
    ("text", "part"), [("Semester I 2022", "S1"), ("Triwulan III", "TW3"), ("Semester I dan II", None), ("2022", None)]
)
def test_a_part_of_a_year_is_seen_whatever_its_year(text: str, part: str | None) -> None:
    assert find_part(text, (SEMESTER, TRIWULAN)) == part


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Tahun 2022 (Angka Sementara)", "sementara"),
        ("2023*", "sementara"),
        ("2023x)", "sementara"),
        ("2024**", "sangat_sementara"),
        ("Data Sangat Sementara 2024", "sangat_sementara"),
        ("2021 (revisi)", "revisi"),
        ("2021r", "revisi"),
        ("2023xx", "sangat_sementara"),
        ("Angka Tetap 2021", "tetap"),
        ("TPS 3R 2021", None),
        ("Angka Perbaikan 2021", "revisi"),
        ("Jumlah Guru **)", None),  # a footnote
        ("Tahun 2022", None),
    ],
)
def test_a_status_flag_is_kept_apart_from_the_figure(text: str, status: str | None) -> None:
    assert find_status(text) == status


def test_the_number_of_a_day_is_completed_with_the_month_of_the_table() -> None:
    assert find_periods("7", TANGGAL, "2022-07") == ("2022-07-07",)
    assert find_periods("32", TANGGAL, "2022-07") == ()
    assert find_periods("7", TANGGAL, "2022") == ()


@pytest.mark.parametrize(
    ("grain", "period"),
    [
        (TAHUN, "2022"),
        (AJARAN, "2021/2022"),
        (SEMESTER, "2022-S1"),
        (CATURWULAN, "2022-CW2"),
        (TRIWULAN, "2022-TW2"),
        (BULAN, "2022-05"),
        (MINGGU, "2022-W18"),
        (TANGGAL, "2022-05-05"),
    ],
)
def test_a_day_lies_in_one_period_of_every_grain(grain: PeriodGrain, period: str) -> None:
    assert period_of_day("5 Mei 2022", grain) == period
    assert first_day(period, grain) <= date(2022, 5, 5)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.sampled_from(PeriodGrain))
def test_the_period_of_a_day_begins_on_or_before_it_and_is_read_back(day: date, grain: PeriodGrain) -> None:
    period = period_of_day(day.isoformat(), grain)
    assert period is not None
    begin = first_day(period, grain)
    assert begin <= day
    assert period_of_day(begin.isoformat(), grain) == period
