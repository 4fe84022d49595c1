"""A Reading for people: ``lumbung tables`` draws what it found, each kind of row in its own colour.

Figures are printed as Indonesians write them (``1.234,5``), so that a misread thousands dot catches the eye.
A table wider than the terminal continues below itself with its labels repeated; of a long one, both ends are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rich.console import Console
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from lumbung.findings import SHOWN_CELLS, Finding, Language, Severity
from lumbung.sheets.model import Column, Reading, Role, Table, TableRow, TableValue, TextRow
from lumbung.sheets.why import reasons

_TOP, _BOTTOM = 40, 12
_WIDEST, _NARROWEST = 26, 4
_ROW, _GUTTER, _GAP = 7, 16, 2
_LABELS_REPEATED = 3

_STYLES = {
    "jumlah": Style(color="green", bold=True),
    "riwayat": Style(color="magenta"),
    "bagian": Style(color="cyan", bold=True),
    "": Style(),
}
_SEVERITIES = {
    Severity.BLOCKER: ("penolakan", "bold white on red"),
    Severity.ERROR: ("kesalahan", "bold red"),
    Severity.WARNING: ("peringatan", "yellow"),
    Severity.INFO: ("catatan", "blue"),
}


@dataclass(frozen=True)
class _Line:
    """One line of the drawing: an Excel row, its kind, and what stands in it."""

    row: int
    kind: str
    entry: TableRow | TextRow


def draw(reading: Reading, console: Console, language: Language = "id", *, why: bool = False) -> None:
    """Every table as it was understood, on demand with the reasons, then what was skipped and what is wrong."""
    head = Text.assemble((reading.name, "bold"), f" · {reading.format} · {_count(len(reading.tables), 'tabel')}")
    console.print(head, soft_wrap=True)
    for table in reading.tables:
        console.print()
        _draw_table(table, console)
        for reason in reasons(table) if why else ():
            console.print(Text.assemble((f"{reason.where:>7}  ", "bold blue"), reason.said(language)), soft_wrap=True)
    if reading.skipped or reading.everything_found:
        console.print()
    for part in reading.skipped:
        console.print(Text.assemble(("dilewati", "yellow"), f"  {part.sheet}!{part.range}: {part.why}"), soft_wrap=True)
    for found in reading.everything_found:
        console.print(_finding(found, language), soft_wrap=True)


def _draw_table(table: Table, console: Console) -> None:
    console.print(Text.assemble((f"{table.sheet}!{table.range}", "bold"), ("  " + _contents(table), "dim")))
    for line in table.title:
        console.print(Text("  " + line, style="italic"))
    lines, hidden = _shown(table)
    widths = {column.letter: _width(column, lines) for column in table.columns}
    for columns in _blocks(table, widths, console.width - _GUTTER):
        console.print(_block(table, columns, widths, lines, hidden))
    if hidden:
        console.print(Text(f"{'…':>{_ROW}}  {_count(hidden, 'baris di tengah tidak digambar')}", style="dim"))
    for note in table.notes:
        console.print(Text.assemble((f"{note.row:>7}  catatan  ", "dim"), (note.text, "dim italic")), soft_wrap=True)


def _contents(table: Table) -> str:
    parts = ((table.rows, "baris"), (table.totals, "jumlah"), (table.history, "riwayat"), (table.sections, "bagian"))
    said = [_count(len(rows), word) for rows, word in parts if len(rows)]
    if table.numbering_row:
        said.append(f"nomor kolom di baris {table.numbering_row}")
    return ", ".join(said)


def _count(number: int, word: str) -> str:
    return f"{shown_value(number)} {word}"


def _shown(table: Table) -> tuple[list[_Line], int]:
    """The lines to draw from top to bottom, and how many are left out before the last of them."""
    kinds: tuple[tuple[str, Iterable[TableRow | TextRow]], ...] = (
        ("", _ends(table.rows)),
        ("jumlah", _ends(table.totals)),
        ("riwayat", _ends(table.history)),
        ("bagian", _ends(table.sections)),
    )
    lines = sorted((_Line(e.row, kind, e) for kind, entries in kinds for e in entries), key=lambda line: line.row)
    everything = len(table.rows) + len(table.totals) + len(table.history) + len(table.sections)
    if everything <= _TOP + _BOTTOM:
        return lines, 0
    return lines[:_TOP] + lines[-_BOTTOM:], everything - _TOP - _BOTTOM


def _ends(entries: Sequence[TableRow] | Sequence[TextRow]) -> Iterator[TableRow | TextRow]:
    yield from islice(entries, _TOP + _BOTTOM)
    yield from entries[max(_TOP + _BOTTOM, len(entries) - _BOTTOM) :]


def _blocks(table: Table, widths: dict[str, int], room: int) -> Iterator[list[Column]]:
    """The columns in blocks that fit the terminal; each begins with the first label columns."""
    repeated = [column for column in table.columns if column.role is Role.LABEL][:_LABELS_REPEATED]
    block: list[Column] = []
    for column in table.columns:
        if block and sum(widths[c.letter] + _GAP for c in (*block, column)) > room and column not in repeated:
            yield block
            block = [] if sum(widths[c.letter] + _GAP for c in (*repeated, column)) > room else list(repeated)
        block.append(column)
    yield block


def _block(
    table: Table, columns: Sequence[Column], widths: dict[str, int], lines: Sequence[_Line], hidden: int
) -> RichTable:
    drawing = RichTable(box=None, show_header=False, padding=(0, _GAP, 0, 0), pad_edge=False)
    drawing.add_column(justify="right", style="dim", width=_ROW)
    drawing.add_column(style="dim", width=7)
    for column in columns:
        side = "right" if column.role is Role.VALUE else "left"
        drawing.add_column(justify=side, width=widths[column.letter], overflow="fold")  # type: ignore[arg-type]
    drawing.add_row("", "", *(Text(c.letter, style="dim") for c in columns))
    for level, texts in enumerate(_headings(columns)):
        row = str(table.header_rows[level]) if level < len(table.header_rows) else ""
        drawing.add_row(row, "kepala", *map(Text, texts), style="bold")
    drawing.add_row(*(Text("─" * width, style="dim") for width in (_ROW, 7, *(widths[c.letter] for c in columns))))
    for i, line in enumerate(lines):
        if hidden and i == _TOP:
            drawing.add_row("…", "", *("…" for _ in columns), style="dim")
        drawing.add_row(str(line.row), line.kind, *map(Text, _cells(columns, line.entry)), style=_STYLES[line.kind])
    return drawing


def _headings(columns: Sequence[Column]) -> Iterator[list[str]]:
    """The levels of the header; a heading over several columns is written over the first of them."""
    for level in range(max((len(c.path) for c in columns), default=0)):
        texts: list[str] = []
        before: tuple[str, ...] = ()
        for column in columns:
            path = column.path[: level + 1]
            texts.append("" if len(column.path) <= level or path == before else path[-1])
            before = path if len(column.path) > level else ()
        yield texts


def _cells(columns: Sequence[Column], entry: TableRow | TextRow) -> list[str]:
    if isinstance(entry, TextRow):
        return [entry.text]
    return [shown_value(entry.cells.get(column.letter), code=column.role is Role.LABEL) for column in columns]


def _width(column: Column, lines: Sequence[_Line]) -> int:
    code = column.role is Role.LABEL
    rows = [line.entry for line in lines if isinstance(line.entry, TableRow)]
    cells = [len(shown_value(row.cells.get(column.letter), code=code)) for row in rows]
    words = [len(word) for heading in column.path for word in heading.split()]
    heading = max(min(len(column.path[-1]), 12) if column.path else 0, *words, 0) if words else 0
    return max(_NARROWEST, min(_WIDEST, max([heading, *cells])))


def shown_value(value: TableValue, *, code: bool = False) -> str:
    """A value as Indonesians write it: ``1234.5`` → ``1.234,5``; numbers that are codes or years have no dots."""
    if value is None:
        return ""
    if isinstance(value, str) or code:
        return str(value)
    return f"{value:,}".replace(",", "\0").replace(".", ",").replace("\0", ".")


def _finding(found: Finding, language: Language) -> Text:
    word, style = _SEVERITIES[found.severity]
    place = f"{found.sheet}!" if found.sheet and found.cells else ""
    cells = ", ".join(found.cells[:SHOWN_CELLS])
    rest = f" (+{found.count - len(found.cells)})" if found.cells and found.count > len(found.cells) else ""
    where = f"  {place}{cells}{rest}" if cells else ""
    return Text.assemble((f"{found.code} {word}", style), (where, "bold"), f"  {found.message(language)}")
