"""The words in a cell's comment: what was found, what is right, how to fix it; and our words told from the operator's.

How a comment is stored in a workbook is the business of those that write one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lumbung.findings import Finding
from lumbung.reports.wording import printable, remedy_text, say, severity_text
from lumbung.returned import COMMENT_HEAD

AUTHOR = "Lumbung"
_SHOWN = 4  # findings told in one comment
_WIDTH, _CHARACTERS, _LINE = 340, 52, 17  # a comment box: pixels, characters to a line, pixels of a line


class Notes:
    """Makes the text of a cell's comment; cells with the same findings share theirs."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, ...], str] = {}

    def of(self, findings: Sequence[Finding], former: str | None) -> str:
        """The comment on a cell with these findings; ``former`` is the colour it had, to be given back."""
        key = tuple(map(id, findings))
        if key not in self._made:
            self._made[key] = _text(findings)
        text = self._made[key]
        return text + "\n\n" + say("fix.former_fill", fill=former) if former else text


def _text(findings: Sequence[Finding]) -> str:
    parts = [_told(finding) for finding in findings[:_SHOWN]]
    if len(findings) > _SHOWN:
        parts.append(say("fix.comment_more", count=len(findings) - _SHOWN))
    return printable(COMMENT_HEAD + "\n" + "\n\n".join(parts))


def _told(finding: Finding) -> str:
    severity, title = severity_text(finding.severity), finding.title("id")
    message, remedy = finding.message("id"), remedy_text(finding)
    return say("fix.comment", severity=severity, title=title, message=message, remedy=remedy)


def box(text: str) -> tuple[int, int]:
    """Width and height in pixels of the box that shows a whole comment."""
    lines = sum(1 + len(line) // _CHARACTERS for line in text.splitlines())
    return _WIDTH, _LINE * (lines + 1)


def parted(text: str, author: str | None) -> tuple[str, str]:
    """A comment's text as (the operator's, ours)."""
    theirs, head, ours = text.partition(COMMENT_HEAD)
    if not head:
        theirs, ours = ("", text) if author == AUTHOR else (text, "")
    return theirs.strip(), ours


# ------------------------------------------------------------------ the colour that a marked cell had


def former_text(
    *, rgb: str | None = None, theme: int | None = None, tint: float = 0.0, indexed: int | None = None
) -> str:
    """A colour in words that :func:`recalled` understands: ``#FFFF00``, ``tema 4 0.5999``, ``indeks 13``."""
    if rgb is not None:
        return f"#{rgb[-6:]}"
    return f"tema {theme} {tint:.6g}" if theme is not None else f"indeks {indexed}"


_FORMER = re.compile(
    re.escape(say("fix.former_fill", fill="@")).replace(
        "@", r"(?:#([0-9A-Fa-f]{6})|tema (\d\d?) (-?\d(?:\.\d+)?(?:e-\d+)?)|indeks (\d\d?))"
    )
)


def recalled(text: str) -> Mapping[str, str | int | float] | None:
    """The former colour that one of our comments mentions, by the names that a workbook uses; None if there is none."""
    found = _FORMER.search(text)
    if found is None:
        return None
    rgb, theme, tint, index = found.groups()
    if rgb:
        return {"rgb": f"FF{rgb}"}
    return {"theme": int(theme), "tint": float(tint)} if theme else {"indexed": int(index)}
