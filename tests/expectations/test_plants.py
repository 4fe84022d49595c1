"""A fault of each kind, planted into a clean workbook as the benchmark of inspecting draws it, is found at its cell
and nothing else is; the right value in that cell alone makes the file whole.

``benchmarks/inspect`` plants every kind into several layouts, datasets and formats; here each stands in one.
"""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.inspect.books import WRITERS, Book
from benchmarks.inspect.corpus import Specimen, specimens
from benchmarks.inspect.detection import examine
from benchmarks.inspect.mending import one_round
from benchmarks.inspect.plants.model import PLANTS, Plant
from benchmarks.inspect.shelf import shelf

DATASETS = (
    ("lahat", "tenaga_kesehatan"),
    ("lahat", "kepemilikan_ktp"),
    ("lahat", "padi"),
    ("lahat", "tenaga_kerja_perusahaan"),
    ("lahat", "kepemilikan_akta"),
    ("lahat", "penduduk_agama"),
    ("lahat", "hortikultura"),
    ("lahat", "ipm"),
    ("registers", "penerima_bantuan"),
    ("registers", "siswa_berprestasi"),
    ("registers", "kejadian_bencana"),
    ("registers", "kelahiran_desa"),
    ("registers", "penduduk_umur"),
    ("registers", "penduduk_usia_sekolah"),
)
"""Where every kind finds a place."""


@cache
def library() -> list[Book]:
    usual = [book for site, dataset in DATASETS for book in shelf(site).books(dataset, formats=1)]
    return [*usual, *shelf("lahat").books("padi", formats=len(WRITERS))]


@cache
def planted(plant: Plant) -> Specimen:
    return next(specimens(library(), [plant], most=1))


held = pytest.mark.parametrize("plant", PLANTS, ids=lambda p: p.name)


@held
def test_a_planted_fault_is_found_where_it_is_and_nothing_else(plant: Plant) -> None:
    examined = examine(planted(plant))
    assert (examined.score.misses, examined.score.false) == ((), ()), examined.specimen.told


@held
def test_the_right_values_in_the_cells_that_are_named_make_the_file_whole(plant: Plant) -> None:
    mended = one_round(planted(plant))
    if mended is None:
        pytest.skip("it is not mended by writing into cells")
    assert mended.whole, (mended.specimen.told, mended.unnamed, mended.left, mended.verdict)


@pytest.mark.parametrize(
    ("site", "dataset", "layout", "name"),
    [
        ("banjarnegara", "luas_panen_sayuran", "lanjutan", "old_column"),
        ("banjarnegara", "ternak_besar", "html", "thousandfold_column"),
        ("registers", "kejadian_bencana", "polos", "left_blank"),
    ],
)
def test_each_column_is_held_against_its_own_past_alone(site: str, dataset: str, layout: str, name: str) -> None:
    """Of two tables one below the other; beside a total over categories, which follows what one of them did; where
    categories stand in the rows."""
    books = [book for book in shelf(site).books(dataset, formats=1) if book.layout == layout]
    examined = examine(next(specimens(books, [p for p in PLANTS if p.spoil.__name__ == name], most=1)))
    assert (examined.score.misses, examined.score.false) == ((), ()), examined.specimen.told
