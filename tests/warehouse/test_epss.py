"""EPSS: the 38 indicators with their weights, and what the warehouse can show for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from expectations.model import Score, Verdict
from lumbung.contracts.model import DataStandard
from lumbung.findings import Dimension, finding
from tests.warehouse.builders import HEADS, LIVESTOCK, REGENCY, REGION, YEAR, inspection, livestock, receive
from warehouse.board import save_board
from warehouse.epss import epss_evidence, epss_indicators
from warehouse.publish import publish
from warehouse.reference import load_catalogue
from warehouse.roles import analyst_query

A = "16.04.01"
STANDARD = DataStandard("Ternak", "Hewan peliharaan.", "Jenis ternak", "jumlah")
SURVEYED = {"activity": {"cara": "Survei"}}


def test_there_are_38_indicators_in_five_domains_and_their_weights_make_100() -> None:
    listed = epss_indicators()
    assert (len(listed), len({i.code for i in listed})) == (38, 38)
    assert list(Counter(i.domain for i in listed).values()) == [4, 10, 7, 10, 7]
    assert sum(i.share for i in listed) == pytest.approx(100, abs=0.01)
    for code, share in (("10201", 7.0), ("20502", 2.52), ("30201", 4.94)):
        assert next(i.share for i in listed if i.code == code) == pytest.approx(share, abs=0.01)


def test_each_indicator_has_a_query_or_a_reason_why_there_is_none() -> None:
    for indicator in epss_indicators():
        assert bool(indicator.query) != bool(indicator.reason), indicator.code


def evidence(engine: Engine) -> dict[str, tuple[int | None, int | None]]:
    with engine.connect() as connection:
        return {e.indicator.code: (e.passed, e.tested) for e in epss_evidence(connection)}


def test_an_empty_warehouse_shows_nothing_and_claims_nothing(warehouse_engine: Engine) -> None:
    assert set(evidence(warehouse_engine).values()) == {(0, 0), (None, None)}
    with warehouse_engine.connect() as connection:
        assert {e.percent for e in epss_evidence(connection)} == {None}


def test_the_evidence_counts_what_is_there(warehouse_engine: Engine) -> None:
    bare = replace(LIVESTOCK, dataset="bare", properties=(REGION, YEAR, replace(HEADS, indicator="LAIN")), **SURVEYED)  # type: ignore[arg-type]
    described = replace(LIVESTOCK, properties=(*LIVESTOCK.properties[:3], replace(HEADS, standard=STANDARD)))
    good = (Score(Dimension.CONSISTENCY, 3, 4), Score(Dimension.REFERENCE, 1, 1))
    with warehouse_engine.begin() as connection:
        load_catalogue(connection, [described, bare])
        save_board(connection, [("distan", finding("M01", dataset="bare"))])
        for day, period in enumerate(("2020", "2021", "2022"), start=1):
            part = replace(livestock([(A, "sapi", day)], period=period), scores=good)
            receive(connection, inspection(part), content=period, day=day)
            publish(connection, LIVESTOCK, period, regency=REGENCY)
        told = finding("H02", dataset="populasi_ternak", period="2023")
        part = livestock([(A, "sapi", 9)], period="2023")
        receive(connection, inspection(part, verdict=Verdict.RETURNED, findings=(told,)), content="r", day=9)
    found = evidence(warehouse_engine)
    assert found["10101"] == (1, 2)  # indicators with all five components
    assert found["10201"] == (1, 2)  # datasets whose metadata lack nothing
    assert found["10301"] == (1, 2)
    assert found["10401"] == (3, 3)
    assert found["20201"] == (0, 3)
    assert found["20501"] == (1, 1)
    assert found["20502"] == (9, 12)
    assert found["30301"] == (4, 4)
    assert found["40304"] == (1, 1)
    assert found["50201"] == (0, 1)
    assert found["20302"] == (0, 0)  # no calendar


def test_an_analyst_may_run_every_query_himself(warehouse_engine: Engine, warehouse_url: str) -> None:
    for indicator in epss_indicators():
        if indicator.query:
            assert analyst_query(warehouse_url, indicator.query).columns == ("terpenuhi", "diperiksa"), indicator.code
