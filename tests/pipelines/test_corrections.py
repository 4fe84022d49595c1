"""The corrections register from end to end: a known error is published corrected, until its source is mended."""

from __future__ import annotations

from lumbung.reference.corrections import COLUMNS, FILE_NAME
from tests.pipelines.nights import House
from tests.pipelines.small_site import even, livestock

GOOD = even(400, 30)
WRONG = {**GOOD, "Bukit": (-401, 31)}
LINE = "populasi_ternak,2022,99.01.02,jenis_ternak=sapi,jumlah,,-401,ganti,401,Tanda salah ketik,berlaku,Penguji,2026-01-31"


def register(house: House, *lines: str) -> None:
    path = house.site.folder / "reference" / FILE_NAME
    path.write_text("\n".join((",".join(COLUMNS), *lines)) + "\n")


def statuses(house: House) -> list[tuple[object, ...]]:
    return house.rows(
        "SELECT nilai::int, status, _sel FROM data.fakta_indikator WHERE kode_wilayah = '99.01.02' "
        "AND dimensi ->> 'jenis_ternak' = 'sapi' AND _berlaku_sampai IS NULL"
    )


def test_a_known_error_is_published_corrected_until_the_source_is_mended(house: House) -> None:
    house.site.send("distan/Ternak 2022.xlsx", livestock(2022, WRONG, total=(2415, 195)))
    house.night()
    assert statuses(house) == [], "a negative count is held back"
    register(house, LINE)
    house.night()
    assert statuses(house) == [(401, "dikoreksi", "C5")]
    assert house.codes("Ternak 2022.xlsx") == [("X12", "C5")]
    assert house.workbooks() == {"distan/Ternak 2022 - PERBAIKAN.xlsx"}, "the OPD is told until it is mended"
    assert house.rows("SELECT DISTINCT status FROM data.populasi_ternak WHERE kode_kecamatan = '99.01.02'") == [
        ("dikoreksi",),
        ("tetap",),
    ]
    house.site.send("distan/Ternak 2022 baru.xlsx", livestock(2022, GOOD), day=2)
    house.night()
    assert statuses(house) == [(401, "tetap", "C5")]
    assert house.rows("SELECT tingkat FROM mutu.temuan WHERE kode = 'X11'") == [("info",)]
