"""The sheet PETUNJUK: how to fill in the template, and what belongs in each column."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from lumbung.contracts.model import Kind, Property
from lumbung.contracts.template import looks
from lumbung.contracts.template.columns import measure_heading
from lumbung.contracts.template.form import Entry
from lumbung.contracts.template.notes import meaning, rules
from lumbung.contracts.template.plan import Template
from lumbung.contracts.template.wording import say
from lumbung.returned import GUIDE_HEADING, SHEETS_JOINT, SHEETS_LABEL, TEMPLATE_LABEL, TemplateMark

_WIDTHS = (28.0, 60.0, 62.0)


def draw_guide(sheet: Worksheet, template: Template) -> None:
    """Write the sheet; its cell A1 bears the mark by which it is known again."""
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _line(sheet, 1, (GUIDE_HEADING,), looks.TITLE)
    row = 2
    for facts in _facts(template):
        _line(sheet, row, facts, looks.SUBTITLE)
        row += 1
    _line(sheet, row + 1, (say("guide.how"),), looks.Look(bold=True, boxed=False))
    row += 2
    for number, step in enumerate(_steps(template), 1):
        _line(sheet, row, (f"{number}. {step}",), looks.Look(boxed=False, wrap=True))
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        sheet.row_dimensions[row].height = _height(step, sum(_WIDTHS))
        row += 1
    _line(sheet, row + 1, (say("guide.columns"),), looks.Look(bold=True, boxed=False))
    _line(sheet, row + 2, tuple(say(f"guide.column.{n}") for n in ("name", "meaning", "rules")), looks.HEADING)
    for at, words in enumerate(_columns(template), row + 3):
        _line(sheet, at, words, looks.WORDS)
        sheet.row_dimensions[at].height = max(_height(w, room) for w, room in zip(words, _WIDTHS, strict=True))
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _facts(template: Template) -> Iterator[tuple[str, str]]:
    yield say("guide.dataset"), template.contract.title
    yield say("guide.opd"), f"{template.opd_name} {template.regency}"
    if template.period:
        yield say("guide.period"), template.period
    yield TEMPLATE_LABEL, TemplateMark(template.contract.id, template.contract.version).text
    if len(template.forms) > 1:
        yield SHEETS_LABEL, SHEETS_JOINT.join(form.sheet for form in template.forms)


def _steps(template: Template) -> Iterator[str]:
    form, contract = template.forms[0], template.contract
    if form.choices:
        asked = [c for c in form.choices if c.entry is None]
        named = " dan ".join(c.title.lower() for c in asked or form.choices)
        yield say("guide.step.choose" if asked else "guide.step.chosen", choices=named)
    yield say("guide.step.rows" if form.open else "guide.step.figures")
    if len(template.forms) > 1:
        said = " dan ".join(dict.fromkeys(_subject(template, e) for e in form.fixed))
        yield say("guide.step.sheets", count=len(template.forms), title=said)
    for step in ("numbers", "empty") if contract.measures else ():
        yield say(f"guide.step.{step}")
    yield say("guide.step.shape")
    yield say("guide.step.notes")
    yield say("guide.step.name", name=template.file_name)


def _subject(template: Template, entry: Entry) -> str:
    prop = template.contract.named(entry.property)
    return say("heading.subject").lower() if prop.kind is Kind.MEASURE else prop.title.lower()


def _columns(template: Template) -> Iterator[tuple[str, str, str]]:
    form, contract = template.forms[0], template.contract
    for label in form.labels:
        if label.of is not None:
            yield _words(label.heading, label.of, rules(label.of, contract, not form.open))
    for measure in contract.of_kind(Kind.MEASURE):
        yield _words(measure_heading(measure), measure, rules(measure, contract))


def _words(name: str, prop: Property, said: tuple[str, ...]) -> tuple[str, str, str]:
    return name, meaning(prop), " ".join(said)


def _line(sheet: Worksheet, row: int, words: tuple[str, ...], look: looks.Look) -> None:
    for column, text in enumerate(words, 1):
        cell = sheet.cell(row, column)
        cell.value = text
        look.put_on(cell)


def _height(text: str, room: float) -> float:
    return 4 + 15 * max(1, len(textwrap.wrap(text, int(room))))
