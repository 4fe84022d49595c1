"""An Altair chart as a small inline SVG: vega's own description of axes and marks is English and long, so one sentence
of ours takes its place; colours of text follow the page.
"""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import altair as alt

_NEEDLESS = re.compile(
    r' (?:(?:aria-[a-z]+|role|class|pointer-events|stroke-miterlimit|xmlns:xlink|version|font-family)="[^"]*"'
    r'|(?:opacity|stroke-width)="1"|transform="translate\(0,0\)")'
)
_UNSEEN = re.compile(r'<path[^>]*display="none"[^>]*/>|<path[^>]* d=""[^>]*/>|<path d="M0,0h0v0h0Z"/>')
_EMPTY = re.compile(r"<g(?: [^>]*)?></g>|<g>\s*</g>")
_PLAIN = re.compile(r"<g>(<(?:line|path|text|rect)\b[^>]*(?:/>|>[^<]*</text>))</g>")
_LONG = re.compile(r"(\d+\.\d{2})\d+")


def inline(chart: alt.Chart | alt.LayerChart, description: str) -> str:
    """The chart as an ``<svg>`` element that grows with its place; ``description`` is what it is to who cannot see it.

    Raises:
        ValueError: the chart cannot be drawn.
    """
    stream = StringIO()
    chart.save(stream, format="svg")
    drawn = _slim(stream.getvalue())
    head, _, rest = drawn.partition(">")
    width = re.search(r' width="([\d.]+)"', head)
    kept = re.sub(r' (?:width|height)="[^"]*"', "", head)
    style = f"max-width:{float(width[1]):.0f}px" if width else ""
    return f'{kept} role="img" aria-label="{escape(description)}" style="{style}">{rest}'


def _slim(svg: str) -> str:
    svg = _UNSEEN.sub("", _NEEDLESS.sub("", svg))
    svg = _LONG.sub(r"\1", svg)
    for pattern, kept in ((_EMPTY, ""), (_PLAIN, r"\1")):
        while (smaller := pattern.sub(kept, svg)) != svg:
            svg = smaller
    return svg
