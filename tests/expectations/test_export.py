"""Suites as JSON: read back by Great Expectations they judge as before; and the pages made of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd

from expectations.context import quiet_context
from expectations.datadocs import InspectedTable, build_docs
from expectations.export import read_suite, suite_json, suite_of
from lumbung.contracts.model import PersonalKind, QualityRule
from lumbung.findings import Severity
from tests.harmonise.regency import GAZETTEER, HARVEST, changed

RULE = QualityRule(
    name="luas tidak melebihi produksi",
    code="X05",
    severity=Severity.WARNING,
    property=None,
    description="luas tidak melebihi produksi",
    expectation="expect_column_pair_values_a_to_be_at_most_b",
    arguments={"column_A": "luas", "column_B": "produksi"},
)
SUMMED = changed(replace(HARVEST, rules=(RULE,)), "hasil", sum_of=("luas", "produksi"))
CONTRACT = changed(SUMMED, "luas", minimum=0)
FRAME = pd.DataFrame(
    {
        "kode_kecamatan": ["33.99.01", "33.99.77", "33.99.02"],
        "luas": [10.0, 60.0, -1.0],
        "produksi": [50.0, 50.0, 7.0],
        "hasil": [60.0, 110.0, 9.0],
        "tahun": ["2022", "2022", "2022"],
    }
)


def failing(suite: object) -> dict[str, list[int]]:
    context = quiet_context()
    batch = context.data_sources.add_pandas("p").add_dataframe_asset("a").add_batch_definition_whole_dataframe("w")
    result = batch.get_batch({"dataframe": FRAME}).validate(suite, result_format="COMPLETE")  # type: ignore[arg-type]
    told = [r for r in result.results if not r.success]
    assert all("unexpected_index_list" in r.result for r in told), "no rule crashed"
    return {r.expectation_config.meta["code"]: r.result["unexpected_index_list"] for r in told}


def test_a_suite_read_back_from_json_judges_as_before() -> None:
    suite = suite_of(CONTRACT, GAZETTEER)
    assert failing(suite) == {"R01": [1], "V07": [2], "X01": [2], "X05": [1]}
    assert failing(read_suite(suite_json(suite))) == failing(suite)


def test_the_same_contract_gives_the_same_json_with_our_codes_and_both_severities() -> None:
    text = suite_json(suite_of(CONTRACT, GAZETTEER))
    assert text == suite_json(suite_of(CONTRACT, GAZETTEER))
    document = json.loads(text)
    assert document["name"] == CONTRACT.dataset
    assert document["meta"]["version"] == CONTRACT.version
    told = {(e["meta"]["code"], e["meta"]["severity"], e["severity"]) for e in document["expectations"]}
    assert {("R01", "error", "critical"), ("X05", "warning", "warning")} <= told


def test_native_expectations_are_described_in_indonesian_and_our_own_speak_for_themselves() -> None:
    described = {e.meta["rule"]: e.description for e in suite_of(CONTRACT, GAZETTEER).expectations}
    assert described["luas minimum"] == "luas paling sedikit 0."
    assert described["kode_kecamatan known"] is None
    assert described[RULE.name] == RULE.description


def pages(folder: Path) -> str:
    return "\n".join(p.read_text("utf-8") for p in sorted(folder.rglob("*.html")))


def test_data_docs_show_the_rules_and_the_outcome_over_inspected_data(tmp_path: Path) -> None:
    index = build_docs(tmp_path, [CONTRACT], GAZETTEER, {CONTRACT.dataset: [InspectedTable("Padi.xlsx", FRAME)]})
    assert index == tmp_path / "index.html"
    text = pages(tmp_path)
    assert "hasil adalah jumlah dari luas + produksi." in text
    assert "1 dari 3 baris (33,33 %) tidak memenuhinya." in text
    assert "33.99.77" in text, "what failed is shown"


def test_data_docs_without_data_show_the_rules_alone(tmp_path: Path) -> None:
    build_docs(tmp_path, [CONTRACT], GAZETTEER, {})
    assert "hasil adalah jumlah dari luas + produksi." in pages(tmp_path)
    assert "tidak memenuhinya" not in pages(tmp_path)


def test_data_docs_of_a_register_show_no_value(tmp_path: Path) -> None:
    register = changed(CONTRACT, "luas", personal=PersonalKind.LAINNYA)
    build_docs(tmp_path, [register], GAZETTEER, {CONTRACT.dataset: [InspectedTable("Warga.xlsx", FRAME)]})
    text = pages(tmp_path)
    assert "1 dari 3 baris (33,33 %) tidak memenuhinya." in text
    assert "33.99.77" not in text
