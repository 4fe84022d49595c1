"""Landing: the same bytes twice are one file; a scan repeated notes nothing."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.warehouse.builders import rows_of, snapshot
from warehouse.errors import ArchiveError
from warehouse.intake import archive, archived_path, fetch, register

MONDAY, TUESDAY = datetime(2023, 1, 2, tzinfo=UTC), datetime(2023, 1, 3, tzinfo=UTC)


def test_bytes_are_kept_under_their_digest_and_come_back_unchanged(tmp_path: Path) -> None:
    sha256 = archive(tmp_path, b"isi")
    assert sha256 == hashlib.sha256(b"isi").hexdigest()
    assert archived_path(tmp_path, sha256) == tmp_path / "arsip" / sha256[:2] / sha256
    assert fetch(tmp_path, archive(tmp_path, b"isi")) == b"isi"
    assert [p.name for p in (tmp_path / "arsip").rglob("*") if p.is_file()] == [sha256]


def test_an_archived_file_cut_short_is_written_again(tmp_path: Path) -> None:
    path = archived_path(tmp_path, archive(tmp_path, b"isi yang utuh"))
    path.chmod(0o600)
    path.write_bytes(b"isi")
    assert fetch(tmp_path, archive(tmp_path, b"isi yang utuh")) == b"isi yang utuh"


def test_a_damaged_or_missing_file_is_told_and_never_handed_out(tmp_path: Path) -> None:
    sha256 = archive(tmp_path, b"isi")
    archived_path(tmp_path, sha256).chmod(0o600)
    archived_path(tmp_path, sha256).write_bytes(b"ini")
    with pytest.raises(ArchiveError, match="rusak"):
        fetch(tmp_path, sha256)
    with pytest.raises(ArchiveError, match="tidak memiliki"):
        fetch(tmp_path, "0" * 64)


def test_the_same_bytes_twice_are_one_file_and_two_arrivals(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        first = register(connection, "ab", "ternak.xlsx", "distan", 9, "distan/ternak.xlsx", MONDAY)
        again = register(connection, "ab", "ternak (1).xlsx", "distan", 9, "distan/ternak (1).xlsx", TUESDAY)
    assert (first.is_new, again.is_new) == (True, False)
    assert first.berkas_id == again.berkas_id
    assert rows_of(warehouse_engine, "SELECT nama FROM ops.kiriman ORDER BY id") == [
        ("ternak.xlsx",),
        ("ternak (1).xlsx",),
    ]


def test_scanning_the_same_inbox_again_notes_nothing(warehouse_engine: Engine) -> None:
    def scan() -> None:
        with warehouse_engine.begin() as connection:
            register(connection, "ab", "ternak.xlsx", "distan", 9, "distan/ternak.xlsx", MONDAY)

    scan()
    before = snapshot(warehouse_engine)
    scan()
    assert snapshot(warehouse_engine) == before
    with warehouse_engine.begin() as connection:
        register(connection, "cd", "lain.xlsx", "distan", 9, "distan/lain.xlsx", MONDAY)
    assert rows_of(warehouse_engine, "SELECT id FROM ops.kiriman ORDER BY id") == [(1,), (2,)]


def test_a_name_that_is_no_valid_text_is_kept_as_far_as_it_goes(warehouse_engine: Engine) -> None:
    with warehouse_engine.begin() as connection:
        register(connection, "ab", "ter\udcffnak\0.xlsx", None, 9, "x/ter\udcffnak", MONDAY)
    assert rows_of(warehouse_engine, "SELECT nama FROM ops.berkas") == [("ter?nak\N{REPLACEMENT CHARACTER}.xlsx",)]
