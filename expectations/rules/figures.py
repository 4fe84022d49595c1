"""How a figure is written in a message."""

from __future__ import annotations


def figure_text(value: float) -> str:
    """A figure as Indonesian readers write it: ``1234.5`` → ``1.234,5``."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.replace(",", "_").replace(".", ",").replace("_", ".")
