"""The dimensions of a table: kinds spread over its headings, listed beside its rows, or named by its title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lumbung.contracts.draft.categories import Kinds, Lists, find_kinds
from lumbung.contracts.draft.columns import Labels, kinds_of
from lumbung.contracts.draft.headings import Heading, heading_of
from lumbung.contracts.draft.layout import Layout, is_total
from lumbung.contracts.draft.measures import figures_of
from lumbung.contracts.draft.notes import Note
from lumbung.contracts.draft.titles import Subject, snake
from lumbung.contracts.draft.vocabulary import groups
from lumbung.contracts.model import Category, Kind, LogicalType, Property, QualityRule, Source
from lumbung.findings import Severity
from lumbung.sheets.model import Table
from lumbung.text import fold

UNNAMED = "Rincian"


@dataclass(frozen=True)
class Dimension:
    """A dimension as a property, with the rules and remarks that go with it."""

    prop: Property
    group: str | None = None  # of the vocabulary
    rules: tuple[QualityRule, ...] = ()
    notes: tuple[Note, ...] = ()


def header_dimensions(table: Table, layout: Layout, subject: Subject, lists: Lists) -> list[Dimension]:
    """One dimension for each level of kinds over the columns."""
    found: list[Dimension] = []
    taken: set[str] = set()
    for at in range(layout.dimensions):
        headings = tuple({c.kinds[at].key: c.kinds[at] for c in layout.cells}.values())
        empty = _empty(table, layout, at, headings)
        kinds = find_kinds(headings, lists, empty, may_extend=not subject.weak)
        caption = layout.captions[0] if layout.captions and at == 0 else None
        title = caption.name if caption else kinds.group.title if kinds.group else _said_in(subject) or UNNAMED
        name = _free(snake(title) if caption or not kinds.group else kinds.group.property, taken)
        aliases = _aliases(title, caption, kinds)
        found.append(_dimension(name, title, kinds, (Source.HEADER,), aliases, headings, empty))
    return found


def label_dimensions(table: Table, labels: Labels, lists: Lists) -> list[Dimension]:
    """One dimension for each column that lists kinds beside the rows."""
    found: list[Dimension] = []
    taken: set[str] = set()
    for column in labels.kinds:
        headings = kinds_of(table, column)
        kinds = find_kinds(headings, lists, frozenset(), may_extend=True, in_header=False)
        title = heading_of(column.path[-1]).name if column.path else UNNAMED
        spellings = [s for e in column.path for s in heading_of(e).spellings]
        aliases = tuple(dict.fromkeys(s for s in spellings if fold(s) != fold(title)))
        alone = len(labels.kinds) == 1 and not labels.regions
        source = Source.ROWLABEL if alone else Source.COLUMN
        found.append(_dimension(_free(snake(title), taken), title, kinds, (source,), aliases, headings, frozenset()))
    return found


def title_dimension(table: Table, others: Sequence[Dimension], lists: Lists) -> list[Dimension]:
    """What the title says the whole table is about, of a group that titles name: the level of the schools.

    Without a title next year it is still that; a title that names another is refused by a rule.
    """
    title = f" {fold(' '.join(table.title))} "
    for group in groups():
        if not group.in_title or group.code in {d.group for d in others}:
            continue
        site = lists.get(group.code, ())
        categories = site if {c.code for c in site} & {c.code for c in group.categories} else group.categories
        named = _longest_named(title, categories)
        if len(named) == 1:
            return [
                _of_title(group.property, group.title, group.code if categories is site else None, categories, named[0])
            ]
    return []


def _longest_named(title: str, categories: Sequence[Category]) -> list[Category]:
    found = {fold(s): c for c in categories for s in c.spellings if f" {fold(s)} " in title}
    longest = [c for s, c in found.items() if not any(f" {s} " in f" {o} " and s != o for o in found)]
    return list({c.code: c for c in longest}.values())


def _of_title(
    name: str, title: str, code_list: str | None, categories: Sequence[Category], meant: Category
) -> Dimension:
    prop = Property(
        name=name,
        kind=Kind.CATEGORY,
        logical_type=LogicalType.STRING,
        title=title,
        description=f"{title} menurut judul tabel; tanpa judul, {meant.name}.",
        required=True,
        key=True,
        sources=(Source.TITLE, Source.CONSTANT),
        constant=meant.code,
        code_list=code_list,
        categories=tuple(categories),
    )
    rule = QualityRule(
        name=f"tabel ini memang tentang {meant.name}",
        code="V02",
        severity=Severity.ERROR,
        property=name,
        description=f"{meant.name} (judul tabel menyebut yang lain)",
        expectation="expect_column_values_to_be_in_set",
        arguments={"value_set": [meant.code]},
    )
    return Dimension(prop, rules=(rule,), notes=(Note("dari_judul", name, {"name": meant.name}),))


def _dimension(
    name: str,
    title: str,
    kinds: Kinds,
    sources: tuple[Source, ...],
    aliases: tuple[str, ...],
    headings: Sequence[Heading],
    empty: frozenset[str],
) -> Dimension:
    prop = Property(
        name=name,
        kind=Kind.CATEGORY,
        logical_type=LogicalType.STRING,
        title=title,
        description=f"{title}.",
        required=True,
        key=True,
        sources=sources,
        aliases=aliases,
        code_list=kinds.code_list,
        categories=kinds.categories,
    )
    notes = [] if kinds.code_list else [Note("kategori", name)]
    without = [h.name for h in headings if h.key in empty]
    if without and not kinds.code_list:
        notes.append(Note("kolom_kosong", name, {"names": ", ".join(without)}))
    if kinds.group and sum(not c.total for c in kinds.categories) > len([h for h in headings if not is_total(h)]):
        notes += [] if kinds.code_list else [Note("kategori_tambahan", name, {"group": kinds.group.title})]
    return Dimension(prop, kinds.group.code if kinds.group else None, notes=tuple(notes))


def _empty(table: Table, layout: Layout, at: int, headings: Sequence[Heading]) -> frozenset[str]:
    letters: Mapping[str, list[str]] = {
        h.key: [c.column.letter for c in layout.cells if c.kinds[at].key == h.key] for h in headings
    }
    return frozenset(key for key, mine in letters.items() if not figures_of(table, mine))


def _said_in(subject: Subject) -> str:
    """The dimension that the title names last: ``'… Menurut Kecamatan dan Jenis Tanaman'`` → *Jenis Tanaman*."""
    words = subject.text.split(" ")
    lowered = [fold(w) for w in words]
    starts = [at for at, w in enumerate(lowered) if w in ("jenis", "kelompok", "golongan", "status", "tingkat") and at]
    return " ".join(words[starts[-1] :]) if starts and set(lowered[: starts[-1]]) & {"menurut", "berdasarkan"} else ""


def _aliases(title: str, caption: Heading | None, kinds: Kinds) -> tuple[str, ...]:
    spellings = [*(caption.spellings if caption else ()), *([kinds.group.title] if kinds.group else [])]
    return tuple(dict.fromkeys(s for s in spellings if fold(s) != fold(title)))


def _free(name: str, taken: set[str]) -> str:
    at, free = 2, name
    while free in taken or free in ("status", "satuan"):
        free, at = f"{name}_{at}", at + 1
    taken.add(free)
    return free
