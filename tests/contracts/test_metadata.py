"""The metadata of a dataset: what is asked for, what the contract says of it, and one finding for each kind of gap."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lumbung.contracts.metadata import CODES, describe, elements, metadata_findings
from lumbung.contracts.metadata_notes import metadata_notes
from lumbung.contracts.model import Contract, DataStandard, Kind, LogicalType, PersonalKind, Property
from lumbung.findings import Dimension
from tests.pipelines.small_site import make_site
from tests.warehouse.builders import ANIMAL, HEADS, LIVESTOCK, REGION, YEAR

STANDARD = DataStandard("Ternak", "Hewan peliharaan.", "Jenis ternak", "jumlah", "Makin banyak makin baik.", "Dicacah.")
ACTIVITY = dict.fromkeys(("judul", "jenis", "cara", "sektor", "tujuan", "metode", "unit"), "…")
SCHOOL = Property("nama_sekolah", Kind.ATTRIBUTE, LogicalType.STRING, "Nama Sekolah", "Nama resmi.", key=True)


def whole(*more: Property, **changes: object) -> Contract:
    """A contract with everything that is asked for."""
    described = [replace(p, description=f"{p.title}.") for p in (REGION, YEAR, ANIMAL)]
    measure = replace(HEADS, standard=STANDARD)
    given = {"deadline": 59, "contact": "data@distan.example", "activity": ACTIVITY, **changes}
    return replace(LIVESTOCK, properties=(*described, measure, *more), **given)  # type: ignore[arg-type]


def gaps(contract: Contract) -> dict[str, tuple[object, object]]:
    return {f.code: (f.parameters["missing"], f.parameters["names"]) for f in metadata_findings(contract)}


def test_of_a_contract_that_says_everything_nothing_is_found() -> None:
    assert metadata_findings(whole()) == []
    assert all(d.filled for d in describe(whole()))


def test_a_contract_without_its_activity_lacks_the_form_of_activities() -> None:
    assert gaps(whole(activity={}))["M01"][0] == 7
    assert gaps(whole(activity={**ACTIVITY, "sektor": ""})) == {"M01": (1, "sektor kegiatan")}


def test_a_column_without_a_word_about_it_lacks_its_definition() -> None:
    bare = replace(SCHOOL, key=False, description="")
    assert gaps(whole(bare)) == {"M02": (1, "definisi (Nama Sekolah)")}


@pytest.mark.parametrize(
    ("changed", "code", "names"),
    [
        ({"interpretasi": ""}, "M03", "interpretasi (Populasi)"),
        ({"rumus": ""}, "M03", "metode atau rumus penghitungan (Populasi)"),
        ({"konsep": ""}, "M04", "konsep (Populasi)"),
        ({"klasifikasi": ""}, "M04", "klasifikasi (Populasi)"),
        ({"ukuran": ""}, "M04", "ukuran (Populasi)"),
    ],
)
def test_a_measure_lacks_what_its_contract_leaves_out(changed: dict[str, str], code: str, names: str) -> None:
    measure = replace(HEADS, description="Banyaknya.", standard=replace(STANDARD, **changed))
    contract = whole()
    assert gaps(replace(contract, properties=(*contract.properties[:3], measure))) == {code: (1, names)}


def test_rows_told_by_a_name_use_no_reference_code_but_a_nik_is_one() -> None:
    assert gaps(whole(SCHOOL)) == {"M05": (1, "Nama Sekolah")}
    assert gaps(whole(replace(SCHOOL, personal=PersonalKind.NIK))) == {}
    assert gaps(whole(replace(SCHOOL, logical_type=LogicalType.DATE))) == {}
    assert gaps(whole(replace(SCHOOL, key=False))) == {}


def test_nobody_to_ask_and_no_deadline_are_one_finding() -> None:
    assert gaps(whole(contact="", deadline=None)) == {"M06": (2, "kontak; jadwal pemutakhiran")}
    assert gaps(whole(deadline=0)) == {}  # due on the last day itself


def test_a_gap_in_many_columns_is_said_once_with_the_first_of_them() -> None:
    many = [replace(SCHOOL, name=f"k{n}", title=f"Kolom {n}", key=False, description="") for n in range(9)]
    found = metadata_findings(whole(*many))
    assert [(f.code, f.count, f.parameters["missing"]) for f in found] == [("M02", 1, 9)]
    assert "Kolom 4, …" in found[0].message()
    assert found[0].message("en").endswith("definition (Kolom 0, Kolom 1, Kolom 2, Kolom 3, Kolom 4, …).")


def test_every_element_leads_to_a_finding_about_metadata() -> None:
    assert {e.code for e in elements()} == set(CODES)
    bare = replace(LIVESTOCK, properties=(YEAR, SCHOOL, Property("n", Kind.MEASURE, LogicalType.INTEGER, "N")))
    found = metadata_findings(bare)
    assert [f.code for f in found] == list(CODES)
    assert {f.dimension for f in found} == {Dimension.METADATA}


def test_the_lint_notes_gaps_of_contracts_with_what_their_site_gives(tmp_path: Path) -> None:
    site = make_site(tmp_path / "situs")
    with (site.folder / "site.yaml").open("a") as stream:
        stream.write("deadlines: {tahun: 59}\n")
    path = site.folder / "contracts/distan/padi.yaml"
    lists = (site.folder / "reference/klasifikasi",)
    said = [note for note in metadata_notes([(path, lists)], whole=True) if "M06" in note]
    assert said == [f"{path}: catatan M06: Luas Panen dan Produksi Padi: kontak belum ditetapkan."]
    assert "catatan M06: Pengelolaan dataset belum ditetapkan, pada 1 kontrak." in list(
        metadata_notes([(path, lists)], whole=False)
    )
