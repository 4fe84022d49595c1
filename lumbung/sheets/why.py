"""Why a table was read as it was: the evidence for each decision, for ``lumbung tables --why``.

The texts are data (``why.yaml``); what fills them is taken from the table and weighed again as when it was decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lumbung.findings import Language, Text
from lumbung.sheets.addresses import number
from lumbung.sheets.figures.conventions import Basis, Convention
from lumbung.sheets.figures.witness import column_sums
from lumbung.sheets.model import Column, Role, Table, TableRow
from lumbung.sheets.tables.layout import shown
from lumbung.sheets.tables.sums import Addends, Evidence, weigh
from lumbung.yamlfile import read_yaml

_LABELS_SHOWN = 60
_TOTALS_SHOWN = 200


@dataclass(frozen=True)
class Reason:
    """One decision: the cells it is about, and what spoke for it."""

    where: str
    because: Text

    def said(self, language: Language) -> str:
        """The evidence in words."""
        return self.because.fill(language, {})


@cache
def _texts() -> dict[str, Text]:
    raw = read_yaml(Path(__file__).parent / "why.yaml")
    return {key: Text.model_validate(texts) for key, texts in raw.items()}


def reasons(table: Table) -> Iterator[Reason]:
    """The decisions behind a table: header, column numbers, columns, and every row that is not an ordinary one."""
    yield from _of_header(table)
    yield from (_of_column(table, column) for column in table.columns)
    for found in column_sums(table):
        yield _reason(found.total, "column_sum", letter=found.total, parts=" + ".join(found.parts), rows=found.rows)
    yield from (_of_total(table, total) for total in table.totals[:_TOTALS_SHOWN])
    yield from (_reason(str(row.row), "history", label=_label(table, row)) for row in table.history)
    yield from (_reason(str(section.row), "section", label=section.text) for section in table.sections)
    carried = (row for row in table.rows if row.carried)
    yield from (_reason(str(row.row), "carried", letters=", ".join(sorted(row.carried))) for row in carried)


def _reason(where: str, key: str, **parameters: str | int) -> Reason:
    text = _texts()[key]
    filled = {language: text.fill(language, parameters) for language in ("id", "en")}
    return Reason(where, Text(**filled))


def _both(key: str, **parameters: str | int) -> Text:
    return _reason("", key, **parameters).because


def _joined(where: str, key: str, name: str, inner: Text | None, **parameters: str | int) -> Reason:
    """A reason in which a part is itself said in both languages."""
    text = _texts()[key]
    id_, en = (inner.id, inner.en) if inner else ("", "")
    return Reason(
        where, Text(id=text.fill("id", {**parameters, name: id_}), en=text.fill("en", {**parameters, name: en}))
    )


def _of_header(table: Table) -> Iterator[Reason]:
    rows = table.header_rows
    first = min((row.row for row in (*table.rows[:1], *table.totals, *table.history)), default=0)
    if rows:
        grid = table.grid
        merges = sum(span.top in rows for span in grid.merges) if grid else 0
        merged = _both("merged", count=merges) if merges else None
        where = f"{rows[0]}" if len(rows) == 1 else f"{rows[0]}–{rows[-1]}"
        yield _joined(where, "header", "merged", merged, lines=len(rows), first=first)
    if table.numbering_row and table.grid:
        cells = table.grid.line(table.numbering_row).values()
        yield _reason(str(table.numbering_row), "numbering", text=" ".join(map(shown, cells))[:_LABELS_SHOWN])


def _of_column(table: Table, column: Column) -> Reason:
    values = [row.cells.get(column.letter) for row in table.rows]
    numbers = sum(isinstance(value, int | float) for value in values)
    texts = sum(isinstance(value, str) for value in values)
    if column.role is Role.LABEL:
        return _reason(column.letter, "label", texts=texts, numbers=numbers, rows=len(values))
    told = table.conventions.get(column.letter)
    none = len(values) - numbers - texts
    convention = _of_convention(told) if told else None
    return _joined(column.letter, "value", "convention", convention, numbers=numbers, none=none, rows=len(values))


def _of_convention(convention: Convention) -> Text | None:
    if convention.basis is Basis.STORED:
        return None
    witnesses = ", ".join(f"'{text}'" for text in convention.witnesses)
    style, text = _texts()[convention.style.value], _texts()[convention.basis.value]
    said = {"witnesses": witnesses}
    return Text(id=text.fill("id", {**said, "style": style.id}), en=text.fill("en", {**said, "style": style.en}))


def _of_total(table: Table, total: TableRow) -> Reason:
    label = _label(table, total)
    parts, proof = max(_proofs(table, total), key=lambda each: (each[1].agreeing, -each[0]))
    if not proof.agreeing:
        return _reason(str(total.row), "total_by_name", label=label)
    counted = {"parts": parts, "agreeing": proof.agreeing, "compared": proof.compared}
    return _reason(str(total.row), "total", label=label, **counted)


def _proofs(table: Table, total: TableRow) -> Iterator[tuple[int, Evidence]]:
    """(rows, evidence) for all rows, those up to the total above, and those down to the one below."""
    others = [t.row for t in table.totals if t is not total]
    above = max((row for row in others if row < total.row), default=0)
    below = min((row for row in others if row > total.row), default=10**9)
    for first, last in ((0, 10**9), (above, total.row), (total.row, below)):
        rows = [row for row in table.rows if first < row.row < last]
        yield len(rows), _weighed(table, total, rows)


def _weighed(table: Table, total: TableRow, rows: Iterable[TableRow]) -> Evidence:
    columns = {number(c.letter): c.letter for c in table.columns if c.role is Role.VALUE}
    addends = Addends({n: row.cells.get(letter) for n, letter in columns.items()} for row in rows)
    return weigh({n: total.cells.get(letter) for n, letter in columns.items()}, addends, columns)


def _label(table: Table, row: TableRow) -> str:
    labels = (row.cells.get(c.letter) for c in table.columns if c.role is Role.LABEL)
    return " ".join(str(label) for label in labels if label is not None)[:_LABELS_SHOWN]
