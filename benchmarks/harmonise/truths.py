"""Random truths of a dataset: rows that keep what its contract asks for, and nothing else about them is regular."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from lumbung.contracts.model import Contract, Kind, LogicalType, Property
from lumbung.contracts.template.form import Entry, Form, Row
from lumbung.contracts.template.plan import Template

Value = str | float
Record = tuple[tuple[str, Value], ...]
"""One figure, or one row of a register: what each property says, sorted by name; what is not known is left out."""

BLANK_SHARE = 0.06
ZERO_SHARE = 0.05
REGISTER_ROWS = 25
_BETWEEN = "expect_column_values_to_be_between"
_PAIR = "expect_column_pair_values_a_to_be_greater_than_b"
_PERSONAL_DIGITS = 16
_LONGEST = 32
_ROUNDS = 8  # raising one figure may ask for another to be raised


@dataclass(frozen=True)
class Filled:
    """What is written into one sheet: cells with their values, and the records that they mean."""

    form: Form
    cells: Mapping[str, Value | None]
    records: tuple[Record, ...]


def records(contract: Contract, values: Mapping[str, Value | None]) -> Iterator[Record]:
    """A conformed row (property → value) as one record for each figure, or as one where nothing is measured."""
    measures = {m.name for m in contract.measures}
    labels = [(n, v) for n, v in values.items() if n not in measures and v is not None]
    if not measures:
        yield tuple(sorted(labels))
    for name in measures:
        value = values.get(name)
        if value is not None:
            yield tuple(sorted([*labels, (name, value)]))


def fill(template: Template, random: Random) -> Iterator[Filled]:
    """A random truth for each sheet of the template."""
    figures: dict[Record, dict[str, float | None]] = {}
    for form in template.forms:
        yield _Filling(template, form, figures, random).filled()


class _Filling:
    """One sheet being filled in."""

    def __init__(
        self, template: Template, form: Form, figures: dict[Record, dict[str, float | None]], random: Random
    ) -> None:
        self.contract: Contract = template.contract
        self.form = form
        self.regions = template.regions
        self.random = random
        measures = {m.name for m in self.contract.measures}
        self.whole: dict[str, Value | None] = {e.property: e.code for e in form.fixed if e.property not in measures}
        self.figures = figures
        self.cells: dict[str, Value | None] = {}
        self._constants()
        self._period(template)

    def filled(self) -> Filled:
        for choice in self.form.choices:
            chosen = choice.entry or self.random.choice(choice.options)
            if chosen.property != (self.form.measure.name if self.form.measure else ""):
                self.whole[choice.property] = chosen.code
            self.cells[str(self.form.choice_cell(choice.property))] = chosen.text
        found = list(self._register() if self.form.open else self._body())
        return Filled(self.form, self.cells, tuple(found))

    def _constants(self) -> None:
        said = {p.name for c in self.form.choices for p in self.contract.properties if p.name == c.property}
        for prop in self.contract.properties:
            if prop.constant is not None and prop.name not in said and not _is_spread(self.form, prop):
                self.whole[prop.name] = prop.constant

    def _period(self, template: Template) -> None:
        if template.period is not None:
            self.whole[self.contract.period.name] = template.period

    # -------------------------------------------------------------- rows

    def _body(self) -> Iterator[Record]:
        for index, row in enumerate(self.form.rows):
            if not row.parts:
                labels = {e.property: e.code for e in row.entries}
                labels |= self._chosen(index, row)
                yield from self._figures(index, row, {**self.whole, **labels, **self._attributes(index)})

    def _chosen(self, index: int, row: Row) -> dict[str, str]:
        """The categories that the template leaves to the OPD in each row."""
        found: dict[str, str] = {}
        for label in self.form.labels:
            if label.of is not None and label.of.kind is Kind.CATEGORY and row.code(label.of.name) is None:
                entry = self.random.choice(self._options(label.of, None))
                found[label.of.name] = entry.code
                self.cells[str(self.form.label_cell(index, label.of.name))] = entry.text
        return found

    def _register(self) -> Iterator[Record]:
        for index in range(min(REGISTER_ROWS, len(self.form.rows))):
            labels: dict[str, Value | None] = {}
            within: str | None = None
            for label in self.form.labels:
                prop = label.of
                if prop is None or prop.kind is Kind.ATTRIBUTE:
                    continue
                entry = self.random.choice(self._options(prop, within))
                within = entry.code if prop.kind is Kind.REGION else within
                labels[prop.name] = entry.code
                self.cells[str(self.form.label_cell(index, prop.name))] = entry.text
            yield from self._figures(index, self.form.rows[index], {**self.whole, **labels, **self._attributes(index)})

    def _options(self, prop: Property, within: str | None) -> Sequence[Entry]:
        if prop.kind is Kind.REGION:
            return self.regions.entries(prop, within)
        return [Entry(prop.name, c.code, c.name) for c in prop.categories if not c.total]

    def _attributes(self, index: int) -> dict[str, Value | None]:
        found: dict[str, Value | None] = {}
        for label in self.form.labels:
            prop = label.of
            if prop is not None and prop.kind is Kind.ATTRIBUTE:
                found[prop.name] = self._attribute(prop, index)
                self.cells[str(self.form.label_cell(index, prop.name))] = found[prop.name]
        return found

    def _attribute(self, prop: Property, index: int) -> Value | None:
        if not prop.required and self.random.random() < BLANK_SHARE:
            return None
        if prop.logical_type in (LogicalType.INTEGER, LogicalType.NUMBER):
            return self._number(prop)
        if prop.logical_type is LogicalType.DATE:
            return (
                f"{self.random.randint(1950, 2024)}-{self.random.randint(1, 12):02d}-{self.random.randint(1, 28):02d}"
            )
        if prop.personal == "nik" and not prop.pattern:  # of a day of birth that there is
            return f"99{index:04d}{self.random.randint(1, 28):02d}0290{self.random.randint(1, 9999):04d}"
        if prop.pattern or prop.personal in ("nik", "kk", "no_kk"):
            length = _digits_asked(prop.pattern) if prop.pattern else _PERSONAL_DIGITS
            return f"9{index:03d}"[:length] + "".join(self.random.choices(string.digits, k=max(0, length - 4)))
        words = ("".join(self.random.choices(string.ascii_lowercase, k=self.random.randint(3, 9))) for _ in range(2))
        return " ".join(words).title()

    # -------------------------------------------------------------- figures

    def _figures(self, index: int, row: Row, labels: Mapping[str, Value | None]) -> Iterator[Record]:
        """The figures of one row; rows about several measures of one thing share what is true of it."""
        if not self.contract.measures:
            yield from records(self.contract, labels)
        begun: set[object] = set()  # a row left blank for a whole period would rightly be called missing
        for offset, column in enumerate(self.form.columns):
            if column.parts:
                continue
            measure = self.form.measure_at(row, column)
            said = {e.property: e.code for e in column.spread}
            own = {self.contract.period.name: column.period.period} if column.period else {}
            about = {**labels, **said, **own}
            figures = self._true_of(about, bool(column.measure) and (column.period, column.spread) in begun)
            begun |= {(column.period, c.spread) for c in self.form.columns if c.spread != column.spread}
            value = figures.get(measure.name)
            self._write(self.form.figure_cell(index, offset), measure, value)
            yield from records(self.contract, {**about, measure.name: value})

    def _true_of(self, about: Mapping[str, Value | None], may_be_blank: bool) -> dict[str, float | None]:
        key = tuple(sorted((n, v) for n, v in about.items() if v is not None))
        if key not in self.figures:
            self.figures[key] = self._figures_of(self.contract.measures, BLANK_SHARE if may_be_blank else 0.0)
        return self.figures[key]

    def _write(self, cell: str, measure: Property, value: float | None) -> None:
        nil = value == 0 if measure.nil_is_zero else value is None
        as_sign = nil and not measure.blank_is_zero and self.random.random() < 0.3
        self.cells[cell] = "-" if as_sign else value

    def _figures_of(self, measures: Sequence[Property], blanks: float) -> dict[str, float | None]:
        """One figure for each measure: sums agree, and what the contract calls smaller is smaller."""
        figures = {m.name: self._figure(m, blanks) for m in measures}
        for _ in range(_ROUNDS):
            self._add_up(figures)
            if not self._kept_in_order(figures):
                break
        return figures

    def _add_up(self, figures: dict[str, float | None]) -> None:
        for m in (m for m in self.contract.measures if m.sum_of):
            parts = {name: figures.get(name) for name in m.sum_of if name in figures}
            if any(v is None for v in parts.values()):
                parts = {name: v or 0.0 for name, v in parts.items()}
                figures.update(parts)
            figures[m.name] = round(sum(v or 0.0 for v in parts.values()), 6)

    def _kept_in_order(self, figures: dict[str, float | None]) -> bool:
        """Raise what the contract calls larger where it is not; False when nothing had to be raised."""
        raised = False
        for rule in (r for r in self.contract.rules if r.expectation == _PAIR):
            more, less = rule.arguments.get("column_A"), rule.arguments.get("column_B")
            if more in figures and less in figures and (figures[more] or 0.0) < (figures[less] or 0.0):
                raised = True
                self._raise(figures, more, figures[less] or 0.0)
        return raised

    def _raise(self, figures: dict[str, float | None], name: str, least: float) -> None:
        """A sum is raised by its first part."""
        parts = self.contract.named(name).sum_of
        if parts:
            first = figures[parts[0]] or 0.0
            self._raise(figures, parts[0], round(first + least - (figures[name] or 0.0), 6))
        else:
            figures[name] = least

    def _figure(self, measure: Property, blanks: float) -> float | None:
        optional = not (measure.required or measure.blank_is_zero)
        if optional and self.random.random() < blanks:
            return None
        return self._number(measure)

    def _number(self, prop: Property) -> float:
        low, high = _range(self.contract, prop)
        if low <= 0 <= high and self.random.random() < ZERO_SHARE:
            return 0.0
        value = self.random.uniform(low, low + (high - low) * self.random.choice((0.001, 0.03, 1)))
        if prop.logical_type is LogicalType.INTEGER:
            return float(min(high, max(low, round(value))))
        return round(value, self.random.choice((0, 1, 2, 2)))  # three decimals may rightly be held for thousands


def _digits_asked(pattern: str) -> int:
    """How many digits a pattern asks for; codes of nothing but digits are all that a random truth can make up."""
    return next(n for n in range(4, _LONGEST) if re.fullmatch(pattern, "9" * n))


def _is_spread(form: Form, prop: Property) -> bool:
    return any(e.property == prop.name for c in form.columns for e in c.spread)


def _range(contract: Contract, prop: Property) -> tuple[float, float]:
    """The range of a figure by the type and the rules of its contract."""
    lows, highs = [prop.minimum], [prop.maximum, 100.0 if prop.unit == "persen" else None]
    for rule in contract.rules:
        if rule.property == prop.name and rule.expectation == _BETWEEN:
            lows.append(rule.arguments.get("min_value"))
            highs.append(rule.arguments.get("max_value"))
    lows.append(1.0 if prop.unit == "persen" and not prop.small_percent else None)  # below may rightly be held
    low = max((float(v) for v in lows if v is not None), default=0.0)
    return low, min((float(v) for v in highs if v is not None), default=max(90_000.0, low))
