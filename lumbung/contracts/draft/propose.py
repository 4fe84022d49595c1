"""One table → a contract proposed for it, with what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from lumbung.contracts.draft.categories import Lists, known_kinds
from lumbung.contracts.draft.columns import Labels, column_texts, find_labels
from lumbung.contracts.draft.dimensions import Dimension, header_dimensions, label_dimensions, title_dimension
from lumbung.contracts.draft.document import write_contract
from lumbung.contracts.draft.headings import value_columns
from lumbung.contracts.draft.indicators import find_indicators, lists_indicators
from lumbung.contracts.draft.keys import attributes_of, complete_over, period_of, regions_of
from lumbung.contracts.draft.layout import Layout, find_layout
from lumbung.contracts.draft.measures import Measured, figures_of, find_measures
from lumbung.contracts.draft.naming import contract_title, dataset_name
from lumbung.contracts.draft.notes import CannotDraft, Note
from lumbung.contracts.draft.periods import PeriodPlan, by_rows, plan_period
from lumbung.contracts.draft.remarks import remarks_on
from lumbung.contracts.draft.rules import blank_is_zero, with_sums
from lumbung.contracts.draft.titles import Subject, is_telling_sheet, subject_of
from lumbung.contracts.model import Contract, Property, RegionLevel
from lumbung.reference.satuan import find_unit, units
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import number
from lumbung.sheets.model import Role, Table

UNKNOWN_OPD = "opd"


@dataclass(frozen=True)
class Draft:
    """A proposed contract and the remarks for its reviewer."""

    contract: Contract
    notes: tuple[Note, ...]

    def document(self, language: str = "id") -> str:
        """The YAML of the contract, the remarks as comments, in status draft."""
        remarks: dict[str, list[str]] = {}
        for note in self.notes:
            remarks.setdefault(note.about, []).append(note.text(language))
        return write_contract(self.contract, status="draft", notes=remarks)


@dataclass(frozen=True)
class Setting:
    """Where a draft is made for: the site, its lists and the OPD that sent the file."""

    site: str
    opd: str | None  # None: nobody said
    gazetteer: Gazetteer
    lists: Lists


def propose(table: Table, file_name: str, setting: Setting) -> Draft:
    """The contract proposed for one table.

    Raises:
        CannotDraft: the table holds nothing that a contract could describe; the message says what is missing.
    """
    stem = PurePath(file_name).stem
    plan = plan_period(table, stem)
    subject = subject_of(table, stem, _place_names(setting))
    layout = _layout(table, plan, subject, setting)
    labels = find_labels(table, setting.gazetteer)
    _refuse(labels)
    plan = by_rows(table, plan, labels.periods)
    indicators = find_indicators(table, labels, layout) if lists_indicators(table, labels) else []
    if not indicators and _unit_kinds(table, labels) > 1:
        raise CannotDraft("satuan_baris")
    labels = replace(labels, kinds=(), texts=()) if indicators else labels
    header = header_dimensions(table, layout, subject, setting.lists)
    beside = label_dimensions(table, labels, setting.lists)
    over = title_dimension(table, [*header, *beside], setting.lists)
    dimensions = [*beside, *header, *over]
    about = next((d.group for d in dimensions if d.group), None) or ""
    measures = indicators or find_measures(table, layout.cells, subject, about, _row_units(table, labels))
    if not measures:
        raise CannotDraft("tanpa_ukuran")
    measures = [_with_blanks(table, m) for m in with_sums(table, measures)]
    regions = regions_of(labels)
    texts = attributes_of(table, labels, bool(regions or beside or indicators or plan.spellings))
    title = contract_title(subject, measures, dimensions, [r.title for r in regions])
    dataset = dataset_name(subject, measures, header)
    properties = (*regions, *(d.prop for d in dimensions), *texts, *(m.prop for m in measures), period_of(plan))
    contract = Contract(
        id=f"{setting.site}.{dataset}",
        version="0.1.0",
        dataset=dataset,
        title=title,
        description=f"{title}.",
        opd=setting.opd or UNKNOWN_OPD,
        titles=_titles(table, subject, over),
        grain=plan.grain,
        properties=_named_apart(properties),
        rules=tuple(rule for d in over for rule in d.rules),
        complete_over=complete_over(labels, setting.gazetteer),
        in_force=False,
    )
    notes = [
        *([] if setting.opd else [Note("opd")]),
        *remarks_on(table, file_name, subject, plan, layout, labels, dimensions, measures),
    ]
    return Draft(contract, tuple(notes))


def _place_names(setting: Setting) -> list[str]:
    wide = (RegionLevel.PROVINSI, RegionLevel.KABUPATEN)
    names = [r.name for level in wide for r in setting.gazetteer.of_level(level)]
    return [n.split(" ", 1)[1] if n.split(" ", 1)[0] in ("Kabupaten", "Kota", "Provinsi") else n for n in names]


def _layout(table: Table, plan: PeriodPlan, subject: Subject, setting: Setting) -> Layout:
    columns = [
        c for c in value_columns(table, plan.grain, plan.year) if not (c.nameless and not _filled(table, c.letter))
    ]
    filled = {len(c.levels) for c in columns if _filled(table, c.letter)}
    columns = [c for c in columns if len(c.levels) <= max(filled, default=0)]
    if not table.rows or not any(figures_of(table, [c.letter]) for c in columns):
        raise CannotDraft("tanpa_angka", range=table.range)
    return find_layout(columns, subject.thing, table.title, lambda headings: known_kinds(headings, setting.lists))


def _filled(table: Table, letter: str) -> bool:
    return any(figures_of(table, [letter]))


def _refuse(labels: Labels) -> None:
    if not labels.regions and labels.foreign:
        raise CannotDraft("wilayah_lain", column=labels.foreign[0])


def _unit_kinds(table: Table, labels: Labels) -> int:
    """How many kinds of units one column *Satuan* gives."""
    kinds = [{u.kind for t in column_texts(table, c.letter) if (u := find_unit(t))} for c in labels.units]
    return max(map(len, kinds), default=0)


def _row_units(table: Table, labels: Labels) -> dict[str, str]:
    """Column of figures → its unit, where a column *Satuan* stands behind it, or one for all of them."""
    letters = [c.letter for c in table.columns if c.role is Role.VALUE]
    found: dict[str, str] = {}
    for column in labels.units:
        said = {u.code for text in column_texts(table, column.letter) if (u := find_unit(text))}
        before = [x for x in letters if number(x) == number(column.letter) - 1]
        if len(said) == 1 and said <= units().keys():
            found |= dict.fromkeys(before if len(labels.units) > 1 else letters, next(iter(said)))
    return found


def _with_blanks(table: Table, measure: Measured) -> Measured:
    proved = blank_is_zero(table, measure)
    return replace(measure, prop=replace(measure.prop, blank_is_zero=proved))


def _titles(table: Table, subject: Subject, over: Sequence[Dimension]) -> tuple[str, ...]:
    """The phrases; the sheet's name among them only where a rule would refuse a table about something else."""
    guarded = over and not subject.weak and is_telling_sheet(table.sheet)
    return (*subject.phrases, *([table.sheet.strip()] if guarded else []))


def _named_apart(properties: Sequence[Property]) -> tuple[Property, ...]:
    """Every name once: of a measure called like a dimension, the measure yields."""
    seen: set[str] = set()
    result: list[Property] = []
    for prop in properties:
        name = prop.name if prop.name not in seen else f"{prop.name}_nilai"
        seen.add(name)
        result.append(replace(prop, name=name))
    return tuple(result)


def apart(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with each dataset's name once: the later of two adds its level of region, else a number."""
    taken: set[str] = set()
    result: list[Draft] = []
    for draft in drafts:
        contract = draft.contract
        finest = contract.region.region_level if contract.region else None
        names = [contract.dataset, *([f"{contract.dataset}_{finest}"] if finest else [])]
        names += [f"{contract.dataset}_{number}" for number in range(2, len(drafts) + 2)]
        name = next(n for n in names if n not in taken)
        taken.add(name)
        site = contract.id.split(".", 1)[0]
        result.append(replace(draft, contract=replace(contract, dataset=name, id=f"{site}.{name}")))
    return result
