"""Template → the bytes of an Excel workbook: the sheets to be filled in, PETUNJUK, and the hidden RUJUKAN."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from openpyxl.workbook import Workbook
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.contracts.model import Kind, Property
from lumbung.contracts.template.draw import Drawing, attach, label_range
from lumbung.contracts.template.form import Form, LabelColumn
from lumbung.contracts.template.guide import draw_guide
from lumbung.contracts.template.lists import Lists
from lumbung.contracts.template.plan import Template
from lumbung.contracts.template.regions import Regions
from lumbung.contracts.template.rows import entries
from lumbung.returned import GUIDE_SHEET
from lumbung.sheets.addresses import address

_CREATOR = "Lumbung"
_UNDATED = datetime(2000, 1, 1)


def draw(template: Template) -> Workbook:
    """The workbook of a template; its first sheet is open."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for form in template.forms:
        sheet: Worksheet = workbook.create_sheet(form.sheet)
        Drawing(sheet, form, template.contract).draw()
    draw_guide(workbook.create_sheet(GUIDE_SHEET), template)
    lists = Lists(workbook)
    for form in template.forms:
        _drop_downs(workbook[form.sheet], form, lists, template.regions)
    workbook.properties.creator = _CREATOR
    workbook.properties.created = workbook.properties.modified = _UNDATED
    workbook.calculation = CalcProperties(fullCalcOnLoad=True)
    workbook.active = 0
    return workbook


def template_bytes(template: Template) -> bytes:
    """The workbook of a template as a file."""
    out = BytesIO()
    draw(template).save(out)
    return out.getvalue()


def _drop_downs(sheet: Worksheet, form: Form, lists: Lists, regions: Regions) -> None:
    for choice in form.choices:
        cell = form.choice_cell(choice.property)
        attach(sheet, lists.among(choice.title, [o.text for o in choice.options]), str(cell))
    above: int | None = None
    for place, label in enumerate(form.labels):
        if label.of is None:
            continue
        check = _choices(label, label.of, form, lists, regions, above)
        if check is not None:
            attach(sheet, check, label_range(form, place))
        above = place if label.of.kind is Kind.REGION else above


def _choices(
    label: LabelColumn, prop: Property, form: Form, lists: Lists, regions: Regions, above: int | None
) -> DataValidation | None:
    """The drop-down of a column of labels; a region is chosen among those of the region beside it."""
    if prop.kind is Kind.CATEGORY:
        return lists.among(label.heading, [e.text for e in entries(prop)])
    if prop.kind is not Kind.REGION:
        return None
    known = regions.entries(prop)
    parent = form.labels[above].of if above is not None else None
    if above is None or parent is None:
        return lists.among(label.heading, _unrepeated([r.text for r in known]))
    owners = [regions.above(r.code, parent) for r in known]
    cell = f"${address(form.sheet_rows[0], 1 + above)}"
    return lists.under([o.text if o else "" for o in owners], label.heading, [r.text for r in known], cell)


def _unrepeated(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(texts))
