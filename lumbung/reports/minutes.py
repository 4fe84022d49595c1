"""The *berita acara pemeriksaan*: one page for the signatures of the producer of the data and the walidata.

Presidential Regulation 39/2019 (Satu Data Indonesia) has the walidata check what a producer hands over and return what
does not conform with the result of the check. The page is HTML that prints on one sheet of A4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lumbung.findings import Severity
from lumbung.reports.annotate import plain_stem
from lumbung.reports.check import CheckedTable
from lumbung.reports.told import Cure, Return, first_cures
from lumbung.reports.wording import cells_text, count_text, date_text, explain_text, say, severity_text, verdict_text

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_DATASETS, _CURES, _NAME, _TITLE, _SHEET, _REMEDY = 4, 5, 110, 55, 24, 125
"""What fits on the page: datasets, cures, characters of the names of file, dataset and sheet, and of a remedy."""


@dataclass(frozen=True)
class Minutes:
    """What the page says: what is told to the operator, and of which content, received when, with which tables."""

    told: Return
    sha256: str
    received: date | None
    tables: tuple[CheckedTable, ...]


def minutes_name(name: str) -> str:
    """The name of the page for an upload of that name: ``<stem> - BERITA ACARA.html``."""
    return f"{plain_stem(name)} - BERITA ACARA.html"


def minutes_page(minutes: Minutes) -> str:
    """The page as HTML that needs no other file."""
    told = minutes.told
    datasets = _by_dataset(minutes.tables)
    producer, walidata = told.opd or say("minutes.unknown"), told.office.name or say("minutes.walidata")
    return _template().render(
        say=say,
        count=count_text,
        told=told,
        minutes=minutes,
        name=_short(told.name, _NAME),
        producer=producer,
        walidata=walidata,
        opening=_opening(told, producer, walidata),
        received=date_text(minutes.received) if minutes.received else "",
        verdict=verdict_text(told.verdict),
        explained=explain_text(told.verdict),
        counts=[(s.value, severity_text(s), sum(f.severity is s for f in told.findings)) for s in Severity],
        datasets=datasets[:_DATASETS],
        more_datasets=len(datasets) - _DATASETS,
        cures=[(cure.finding, _where(cure), _sentences(cure.finding.remedy("id"), _REMEDY)) for cure in _cures(told)],
    )


def _opening(told: Return, producer: str, walidata: str) -> Markup:
    """The first sentence, the two parties in bold."""
    from markupsafe import Markup

    weekday, day = say(f"weekday.{told.office.on.weekday()}"), date_text(told.office.on)
    bold = {name: str(Markup("<b>{}</b>").format(text)) for name, text in (("w", walidata), ("p", producer))}
    said = say("minutes.opening", weekday=weekday, day=day, walidata=bold["w"], producer=bold["p"])
    return Markup(said)  # noqa: S704 — our own words around escaped names


def _cures(told: Return) -> list[Cure]:
    return first_cures(told.findings, _CURES)


def _where(cure: Cure) -> str:
    """Where the mistakes of a cure stand, short."""
    finding = cure.finding
    place = " ".join(part for part in (_short(finding.sheet or "", _SHEET), cells_text(finding, shown=1)) if part)
    if cure.alike > 1:
        return say("minutes.alike", place=place, count=count_text(cure.alike - 1)) if place else ""
    return place


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _sentences(text: str, most: int) -> str:
    """The first sentences, as many as fit; never half of one where a whole one fits."""
    end = text[: most + 1].rfind(". ")
    return text if len(text) <= most else text[: end + 1] if end > 0 else _short(text, most)


@dataclass(frozen=True)
class _Dataset:
    """All tables of one dataset in the file; the counts are sheet rows."""

    title: str
    period: str
    sheet: str
    read: int
    accepted: int
    held: int


def _by_dataset(tables: Sequence[CheckedTable]) -> list[_Dataset]:
    """One line for each dataset, those with rows held back first, for these are spoken about."""
    same: dict[str, list[CheckedTable]] = {}
    for table in tables:
        same.setdefault(table.dataset, []).append(table)
    return sorted(map(_joined, same.values()), key=lambda d: -d.held)


def _joined(tables: Sequence[CheckedTable]) -> _Dataset:
    periods, sheets = sorted({t.period for t in tables}), sorted({t.sheet for t in tables})
    period = periods[0] if len(periods) == 1 else say("run.periods", first=periods[0], last=periods[-1])
    sheet = _short(sheets[0], _SHEET) if len(sheets) == 1 else say("minutes.sheets", count=count_text(len(sheets)))
    return _Dataset(
        _short(tables[0].title or tables[0].dataset, _TITLE),
        period,
        sheet,
        sum(t.rows_read for t in tables),
        sum(t.rows_accepted for t in tables),
        sum(t.rows_quarantined for t in tables),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only who writes a page waits for it

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("minutes.html.j2")
