"""The comments of one sheet: ours added behind the operator's words, those of an earlier return taken off again.

A comment is stored twice: its text in the part of comments, its box in a drawing (VML) beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape

from lumbung.reports.inplace.boxes import Boxes
from lumbung.reports.inplace.package import NotAsExpected, Package, attributes
from lumbung.reports.notes import AUTHOR, box, parted
from lumbung.returned import COMMENT_HEAD
from lumbung.sheets.addresses import address, number, split
from lumbung.sheets.grid import Position

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_MAIN}">'
    "<authors></authors><commentList></commentList></comments>"
)
_LIST = re.compile(r"<commentList\b[^>]*?/>|<commentList\b[^>]*>(.*)</commentList>", re.DOTALL)
_COMMENT = re.compile(r"<comment\b([^>]*)>(.*?)</comment>", re.DOTALL)
_AUTHORS = re.compile(r"<authors\b[^>]*?/>|<authors\b[^>]*>(.*?)</authors>", re.DOTALL)
_AUTHOR = re.compile(r"<(?:\w+:)?author\b[^>]*?/>|<(?:\w+:)?author\b[^>]*>(.*?)</(?:\w+:)?author>", re.DOTALL)
_TEXT = re.compile(r"<text\b[^>]*?/>|<text\b[^>]*>(.*)</text>", re.DOTALL)
_RUN = re.compile(r"<((?:\w+:)?r)\b[^>]*>.*?</\1>", re.DOTALL)
_WORDS = re.compile(r"<((?:\w+:)?t)\b[^>]*>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True)
class _Comment:
    said: str  # the attributes of its tag
    runs: tuple[str, ...]  # raw
    author: str

    @property
    def text(self) -> str:
        return "".join(map(_words, self.runs))


class Comments:
    """The comments of one sheet, read from the package and written back to it."""

    def __init__(self, package: Package, sheet: str) -> None:
        self._package, self._sheet = package, sheet
        self._part = next((r.target for r in package.relations(sheet) if r.kind == "comments"), None)
        xml = package.text(self._part) if self._part else _EMPTY
        listed, authors = _LIST.search(xml), _AUTHORS.search(xml)
        if listed is None or authors is None:
            raise NotAsExpected("comments are not written plainly")
        self._xml = xml
        self._authors = [unescape(found[1] or "") for found in _AUTHOR.finditer(authors[1] or "")]
        read = [self._read(*found.groups()) for found in _COMMENT.finditer(listed[1] or "")]
        self._comments: dict[Position, _Comment] = dict(read)
        self._touched: dict[Position, str] = {}  # the whole text, for the size of the box
        self._removed: set[Position] = set()

    def _read(self, said: str, content: str) -> tuple[Position, _Comment]:
        told = attributes(said)
        letters, row = split(told["ref"])
        author = int(told.get("authorId", 0))
        text = _TEXT.search(content)
        inner = (text[1] if text else "") or ""
        runs = tuple(found[0] for found in _RUN.finditer(inner)) or ((f"<r>{inner}</r>",) if inner.strip() else ())
        return (row, number(letters)), _Comment(
            said, runs, self._authors[author] if author < len(self._authors) else ""
        )

    def clear(self) -> Mapping[Position, str]:
        """Take our words off; what they said, by cell."""
        ours: dict[Position, str] = {}
        for place, comment in list(self._comments.items()):
            theirs, said = parted(comment.text, comment.author)
            if not said:
                continue
            ours[place] = said
            if theirs:
                self._comments[place] = _Comment(comment.said, _until(comment.runs, COMMENT_HEAD), comment.author)
                self._touched[place] = theirs
            else:
                del self._comments[place]
                self._removed.add(place)
        return ours

    def add(self, place: Position, text: str) -> None:
        """Put our words into the comment of a cell, behind the operator's."""
        theirs = self._comments.get(place)
        before = f"{theirs.text.rstrip()}\n\n" if theirs else ""
        lead = "\n\n" if theirs else ""
        run = f'<r><t xml:space="preserve">{escape(lead + text, quote=False)}</t></r>'
        said = theirs.said if theirs else f' ref="{address(*place)}" authorId="{self._author()}"'
        self._comments[place] = _Comment(said, (*(theirs.runs if theirs else ()), run), AUTHOR)
        self._touched[place] = before + text
        self._removed.discard(place)

    def write(self) -> str | None:
        """Write the parts back; the id of a new drawing that the sheet must name, else None."""
        if not self._touched and not self._removed:
            return None
        if self._part is None:
            self._part = self._package.free_name("xl/commentsLumbung%d.xml")
            self._package.write(self._part, self._xml, _TYPE)
            self._package.relate(self._sheet, "comments", self._part)
        body = "".join(f"<comment{c.said}><text>{''.join(c.runs)}</text></comment>" for c in self._comments.values())
        authors = "".join(f"<author>{escape(name, quote=False)}</author>" for name in self._authors)
        xml = _AUTHORS.sub(lambda _: f"<authors>{authors}</authors>", self._xml, count=1)
        xml = _LIST.sub(lambda _: f"<commentList>{body}</commentList>", xml, count=1)
        self._package.write(self._part, xml)
        sizes = {place: box(text) for place, text in self._touched.items()}
        return Boxes(self._package, self._sheet).write(sizes, self._removed)

    def _author(self) -> int:
        if AUTHOR not in self._authors:
            self._authors.append(AUTHOR)
        return self._authors.index(AUTHOR)


def _words(run: str) -> str:
    return "".join(unescape(found[2]) for found in _WORDS.finditer(run))


def _until(runs: tuple[str, ...], head: str) -> tuple[str, ...]:
    """The runs before our words; the run in which these begin is cut."""
    kept: list[str] = []
    for run in runs:
        words, found, _ = _words(run).partition(head)
        if not found:
            kept.append(run)
            continue
        if words.strip():
            kept.append(f'<r><t xml:space="preserve">{escape(words.rstrip(), quote=False)}</t></r>')
        break
    return tuple(kept)
