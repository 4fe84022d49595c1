"""The documentation leads somewhere: every link in it has a target, every picture is small enough to load."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
LARGEST_PICTURE = 300_000  # bytes


def links(page: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"[a-z]+:", target)]


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(PROJECT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = (page.parent / name) if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("picture", sorted((PROJECT / "docs" / "images").glob("*")), ids=lambda p: p.name)
def test_pictures_are_small_enough_for_a_slow_line(picture: Path) -> None:
    assert picture.stat().st_size < LARGEST_PICTURE


def test_every_picture_is_shown_on_some_page() -> None:
    shown = {Path(link).name for page in PAGES for link in links(page)}
    assert {p.name for p in (PROJECT / "docs" / "images").glob("*")} <= shown
