"""Where on the sheet each property of a contract stands: figures by their headings, labels by heading or content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lumbung.contracts.model import Contract, Kind, Property, Source
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.explain import Explanation, Headings, title_unit
from lumbung.reference.satuan import Unit, units
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import number
from lumbung.sheets.model import Column, Table
from lumbung.text import fold

CONTENT_SHARE = 0.8
"""Share of a column's texts that must be known names before the column is taken without a matching heading."""


@dataclass(frozen=True)
class FigurePlace:
    """A column of figures, explained: which measure, for which categories, in which unit."""

    letter: str
    measure: Property
    categories: tuple[tuple[str, str], ...]  # (property, code), in contract order
    period: str | None  # where the heading gives one
    factor: float  # figure × factor is in the measure's unit
    total: bool  # adds up the columns beside it: by a category that does, or over all periods
    title: str  # the heading, for messages


@dataclass(frozen=True)
class Places:
    """Every property that was found on a table, and what was wrong with the headings."""

    figures: tuple[FigurePlace, ...]
    labels: dict[str, str]  # property name → column letter
    findings: tuple[Finding, ...]
    explained: int  # value columns explained
    offered: int  # value columns explained, and those that hold figures nobody explains
    speaks: bool  # some explained column holds something

    @property
    def coverage(self) -> float:
        """Share of the value columns that the contract explains."""
        return self.explained / self.offered if self.offered else 0.0

    @property
    def complete(self) -> bool:
        """True when no blocker stands among the findings."""
        return not any(f.code == "H02" for f in self.findings)


def find_places(table: Table, contract: Contract, gazetteer: Gazetteer, year: str | None) -> Places:
    """Where the properties of ``contract`` stand on ``table``; ``year`` as in :meth:`Headings.explain`."""
    headings = Headings(contract)
    findings: list[Finding] = []
    figures: list[FigurePlace] = []
    unknown = 0
    for explanation in headings.explain(table, year):
        place = _figure_place(explanation, contract, table, findings)
        if place is not None:
            figures.append(place)
        elif _is_missed(table, explanation):
            unknown += 1
            findings.append(_unknown_column(explanation, headings, table, contract))
    figures = _without_doubles(figures, table, findings)
    labels = _find_labels(table, contract, gazetteer, findings)
    findings += _missing_measures(contract, figures, table)
    speaks = any(_says_anything(table, p.letter) for p in figures)
    return Places(tuple(figures), labels, tuple(findings), len(figures), len(figures) + unknown, speaks)


def _is_missed(table: Table, explanation: Explanation) -> bool:
    """True for a column whose loss matters: an unnamed spare column of zeros or blanks is none."""
    values = [r.cells.get(explanation.column.letter) for r in (*table.rows, *table.totals)]
    numbers = [v for v in values if isinstance(v, (int, float))]
    return any(numbers) or (bool(numbers) and bool(explanation.unexplained))


def _says_anything(table: Table, letter: str) -> bool:
    """True for a column in which some body cell is filled, be it with '-'."""
    column = number(letter)
    return any(
        r.cells.get(letter) is not None or (table.grid and not table.grid.cell(r.row, column).is_empty)
        for r in table.rows
    )


def _figure_place(
    explanation: Explanation, contract: Contract, table: Table, findings: list[Finding]
) -> FigurePlace | None:
    """The place of an explained column; None when something about it stays unexplained."""
    measure = _measure(explanation, contract)
    dimensions = [p for p in contract.of_kind(Kind.CATEGORY) if Source.HEADER in p.sources]
    missing = [p for p in dimensions if p.name not in explanation.categories and p.constant is None]
    adds_periods = explanation.total and not dimensions and Source.HEADER in contract.period.sources
    if measure is None or missing or explanation.unexplained or (explanation.total and not adds_periods):
        return None
    factor = _factor(explanation, measure, table, findings)
    if factor is None:
        return None
    codes = tuple((p.name, explanation.categories.get(p.name) or str(p.constant)) for p in dimensions)
    return FigurePlace(
        letter=explanation.column.letter,
        measure=measure,
        categories=codes,
        period=_period(explanation, contract),
        factor=factor,
        total=explanation.total or any(_is_total(contract.named(name), code) for name, code in codes),
        title=" / ".join(explanation.column.path),
    )


def _measure(explanation: Explanation, contract: Contract) -> Property | None:
    if explanation.measure:
        return contract.named(explanation.measure)
    return contract.measures[0] if len(contract.measures) == 1 else None


def _is_total(dimension: Property, code: str) -> bool:
    return any(c.total for c in dimension.categories if c.code == code)


def _period(explanation: Explanation, contract: Contract) -> str | None:
    if Source.HEADER not in contract.period.sources or len(set(explanation.periods)) != 1:
        return None
    return explanation.periods[0]


def _factor(explanation: Explanation, measure: Property, table: Table, findings: list[Finding]) -> float | None:
    """What the figures are multiplied by; None, with a finding, when the unit cannot be converted."""
    wanted, found = units().get(measure.unit or ""), explanation.unit or title_unit(table)
    if wanted is None or found is None or found == wanted:
        return 1.0
    factor = found.conversion(wanted)
    if factor is None:
        findings.append(_wrong_unit(explanation, found, wanted, table))
    elif factor != 1.0:
        cells = (_heading_cell(table, explanation.column.letter),)
        title = " / ".join(explanation.column.path)
        weight = Severity.INFO if explanation.unit else Severity.WARNING  # a title may be another table's
        said = finding(
            "U02", sheet=table.sheet, cells=cells, severity=weight, column=title, found=found.name, expected=wanted.name
        )
        findings.append(said)
    return factor


def _wrong_unit(explanation: Explanation, found: Unit, wanted: Unit, table: Table) -> Finding:
    return finding(
        "H11",
        sheet=table.sheet,
        cells=(_heading_cell(table, explanation.column.letter),),
        column=" / ".join(explanation.column.path),
        found=found.name,
        expected=wanted.name,
    )


def _heading_cell(table: Table, letter: str) -> str:
    return f"{letter}{table.header_rows[-1] if table.header_rows else table.rows[0].row}"


def _unknown_column(explanation: Explanation, headings: Headings, table: Table, contract: Contract) -> Finding:
    cells = (_heading_cell(table, explanation.column.letter),)
    title = " / ".join(explanation.column.path) or explanation.column.letter
    for element in explanation.unexplained:
        similar = headings.suggest(element)
        if similar:
            return finding(
                "H07", sheet=table.sheet, cells=cells, column=title, suggestion=similar[0], score=round(similar[1])
            )
    return finding("H03", sheet=table.sheet, cells=cells, column=title, dataset_name=contract.title)


def _without_doubles(places: list[FigurePlace], table: Table, findings: list[Finding]) -> list[FigurePlace]:
    """Places of which no two mean the same; neither of two that do is loaded (which is right cannot be told)."""
    groups: dict[tuple[object, ...], list[FigurePlace]] = {}
    for place in places:
        groups.setdefault((place.measure.name, place.categories, place.period), []).append(place)
    for same in groups.values():
        if len(same) > 1:
            cells = [_heading_cell(table, p.letter) for p in same]
            letters = ", ".join(p.letter for p in same)
            findings.append(finding("H05", sheet=table.sheet, cells=cells, column=same[0].title, found=letters))
    return [same[0] for same in groups.values() if len(same) == 1]


def _missing_measures(contract: Contract, figures: Sequence[FigurePlace], table: Table) -> list[Finding]:
    present = {p.measure.name for p in figures}
    required = [m for m in contract.measures if m.required] or list(contract.measures)
    missing = [m for m in required if m.name not in present]
    if len(missing) == len(contract.measures):
        return [_missing_column(missing[0], table)]
    return [_missing_column(m, table) for m in missing if m.required]


def _missing_column(prop: Property, table: Table) -> Finding:
    found = "; ".join(dict.fromkeys(" / ".join(c.path) for c in table.columns if c.path)) or "-"
    cells = (f"{table.columns[0].letter}{table.header_rows[0]}",) if table.header_rows and table.columns else ()
    return finding("H02", sheet=table.sheet, cells=cells, column=prop.title, found=found)


# -- labels ------------------------------------------------------------------------------------------------------


def _find_labels(
    table: Table, contract: Contract, gazetteer: Gazetteer, findings: list[Finding]
) -> dict[str, str]:
    labels: dict[str, str] = {}
    for prop in contract.properties:
        if prop.kind is Kind.MEASURE or not {Source.COLUMN, Source.ROWLABEL} & set(prop.sources):
            continue
        if Source.SECTION in prop.sources and table.sections:
            continue  # it stands above its rows; the column beside them holds the finer level
        taken = frozenset(labels.values())
        letter = _label_column(table, prop, gazetteer, taken)
        if letter is not None:
            labels[prop.name] = letter
        elif prop.required and not set(prop.sources) - {Source.COLUMN, Source.ROWLABEL}:
            findings.append(_missing_column(prop, table))
    return labels


def _label_column(table: Table, prop: Property, gazetteer: Gazetteer, taken: frozenset[str]) -> str | None:
    known = _recogniser(prop, gazetteer)
    free = [c for c in table.columns if c.letter not in taken]
    shares = {c.letter: _share(table, c, known) for c in free}
    headed = [c for c in free if _heads(c, prop) and shares[c.letter] > 0]
    if headed:
        return max(headed, key=lambda c: shares[c.letter]).letter
    if prop.kind in (Kind.REGION, Kind.CATEGORY) or Source.ROWLABEL in prop.sources:
        best = max(free, key=lambda c: shares[c.letter], default=None)
        if best is not None and shares[best.letter] >= CONTENT_SHARE:
            return best.letter
    return None


def _heads(column: Column, prop: Property) -> bool:
    known = {fold(s) for s in prop.spellings}
    words = [fold(e) for e in column.path]
    spans = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    return bool(spans & known) or any(w.startswith(f"{k} ") for w in words for k in known)


def _recogniser(prop: Property, gazetteer: Gazetteer) -> Callable[[str], bool]:
    if prop.region_level is not None:
        level = prop.region_level
        return lambda text: bool((r := gazetteer.resolve(text, level)).found or r.candidates or r.suggestions)
    if prop.categories:
        codes = category_codes(prop)
        return lambda text: fold(text) in codes or unnumbered(text) in codes
    return lambda text: not text.replace(".", "").isdigit()


def _share(table: Table, column: Column, known: Callable[[str], bool]) -> float:
    """Share of the body rows in which the column holds a text that is known."""
    texts = [v for r in table.rows if isinstance(v := r.cells.get(column.letter), str) and v.strip()]
    return sum(map(known, texts)) / len(table.rows) if table.rows else 0.0


def category_codes(prop: Property) -> dict[str, str]:
    """Every folded spelling of a code list → code."""
    return {fold(s): c.code for c in prop.categories for s in (c.code, *c.spellings)}


def unnumbered(text: str) -> str:
    """The folded text without a numbering in front: ``'a. Lahan irigasi'`` → ``'lahan irigasi'``."""
    head, _, rest = fold(text).partition(" ")
    numbering = head.isdigit() or len(head) == 1 or set(head) <= set("ivxl")
    return rest if numbering and rest else fold(text)
