"""Sensors: what in the inbox starts a reception, and what accepted files start a publication."""

from __future__ import annotations

import json
from collections.abc import Iterator

import dagster as dg
import pytest

from assets.granary import Granary
from assets.inbox import InboxUnavailable
from assets.receiving import receive
from pipelines.sensors import ask_for_publication, look_into_inbox
from tests.pipelines.nights import House
from tests.pipelines.small_site import even, health_centres, livestock

FILE = livestock(2022, even(400, 30))


@pytest.fixture
def granary(house: House) -> Iterator[Granary]:
    """The house as the code server holds it."""
    house.granary = house.open()
    yield house.granary


def ticks(granary: Granary, count: int = 2) -> list[dg.RunRequest]:
    """The requests of the last of some ticks."""
    cursor = None
    for _ in range(count):
        result = look_into_inbox(granary, cursor)
        cursor = result.cursor
    return list(result.run_requests or [])


def test_a_new_file_is_asked_for_at_the_second_tick_that_finds_its_size_unchanged(
    house: House, granary: Granary
) -> None:
    path = house.site.send("distan/Ternak.xlsx", FILE[:1000])
    first = look_into_inbox(granary, None)
    path.write_bytes(FILE)  # still being copied
    second = look_into_inbox(granary, first.cursor)
    third = look_into_inbox(granary, second.cursor)
    assert (first.run_requests, second.run_requests) == ([], [])
    assert [r.tags["lumbung/opd"] for r in third.run_requests or []] == ["distan"]


def test_the_request_receives_that_opd_alone(house: House, granary: Granary) -> None:
    house.site.send("Dinas Kesehatan/Faskes.xlsx", health_centres(2022, even(1, 2)))
    (request,) = ticks(granary)
    assert [k.to_user_string() for k in request.asset_selection or []] == ["ref/acuan", "kiriman/dinkes"]


def test_the_run_key_is_the_content(house: House, granary: Granary) -> None:
    house.site.send("distan/Ternak.xlsx", FILE)
    (as_sent,) = ticks(granary)
    house.site.send("distan/Ternak.xlsx", livestock(2022, even(500, 30)), day=2)
    (corrected,) = ticks(granary)
    (house.site.inbox / "distan/Ternak.xlsx").unlink()
    house.site.send("distan/nama lain.xlsx", FILE, day=3)
    (renamed,) = ticks(granary)
    assert as_sent.run_key == renamed.run_key != corrected.run_key


def test_lock_files_hidden_files_and_empty_files_are_left_alone(house: House, granary: Granary) -> None:
    house.site.send("distan/~$Ternak.xlsx", FILE)
    house.site.send("distan/.Ternak.xlsx", FILE)
    house.site.send("distan/Ternak.xlsx", b"")
    assert ticks(granary) == []


def test_what_a_night_has_received_is_not_asked_for_again(house: House, granary: Granary) -> None:
    house.site.send("distan/Ternak.xlsx", FILE)
    receive(granary, "distan")
    assert ticks(granary, 3) == []


def test_a_strangers_file_is_received_with_the_others(house: House, granary: Granary) -> None:
    house.site.send("Kantor Antah/Ternak.xlsx", FILE)
    (request,) = ticks(granary)
    assert [k.to_user_string() for k in request.asset_selection or []] == ["ref/acuan", "kiriman/lainnya"]


def test_a_missing_inbox_is_an_error_and_no_skip(house: House, granary: Granary) -> None:
    house.site.inbox.rmdir()
    with pytest.raises(InboxUnavailable):
        look_into_inbox(granary, None)


def test_the_cursor_holds_the_sizes(house: House, granary: Granary) -> None:
    house.site.send("distan/Ternak.xlsx", FILE)
    assert json.loads(look_into_inbox(granary, None).cursor or "") == {"distan/Ternak.xlsx": len(FILE)}


def test_an_accepted_file_is_asked_to_be_published_for_its_period(house: House, granary: Granary) -> None:
    house.site.send("distan/Ternak.xlsx", FILE)
    house.site.send("distan/Ternak 2021.xlsx", livestock(2021, even(300, 20)))
    receive(granary, "distan")
    result = ask_for_publication(granary)
    requests = list(result.run_requests or [])
    assert [(r.partition_key, [k.to_user_string() for k in r.asset_selection or []]) for r in requests] == [
        ("2021", ["data/populasi_ternak"]),
        ("2022", ["data/populasi_ternak"]),
    ]
    added = [tuple(r.partition_keys) for r in result.dynamic_partitions_requests or []]
    assert added == [("2021",), ("2022",)]
    assert [r.run_key for r in ask_for_publication(granary).run_requests or []] == [r.run_key for r in requests]


def test_a_returned_file_asks_for_nothing(house: House, granary: Granary) -> None:
    house.site.send("distan/Ternak.xlsx", b"no workbook")
    receive(granary, "distan")
    assert ask_for_publication(granary).run_requests == []


def test_nothing_waits_after_a_night(house: House) -> None:
    house.site.send("distan/Ternak.xlsx", FILE)
    house.night()
    assert house.granary is not None
    assert ask_for_publication(house.granary).run_requests == []
