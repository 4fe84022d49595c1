"""What the forms of several OPDs share: rows per kecamatan, Jumlah and history lines, a sample out of a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from sites.lahat.samples.regions import Place, kecamatan, other, spaced
from sites.samples.form import Drawn, Form, Head, Line, draw
from sites.samples.sheet import Value
from sites.samples.table import Fact, Flaw, Number, Sample, Table, Unit
from sites.samples.workbook import xls, xlsx

Held = frozenset[tuple[int, int | None]]
LP = ("L", "P")


def upper(place: Place) -> str:
    """The name in capitals."""
    return place.name.upper()


def looks(place: Place) -> str:
    """The name with the OPD's own spelling, short names spaced for looks."""
    return spaced(other(place))


def plain(place: Place) -> str:
    """The official name."""
    return place.name


def kecamatan_units(spell: Callable[[Place], str] = plain, number: Literal["1", "01."] = "1") -> tuple[Unit, ...]:
    """One row per kecamatan, numbered, in code order."""
    return tuple(
        Unit(k.code, (i if number == "1" else f"{i:02d}.", spell(k))) for i, k in enumerate(kecamatan(), start=1)
    )


def body(table: Table) -> tuple[Line, ...]:
    """The rows of a table."""
    return tuple(Line(unit.label, table.row(unit)) for unit in table.units)


def total(table: Table, label: str = "Jumlah") -> Line:
    """The Jumlah row of a table."""
    return Line((label,), table.total(), "total")


def summed(lines: Sequence[Line], like: Line) -> Line:
    """The total line a spreadsheet's SUM would give over lines that were altered; text counts as nothing."""
    body_lines = [line for line in lines if line.kind == "body"]
    values = tuple(sum(_number(line.values[i]) for line in body_lines) for i in range(len(like.values)))
    return Line(like.labels, values, like.kind)


def _number(value: Value | None) -> Number:
    return value if isinstance(value, (int, float)) else 0


def history(label: str, table: Table) -> Line:
    """A line under Jumlah that restates the total of an earlier period."""
    return Line((label,), table.total(), "history")


def restated(line: Line, column: int, by: Number) -> Line:
    """The line with one figure off by ``by``."""
    changed = _number(line.values[column]) + by
    return replace(line, values=(*line.values[:column], changed, *line.values[column + 1 :]))


def sexes(*texts: str) -> tuple[Head, ...]:
    """Headings for L, P and their sum."""
    return tuple(Head(t) for t in texts or ("L", "P", "L+P"))


def sample(
    path: str, *forms: Form, facts: Sequence[Fact] = (), flaws: Sequence[Flaw] = (), verdict: str = "DITERIMA"
) -> Sample:
    """An upload made of one form per sheet; the extension of ``path`` decides the format."""
    return drawn_sample(path, [draw(f) for f in forms], facts, flaws, verdict)


def drawn_sample(
    path: str, drawn: Sequence[Drawn], facts: Sequence[Fact], flaws: Sequence[Flaw], verdict: str
) -> Sample:
    """The same for forms already drawn, where a flaw needs the address of a cell."""
    sheets = [d.sheet for d in drawn]
    data = xls(sheets) if path.endswith(".xls") else xlsx(sheets)
    return Sample(path, data, tuple(facts), tuple(flaws), verdict)
