"""The whole report: composed, and written under the night's date and under a name that stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from zoneinfo import ZoneInfo

from assets.granary import Granary
from assets.night import boards
from assets.night.files import Rows, file_pages
from assets.night.opds import Standing, opd_pages, short_names
from assets.night.trends import trends
from lumbung.contracts.weights import UNSCORED
from lumbung.findings import Dimension
from lumbung.reports.night.model import NightReport
from warehouse import overview

SCORED = tuple(d for d in Dimension if d not in UNSCORED)
"""Dimensions of the heat map; one that nobody measures yet stands there as such."""
LATEST = "laporan-terkini.html"
"""The report last written, under a name that stays."""
HEAD = 1000  # characters of the page in which its fingerprint stands
NIGHT = timedelta(hours=24)
"""How far back an arrival counts as new."""


def renew_report(granary: Granary) -> Path:
    """The report of this night, written where it would tell anything else than the one that lies there."""
    from lumbung.reports.night.render import fingerprint  # Jinja and Altair: only who writes a report waits for them

    now = _now(granary)
    dated, latest = _places(granary, now)
    told = fingerprint(compose(granary, now, granary.reports))
    if dated.is_file() and latest.is_file() and told in latest.read_text(encoding="utf-8")[:HEAD]:
        return latest
    return write_report(granary)


def write_report(granary: Granary, target: Path | None = None) -> Path:
    """Write the report as it stands now; where no ``target`` is named, as that of this night and as the latest.

    Raises:
        OSError: it cannot be written there.
    """
    from lumbung.reports.night.render import render

    now = _now(granary)
    places = (target,) if target else _places(granary, now)
    page = render(compose(granary, now, places[0].absolute().parent))
    for place in places:
        _replace(place, page)
    return places[-1]


def _now(granary: Granary) -> datetime:
    return datetime.now(ZoneInfo(granary.site.timezone))


def _places(granary: Granary, now: datetime) -> tuple[Path, Path]:
    return granary.reports / f"laporan-{now:%Y-%m-%d}.html", granary.reports / LATEST


def _replace(place: Path, page: str) -> None:
    """Write a file so that whoever opens it finds it whole."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=place.parent, prefix=".", suffix=".html", encoding="utf-8", delete=False) as file:
        partial = Path(file.name)
        try:
            file.write(page)
            file.flush()
            partial.chmod(0o644)
            partial.replace(place)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def compose(granary: Granary, now: datetime, folder: Path) -> NightReport:
    """Everything the report tells; links lead from ``folder``."""
    with granary.engine.connect() as connection:
        rows = Rows(overview.files(connection), overview.tables(connection), overview.findings(connection))
        available, scores = overview.availability(connection), boards.score_shares(overview.scores(connection))
        cards, board = overview.cards(connection), overview.board(connection)
        faults, days = overview.faults(connection), overview.days(connection)
    files = file_pages(granary, rows, folder, now - NIGHT)
    found = trends(available, days)
    standing = Standing(files, available, scores, cards, board, found.by_opd)
    return NightReport(
        site=granary.site.name,
        walidata=granary.site.walidata,
        sample=granary.site.sample,
        made=now,
        opds=opd_pages(granary, standing),
        dimensions=SCORED,
        matrices=boards.matrices(available, short_names(granary)),
        faults=boards.faults(faults),
        trends=found.together,
        files=tuple(files),
    )
