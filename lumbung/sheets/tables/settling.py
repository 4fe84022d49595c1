"""Lines that alone look like figures, or like words, and are the other by what stands around them."""

from __future__ import annotations

from lumbung.sheets.tables.layout import Layout, Line, Look
from lumbung.sheets.tables.lines import heads_stub, is_data, is_numbering, is_quantity, is_title_line, is_year


def settle_headings(layout: Layout) -> None:
    """Say of such lines whether they hold data, before any header is looked for."""
    _settle_beside_stub(layout)
    _settle_errors(layout)


def _settle_beside_stub(layout: Layout) -> None:
    """Lines beside a stub heading (or its empty cell) merged down over them are headings, even if they hold numbers.

    Only under a line with a merged heading over several columns: a merged kecamatan beside its desa is no heading.
    """
    lines = {line.row: line for line in layout.lines}
    for span in layout.spans.values():
        anchor = lines.get(span.top)
        if anchor is None or span.top not in layout.wide_rows or is_data(anchor) or span.left > anchor.columns[0]:
            continue
        for row in range(span.top + 1, span.bottom + 1):
            if row in lines and span.left < lines[row].columns[0]:
                lines[row].data = False


def _settle_errors(layout: Layout) -> None:
    """Words with ``#REF!`` or a formula that was never computed among them are headings where they stand over figures,
    or head the names of rows; right below a row, or headings of the same columns, they are a row."""
    rows = {row for row, _ in layout.grid.broken}
    for position, line in enumerate(layout.lines) if rows else ():
        if line.row in rows and _is_words_and_errors(line):
            above = layout.lines[max(position - 1, 0)]
            below = next((other for other in layout.lines[position + 1 :] if not is_numbering(other)), line)
            line.data = _goes_on(above, line) or not (heads_stub(line.first_text) or _stands_over_figures(line, below))


def _is_words_and_errors(line: Line) -> bool:
    """True for a line without figures but years, and with an error."""
    if is_title_line(line) or any(is_quantity(line.cells[c]) for c, look in line.looks.items() if look is Look.TEXT):
        return False
    telling = [c for c in line.figures if line.looks[c] is not Look.NOTHING and not is_year(line.cells[c])]
    return bool(telling) and all(line.looks[c] is Look.BROKEN for c in telling)


def _goes_on(above: Line, line: Line) -> bool:
    """True for a line right below a row, or below words of which every column of it has one."""
    heads = not above.figures and not is_title_line(above) and set(line.cells) <= set(above.cells)
    return above is not line and line.row - above.last == 1 and (heads or is_data(above))


def _stands_over_figures(line: Line, below: Line) -> bool:
    """True where two words at least stand over figures: one may be a figure that was not known."""
    words = [c for c, look in line.looks.items() if look is Look.TEXT]
    figures = (Look.NUMBER, Look.NUMERAL)
    return below is not line and is_data(below) and sum(below.looks.get(c) in figures for c in words) > 1
