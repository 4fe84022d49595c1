"""What layouts share: the lines of a body, titles, the notes below a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from lumbung.contracts.model import Kind, RegionLevel
from sites.samples.form import Drawn, Form, Line, draw
from sites.samples.rows import Row, label_properties
from sites.samples.sheet import Sheet, Value
from sites.samples.table import Number
from sites.samples.view import Column, View
from sites.samples.workbook import xlsx

FEW_ROWS = 60
"""Rows up to which a table is repeated on a sheet or in a file."""


class Layout(Protocol):
    """One way of laying a table out."""

    name: str
    extension: str
    periods: int  # how many periods one file holds

    def suits(self, view: View) -> bool:
        """Whether the contract says enough for a table so laid out to be understood; ``view`` holds one period."""

    def data(self, view: View) -> bytes:
        """The bytes of the file."""

    def file_name(self, view: View) -> str:
        """The name an operator gives it, without the extension."""


class Workbook:
    """A layout that is an .xlsx workbook of forms, called after its title and period."""

    extension = ".xlsx"
    periods = 1

    def drawn(self, view: View) -> Sequence[Drawn]:
        """Its forms, each on the sheet it stands on."""
        return [draw(form) for form in self.forms(view)]

    def sheets(self, view: View) -> Sequence[Sheet]:
        """The sheets, each once."""
        return list({id(drawn.sheet): drawn.sheet for drawn in self.drawn(view)}.values())

    def forms(self, view: View) -> Iterable[Form]:
        """One form per sheet."""
        raise NotImplementedError

    def data(self, view: View) -> bytes:
        """The bytes of the workbook."""
        return xlsx(self.sheets(view))

    def file_name(self, view: View) -> str:
        """Title and period."""
        return f"{view.title} {view.when}"


def body(
    view: View,
    columns: Sequence[Column],
    rows: Sequence[Row] | None = None,
    *,
    number: Callable[[int], str | int | None] = int,
    spell: Callable[[str], str] = str,
    skip: int = 0,
) -> tuple[Line, ...]:
    """The body lines, numbered; ``spell`` writes the names of lists, ``skip`` leaves out that many labels.

    A free text (the name of a firm) is a key as it stands: written otherwise it would be another firm.
    """
    named = [p.kind is not Kind.ATTRIBUTE for p in label_properties(view.contract)]

    def written(row: Row) -> list[str]:
        return [spell(text) if listed else text for text, listed in zip(row.labels, named, strict=True)][skip:]

    return tuple(
        Line((number(i), *written(row)), shown(columns, view.figures(row, columns)))
        for i, row in enumerate(rows if rows is not None else view.rows, start=1)
    )


def shown(columns: Sequence[Column], figures: Sequence[Number | None]) -> tuple[Value | None, ...]:
    """The figures as written; where there is none, a dash if that means no value to the owner, else nothing."""
    return tuple(
        "" if value is None and column.measure.nil_is_zero else value
        for column, value in zip(columns, figures, strict=True)
    )


def total(view: View, columns: Sequence[Column], label: str = "Jumlah", rows: Sequence[Row] | None = None) -> Line:
    """The Jumlah line; a rate without a formula has no total."""
    figures = view.total(rows if rows is not None else view.rows, columns)
    return Line((label,), tuple("" if f is None else f for f in figures), "total" if rows is None else "subtotal")


def adds_up(view: View) -> bool:
    """Whether a Jumlah row says anything."""
    return len(view.rows) > 1 and any(m.additive for m in view.contract.measures)


def totals(view: View, columns: Sequence[Column], label: str = "Jumlah") -> tuple[Line, ...]:
    """The Jumlah line, if it says anything."""
    return (total(view, columns, label),) if adds_up(view) else ()


def by_place(view: View) -> str:
    """'Menurut Kecamatan', unless the title says so already."""
    levels = [p.region_level for p in view.contract.properties if p.region_level]
    if not levels or "menurut" in view.title.lower():
        return ""
    return "Menurut Desa/Kelurahan" if levels[-1] is RegionLevel.DESA else "Menurut Kecamatan"


def headline(view: View) -> tuple[str, ...]:
    """Title lines: what, where and when."""
    return (f"{view.title} {by_place(view)}".strip(), f"{view.regency} {view.when}")


def numbered(view: View, *, skip: int = 0) -> tuple[str, ...]:
    """Headings of the label columns, the row number first."""
    return ("No", *view.labels[skip:])


def stack(forms: Sequence[Drawn], gap: int = 2) -> Sequence[Drawn]:
    """Forms one below the other, on the sheet of the first of them."""
    first, *rest = forms
    sheet, placed = first.sheet, [first]
    for drawn in rest:
        down = max(row for row, _ in sheet.cells) + gap
        sheet.cells.update({(row + down, column): cell for (row, column), cell in drawn.sheet.cells.items()})
        sheet.merges += [(top + down, left, bottom + down, right) for top, left, bottom, right in drawn.sheet.merges]
        sheet.heights.update({row + down: height for row, height in drawn.sheet.heights.items()})
        placed.append(replace(drawn.moved(down), sheet=sheet))
    return placed
