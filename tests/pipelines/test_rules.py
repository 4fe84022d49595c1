"""A rule on trial, and what it would have done to the files of the past."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from pipelines.command import main
from pipelines.resources import open_granary
from tests.pipelines.nights import House, content
from tests.pipelines.small_site import even, paddy

Rules = Callable[..., int]

RULE = {
    "name": "produksi yang wajar",
    "description": "paling banyak 53 ton",
    "engine": "greatExpectations",
    "severity": "error",
    "customProperties": [{"property": "beta", "value": True}],
    "implementation": {"type": "expect_column_values_to_be_between", "kwargs": {"max_value": 53}},
}


@pytest.fixture
def rules(house: House, monkeypatch: pytest.MonkeyPatch) -> Rules:
    """``lumbung rules`` in the house, in this process; the exit code."""
    monkeypatch.setenv("LUMBUNG_SITE", str(house.site.folder))
    monkeypatch.setenv("LUMBUNG_HOME", str(house.home))
    monkeypatch.setenv("LUMBUNG_WAREHOUSE_URL", house.url)

    def call(*arguments: str) -> int:
        open_granary.cache_clear()
        monkeypatch.setattr(sys, "argv", ["lumbung", "rules", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0)

    return call


def with_rule(house: House) -> None:
    path = house.site.folder / "contracts" / "distan" / "padi.yaml"
    document: dict[str, Any] = yaml.safe_load(path.read_text())
    (column,) = (p for p in document["schema"][0]["properties"] if p["name"] == "produksi")
    column["quality"] = [RULE]
    path.write_text(yaml.safe_dump(document, sort_keys=False))


def test_a_rule_on_trial_warns_and_its_backtest_says_what_it_would_have_done(
    house: House, rules: Rules, capsys: pytest.CaptureFixture[str]
) -> None:
    with_rule(house)
    house.site.send("distan/Padi 2021.xlsx", paddy(2021, even(10, 40)))  # all within the limit
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, even(10, 50)))  # 54 and 55 beyond it: two of six rows
    house.site.send("distan/Padi 2023.xlsx", paddy(2023, even(10, 90)))  # all beyond it
    house.night()
    said = house.rows("SELECT DISTINCT tingkat, pesan LIKE '%masih uji coba%' FROM mutu.temuan WHERE kode = 'V03'")
    assert said == [("warning", True)]
    assert house.rows("SELECT count(*) FROM mutu.karantina") == [(0,)]
    before = content(house.engine, "mutu", "ops", "data")
    assert rules("backtest", "produksi yang wajar", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["total"] == {"files": 3, "returned": 1, "quarantined": 8, "findings": 8}
    assert told["opd"] == {"distan": told["total"]}
    assert "Produksi bernilai 54; seharusnya paling banyak 53 ton." in str(told["files"][1]["examples"])
    assert content(house.engine, "mutu", "ops", "data") == before, "nothing was changed"


def test_a_code_of_the_catalogue_is_tried_like_a_rule(
    house: House, rules: Rules, capsys: pytest.CaptureFixture[str]
) -> None:
    with (house.site.folder / "site.yaml").open("a") as stream:
        stream.write("beta: [V07]\n")
    doubled = {**even(10, 50), "Bukit ": (12, 77)}
    house.site.send("distan/Padi 2022.xlsx", paddy(2022, {**even(10, 50), "Bukit": (-11, 51)}))
    house.site.send("distan/Padi 2023.xlsx", paddy(2023, doubled))
    house.night()
    assert set(house.verdicts().values()) == {"DITERIMA DENGAN CATATAN", "DITERIMA SEBAGIAN"}
    assert rules("backtest", "V07", "--dataset", "padi") == 0
    assert "2 berkas diuji; 0 akan dikembalikan, 1 baris akan ditahan, 1 temuan." in capsys.readouterr().out
    assert rules("backtest", "K01", "--dataset", "padi") == 0
    assert "2 baris akan ditahan, 1 temuan." in capsys.readouterr().out, "two rows of one key are one mistake"


def test_what_is_on_trial_is_listed_and_an_unknown_rule_is_told(
    house: House, rules: Rules, capsys: pytest.CaptureFixture[str]
) -> None:
    with_rule(house)
    assert rules("list") == 0
    assert "padi  V03  error  produksi yang wajar  (uji coba)" in capsys.readouterr().out
    house.night()
    assert rules("backtest", "tak ada") == 2
    assert "aturan 'tak ada' tidak ada" in capsys.readouterr().err
