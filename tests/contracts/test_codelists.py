"""Code lists of a site."""

from pathlib import Path

import pytest

from lumbung.contracts.codelists import CodeListError, read_code_list


def listed(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "ternak.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_a_list_holds_codes_names_spellings_and_traits_in_file_order(tmp_path: Path) -> None:
    text = "kode,nama,alias,sifat\nsapi,Sapi,Cow; Cattle ;,\nkuda,Kuda,,opsional\njumlah,Jumlah,,jumlah\n"
    sapi, kuda, jumlah = read_code_list(listed(tmp_path, text))
    assert sapi.spellings == ("Sapi", "Cow", "Cattle")
    assert (kuda.optional, jumlah.total, sapi.optional, sapi.total) == (True, True, False, False)


@pytest.mark.parametrize(("codes", "local"), [(("461", "", ""), [False, True, False]), (("", "", ""), [False] * 3)])
def test_where_a_list_has_national_codes_an_entry_without_one_is_local(
    tmp_path: Path, codes: tuple[str, ...], local: list[bool]
) -> None:
    rows = zip(("grosir,Grosir,", "warung,Warung,", "jumlah,Jumlah,jumlah"), codes, strict=True)
    text = "kode,nama,sifat,nasional\n" + "".join(f"{row},{code}\n" for row, code in rows)
    assert [c.local for c in read_code_list(listed(tmp_path, text))] == local


def test_a_list_saved_by_excel_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert read_code_list(listed(tmp_path, "kode,nama\nsapi,Sapi\n", "utf-8-sig"))[0].code == "sapi"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kode,nama,alias,sifat\nsapi,Sapi,,total\n", "ternak.csv line 2: sifat is 'total'; it may be empty, opsional"),
        ("kode,nama\nsapi,Sapi\n,Kuda\n", "ternak.csv line 3: kode and nama must not be empty"),
        ("kode,nama\nsapi,Sapi\nsapi,Lembu\n", "ternak.csv: code sapi stands twice"),
        ("kode;nama\nsapi;Sapi\n", "ternak.csv: the columns kode and nama are needed"),
        ("kode,nama\n", "at least one row"),
    ],
)
def test_a_wrong_list_is_refused_with_the_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CodeListError, match=says):
        read_code_list(listed(tmp_path, text))


def test_a_list_that_is_not_there_is_named_with_its_folder(tmp_path: Path) -> None:
    with pytest.raises(CodeListError, match=f"hewan.csv not found in {tmp_path}"):
        read_code_list(tmp_path / "hewan.csv")
