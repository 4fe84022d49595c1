"""What a measure gives to the page: a line of its table, and what belongs under it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One measured figure against its bar."""

    measure: str
    figure: str
    bar: str
    holds: bool


@dataclass(frozen=True)
class Section:
    """The lines of one subject; ``details`` is Markdown, printed under its title."""

    title: str
    lines: tuple[Line, ...]
    details: tuple[str, ...] = ()
