"""The report as one HTML file: templates filled, charts and style laid inside, the size held.

Every OPD has its page. Files have theirs, those that need somebody first and then the newest, as long as the report
stays below :data:`LARGEST`; of the others it says how many there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from lumbung.findings import Dimension, Severity
from lumbung.reports.night.charts import faults_chart, trend_chart
from lumbung.reports.night.model import FilePage, Measured, NightReport, Share, Trend
from lumbung.reports.night.numbers import counts_text, number_text, percent_text, time_text
from lumbung.reports.wording import count_text, date_text, explain_text, say, severity_text, verdict_text

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
LARGEST = 950_000  # bytes: a report is sent by mail and messenger
MARKS = {
    "tersedia": "●",
    "sebagian": "◐",
    "menunggu": "…",
    "dikembalikan": "✗",
    "belum_ada": "○",
    "belum_jatuh_tempo": "·",
}
"""How a dataset and period stands, also without colours."""
VERDICTS = ("DITERIMA", "DITERIMA DENGAN CATATAN", "DITERIMA SEBAGIAN", "DIKEMBALIKAN")
_STEPS = (0.5, 0.8, 0.95, 0.99, 1.0)
"""Where one colour of the heat map gives way to the next."""


def fingerprint(report: NightReport) -> str:
    """A digest of what the report tells, the moment it is made left out, and of how it tells it."""
    digest = hashlib.sha256(repr(replace(report, made=datetime.min)).encode())
    for part in sorted(TEMPLATES.iterdir()):
        digest.update(part.read_bytes())
    return digest.hexdigest()


def render(report: NightReport) -> str:
    """The report as HTML, below :data:`LARGEST` bytes save where the OPDs alone take more."""
    room = LARGEST - _size(_filled(report, {}))
    return _filled(report, _fitting(report, room))


def _fitting(report: NightReport, room: int) -> dict[int, str]:
    """The pages of files that fit, by receipt."""
    template = _environment().get_template("berkas.html.j2")
    pages: dict[int, str] = {}
    for file in _most_needed(report.files):
        page = template.render(file=file, shown=(), statuses=MARKS)
        linked = 4 if file.open else 2  # lists that have its name, which becomes a link
        room -= _size(page) + linked * len(f'<a href="#{file.anchor}"></a>')
        if room < 0:
            break
        pages[file.receipt] = page
    return pages


def _most_needed(files: Sequence[FilePage]) -> list[FilePage]:
    return sorted(files, key=lambda f: (not f.open, not f.new, -f.arrived.timestamp()))


def _filled(report: NightReport, pages: dict[int, str]) -> str:
    from markupsafe import Markup

    available = _availability(report)
    return (
        _environment()
        .get_template("laporan.html.j2")
        .render(
            report=report,
            fingerprint=fingerprint(report),
            pages=Markup("".join(pages.values())),  # noqa: S704 — filled by the template above
            shown=pages.keys(),
            left_out=len(report.files) - len(pages),
            open=[f for f in report.files if f.open],
            fresh=sum(f.new for f in report.files),
            silent=[o for o in report.opds if not o.scores],
            available=available,
            verdicts=VERDICTS,
            statuses=MARKS,
            faults_chart=Markup(faults_chart(report.faults)),  # noqa: S704 — as Altair drew it
            chart_of=_chart_of,
        )
    )


def _chart_of(trend: Trend, *, own: bool) -> Markup:
    from markupsafe import Markup

    names = ("night.trend.own", "night.trend.group") if own else ("night.trend.all",)
    return Markup(trend_chart(trend.points, *map(say, names)))  # noqa: S704 — as Altair drew it


def _availability(report: NightReport) -> Share:
    found = [s for m in report.matrices for row in m.rows for s in row.statuses.values() if s != "belum_jatuh_tempo"]
    return Share(sum(status in ("tersedia", "sebagian") for status in found), len(found))


def _size(text: str) -> int:
    return len(text.encode())


def step(share: Share | None) -> int:
    """The colour of a share in the heat map: 0 where it was not measured, else 1 (low) to 6 (whole)."""
    if share is None or share.value is None:
        return 0
    return 1 + sum(share.value >= limit for limit in _STEPS)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only who writes a report waits for it
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "say": say,
        "count": count_text,
        "counts": counts_text,
        "date": date_text,
        "time": time_text,
        "percent": percent_text,
        "severity": lambda value: severity_text(Severity(value)),
        "verdict": verdict_text,
        "explain": lambda verdict: explain_text(verdict or ""),
        "dimension": lambda d: say(f"dimension.{Dimension(d).value}"),
        "dimension_means": lambda d: say(f"dimension_means.{Dimension(d).value}"),
        "status": lambda status: say(f"status.{status}"),
        "mark": MARKS.get,
        "grain": lambda grain: say(f"night.grain.{grain}"),
        "measure": lambda measured: say(f"night.measure.{measured.key}"),
        "amount": lambda measured: _amount(measured, measured.value),
        "median": lambda measured: _amount(measured, measured.median),
        "step": step,
        "slug": lambda text: text.lower().replace(" ", "-"),
        "href": lambda path: quote(path),
    }
    for name in ("css", "js"):
        source = (TEMPLATES / f"laporan.{name}").read_text(encoding="utf-8")
        environment.globals[name] = Markup(source)  # noqa: S704 — our own
    return environment


def _amount(measured: Measured, value: float | None) -> str:
    if measured.share is not None:
        return percent_text(value)
    return number_text(value, say("night.unit.days") if measured.key.startswith("days_") else "")
