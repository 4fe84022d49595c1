"""The charts of the report, drawn with Altair. A line is told from another by its dashes, not by its colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from lumbung.reports.night.model import Fault, TrendPoint
from lumbung.reports.night.numbers import share_text
from lumbung.reports.night.svg import inline
from lumbung.reports.wording import severity_text

if TYPE_CHECKING:
    import altair as alt

OWN, GROUP = "#0b5d6b", "#8a5a00"
_WEIGHTS = {"blocker": "#8b1a1a", "error": "#b5482a", "warning": "#a07a00", "info": "#5b6b73"}
_INK, _LINE = "#37474f", "#cfd8dc"
_ROOM = {"left": 40, "right": 30, "top": 5, "bottom": 5}  # the reader's font may be wider than the one measured with
_FONT = "system-ui, 'Segoe UI', sans-serif"


@lru_cache(maxsize=256)  # many OPDs have the same trend at first
def trend_chart(points: tuple[TrendPoint, ...], own: str, group: str | None = None) -> str:
    """Shares over time, ``own`` beside the median of the ``group``; '' where there are fewer than two points."""
    measured = [p for p in points if p.share.tested]
    if len(measured) < 2:
        return ""
    import altair as alt  # a second and a half: only who writes a report waits for it

    rows = [(p.label, own, p.share.value) for p in measured]
    if group:
        rows += [(p.label, group, p.median) for p in measured if p.median is not None]
    shares = [share for *_, share in rows if share is not None]
    values = [{"t": label, "of": of, "v": share} for label, of, share in rows]
    names = [own, group] if group else [own]
    kept = {"sort": names, "legend": _legend(group)}
    drawn = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("t:O", sort=[p.label for p in measured], title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y("v:Q", title=None, scale=alt.Scale(domain=_room(shares)), axis=alt.Axis(format="%", tickCount=4)),
        color=alt.Color("of:N", scale=alt.Scale(domain=names, range=[OWN, GROUP]), **kept),
    )
    dashes = alt.StrokeDash("of:N", scale=alt.Scale(domain=names, range=[[1, 0], [5, 4]]), **kept)
    shapes = alt.Shape("of:N", scale=alt.Scale(domain=names, range=["circle", "diamond"]), **kept)
    lines = drawn.mark_line(strokeWidth=2).encode(strokeDash=dashes)
    drawn = alt.layer(lines, drawn.mark_point(filled=True, size=40, opacity=1).encode(shape=shapes))
    told = "; ".join(f"{p.label} {share_text(p.share)}" for p in measured)
    return inline(_dressed(drawn.properties(width=440, height=130)), f"{own}: {told}")


@lru_cache(maxsize=8)
def faults_chart(faults: tuple[Fault, ...]) -> str:
    """How many OPDs each mistake was found at; '' where there is none."""
    if not faults:
        return ""
    import altair as alt

    values = [
        {"name": f"{f.code}  {f.title}", "n": f.opds, "w": severity_text(f.severity), "said": f"{f.opds} OPD"}
        for f in faults
    ]
    present = sorted({f.severity for f in faults}, key=lambda s: s.rank)
    names, colours = [severity_text(s) for s in present], [_WEIGHTS[s.value] for s in present]
    labels = alt.Axis(labelLimit=330, labelPadding=8, ticks=False, domain=False)
    bars = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=labels),
        x=alt.X("n:Q", title=None, axis=None),
    )
    colour = alt.Color("w:N", sort=names, scale=alt.Scale(domain=names, range=colours), legend=_legend("w"))
    drawn = alt.layer(
        bars.mark_bar(height=15).encode(color=colour),
        bars.mark_text(align="left", dx=5, color=_INK).encode(text="said:N"),
    )
    told = "; ".join(f"{v['name']}: {v['said']}" for v in values)
    drawn = drawn.properties(width=300, height=alt.Step(24), padding=_ROOM)
    return inline(_dressed(drawn), told)


def _room(shares: Sequence[float]) -> tuple[float, float]:
    """The axis: down to 0 where a share is low, else only the part in which the shares lie."""
    low = min(shares)
    return (0.0, 1.0) if low < 0.5 else (max(0.0, int(low * 20 - 0.5) / 20), 1.0)


def _legend(wanted: str | None) -> alt.Legend | None:
    import altair as alt

    return alt.Legend(title=None, orient="top", symbolStrokeWidth=2) if wanted else None


def _dressed(chart: alt.LayerChart) -> alt.LayerChart:
    """The look of the page: no frame, quiet lines, its own fonts."""
    dressed: alt.LayerChart = (
        chart.configure(font=_FONT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(gridColor=_LINE, domainColor=_LINE, tickColor=_LINE, labelColor=_INK, labelFontSize=11)
        .configure_legend(labelColor=_INK, labelFontSize=11, labelLimit=400)
    )
    return dressed
