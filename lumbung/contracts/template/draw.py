"""One form → one sheet: title, headings, labels, cells for figures, sums, notes, drop-downs, the printed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.contracts.model import Contract, Kind, LogicalType, Property
from lumbung.contracts.template import looks
from lumbung.contracts.template.checks import figure_check
from lumbung.contracts.template.form import FIRST_LABEL, Column, Form, LabelColumn, Row, Shown
from lumbung.contracts.template.notes import meaning, rules
from lumbung.contracts.template.wording import say
from lumbung.sheets.addresses import address, area

_WHOLE, _FRACTION = "#,##0", "#,##0.00"
_NOTE_AUTHOR = "Petunjuk"
_NARROWEST, _WIDEST = 11.0, 34.0
_ROW_HEIGHT = 17.0
_SHOWN_ROWS = 60  # labels by which a column's width is told


class Drawing:
    """One sheet in the making."""

    def __init__(self, sheet: Worksheet, form: Form, contract: Contract) -> None:
        self.sheet = sheet
        self.form = form
        self.contract = contract

    def draw(self) -> None:
        """Everything but the drop-downs, which need the lists of the workbook."""
        self._title()
        self._label_headings()
        self._figure_headings()
        for above in self.form.sections:
            self._section(above)
        for index, row in enumerate(self.form.rows):
            self._body_row(index, row)
        if self.form.grand_total:
            self._grand_total()
        self._checks()
        self._page()

    def _put(self, row: int, column: int, value: str | int | None, look: looks.Look) -> Cell:
        cell = self.sheet.cell(row, column)
        assert isinstance(cell, Cell)
        look.put_on(cell)
        if value is not None:
            cell.value = value
        return cell

    # -------------------------------------------------------------- above the body

    def _title(self) -> None:
        for row, text in enumerate(self.form.title, 1):
            self._put(row, 1, text, looks.TITLE if row == 1 else looks.SUBTITLE)
        for row, choice in enumerate(self.form.choices, self.form.first_choice):
            shown = choice.entry.text if choice.entry else say("choice.empty", title=choice.title.lower())
            self._put(row, 1, shown, looks.CHOICE)
            right = max(2, self.form.first_figure - 1)
            for column in range(2, right + 1):
                self._put(row, column, None, looks.CHOICE)
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=right)

    def _label_headings(self) -> None:
        top, bottom = self.form.header_top, self.form.header_top + self.form.header_rows - 1
        for column, label in enumerate(self.form.labels, FIRST_LABEL):
            self._heading(top, column, bottom, column, label.heading)
            if label.of is not None:
                self._note(top, column, label.of, rules(label.of, self.contract, not self.form.open))

    def _figure_headings(self) -> None:
        """Headings from top to bottom; neighbours under one heading share it."""
        for level in range(self.form.header_rows):
            row = self.form.header_top + level
            for _, same in groupby(enumerate(self.form.columns), key=lambda item: item[1].headings[: level + 1]):
                span = list(same)
                left, right = (self.form.first_figure + index for index in (span[0][0], span[-1][0]))
                column = span[0][1]
                self._heading(row, left, row, right, column.headings[level])
                self._figure_note(row, left, level, column)

    def _figure_note(self, row: int, left: int, level: int, column: Column) -> None:
        measure = column.measure or self.form.measure
        if level == 0 and measure is not None:
            self._note(row, left, measure, rules(measure, self.contract))
        elif column.parts and level == len(column.headings) - 1:
            self._comment(row, left, [say("note.computed")])

    def _heading(self, top: int, left: int, bottom: int, right: int, text: str) -> None:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self._put(row, column, None, looks.HEADING)
        self.sheet.cell(top, left).value = text
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)

    def _note(self, row: int, column: int, prop: Property, said: Sequence[str]) -> None:
        self._comment(row, column, [meaning(prop), *said])

    def _comment(self, row: int, column: int, lines: Sequence[str]) -> None:
        longest = sum(1 + len(line) // 44 for line in lines)
        self.sheet.cell(row, column).comment = Comment(
            "\n".join(lines), _NOTE_AUTHOR, height=26 + 18 * longest, width=300
        )

    # -------------------------------------------------------------- the body

    def _section(self, row: int) -> None:
        for column in range(FIRST_LABEL, self.form.width + 1):
            self._put(row, column, None, looks.SECTION)
        self.sheet.cell(row, FIRST_LABEL).value = self.form.sections[row].text
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=FIRST_LABEL, end_column=self.form.width)

    def _body_row(self, index: int, row: Row) -> None:
        at = self.form.sheet_rows[index]
        self.sheet.row_dimensions[at].height = _ROW_HEIGHT
        for place, label in enumerate(self.form.labels, FIRST_LABEL):
            self._put(at, place, _label_value(label, row), self._label_look(label))
        for offset, column in enumerate(self.form.columns):
            formula = self._formula(index, row, offset, column)
            computed = formula is not None
            look = looks.figure(_format(self.form.measure_at(row, column), computed), computed)
            self._put(at, self.form.first_figure + offset, formula, look)

    def _label_look(self, label: LabelColumn) -> looks.Look:
        if label.of is None:
            return looks.CENTRED_LABEL if label.shown in (Shown.NUMBER, Shown.CODE, Shown.UNIT) else looks.LABEL
        if label.of.logical_type is LogicalType.DATE:
            return looks.DATE_INPUT
        if label.of.logical_type is not LogicalType.STRING:
            return looks.figure(_format(label.of), computed=False)
        filled = not self.form.open and (
            label.of.kind is Kind.REGION or (label.of.key and label.of.kind is Kind.CATEGORY)
        )
        return looks.TEXT_LABEL if filled else looks.TEXT_INPUT

    def _formula(self, index: int, row: Row, offset: int, column: Column) -> str | None:
        if row.parts and self.form.measure_at(row, column).additive:
            return _sum([self.form.figure_cell(part, offset) for part in row.parts])
        if column.parts:
            return _sum([self.form.figure_cell(index, part) for part in column.parts])
        return None

    def _grand_total(self) -> None:
        row, last = self.form.last_row + 1, self.form.last_row
        first = self.form.sheet_rows[0]
        for column in range(FIRST_LABEL, self.form.first_figure):
            self._put(row, column, None, looks.SECTION)
        place = next(i for i, c in enumerate(self.form.labels) if c.of and c.of.kind is Kind.REGION)
        self.sheet.cell(row, FIRST_LABEL + place).value = say("label.grand_total")
        for offset, each in enumerate(self.form.columns):
            column = self.form.first_figure + offset
            measure = self.form.measure_at(self.form.rows[0], each)
            formula = f"=SUM({area(first, column, last, column)})" if measure.additive else None
            self._put(row, column, formula, looks.figure(_format(measure, computed=True), computed=True))

    def _checks(self) -> None:
        """One check for each block of neighbouring cells of one measure."""
        numbered = enumerate(self.form.columns, self.form.first_figure)
        for (_, computed), run in groupby(numbered, key=lambda item: (item[1].measure, bool(item[1].parts))):
            span = list(run)
            for measure, top, bottom in self._blocks(span[0][1]) if not computed else ():
                check = figure_check(measure, address(top, span[0][0]))
                attach(self.sheet, check, area(top, span[0][0], bottom, span[-1][0]))

    def _blocks(self, column: Column) -> Iterator[tuple[Property, int, int]]:
        """The measures of a column from top to bottom, with the first and the last sheet row of each."""
        rows = zip(self.form.rows, self.form.sheet_rows, strict=True)
        for measure, run in groupby(rows, key=lambda item: self.form.measure_at(item[0], column)):
            span = [row for _, row in run]
            yield measure, span[0], span[-1]

    # -------------------------------------------------------------- the page

    def _page(self) -> None:
        sheet, form = self.sheet, self.form
        body = form.sheet_rows[0] - (1 if form.sections else 0)
        sheet.freeze_panes = address(body, form.first_figure if form.columns else FIRST_LABEL + 1)
        for column, width in enumerate(self._widths(), 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for row in range(form.header_top, form.header_top + form.header_rows):
            sheet.row_dimensions[row].height = self._height(row)
        sheet.row_dimensions[1].height = 24
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape" if form.width > 7 else "portrait"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = f"{form.header_top}:{form.header_top + form.header_rows - 1}"
        sheet.print_area = area(1, 1, form.last_row + form.grand_total, max(form.width, 6))
        sheet.page_margins.left = sheet.page_margins.right = 0.4

    def _widths(self) -> Iterator[float]:
        for label in self.form.labels:
            texts = [label.heading, *(str(_label_value(label, r) or "") for r in self.form.rows[:_SHOWN_ROWS])]
            yield (
                5.0
                if label.shown is Shown.NUMBER
                else min(_WIDEST, max(_NARROWEST, *(len(t) * 1.15 + 2 for t in texts)))
            )
        for column in self.form.columns:
            longest = max((len(word) for word in column.headings[-1].split()), default=0)
            yield max(_NARROWEST + 2, longest * 1.25 + 3)

    def _height(self, row: int) -> float:
        """Enough for the headings of one row, each as wide as the columns below it."""
        level = row - self.form.header_top
        lines = 1
        widths = list(self._widths())[len(self.form.labels) :]
        for _, same in groupby(enumerate(self.form.columns), key=lambda item: item[1].headings[: level + 1]):
            span = list(same)
            room = sum(widths[index] for index, _ in span)
            lines = max(lines, -(-int(len(span[0][1].headings[level]) * 1.3) // max(1, int(room))))
        return 6 + 15.5 * lines


def _label_value(label: LabelColumn, row: Row) -> str | int | None:
    name = label.about.name if label.about else ""
    if label.shown is Shown.PROPERTY:
        return next((e.text for e in row.entries if e.property == name), None)
    if label.shown is Shown.MEASURE:
        return row.measure.title if row.measure else None
    if label.shown is Shown.UNIT:
        return row.measure.unit if row.measure else None
    return {Shown.NUMBER: row.number, Shown.CODE: row.code(name)}.get(label.shown, label.text)


def _format(prop: Property, computed: bool = False) -> str:
    """The number format; a sum of nothing shows as '-'."""
    plain = _WHOLE if prop.logical_type is LogicalType.INTEGER else _FRACTION
    return f'{plain};-{plain};"-"' if computed else plain


def _sum(cells: Sequence[str]) -> str:
    return f"=SUM({','.join(cells)})"


def label_range(form: Form, place: int) -> str:
    """The cells of the body in one column of labels."""
    column = FIRST_LABEL + place
    return area(form.sheet_rows[0], column, form.last_row, column)


def attach(sheet: Worksheet, check: DataValidation, cells: str) -> None:
    """Put a drop-down on some cells."""
    check.add(cells)
    sheet.add_data_validation(check)
