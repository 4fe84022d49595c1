"""Departments under their many names."""

from pathlib import Path

from lumbung.reference.opd import Opd, OpdRegistry, read_opds

OPDS = OpdRegistry(
    [
        Opd("dinkes", "Dinas Kesehatan", "Dinkes"),
        Opd("disdik", "Dinas Pendidikan", "", ("Dinas Dikbud",)),
        Opd("dishub", "Dinas Perhubungan", "Dishub", ("Dinas P",)),
        Opd("distan", "Dinas Pertanian", "Distan", ("Dinas P",)),
    ]
)


def test_a_department_is_found_by_folder_abbreviation_and_full_name_in_any_spelling() -> None:
    for name in ("dinkes", "DINKES", "dinas  kesehatan", "Dinas Kesehatan"):
        assert OPDS.find(name) == OPDS.opds["dinkes"]
    assert OPDS.find("DINAS DIKBUD") == OPDS.opds["disdik"]


def test_a_name_that_two_departments_answer_to_is_nobodys() -> None:
    assert OPDS.find("Dinas P") is None


def test_an_unknown_name_and_an_empty_one_are_nobodys() -> None:
    assert OPDS.find("Dinas Sosial") is None
    assert OPDS.find("") is None
    assert OPDS.find("…") is None


def test_the_list_may_have_been_saved_by_excel_with_a_byte_order_mark(tmp_path: Path) -> None:
    text = "id,nama,singkatan,alias\ndinkes,Dinas Kesehatan,Dinkes,Kesehatan; Dinas Kes\n"
    (tmp_path / "opd.csv").write_text(text, encoding="utf-8-sig")
    assert read_opds(tmp_path).find("dinas kes") == Opd(
        "dinkes", "Dinas Kesehatan", "Dinkes", ("Kesehatan", "Dinas Kes")
    )
