"""An HTML page taken apart with the standard library: its anchors, links, words, and what it would load."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "hr", "img", "input", "path", "line", "rect", "circle"}


@dataclass
class Page:
    """What a page holds; ``words`` of each anchored element are those inside it."""

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)  # addresses of anything that is fetched when the page opens
    words: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[tuple[str, str | None]] = []
        self.said: defaultdict[str, list[str]] = defaultdict(list)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        anchor = given.get("id")
        if anchor:
            assert anchor not in self.page.anchors, f"twice: {anchor}"
            self.page.anchors.add(anchor)
        if tag == "a" and given.get("href"):
            self.page.links.append(str(given["href"]))
        elif given.get("src") or (tag == "link" and given.get("href")):
            self.page.loads.append(str(given.get("src") or given.get("href")))
        if tag not in _VOID:
            self.open.append((tag, anchor))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        opened, _ = self.open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        for _, anchor in self.open:
            if anchor:
                self.said[anchor].append(data)


def read_page(html: str) -> Page:
    """The page; fails where an element is not closed or an anchor stands twice."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, reader.open
    reader.page.words = {anchor: " ".join(" ".join(said).split()) for anchor, said in reader.said.items()}
    return reader.page
