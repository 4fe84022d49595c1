"""Contract + regions of the site → template: its sheets with their titles, rows and columns, not yet drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from lumbung.contracts.model import Contract, Kind, Property, Source
from lumbung.contracts.template.columns import columns
from lumbung.contracts.template.errors import TemplateError
from lumbung.contracts.template.form import Choice, Entry, Form, LabelColumn, Shown
from lumbung.contracts.template.period_texts import PeriodText, is_part_of_year, period_text, periods_of_year
from lumbung.contracts.template.placing import Place, measures_place, place_of, placed
from lumbung.contracts.template.regions import Regions
from lumbung.contracts.template.rows import entries, has_grand_total, rows
from lumbung.contracts.template.wording import say
from lumbung.reference.wilayah import Gazetteer
from lumbung.text import fold

YEARS_BACK, YEARS_AHEAD = 5, 1
"""The years that may be chosen, counted from today's."""
MANY = 12
"""Of periods shorter than a month fewer years may be chosen."""
MOST_SHEETS = 60
_UNFIT_FOR_NAMES = re.compile(r'[\\/:*?"<>|\[\]\x00-\x1f]+')
_SHEET_NAME = 31  # characters that Excel allows
_FILE_NAME = 120
_PLAIN_SHEET = "Data"


@dataclass(frozen=True)
class Template:
    """A template before it is drawn; ``file_name`` is the name under which it should be sent."""

    contract: Contract
    opd_name: str
    regency: str
    period: str | None
    regions: Regions
    forms: tuple[Form, ...]
    file_name: str


def plan(
    contract: Contract, gazetteer: Gazetteer, opd_name: str, regency: str, period: str | None, today: date
) -> Template:
    """The template of a dataset.

    Args:
        contract: what it is made from.
        gazetteer: the regions of the site.
        opd_name: the OPD as people call it.
        regency: the regency, e.g. ``Kabupaten Lahat``.
        period: the period it is for (``2024``, ``2024-S1``); None leaves the choice to the OPD. A year, for a dataset
            of shorter periods that may stand in the header, gives a column for each of them.
        today: what the list of years is counted from, and without a period the day whose regions are listed.

    Raises:
        TemplateError: ``period`` is no period of the dataset, or its place needs one and none is given.
    """
    spread, single = _periods(contract, period)
    title = (*_title(contract), f"{opd_name} {regency}")
    regions = Regions(gazetteer, max((p.last_day for p in (*spread, *((single,) if single else ()))), default=today))
    period_line = tuple(_period_choice(contract, single, bool(spread), today))
    forms = []
    for fixed in _sheets(contract, regions):
        body = rows(contract, regions, fixed)
        is_open = not body[0].entries and bool(_label_properties(contract))
        forms.append(
            Form(
                sheet=_sheet_name(contract, fixed, single),
                fixed=fixed,
                title=title,
                choices=(*_title_choices(contract, regions, fixed), *period_line),
                labels=_labels(contract, is_open),
                columns=columns(contract, regions, spread, fixed),
                rows=body,
                open=is_open,
                grand_total=not is_open and has_grand_total(contract),
                measure=next((m for m in contract.measures for e in fixed if e.property == m.name), None),
            )
        )
    return Template(contract, opd_name, regency, period, regions, tuple(forms), _file_name(contract, period, single))


def _periods(contract: Contract, period: str | None) -> tuple[tuple[PeriodText, ...], PeriodText | None]:
    """The periods spread over the header, and the one of the whole table."""
    in_header = Source.HEADER in contract.period.sources
    if period and period.isdigit() and is_part_of_year(contract.grain) and in_header:
        return periods_of_year(contract.grain, int(period)), None
    single = period_text(contract.grain, period) if period else None
    place = place_of(contract.period)
    if measures_place(contract) is Place.FILENAME and len(contract.measures) > 1:
        raise TemplateError(say("error.file_each", dataset=contract.dataset))
    if single is None and place in (Place.HEADER, Place.SHEET, Place.FILENAME):
        raise TemplateError(say("error.period_needed", dataset=contract.dataset))
    return ((single,) if single and place is Place.HEADER else ()), single


def _title(contract: Contract) -> Iterator[str]:
    """The title of the dataset, and where that has none of the phrases by which a table is recognised, one of them."""
    yield contract.title
    if not any(f" {fold(phrase)} " in f" {fold(contract.title)} " for phrase in contract.titles):
        yield contract.titles[0]


# ------------------------------------------------------------------ what is said of a whole sheet


def _title_choices(contract: Contract, regions: Regions, fixed: Sequence[Entry]) -> Iterator[Choice]:
    """One line each for the regions and categories that stand in the title; given where the sheet is about one."""
    for prop in placed(contract, Place.TITLE, Kind.REGION, Kind.CATEGORY):
        given = next((e for e in fixed if e.property == prop.name), None)
        yield Choice(prop.name, prop.title, tuple(_title_options(prop, regions)), given)
    if measures_place(contract) is Place.TITLE:
        options = _measure_entries(contract)
        yield from (Choice(e.property, say("heading.subject"), options, e) for e in fixed if e in options)


def _measure_entries(contract: Contract) -> tuple[Entry, ...]:
    return tuple(Entry(m.name, m.name, m.title) for m in contract.measures)


def _period_choice(contract: Contract, single: PeriodText | None, spread: bool, today: date) -> Iterator[Choice]:
    """The line of the period, where that stands in the title."""
    if place_of(contract.period) is not Place.TITLE or spread:
        return
    back = YEARS_BACK if len(periods_of_year(contract.grain, today.year)) <= MANY else YEARS_AHEAD
    years = range(today.year - back, today.year + YEARS_AHEAD + 1)
    known = [p for year in years for p in periods_of_year(contract.grain, year)]
    listed = sorted(dict.fromkeys((*known, single) if single else known), key=lambda p: p.period, reverse=True)
    options = tuple(Entry(contract.period.name, p.period, p.text) for p in listed)
    chosen = next((e for e in options if single and e.code == single.period), None)
    yield Choice(contract.period.name, contract.period.title, options, chosen)


def _title_options(prop: Property, regions: Regions) -> Iterator[Entry]:
    if prop.region_level is not None:
        for each in regions.entries(prop):
            yield Entry(prop.name, each.code, f"{prop.region_level.value.capitalize()} {each.text}")
        return
    yield from (e for e in entries(prop) if not prop.is_total(e.code))


def _sheets(contract: Contract, regions: Regions) -> Iterator[tuple[Entry, ...]]:
    """What each sheet is about: one for each region or category that its name says, else that its title says.

    Where the titles would be too many, the OPD chooses what the one sheet is about.
    """
    measures = [_measure_entries(contract)] if measures_place(contract) in (Place.SHEET, Place.TITLE) else []
    named = placed(contract, Place.SHEET, Kind.REGION, Kind.CATEGORY)
    if named:
        yield from product(*(regions.entries(p) if p.region_level else entries(p) for p in named), *measures)
        return
    titled = placed(contract, Place.TITLE, Kind.REGION, Kind.CATEGORY)
    sheets = list(product(*(tuple(_title_options(p, regions)) for p in titled), *measures))
    yield from sheets if len(sheets) <= MOST_SHEETS else product(*measures)


def _sheet_name(contract: Contract, fixed: Sequence[Entry], single: PeriodText | None) -> str:
    said = [e.text for e in fixed]
    if single is not None and place_of(contract.period) is Place.SHEET:
        said.append(single.text)
    return _fit(" ".join(said), _SHEET_NAME) or _PLAIN_SHEET


def _file_name(contract: Contract, period: str | None, single: PeriodText | None) -> str:
    said = single.text if single else period or ""
    return f"{_fit(contract.title, _FILE_NAME)} {_fit(said, _FILE_NAME)}".strip() + ".xlsx"


def _fit(text: str, length: int) -> str:
    return _UNFIT_FOR_NAMES.sub("-", text)[:length].strip()


# ------------------------------------------------------------------ labels


def _label_properties(contract: Contract) -> tuple[Property, ...]:
    return placed(contract, Place.COLUMN, Kind.REGION, Kind.CATEGORY, Kind.ATTRIBUTE, Kind.PERIOD)


def _labels(contract: Contract, is_open: bool) -> tuple[LabelColumn, ...]:
    own = tuple(LabelColumn(p.title, Shown.PROPERTY, p) for p in _label_properties(contract))
    if is_open:
        return own
    number = LabelColumn(say("heading.number"), Shown.NUMBER)
    regions = placed(contract, Place.COLUMN, Kind.REGION)
    code = (LabelColumn(say("heading.code"), Shown.CODE, regions[-1]),) if regions else ()
    if measures_place(contract) is Place.COLUMN:
        unit = LabelColumn(say("heading.unit"), Shown.UNIT)
        return (number, *code, *own, LabelColumn(say("heading.subject"), Shown.MEASURE), unit)
    if not own:
        return (LabelColumn(say("heading.subject"), Shown.TEXT, text=contract.title),)
    return (number, *code, *own)
