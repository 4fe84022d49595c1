"""Deadlines, contacts and weights: of the contract, else of the site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from open_data_contract_standard.model import ServiceLevelAgreementProperty as Agreed

from lumbung.contracts.calendar import read_deadline, with_site_defaults
from lumbung.contracts.model import PeriodGrain
from lumbung.contracts.weights import default_weights, read_weights
from lumbung.findings import Dimension
from lumbung.reference.opd import contacts
from lumbung.site import Site, SiteError
from tests.warehouse.builders import LIVESTOCK

SITE = Site(id="uji", name="Kabupaten Uji", code="99.01", deadlines={"tahun": 59, "bulan": 10})


@pytest.mark.parametrize(
    ("agreed", "days"),
    [
        ([], None),
        ([Agreed(property="frequency", value=1, unit="y")], None),
        ([Agreed(property="latency", value=59, unit="d")], 59),
        ([Agreed(property="latency", value=-273, unit="days")], -273),
    ],
)
def test_a_deadline_is_a_latency_in_days_after_the_period(agreed: list[Agreed], days: int | None) -> None:
    assert read_deadline(agreed) == days


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        ([Agreed(property="latency", value=2, unit="m")], "in 'm'"),
        ([Agreed(property="latency", value="besok")], "'besok'"),
        ([Agreed(property="latency", value=1.5)], "whole number"),
        ([Agreed(property="latency", value=1), Agreed(property="latency", value=2)], "more than once"),
    ],
)
def test_another_latency_is_refused(agreed: list[Agreed], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_deadline(agreed)


def test_what_a_contract_leaves_out_the_site_gives() -> None:
    site = SITE.model_copy(update={"weights": {"validity": 2}})
    given = with_site_defaults(LIVESTOCK, site, {"distan": "data@distan.example"})
    assert (given.deadline, given.contact, given.weights) == (59, "data@distan.example", {"validity": 2.0})
    own = replace(LIVESTOCK, deadline=0, contact="a@b.example", weights={"accuracy": 1.0})
    assert with_site_defaults(own, site, {"distan": "data@distan.example"}) == own
    weekly = replace(LIVESTOCK, grain=PeriodGrain.MINGGU)
    assert with_site_defaults(weekly, SITE, {}).deadline is None


@pytest.mark.parametrize(
    ("setting", "said"), [({"deadlines": {"abad": 1}}, "abad"), ({"weights": {"keindahan": 1}}, "structure, ")]
)
def test_a_site_with_an_unknown_setting_is_refused(setting: dict[str, Any], said: str) -> None:
    with pytest.raises(SiteError, match=said):
        with_site_defaults(LIVESTOCK, SITE.model_copy(update=setting), {})


@pytest.mark.parametrize("raw", [{"validity": -1}, {"validity": True}, {"privacy": 1}, [1], {"validity": 0}])
def test_weights_are_numbers_for_dimensions_that_are_scored(raw: object) -> None:
    with pytest.raises(ValueError, match="weight"):
        read_weights("contract", raw)


def test_every_scored_dimension_weighs_something_unless_told_otherwise() -> None:
    assert set(default_weights()) == set(Dimension) - {Dimension.PRIVACY, Dimension.ENGINE}
    assert read_weights("contract", default_weights() | {}) == default_weights()


def test_contacts_are_a_column_that_a_site_may_have(tmp_path: Path) -> None:
    assert contacts(tmp_path) == {}
    lines = "id,nama,singkatan,alias,kontak\na,Dinas A,,,data@a.example\nb,Dinas B,,,\n"
    (tmp_path / "opd.csv").write_text(lines)
    assert contacts(tmp_path) == {"a": "data@a.example"}
