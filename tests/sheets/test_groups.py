"""Labels printed once per group: carried down where the evidence is clear, and said so."""

from __future__ import annotations

import pytest

from tests.sheets.drawing import labels, table, workbook

ONCE = """
    Kecamatan | Desa       | L  | P
    Bawang    | Blambangan | 10 | 12
              | Gemuruh    | 11 | 14
    Batur     | Batur      | 5  | 6
              | Sumberejo  | 7  | 7
"""


def test_a_kecamatan_printed_once_stands_on_every_row_of_its_group() -> None:
    assert labels(table(ONCE).rows, "A") == ["Bawang", "Bawang", "Batur", "Batur"]
    (found,) = [each for each in workbook(ONCE).findings if each.code == "S04"]
    assert (found.severity.value, found.cells) == ("info", ("A3", "A5"))
    assert [sorted(row.carried) for row in table(ONCE).rows] == [[], ["A"], [], ["A"]]


def test_subtotals_between_the_groups_do_not_disturb() -> None:
    found = table(ONCE.replace("    Batur ", "    Jumlah    |            | 21 | 26\n    Batur "))
    assert labels(found.rows, "A") == ["Bawang", "Bawang", "Batur", "Batur"]


@pytest.mark.parametrize(
    "drawing",
    [
        "No | NIP | Nama | Gaji\n1 | '1968 | Andi | 100\n2 | '1970 | Budi | 90\n3 | | Cici | 50\n4 | | Dodi | 40",
        "Nama | Jabatan | Umur\nAndi | Kepala | 50\n | Staf | 40\nBudi | Staf | 41\n | Staf | 30",
        "Kecamatan | Desa | L\nBawang | Blambangan | 10\n | Gemuruh | 11\n | Kutayasa | 4",
        "Kecamatan | Desa | L\nBawang | Blambangan | 10\nJumlah | | 10\n | Gemuruh | 11\nBatur | Batur | 5\n | Dieng | 4",
        "No | Kecamatan | Petugas | L\n1 | Bawang | Amir | 1\n2 | | Budi | 4\n3 | Rakit | Cici | 7\n4 | Batur | Didi | 3",
    ],
    ids=[
        "an attribute with gaps",
        "no heading that groups",
        "one group only",
        "a blank below a total",
        "a counted blank",
    ],
)
def test_blanks_stay_blank_where_nothing_is_clear(drawing: str) -> None:
    assert "S04" not in [found.code for found in workbook(drawing).findings]


def test_a_desa_called_after_a_town_is_a_desa_and_no_average_of_those_below_it() -> None:
    """In a column of desa *Kota Agung* is a name: a town is not divided into desa without kecamatan between."""
    found = table(
        """
        Kecamatan | Desa       | RT | RW
        Lahat     | Makarti    | 10 | 4
                  | Kota Agung | 12 | 5
                  | Manggul    | 14 | 6
                  | Pagar Agung | 11 | 4
        Gumay     | Sukarame   | 9  | 4
                  | Kota Raya  | 8  | 3
                  | Lubuk Tuba | 7  | 2
                  | Tanjung    | 9  | 4
        """
    )
    desa = ["Makarti", "Kota Agung", "Manggul", "Pagar Agung", "Sukarame", "Kota Raya", "Lubuk Tuba", "Tanjung"]
    assert labels(found.rows, "B") == desa


def test_a_kecamatan_called_after_a_town_is_a_kecamatan_and_no_average_of_those_below_it() -> None:
    found = table(
        """
        Kecamatan  | Desa       | Kawasan    | Luas (ha) | Tertangani (ha)
        Kota Agung | Suka Raja  | Tepi Sungai | 23.5 | 9.5
        Jarai      | Jemaring   | Pasar       | 40.2 | 12.1
        Lahat      | Manggul    | Hulu        | 8.4  | 3.2
        Kota Agung | Muara Gula | Hilir       | 20.1 | 7.5
        Jarai      | Serambi    | Dusun Dua   | 12.2 | 2.4
        Lahat      | Makarti    | Dusun Tiga  | 30.3 | 9.9
        """
    )
    assert labels(found.rows, "B") == ["Suka Raja", "Jemaring", "Manggul", "Muara Gula", "Serambi", "Makarti"]
