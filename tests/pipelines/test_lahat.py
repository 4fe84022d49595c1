"""Kabupaten Lahat whole: one night over the sample uploads, against the truth that was typed beside them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import dagster as dg
import pytest
from dagster import DagsterEventType, DagsterRunStatus

from assets.granary import Granary
from pipelines.abandoned import PROCESS, this_process
from pipelines.nightly import NightlyOutcome, run_nightly
from sites.samples.write import read_facts
from tests.pipelines.nights import Rows, content, fresh_warehouse, rows_of

LAHAT = Path(__file__).parents[2] / "sites" / "lahat"

Place = tuple[str, str, str]  # file, code, sheet


class Night:
    """One night over Lahat and what it left."""

    def __init__(self, granary: Granary, instance: dg.DagsterInstance) -> None:
        self.granary = granary
        self.instance = instance
        self.outcome: NightlyOutcome = run_nightly(granary, instance)

    def rows(self, query: str, **parameters: object) -> Rows:
        """The rows of a query."""
        return rows_of(self.granary.engine, query, **parameters)


@pytest.fixture(scope="module")
def night(
    tmp_path_factory: pytest.TempPathFactory, warehouse_home: Path, instance: dg.DagsterInstance
) -> Iterator[Night]:
    with fresh_warehouse(warehouse_home) as url:
        granary = Granary.open(LAHAT, tmp_path_factory.mktemp("lahat"), url=url)
        yield Night(granary, instance)
        granary.engine.dispose()


def truth(name: str) -> list[dict[str, str]]:
    with (LAHAT / "truth" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_nothing_failed_through_a_fault_of_ours(night: Night) -> None:
    assert night.outcome.failed == ()
    assert night.granary.journal.faults == []


def test_every_figure_equals_the_truth(night: Night) -> None:
    expected = {
        (r["dataset"], r["kode_wilayah"], r["periode"], r["indikator"], r["dimensi"]): Decimal(r["nilai"])
        for r in read_facts(LAHAT)
    }
    rows = night.rows(
        "SELECT dataset, kode_wilayah, periode, kode_indikator, "
        "coalesce((SELECT string_agg(key || '=' || value, ';' ORDER BY key) FROM jsonb_each_text(dimensi)), ''), "
        "nilai FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL"
    )
    found = {tuple(row[:5]): row[5] for row in rows}
    assert len(found) == len(rows)
    assert {k: (found.get(k), v) for k, v in expected.items() if found.get(k) != v} == {}
    assert sorted(found.keys() - expected.keys()) == []


def test_every_verdict_equals_the_truth(night: Night) -> None:
    rows = night.rows("SELECT k.asal, b.putusan FROM ops.kiriman k JOIN ops.berkas b ON b.id = k.berkas_id")
    assert dict(rows) == {r["berkas"]: r["putusan"] for r in truth("temuan")}  # type: ignore[arg-type]


def test_every_finding_equals_the_truth(night: Night) -> None:
    """Code, sheet and cells; the truth names no cell where a whole file or table is meant."""
    expected: defaultdict[Place, set[str]] = defaultdict(set)
    for r in truth("temuan"):
        if r["kode"] not in ("", "F06"):
            expected[r["berkas"], r["kode"], r["lembar"]] |= {r["sel"]} - {""}
    found: defaultdict[Place, set[str]] = defaultdict(set)
    for origin, code, sheet, cells in night.rows(
        "SELECT k.asal, t.kode, coalesce(t.lembar, ''), t.sel FROM mutu.temuan t "
        "JOIN ops.kiriman k ON k.berkas_id = t.berkas_id WHERE t.tingkat <> 'info'"
    ):
        found[str(origin), str(code), str(sheet)] |= set(str(cells).split(", ")) - {""}
    assert found.keys() == expected.keys()
    assert {k: (found[k], v) for k, v in expected.items() if v and found[k] != v} == {}


def test_the_file_sent_twice_is_one_file_with_a_note(night: Night) -> None:
    rows = night.rows(
        "SELECT count(DISTINCT t.berkas_id), count(*), min(t.tingkat) FROM mutu.temuan t "
        "JOIN ops.kiriman k ON k.berkas_id = t.berkas_id WHERE t.kode = 'F06'"
    )
    assert rows == [(1, 2, "info")]


def test_every_file_with_something_to_mend_comes_back_marked(night: Night) -> None:
    rows = night.rows(
        "SELECT DISTINCT b.opd, left(b.sha256, 8) FROM ops.berkas b JOIN mutu.temuan t ON t.berkas_id = b.id "
        "WHERE t.tingkat <> 'info'"
    )
    written = list(night.granary.reports.rglob("*.xlsx"))
    assert {(p.parent.parent.name, p.parent.name) for p in written} == set(rows)
    assert all(p.name.endswith(" - PERBAIKAN.xlsx") for p in written)


def test_facts_and_datasets_hold_the_same_figures(night: Night) -> None:
    (evaluation,) = evaluations(night, ["gudang", "fakta_indikator"])
    assert evaluation.passed
    assert evaluation.check_name == "cocok_dengan_dataset"


def test_a_second_night_changes_no_row(night: Night) -> None:
    schemas = ("data", "rinci", "ops", "mutu", "ref", "meta")
    before = content(night.granary.engine, *schemas)
    assert run_nightly(night.granary, night.instance).batches == ()
    assert content(night.granary.engine, *schemas) == before


# ------------------------------------------------------------------ what the Dagster UI shows


def evaluations(night: Night, key: list[str], partition: str | None = None) -> list[dg.AssetCheckEvaluation]:
    """The check evaluations of the last materialisation of an asset."""
    asset = dg.AssetKey(key)
    records = night.instance.fetch_materializations(
        dg.AssetRecordsFilter(asset, asset_partitions=[partition] if partition else None), limit=1
    ).records
    events = night.instance.all_logs(records[0].run_id, of_type=DagsterEventType.ASSET_CHECK_EVALUATION)
    found = [e.dagster_event.asset_check_evaluation_data for e in events if e.dagster_event]
    return [e for e in found if e.asset_key == asset]


def test_each_quality_dimension_is_a_check_of_the_period(night: Night) -> None:
    found = evaluations(night, ["data", "fasilitas_kesehatan"], "2025")
    assert {e.check_name: e.passed for e in found} == {
        "struktur": True,
        "kelengkapan": True,
        "validitas": False,
        "keunikan": True,
        "konsistensi": True,
        "kode_referensi": True,
        "ketepatan_waktu": True,
        "metadata": False,
    }
    assert {e.partition for e in found} == {"2025"}


def test_a_failing_check_shows_its_worst_cells_and_the_way_to_the_marked_workbook(night: Night) -> None:
    found = evaluations(night, ["data", "fasilitas_kesehatan"], "2025")
    (check,) = (e for e in found if e.check_name == "validitas")
    assert check.severity is dg.AssetCheckSeverity.ERROR
    table = check.metadata["sel_terburuk"]
    assert isinstance(table, dg.TableMetadataValue)
    assert [(r.data["kode"], r.data["lembar"], r.data["sel"]) for r in table.records] == [("C04", "Sheet1", "G13")]
    workbook = check.metadata["buku_kerja_bertanda"]
    assert isinstance(workbook, dg.PathMetadataValue)
    assert Path(str(workbook.path)).is_file()
    passed, tested = check.metadata["terpenuhi"].value, check.metadata["diperiksa"].value
    assert isinstance(passed, int) and isinstance(tested, int) and 0 < passed <= tested


def test_a_check_with_warnings_alone_warns(night: Night) -> None:
    found = evaluations(night, ["data", "kepemilikan_ktp"], "2025-S1")
    (check,) = (e for e in found if e.check_name == "kelengkapan")
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)


def test_every_period_published_is_a_partition(night: Night) -> None:
    published = {str(p) for (p,) in night.rows("SELECT DISTINCT periode FROM ops.muat")}
    grains = ("tahun", "tahun_ajaran", "semester", "triwulan", "bulan")
    known = {key for grain in grains for key in night.instance.get_dynamic_partitions(f"periode_{grain}")}
    assert published <= known


def test_the_runs_of_the_night_stand_in_the_instance_finished_and_tagged(night: Night) -> None:
    runs = night.instance.get_runs(dg.RunsFilter(tags={"lumbung/situs": "lahat"}))
    assert len(runs) >= 3
    assert {run.status for run in runs} == {DagsterRunStatus.SUCCESS}
    assert {run.tags[PROCESS] for run in runs} == {this_process()}
