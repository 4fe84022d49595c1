"""The columns of figures of one statement, and how messages call them and their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lumbung.contracts.model import Contract, Kind, Property
from lumbung.harmonise.statements import Figure, Key, PrintedTotal, Statement, key_properties
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import split


@dataclass(frozen=True)
class Column:
    """The figures of one measure in one column of a sheet."""

    measure: Property
    sheet: str
    figures: Mapping[Key, Figure]

    def cells(self, keys: Iterable[Key]) -> list[str]:
        """The addresses of some of its figures."""
        return [self.figures[k].cell for k in keys]


def columns(statement: Statement) -> list[Column]:
    """The columns of a statement, as they stand in its tables: one below another is a column of its own."""
    tables = [(table.sheet, *_rows(table.range)) for table in statement.tables]
    found: dict[tuple[str, str, int, str], dict[Key, Figure]] = {}
    for name, figures in statement.figures.items():
        for key, figure in figures.items():
            letters, row = split(figure.cell) if figure.cell else ("", 0)
            own = (i for i, (sheet, top, last) in enumerate(tables) if sheet == figure.sheet and top <= row <= last)
            found.setdefault((figure.sheet, letters, next(own, -1), name), {})[key] = figure
    return [Column(statement.contract.named(name), sheet, figures) for (sheet, *_, name), figures in found.items()]


def _rows(area: str) -> tuple[int, int]:
    first, _, last = area.partition(":")
    return split(first)[1], split(last or first)[1]


class Words:
    """How the figures of a dataset are called in a message."""

    def __init__(self, contract: Contract, gazetteer: Gazetteer) -> None:
        self.contract = contract
        self.gazetteer = gazetteer
        self.names = key_properties(contract)

    def column(self, column: Column) -> str:
        """The measure, and the categories that all of its figures share: *Populasi, Sapi*."""
        keys = list(column.figures)
        shared = [i for i, name in enumerate(self.names) if self._is_category(name) and len({k[i] for k in keys}) == 1]
        return self._said(column.measure, [self.text(self.names[i], keys[0][i]) for i in shared])

    def figure(self, measure: Property, key: Key) -> str:
        """Everything that tells one figure apart: *Populasi, Susukan, Sapi*."""
        places = [self.text(n, c) for n, c in zip(self.names, key, strict=True)]
        return self._said(measure, places)

    def _said(self, measure: Property, texts: Sequence[str]) -> str:
        return ", ".join(text for text in (measure.title, *texts) if text)

    def _is_category(self, name: str) -> bool:
        return self.contract.named(name).kind is Kind.CATEGORY

    def text(self, name: str, code: str | None) -> str:
        """A code by its name; nothing of persons."""
        prop = self.contract.named(name)
        if code is None or prop.personal:
            return ""
        if prop.kind is Kind.REGION and code in self.gazetteer.regions:
            return self.gazetteer[code].name
        if prop.kind is Kind.CATEGORY:
            return next((c.name for c in prop.categories if c.code == code), code)
        return code


def total_title(contract: Contract, total: PrintedTotal) -> str:
    """What a printed total is about: *Sapi / Populasi*."""
    names = [
        next((c.name for c in contract.named(name).categories if c.code == code), code)
        for name, code in total.dimensions.items()
    ]
    return " / ".join([*names, contract.named(total.measure).title])
