"""X08: a file that restates an earlier year otherwise than that year's own file, whichever of the two comes first."""

from __future__ import annotations

import pytest

from tests.pipelines.nights import House
from tests.pipelines.small_site import even, livestock

OLD = livestock(2021, even(300, 20))  # sums 1815 and 135
RESTATED = livestock(2022, even(400, 30), before={2021: (1815, 999)})
FAITHFUL = livestock(2022, even(400, 30), before={2021: (1815, 135)})
X08 = ("X08", "D11")


@pytest.mark.parametrize("order", ["together", "old first", "new first"])
def test_the_later_file_gets_the_finding_whichever_arrives_first(house: House, order: str) -> None:
    arrivals = {"Ternak 2021.xlsx": OLD, "Ternak 2022.xlsx": RESTATED}
    names = sorted(arrivals, reverse=order == "new first")
    for day, name in enumerate(names, start=1):
        house.site.send(f"distan/{name}", arrivals[name], day=day)
        if order != "together":
            house.night()
    house.night()
    assert house.codes("Ternak 2022.xlsx") == [X08]
    assert house.codes("Ternak 2021.xlsx") == []
    assert house.verdicts() == {
        "distan/Ternak 2021.xlsx": "DITERIMA",
        "distan/Ternak 2022.xlsx": "DITERIMA DENGAN CATATAN",
    }
    assert house.workbooks() == {"distan/Ternak 2022 - PERBAIKAN.xlsx"}


def test_a_restatement_that_agrees_is_no_finding(house: House) -> None:
    house.site.send("distan/Ternak 2021.xlsx", OLD)
    house.site.send("distan/Ternak 2022.xlsx", FAITHFUL, day=2)
    house.night()
    assert set(house.verdicts().values()) == {"DITERIMA"}


def test_the_finding_goes_when_the_earlier_file_is_corrected_and_comes_back_with_its_cause(house: House) -> None:
    house.site.send("distan/Ternak 2021.xlsx", OLD)
    house.site.send("distan/Ternak 2022.xlsx", RESTATED, day=2)
    house.night()
    corrected = {**even(300, 20), "Fajar": (305, 889)}
    house.site.send("distan/Ternak 2021.xlsx", livestock(2021, corrected), day=3)
    house.night()
    assert house.codes("Ternak 2022.xlsx") == []
    assert house.verdicts()["distan/Ternak 2022.xlsx"] == "DITERIMA"
    assert house.workbooks() == {"distan/Ternak 2021 - PERBAIKAN.xlsx"}  # a closed year was revised: X09
    before = house.rows("SELECT count(*) FROM ops.muat")
    house.night()
    assert house.rows("SELECT count(*) FROM ops.muat") == before


def test_a_run_cut_off_before_files_were_compared_is_made_good_by_the_next(house: House) -> None:
    house.site.send("distan/Ternak 2021.xlsx", OLD)
    house.site.send("distan/Ternak 2022.xlsx", RESTATED, day=2)
    house.night()
    with house.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM mutu.temuan WHERE kode = 'X08'")
        connection.exec_driver_sql("DELETE FROM ops.setelan WHERE starts_with(kunci, 'perbandingan/')")
    house.night()
    assert house.codes("Ternak 2022.xlsx") == [X08]
