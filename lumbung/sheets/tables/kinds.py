"""What each line of a body is: a row, a total, a year gone by, the heading of a section, or a stray."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lumbung.sheets.figures.values import Figures
from lumbung.sheets.tables.aggregates import tell_parents, tell_whole
from lumbung.sheets.tables.bulk import sum_alike
from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import Entry, Kind, with_following
from lumbung.sheets.tables.history import tell_by_words, tell_years
from lumbung.sheets.tables.layout import Layout, Line
from lumbung.sheets.tables.lines import is_step
from lumbung.sheets.tables.nameless import tell_nameless
from lumbung.sheets.tables.nested import tell_nested
from lumbung.sheets.tables.sections import is_lone_text, tell_sections
from lumbung.sheets.tables.steps import tell_steps
from lumbung.sheets.tables.sums import Addends, weigh
from lumbung.sheets.words import is_total, words, year_label
from lumbung.text import fold


@dataclass
class Told:
    """The lines of a body by kind, in the order of the sheet."""

    entries: list[Entry] = field(default_factory=list)

    def of(self, kind: Kind) -> list[Entry]:
        """The entries of one kind."""
        return [entry for entry in self.entries if entry.kind is kind]


def tell(layout: Layout, columns: Columns, lines: Sequence[Line], figures: Figures) -> Told:
    """The kind of every line of a body."""
    entries = [_entry(layout, columns, line, figures) for line in lines]
    _join_labels(layout, columns, entries, figures)
    _tell_unlabelled(layout, columns, entries)
    tell_by_words(entries)
    tell_years(columns, entries)
    tell_steps(entries)
    tell_sections(layout, columns, entries)
    tell_parents(columns, entries)
    tell_nested(columns, entries)
    tell_whole(columns, entries)
    return Told(entries)


def _entry(layout: Layout, columns: Columns, line: Line, figures: Figures) -> Entry:
    values = figures.by_row[line.row]
    texts = {c: str(values[c]) for c in columns.labels if values.get(c) is not None}
    marks = {c: t for c, t in texts.items() if c in columns.counters and is_step(t)}
    labels = {c: t for c, t in texts.items() if c not in columns.counters or not (_is_counter(t) or c in marks)}
    figured = any(c in line.cells for c in columns.values)
    if not labels and figured:
        labels = {c: str(v) for c, v in values.items() if c in columns.values and isinstance(v, str)}
        labels = {c: t for c, t in labels.items() if is_total(t) or year_label(t)}
    merged = line.row in layout.wide_rows and any(
        sum(s.left <= c <= s.right for c in columns.labels) > 1 for s in layout.line_spans(line)
    )
    counted = any(_is_counter(t) for c, t in texts.items() if c in columns.counters)
    parts = (values, sum_alike(layout.grid, line.alike, figures.readers)) if line.alike else (values,)
    return Entry(line, values, parts, labels, counted, next(iter(marks.values()), ""), figured, merged)


def _is_counter(text: str) -> bool:
    return text.rstrip(".)").strip().isdigit()


def _join_labels(layout: Layout, columns: Columns, entries: Sequence[Entry], figures: Figures) -> None:
    """A label that goes on in the next row, beside figures merged over both rows, is one label."""
    for above, entry in pairwise(entries):
        if _breaks_off(above, entry):
            _join_broken(above, entry, figures)
            continue
        covered = layout.covered.get(entry.line.row, frozenset())
        measured = {c for c in columns.values if c in above.line.cells}
        if entry.figured or len(entry.labels) != 1 or len(measured) < 2 or not measured <= covered or entry.counted:
            continue
        ((column, text),) = entry.labels.items()
        if column in above.labels:
            whole = f"{above.labels[column]} {text}"
            above.labels[column] = figures.by_row[above.line.row][column] = whole
            entry.kind, entry.why = Kind.STRAY, "lanjutan label baris di atasnya"


def _breaks_off(above: Entry, entry: Entry) -> bool:
    """True for a label that cannot end there (``Agriculture, forestry,``), with figures beside one half only."""
    last = fold(above.label).rsplit(" ", 1)[-1]
    unfinished = above.label.endswith(",") or last in words().unfinished
    alone = len(entry.labels) == 1 and above.labels.keys() == entry.labels.keys() and not entry.counted
    return unfinished and alone and above.figured != entry.figured and not is_total(entry.label)


def _join_broken(above: Entry, entry: Entry, figures: Figures) -> None:
    ((column, text),) = entry.labels.items()
    whole, half = (above, entry) if above.figured else (entry, above)
    whole.labels[column] = figures.by_row[whole.line.row][column] = f"{above.labels[column]} {text}"
    half.kind, half.why = Kind.STRAY, "bagian label baris di sebelahnya"


def _tell_unlabelled(layout: Layout, columns: Columns, entries: list[Entry]) -> None:
    named = any(entry.labels for entry in entries)
    nameless = tell_nameless(columns, entries) if named else []
    kept = {row for row, _ in layout.merged_down(columns.labels)} | {entry.line.row for entry in nameless}
    run = Addends()
    for entry, following in with_following(entries):
        if entry.kind is not Kind.ROW or entry.labels or not named or entry.line.row in kept:
            run.add(entry.parts)
        elif entry.figured and weigh(entry.values, run, columns.values).is_partly_sum:
            entry.kind = Kind.TOTAL
        elif following and following.labels and is_lone_text(entry, columns):
            entry.kind = Kind.SECTION
        else:
            entry.kind = Kind.STRAY
            entry.why = "baris tanpa label" if entry.figured else "baris bernomor tanpa isi"
