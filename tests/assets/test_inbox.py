"""The inbox: which OPD a file came from, what is passed over, and that nothing is passed over in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assets.inbox import NO_FOLDER, InboxUnavailable, arrivals
from lumbung.reference.opd import Opd, OpdRegistry
from lumbung.site import Site

SITE = Site(id="uji", name="Kabupaten Uji", code="99.01", ignore=("*.md", "arsip"))
OPDS = OpdRegistry([Opd("distan", "Dinas Pertanian", "Distan", ("Dispertan",)), Opd("dinkes", "Dinas Kesehatan", "")])


def lay(inbox: Path, origin: str, moment: int = 1_000, data: bytes = b"x") -> Path:
    path = inbox / origin
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (moment, moment))
    return path


@pytest.mark.parametrize(
    ("origin", "opd"),
    [
        ("distan/a.xlsx", "distan"),
        ("Dinas Pertanian/a.xlsx", "distan"),
        ("DISPERTAN/2024/a.xlsx", "distan"),
        ("dinas  kesehatan/a.xlsx", "dinkes"),
        ("Kantor Antah/a.xlsx", "Kantor Antah"),
        ("a.xlsx", NO_FOLDER),
    ],
)
def test_the_first_folder_names_the_opd(tmp_path: Path, origin: str, opd: str) -> None:
    lay(tmp_path, origin)
    assert [(a.origin, a.opd) for a in arrivals(tmp_path, SITE, OPDS)] == [(origin, opd)]


def test_lock_files_hidden_things_and_what_the_site_ignores_are_no_uploads(tmp_path: Path) -> None:
    for name in ("~$a.xlsx", ".a.xlsx", ".git/a.xlsx", "arsip/a.xlsx", "README.md"):
        lay(tmp_path, f"distan/{name}")
    (tmp_path / "distan" / "kosong").mkdir()
    (tmp_path / "distan" / "putus.xlsx").symlink_to(tmp_path / "tidak-ada")
    assert arrivals(tmp_path, SITE, OPDS) == []


def test_uploads_come_oldest_first(tmp_path: Path) -> None:
    for name, moment in (("c.xlsx", 10), ("a.xlsx", 30), ("b.xlsx", 20)):
        lay(tmp_path, f"distan/{name}", moment)
    assert [a.name for a in arrivals(tmp_path, SITE, OPDS)] == ["c.xlsx", "b.xlsx", "a.xlsx"]


def test_another_content_of_the_same_age_in_the_same_place_is_another_arrival(tmp_path: Path) -> None:
    lay(tmp_path, "distan/a.xlsx", data=b"short")
    (before,) = arrivals(tmp_path, SITE, OPDS)
    lay(tmp_path, "distan/a.xlsx", data=b"longer")
    (after,) = arrivals(tmp_path, SITE, OPDS)
    assert before.mark != after.mark


def test_a_file_that_is_being_written_to_is_not_read_half(tmp_path: Path) -> None:
    path = lay(tmp_path, "distan/a.xlsx", data=b"half")
    (arrival,) = arrivals(tmp_path, SITE, OPDS)
    path.write_bytes(b"half and the rest")
    assert arrival.read() is None
    (arrival,) = arrivals(tmp_path, SITE, OPDS)
    assert arrival.read() == b"half and the rest"
    path.unlink()
    assert arrival.read() is None


def test_an_inbox_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InboxUnavailable, match="tidak ada"):
        arrivals(tmp_path / "tidak-ada", SITE, OPDS)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every folder")
def test_a_folder_that_may_not_be_opened_is_an_error(tmp_path: Path) -> None:
    lay(tmp_path, "distan/a.xlsx")
    (tmp_path / "distan").chmod(0)
    with pytest.raises(InboxUnavailable, match="distan"):
        arrivals(tmp_path, SITE, OPDS)
    (tmp_path / "distan").chmod(0o700)
