"""Registers from end to end: persons stand in ``rinci`` alone, what leaves are counts."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import dagster as dg
import openpyxl
import psycopg
import pytest
from sqlalchemy import make_url

from pipelines.commands.db import seal
from tests.pipelines.nights import House
from tests.pipelines.register_site import HEADER, add_register, kk, nik, person, register
from tests.pipelines.small_site import even, livestock
from warehouse.errors import SealError
from warehouse.sealing import KEY_FILE, Seal, find_seal
from warehouse.server import connection_string

SECRET = "kunci uji"
PLANTED = re.compile(r"CONTOH WARGA|Jalan Rahasia|990101\d{2}0[12]\d{4,6}|9\.90101")


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMBUNG_SECRET_KEY", SECRET)


@pytest.fixture
def registry(house: House) -> House:
    add_register(house.site)
    return house


def counts(house: House) -> dict[tuple[object, ...], float]:
    rows = house.rows(
        "SELECT kode_indikator, kode_wilayah, dimensi ->> 'program', status, nilai::float "
        "FROM data.fakta_indikator WHERE dataset = 'penerima_bantuan' AND _berlaku_sampai IS NULL"
    )
    return {tuple(row[:4]): float(str(row[4])) for row in rows}


def test_persons_stand_in_rinci_with_sealed_numbers_and_leave_as_counts(registry: House) -> None:
    persons = [
        person(1),
        person(2, "Alam", "PKH"),
        person(3, "Bukit", kk=kk(1)),
        person(1, "Alam", "PKH"),
    ]
    registry.site.send("dinsos/Penerima 2024.xlsx", register(persons))
    registry.night()
    assert registry.codes("Penerima 2024.xlsx") == []
    assert registry.rows(
        "SELECT nik, _nik_hmac, kk, _kk_hmac, nama, kode_kecamatan FROM rinci.penerima_bantuan WHERE nama LIKE '%3'"
    ) == [
        (
            nik(3),
            Seal(SECRET.encode()).of(nik(3)),
            kk(1),
            Seal(SECRET.encode()).of(kk(1)),
            "CONTOH WARGA 003",
            "99.01.02",
        )
    ]
    assert counts(registry) == {
        ("jumlah_penerima_bantuan", "99.01.01", "sembako", "tetap"): 1,
        ("jumlah_penerima_bantuan", "99.01.01", "pkh", "tetap"): 2,
        ("jumlah_penerima_bantuan", "99.01.02", "sembako", "tetap"): 1,
        ("jumlah_keluarga_penerima", "99.01", None, "tetap"): 2,
    }
    assert registry.rows(
        "SELECT DISTINCT b.nama, f._lembar, f._sel, f.satuan FROM data.fakta_indikator f "
        "JOIN ops.berkas b ON b.id = f._berkas_id WHERE kode_wilayah = '99.01.01'"
    ) == [("Penerima 2024.xlsx", "Data", None, "orang")]
    assert registry.rows("SELECT nama, satuan FROM ref.indikator WHERE kode = 'jumlah_keluarga_penerima'") == [
        ("Jumlah Keluarga Penerima Bantuan", "kk")
    ]


def test_a_corrected_register_changes_the_counts_and_a_repetition_nothing(registry: House) -> None:
    registry.site.send("dinsos/Penerima 2024.xlsx", register([person(1), person(2)]))
    registry.night()
    registry.site.send("dinsos/Penerima 2024 baru.xlsx", register([person(1), person(2, "Bukit")]), day=2)
    registry.night()
    mine = {key[1]: n for key, n in counts(registry).items() if key[2]}
    assert mine == {"99.01.01": 1, "99.01.02": 1}
    before = registry.rows("SELECT t::text FROM data.fakta_indikator t ORDER BY 1")
    registry.night()
    assert registry.rows("SELECT t::text FROM data.fakta_indikator t ORDER BY 1") == before


def test_where_somebody_is_held_back_the_counts_are_doubtful(registry: House) -> None:
    registry.site.send("dinsos/Penerima 2024.xlsx", register([person(1), person(2), person(3, nik=None)]))
    registry.night()
    assert ("K03", "C6") in registry.codes("Penerima 2024.xlsx")
    assert counts(registry)["jumlah_penerima_bantuan", "99.01.01", "sembako", "diragukan"] == 2


def test_a_csv_keeps_every_digit_of_a_nik(registry: House) -> None:
    lines = ["Daftar Penerima Bantuan di Kabupaten Uji Tahun 2024", "", ";".join(HEADER)]
    lines += [f"{i};{';'.join(map(str, person(i)))}" for i in (1, 2, 3)]
    registry.site.send("dinsos/Penerima 2024.csv", "\n".join(lines).encode())
    registry.night()
    assert registry.rows("SELECT nik FROM rinci.penerima_bantuan ORDER BY 1") == [(nik(1),), (nik(2),), (nik(3),)]


def faulty() -> bytes:
    """A register with everything that goes wrong in registers, in rows 4 and following."""
    return register(
        [
            person(1),
            person(2, nik=int(nik(2))),  # C10: typed as a number
            person(3),
            person(3, alamat="Jalan Rahasia 033"),  # K01: the same NIK twice
            person(4, nik=nik(4)[:15]),  # V05: 15 digits
            person(5, nik=None),  # K03: no NIK
            person(6, program="CONTOH WARGA 006"),  # V02: a shifted name
            person(7, bantuan="CONTOH WARGA 007"),  # C04: a shifted name
            person(8, bantuan=int(nik(8))),  # a NIK among the amounts
            person(9, kecamatan="CONTOH WARGA 009"),  # R-code
        ]
    )


def test_what_is_wrong_in_a_register_is_said_with_its_cells(registry: House) -> None:
    registry.site.send("dinsos/Penerima 2024.xlsx", faulty())
    registry.night()
    found = dict.fromkeys(registry.codes("Penerima 2024.xlsx"))
    assert {("C10", "C5"), ("K03", "C9"), ("V05", "C8"), ("V02", "G10"), ("C04", "H11")} <= found.keys()
    assert any(code == "K01" and "C6" in str(cells) and "C7" in str(cells) for code, cells in found)
    assert any(str(code).startswith("R") and cells == "F13" for code, cells in found)


def test_no_value_of_a_person_leaves_rinci(
    registry: House, instance: dg.DagsterInstance, capfd: pytest.CaptureFixture[str]
) -> None:
    registry.site.send("dinsos/Penerima 2024.xlsx", faulty())
    registry.site.send("dinsos/Lansia 2024.xlsx", register([person(10), person(11)], "Daftar Lansia Terlantar 2024"))
    registry.site.send("distan/Petani 2024.xlsx", register([person(12), person(13)], "Daftar Petani Tahun 2024"))
    registry.site.send("distan/Ternak 2024.xlsx", livestock(2024, {**even(4, 3), "Bukit": (nik(14), 1)}))
    registry.night()
    assert {code for code, _ in registry.codes("Penerima 2024.xlsx")} > {"C10", "K01", "V05", "C04"}
    assert registry.codes("Ternak 2024.xlsx") == [("C04", "C5"), ("P02", "C5")], "no count of cattle, and not told"
    assert _persons_in(registry.engine.url) == {"rinci.penerima_bantuan", "rinci.siap", "rinci.tabel_mentah"}
    assert _persons_in(make_url(_dagster_url(instance))) == set()
    told = capfd.readouterr()
    assert PLANTED.search(told.out + told.err) is None
    for path in (p for p in registry.home.rglob("*") if p.is_file() and "arsip" not in p.parts):
        assert PLANTED.search(_own_words(path)) is None, path


def _persons_in(url: object) -> set[str]:
    """Tables and views of a database in which a planted value stands in some row."""
    with psycopg.connect(connection_string(url), autocommit=True) as connection:  # type: ignore[arg-type]
        names = connection.execute(
            "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class AS c JOIN pg_namespace AS n "
            "ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'm') "
            "AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')"
        ).fetchall()
        held = set()
        for (name,) in names:
            rows = connection.execute(f"SELECT t::text FROM {name} AS t".encode()).fetchall()
            if any(PLANTED.search(row or "") for (row,) in rows):
                held.add(name)
        return held


def _dagster_url(instance: dg.DagsterInstance) -> str:
    storage = instance.event_log_storage
    return str(storage.postgres_url)  # type: ignore[attr-defined]


def _own_words(path: Path) -> str:
    """What we wrote into a file: of an annotated workbook the comments and the sheet PERBAIKAN."""
    if path.suffix != ".xlsx":
        return path.read_bytes().decode(errors="replace")
    workbook = openpyxl.load_workbook(path)
    pages = [page for page in workbook if page.title.startswith("PERBAIKAN")]
    comments = [c.comment.text for page in workbook for row in page.iter_rows() for c in row if c.comment]
    return "\n".join([*comments, *(str(v) for page in pages for row in page.iter_rows(values_only=True) for v in row)])


def test_an_external_warehouse_without_a_key_is_refused_only_where_there_is_a_register(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LUMBUNG_SECRET_KEY")
    house.open().engine.dispose()
    add_register(house.site)
    with pytest.raises(SealError, match="LUMBUNG_SECRET_KEY"):
        house.open()


def test_another_key_is_refused_until_the_registers_are_sealed_anew(
    registry: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:

    registry.site.send("dinsos/Penerima 2024.xlsx", register([person(1)]))
    registry.night()
    monkeypatch.setenv("LUMBUNG_SECRET_KEY", "kunci baru")
    with pytest.raises(SealError, match="segel"):
        registry.open()
    for name, value in (("SITE", registry.site.folder), ("HOME", registry.home), ("WAREHOUSE_URL", registry.url)):
        monkeypatch.setenv(f"LUMBUNG_{name}", str(value))
    assert seal() == 0
    assert capsys.readouterr().out.startswith("2 nomor disegel")
    registry.night()
    query = "SELECT _nik_hmac FROM rinci.penerima_bantuan"
    assert registry.rows(query) == [(Seal(b"kunci baru").of(nik(1)),)], "sealed in place, not published again"


def test_the_embedded_server_keeps_a_key_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUMBUNG_SECRET_KEY")
    first = find_seal(tmp_path, None, embedded=True)
    assert find_seal(tmp_path, None, embedded=True) == first
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert len(first.key) == 64
    assert "key" not in repr(first)
