"""The head of a sheet that names another OPD than the sender."""

from __future__ import annotations

import pytest

from lumbung.findings import Severity
from lumbung.harmonise.file import Harmonised, harmonise
from lumbung.reference.opd import Opd, OpdRegistry
from tests.harmonise.regency import GAZETTEER, LIVESTOCK, codes, the
from tests.sheets.drawing import workbook

OPDS = OpdRegistry(
    [
        Opd("dinas", "Dinas Pertanian", "Distan"),
        Opd("dinkes", "Dinas Kesehatan", "Dinkes", ("Dinas Kesehatan Masyarakat",)),
        Opd("bps", "Badan Pusat Statistik", "BPS"),
    ]
)


def sheet(*head: str) -> Harmonised:
    lines = [*head, "Jumlah Ternak Tahun 2022", "", "Kecamatan | Sapi Perah | Sapi", "Susukan | 1 | 2", "Batur | 3 | 4"]
    return harmonise(workbook("\n".join(lines)), (LIVESTOCK,), GAZETTEER, opds=OPDS)


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("DINAS KESEHATAN KABUPATEN CONTOH", "A1"),
        ("Dinas Kesehatan", "A1"),
        ("DINKES", "A1"),
        ("OPD : Dinas Kesehatan Kab. Contoh", "A1"),
        ("Perangkat Daerah | Dinas Kesehatan", "B1"),
        ("Instansi: BPS", "A1"),  # announced as the one it is about
    ],
)
def test_a_head_with_another_opd_sends_the_file_back(head: str, cell: str) -> None:
    found = sheet(head)
    said = the(found, "L10")
    assert (said.cells, said.severity, found.conformed) == ((cell,), Severity.BLOCKER, ())
    assert "dikirim oleh Dinas Pertanian" in said.message()


@pytest.mark.parametrize(
    "head",
    [
        ("DINAS PERTANIAN KABUPATEN CONTOH",),
        ("BADAN PUSAT STATISTIK",),  # whoever gathers data heads forms that others fill in
        ("Ternak milik pegawai Dinas Kesehatan",),
        ("Dinas Kesehatan", "Dinas Pertanian"),
        ("Dinas Pariwisata",),  # nobody knows it
        ("PEMERINTAH KABUPATEN CONTOH",),
    ],
)
def test_a_head_that_names_the_sender_or_nobody_in_particular_says_nothing(head: tuple[str, ...]) -> None:
    found = sheet(*head)
    assert (codes(found), len(found.conformed)) == (set(), 1)


def test_the_source_below_the_table_is_no_head() -> None:
    drawing = (
        "Jumlah Ternak Tahun 2022\n\nKecamatan | Sapi Perah | Sapi\nSusukan | 1 | 2\nBatur | 3 | 4\n\nDinas Kesehatan"
    )
    assert codes(harmonise(workbook(drawing), (LIVESTOCK,), GAZETTEER, opds=OPDS)) == set()
