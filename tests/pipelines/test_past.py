"""History over nights: the outcome follows from the files and their arrival, never from when they were inspected."""

from __future__ import annotations

import pytest

from tests.expectations.series import files, grown, with_figure
from tests.pipelines.nights import House, content, judgements
from tests.pipelines.small_site import livestock

WRONG = with_figure(grown(2023), "Curup", cattle=702_000)
SENT = files({2021: grown(2021), 2022: grown(2022), 2023: WRONG})
U04 = ("U04", "C6")


@pytest.mark.parametrize(
    ("order", "nights"),
    [(sorted(SENT), "one"), (sorted(SENT, reverse=True), "three")],
    ids=["together", "one by one, the last first"],
)
def test_the_figure_is_told_whichever_file_arrives_first(house: House, order: list[str], nights: str) -> None:
    for day, name in enumerate(order, start=1):
        house.site.send(f"distan/{name}", SENT[name], day=day)
        if nights == "three":
            house.night()
    house.night()
    assert house.codes("Ternak 2023.xlsx") == [U04]
    assert house.codes("Ternak 2021.xlsx") == house.codes("Ternak 2022.xlsx") == []
    assert house.verdicts()["distan/Ternak 2023.xlsx"] == "DITERIMA DENGAN CATATAN"
    assert house.workbooks() == {"distan/Ternak 2023 - PERBAIKAN.xlsx"}
    assert house.figures("populasi_ternak", "2023")["Curup", "sapi"] == 702_000  # flagged, and published all the same
    before = content(house.engine, "data", "ops", "mutu")
    assert house.night().batches == ()
    assert content(house.engine, "data", "ops", "mutu") == before


def test_a_finding_goes_when_the_earlier_period_is_sent_again(house: House) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, grown(2022)))
    thousand = {name: (a * 1000, b) for name, (a, b) in grown(2023).items()}
    house.site.send("distan/Ternak 2023.xlsx", livestock(2023, thousand), day=2)
    house.night()
    assert [code for code, _ in house.codes("Ternak 2023.xlsx")] == ["U04"]
    more = {name: (a * 1000, b) for name, (a, b) in grown(2022).items()}
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, more), day=3)
    house.night()
    assert house.codes("Ternak 2023.xlsx") == []
    assert house.workbooks() == {"distan/Ternak 2022 - PERBAIKAN.xlsx"}  # the second 2022 file differs from the first


def test_a_night_cut_off_before_files_were_compared_is_made_good_by_the_next(house: House) -> None:
    for name, data in SENT.items():
        house.site.send(f"distan/{name}", data)
    house.night()
    whole = judgements(house.engine)
    with house.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM mutu.temuan WHERE kode = 'U04'")
        connection.exec_driver_sql("DELETE FROM ops.setelan WHERE starts_with(kunci, 'perbandingan/')")
    house.night()
    assert judgements(house.engine) == whole
