"""How much a file tells against the one before: lists that shrink or swell, kinds that nobody had, gaps in a rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from expectations.inspect import Inspector
from expectations.model import Inspection
from lumbung.contracts.comparison import Comparison, read_comparison
from lumbung.contracts.model import Contract, Kind, LogicalType, PeriodGrain, Property, Source
from lumbung.contracts.registry import Registry
from tests.expectations.series import compared, heavy
from tests.harmonise.regency import (
    DESA,
    GAZETTEER,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    PEOPLE,
    SITE,
    contract,
    with_period,
)
from tests.sheets.drawing import as_xlsx

MARKET = Property("nama_pasar", Kind.ATTRIBUTE, LogicalType.STRING, "Nama Pasar", required=True, key=True)
MARKETS = contract(MARKET, HEADS, title="Daftar Pasar Hewan")
YEARS = ("2021", "2022", "2023")


def inspected(of: Contract, *drawings: str) -> list[Inspection]:
    """Drawn files sent one after the other."""
    inspector = Inspector(SITE, Registry({of.dataset: of}), GAZETTEER)
    return compared(inspector, [(f"{n}.xlsx", as_xlsx(d)) for n, d in enumerate(drawings)], "dinas")


def codes_of(found: Sequence[Inspection]) -> list[list[str]]:
    return [[f.code for f in heavy(i)] for i in found]


def markets(year: str, count: int) -> str:
    rows = "\n".join(f"Pasar {chr(65 + n)}{chr(65 + n)} | {20 + n + int(year) % 7}" for n in range(count))
    return f"Daftar Pasar Hewan Tahun {year}\n\nNama Pasar | Populasi\n{rows}"


def test_a_list_that_is_half_as_long_is_perhaps_cut_off() -> None:
    *_, last = inspected(MARKETS, markets("2022", 20), markets("2023", 9))
    (only,) = heavy(last)
    assert (only.code, only.severity, only.cells) == ("S09", "warning", ("A3",))
    assert "hanya berisi 9 catatan, sedangkan 2022 berisi 20" in only.message()


def test_a_list_that_is_twice_as_long_is_told() -> None:
    *_, last = inspected(MARKETS, markets("2022", 11), markets("2023", 25))
    (only,) = heavy(last)
    assert (only.code, only.cells) == ("D03", ("A3",))


@pytest.mark.parametrize("now", [12, 20, 38])
def test_a_list_that_is_somewhat_longer_or_shorter_is_not(now: int) -> None:
    assert codes_of(inspected(MARKETS, markets("2022", 20), markets("2023", now))) == [[], []]


def test_a_short_list_may_be_halved() -> None:
    assert codes_of(inspected(MARKETS, markets("2022", 8), markets("2023", 3))) == [[], []]


def herds(year: str, *kinds: str) -> str:
    places = ("Susukan", "Batur", "Pulau Pinang")
    rows = [
        " | ".join([p, *(str(40 + 7 * n + i + int(year) % 5) for i in range(len(kinds)))]) for n, p in enumerate(places)
    ]
    return f"Jumlah Ternak Tahun {year}\n\nKecamatan | {' | '.join(kinds)}\n" + "\n".join(rows)


def test_a_kind_that_no_earlier_period_had_is_told_with_its_figures() -> None:
    old = ("Sapi Perah", "Sapi")
    *_, last = inspected(LIVESTOCK, herds("2021", *old), herds("2022", *old), herds("2023", *old, "Kuda"))
    (only,) = heavy(last)
    assert (only.code, only.cells) == ("D06", ("D4", "D5", "D6"))
    assert '"Kuda" belum pernah ada pada periode sebelumnya (2021, 2022)' in only.message()


def test_one_earlier_period_does_not_say_which_kinds_there_are() -> None:
    found = inspected(LIVESTOCK, herds("2022", "Sapi Perah", "Sapi"), herds("2023", "Sapi Perah", "Sapi", "Kuda"))
    assert codes_of(found) == [[], []]


def test_the_contract_may_do_without_a_comparison() -> None:
    calm = replace(MARKETS, comparison=read_comparison({"without": ["S09", "T05"]}))
    assert codes_of(inspected(calm, markets("2020", 20), markets("2023", 9))) == [[], []]


def test_a_dataset_of_every_february_and_august_has_no_gaps_between() -> None:
    monthly = with_period(MARKETS, PeriodGrain.BULAN, Source.TITLE)
    sent = [
        markets(year, 12).replace(f"Tahun {year}", f"Bulan {month} {year}")
        for year in YEARS
        for month in ("Februari", "Agustus")
    ]
    assert codes_of(inspected(monthly, *sent)) == [[], ["T05"], [], [], [], []]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"outliers": 3}, "comparison outliers is unknown"),
        ({"outlier": 0}, "outlier is '0'; it is a number above 0"),
        ({"periods": 2.5}, "periods is '2.5'; it is a whole number"),
        ({"without": ["X01"]}, "without names X01"),
        ([4], "comparison is a mapping"),
    ],
)
def test_a_threshold_that_would_be_misread_is_refused(raw: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_comparison(raw)


def test_what_is_not_given_is_as_usual() -> None:
    assert read_comparison(None) == Comparison()
    assert read_comparison({"outlierPeriods": 5, "without": "T05"}) == Comparison(outlier_periods=5, without=("T05",))


VILLAGES = contract(replace(KECAMATAN, sources=(Source.SHEET,)), DESA, PEOPLE, title="Penduduk Desa")
BLOCK = "Penduduk Desa Tahun {year}\n\nDesa | Penduduk\n{rows}\nJumlah | {total}"


def villages(year: int, *, of: dict[str, dict[str, int]]) -> bytes:
    """One sheet for each kecamatan, each with its own Jumlah."""
    blocks = [
        BLOCK.format(year=year, rows="\n".join(f"{n} | {v}" for n, v in part.items()), total=sum(part.values()))
        for part in of.values()
    ]
    return as_xlsx(*blocks, sheets=tuple(of))


def test_the_totals_of_single_kecamatan_are_not_held_against_that_of_the_regency() -> None:
    large = {"Susukan": {"Tanjung Baru": 90_400, "Karang Jati": 85_100}, "Batur": {"Tanjung Baru": 1204, "Batur": 2120}}
    more = {k: {n: v + 31 for n, v in part.items()} for k, part in large.items()}
    inspector = Inspector(SITE, Registry({VILLAGES.dataset: VILLAGES}), GAZETTEER)
    sent = [("a.xlsx", villages(2022, of={"Susukan": large["Susukan"]})), ("b.xlsx", villages(2023, of=more))]
    assert codes_of(compared(inspector, sent, "dinas")) == [[], []]
