"""Kabupaten Lebak: one night over the uploads of a second regency publishes exactly what was typed beside them."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import dagster as dg

from assets.granary import Granary
from pipelines.nightly import run_nightly
from sites.samples.write import read_facts
from tests.pipelines.nights import fresh_warehouse, rows_of

LEBAK = Path(__file__).parents[2] / "sites" / "lebak"


def test_a_second_regency_publishes_the_truth_by_configuration_alone(
    tmp_path: Path, warehouse_home: Path, instance: dg.DagsterInstance
) -> None:
    with fresh_warehouse(warehouse_home) as url:
        granary = Granary.open(LEBAK, tmp_path, url=url)
        outcome = run_nightly(granary, instance)
        verdicts = rows_of(
            granary.engine, "SELECT k.asal, b.putusan FROM ops.kiriman k JOIN ops.berkas b ON b.id = k.berkas_id"
        )
        facts = rows_of(
            granary.engine,
            "SELECT dataset, kode_wilayah, periode, kode_indikator, "
            "coalesce((SELECT string_agg(key || '=' || value, ';' ORDER BY key) FROM jsonb_each_text(dimensi)), ''), "
            "nilai FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL",
        )
        granary.engine.dispose()
    assert outcome.failed == ()
    with (LEBAK / "truth" / "temuan.csv").open(encoding="utf-8", newline="") as stream:
        assert dict(verdicts) == {r["berkas"]: r["putusan"] for r in csv.DictReader(stream)}
    expected = {
        (r["dataset"], r["kode_wilayah"], r["periode"], r["indikator"], r["dimensi"]): Decimal(r["nilai"])
        for r in read_facts(LEBAK)
    }
    assert {tuple(row[:5]): row[5] for row in facts} == expected
    assert len(facts) == len(expected)
