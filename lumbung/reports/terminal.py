"""How reports are drawn on a terminal: colours of verdicts and severities, tables, text that may be long.

Everything is drawn from :class:`rich.text.Text`, never from markup: a file may be called ``[bold].xlsx``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lumbung.findings import Severity

VERDICT_STYLES: Mapping[str, str] = {
    "DITERIMA": "bold green",
    "DITERIMA DENGAN CATATAN": "bold yellow",
    "DITERIMA SEBAGIAN": "bold dark_orange",
    "DIKEMBALIKAN": "bold red",
}
SEVERITY_STYLES: Mapping[Severity, str] = {
    Severity.BLOCKER: "bold red",
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.INFO: "blue",
}
WIDE = 100
"""From this many columns on a terminal has room for every column of the summary."""


def table(console: Console) -> Table:
    """An empty table: ruled on a terminal, bare columns in a log."""
    kind = box.SIMPLE_HEAD if console.is_terminal else None
    return Table(box=kind, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", show_edge=False)


def heading(console: Console, text: str) -> None:
    """A heading with an empty line above it."""
    console.print()
    console.print(Text(text, style="bold"))


def line(console: Console, text: str | Text, indent: int = 0) -> None:
    """A text that wraps under its own beginning."""
    body = text if isinstance(text, Text) else Text(text)
    console.print(Padding(body, (0, 0, 0, indent), expand=False))


def path(console: Console, where: Path | str, indent: int = 0, before: str = "") -> None:
    """A path, whole on its line however long it is, so that it can be copied."""
    text = Text(" " * indent + before)
    text.append(_short(where), style="cyan")
    console.print(text, soft_wrap=True)


def _short(where: Path | str) -> str:
    """The path from the working folder where it lies in there."""
    whole = Path(where)
    try:
        return str(whole.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(where)
