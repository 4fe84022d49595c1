"""What the Dagster UI shows of a night: checks with their cells, scores to plot, the way to workbook and report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import dagster as dg
import pytest

from assets.night.report import LATEST
from pipelines.site_assets import site_assets
from tests.pipelines.nights import House
from tests.pipelines.small_site import even, livestock

WRONG_SUM = (2475, 2)


@pytest.fixture(scope="module")
def night(shared_house: House) -> Iterator[House]:
    """A good year, and one with a word in a cell of figures and a wrong sum."""
    house = shared_house
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, even(400, 30)))
    house.site.send("distan/Ternak 2023.xlsx", livestock(2023, {**even(410, 31), "Danau": ("12 ekor", 34)}, WRONG_SUM))
    house.night()
    yield house


def published(house: House, period: str, **about: str) -> dg.MaterializeResult[None]:
    """The result of publishing the livestock of a period."""
    assert house.granary is not None
    granary = replace(house.granary, **about)
    assets = site_assets(granary.registry, granary.opds).datasets
    chosen = [a for a in assets if a.key.path[-1] == "populasi_ternak"]
    result = dg.materialize(chosen, resources={"granary": granary}, partition_key=period, instance=house.instance)
    (event,) = result.get_asset_materialization_events()
    return dg.MaterializeResult(
        metadata=event.materialization.metadata,
        check_results=[
            dg.AssetCheckResult(
                passed=e.passed,
                check_name=e.check_name,
                severity=e.severity,
                metadata=e.metadata,
                description=e.description,
            )
            for e in result.get_asset_check_evaluations()
        ],
    )


def checks(result: dg.MaterializeResult[None]) -> dict[str, dg.AssetCheckResult]:
    return {str(c.check_name): c for c in result.check_results or ()}


def test_a_good_period_passes_every_check_and_gives_its_scores_as_numbers(night: House) -> None:
    result = published(night, "2022")
    told = checks(result)
    assert {name for name, check in told.items() if not check.passed} == {"metadata"}  # the small site describes little
    assert dict(result.metadata or {})["skor_validitas"] == dg.FloatMetadataValue(1.0)


def test_a_wrong_cell_fails_its_check_as_an_error_and_stands_in_the_table(night: House) -> None:
    check = checks(published(night, "2023"))["validitas"]
    assert not check.passed and check.severity is dg.AssetCheckSeverity.ERROR
    assert check.description == "91,6% (11/12); 1 kesalahan"
    table = check.metadata["sel_terburuk"]
    assert isinstance(table, dg.TableMetadataValue)
    (row,) = table.records
    assert (row.data["kode"], row.data["sel"], row.data["banyak"]) == ("C04", "C7", 1)
    assert check.metadata["skor"] == dg.FloatMetadataValue(11 / 12)


def test_what_the_contract_leaves_undescribed_is_a_warning_of_the_dataset(night: House) -> None:
    check = checks(published(night, "2022"))["metadata"]
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    table = check.metadata["sel_terburuk"]
    assert isinstance(table, dg.TableMetadataValue)
    assert "M01" in [row.data["kode"] for row in table.records]
    assert "berkas" not in check.metadata


def test_the_way_to_workbook_and_report_is_a_path_unless_a_web_server_serves_them(night: House) -> None:
    assert night.granary is not None
    folder = night.granary.reports
    here = checks(published(night, "2023"))["validitas"].metadata
    workbook = here["buku_kerja_bertanda"]
    assert isinstance(workbook, dg.PathMetadataValue) and (folder / str(workbook.path)).is_file()
    served = checks(published(night, "2023", reports_url="http://data.uji/laporan"))["validitas"].metadata
    link, page = served["buku_kerja_bertanda"], served["laporan_malam"]
    assert isinstance(link, dg.UrlMetadataValue) and isinstance(page, dg.UrlMetadataValue)
    assert str(link.url).startswith("http://data.uji/laporan/distan/")
    assert str(link.url).endswith("/Ternak%202023%20-%20PERBAIKAN.xlsx")
    anchor = str(page.url).removeprefix(f"http://data.uji/laporan/{LATEST}#")
    assert f'id="{anchor}"' in (folder / LATEST).read_text(encoding="utf-8")


def test_an_opd_s_uploads_show_the_gravest_first(night: House) -> None:
    events = night.instance.fetch_materializations(dg.AssetKey(["kiriman", "distan"]), limit=1).records
    metadata = events[0].asset_materialization.metadata  # type: ignore[union-attr]
    table = metadata["putusan"]
    assert isinstance(table, dg.TableMetadataValue)
    assert [r.data["berkas"] for r in table.records] == ["Ternak 2023.xlsx", "Ternak 2022.xlsx"]
    assert table.records[0].data["terberat"] == "C04 Teks di kolom angka"
