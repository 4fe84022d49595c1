"""Findings (*temuan*): what can be wrong with a file, where it stands, and how to mend it.

The catalogue of codes, severities and messages is data: the folder ``catalogue`` beside this module, one file for each
family of codes. Severity: blocker = file returned, error = row quarantined, warning = loaded and flagged, info = noted.
Raise a finding with :func:`finding`; its message is made from the catalogue when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from lumbung.anchors import Anchor, fingerprint
from lumbung.persons import without_personal_data
from lumbung.proposals import Proposal
from lumbung.yamlfile import read_yaml

Language = Literal["id", "en"]
Parameter = str | int | float

_CATALOGUE = Path(__file__).parent / "catalogue"

SHOWN_CELLS = 20
"""Cells listed with one finding; ``count`` stays exact beyond them."""

MARKED_CELLS = 1000
"""Cells of one finding that are known, so that the sender's own workbook can mark more of them than a list shows."""


class Severity(StrEnum):
    """How much a finding weighs, heaviest first."""

    BLOCKER = "blocker"  # the file is not loaded
    ERROR = "error"  # the row is quarantined
    WARNING = "warning"  # loaded and flagged
    INFO = "info"  # mended by itself, or worth knowing

    @property
    def rank(self) -> int:
        """0 for a blocker, rising as the weight falls: sorts the heaviest first."""
        return list(Severity).index(self)


class Dimension(StrEnum):
    """Quality dimensions: the names of ODCS, plus structure, reference codes and privacy."""

    STRUCTURE = "structure"
    COMPLETENESS = "completeness"
    VALIDITY = "validity"
    UNIQUENESS = "uniqueness"
    CONSISTENCY = "consistency"
    REFERENCE = "reference"
    TIMELINESS = "timeliness"
    ACCURACY = "accuracy"  # agreement with an authoritative source, measured only where there is one
    METADATA = "metadata"  # what the walidata must describe, not the sender
    PRIVACY = "privacy"
    ENGINE = "engine"  # our own faults: never counted against the OPD


class Owner(StrEnum):
    """Who can mend it."""

    OPD = "opd"  # the department that sent the file
    WALIDATA = "walidata"  # Diskominfo: lists, contracts, metadata
    LUMBUNG = "lumbung"  # a fault of ours


class Text(BaseModel):
    """One text in both languages, with ``{placeholders}``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    en: str

    def fill(self, language: Language, parameters: Mapping[str, Parameter]) -> str:
        """The text with its placeholders filled; an unknown placeholder shows as '?'."""
        text: str = getattr(self, language)
        return text.format_map(_Forgiving(parameters))


class Wording(BaseModel):
    """What is said where one code is raised for another reason than usual."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    message: Text
    remedy: Text


class CatalogueEntry(BaseModel):
    """What the catalogue knows of one code."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    severity: Severity
    dimension: Dimension
    title: Text
    message: Text
    remedy: Text
    example: Text  # a case of it, as it stands in a workbook
    owner: Owner = Owner.OPD
    variants: Mapping[str, Wording] = {}  # by the parameter ``variant`` of a finding


class _Forgiving(dict[str, Parameter]):
    def __missing__(self, key: str) -> str:
        return "?"


@cache
def catalogue() -> Mapping[str, CatalogueEntry]:
    """Every code that can be raised, in the order of the files in ``catalogue`` and of the codes in them."""
    files = sorted(_CATALOGUE.glob("*.yaml"), key=lambda path: "FLHSCVKRUXTDMPG".index(path.name[0]))
    return {code: CatalogueEntry.model_validate(entry) for path in files for code, entry in _entries(path)}


def _entries(path: Path) -> list[tuple[str, object]]:
    return sorted(read_yaml(path).items())


@cache
def _notes() -> Mapping[str, Text]:
    raw = read_yaml(Path(__file__).parent / "notes.yaml")
    return {name: Text.model_validate(entry) for name, entry in raw.items()}


@dataclass(frozen=True)
class Closure:
    """Why a finding is settled: an explanation that the walidata accepted (see ``reference/penjelasan.csv``)."""

    reason: str
    by: str
    on: date


@dataclass(frozen=True)
class Finding:
    """One mistake with one cure.

    ``cells`` are A1 addresses in ``sheet`` of the original file, at most :data:`SHOWN_CELLS` of them, and ``further``
    those behind them, :data:`MARKED_CELLS` in all; ``count`` is exact. ``parameters`` fill the message; never put a
    personal value into them.
    """

    code: str
    severity: Severity
    sheet: str | None = None
    cells: tuple[str, ...] = ()
    count: int = 1
    dataset: str | None = None
    period: str | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()  # what a person may decide so that the finding goes away
    further: tuple[str, ...] = ()  # cells that no list shows and the sender's own workbook marks
    beside: tuple[tuple[str, tuple[str, ...]], ...] = ()  # sheet and cells of what it is held against: marked as well
    anchors: tuple[Anchor, ...] = ()  # what it is about; empty where it cannot be told
    beta: bool = False  # its rule is on trial
    closure: Closure | None = None

    @property
    def marked(self) -> tuple[str, ...]:
        """All the cells that are known: what the sender's own workbook marks."""
        return self.cells + self.further

    @property
    def places(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Sheets with the cells to mark on each: its own, then those beside."""
        return ((self.sheet or "", self.marked), *self.beside)

    @property
    def dimension(self) -> Dimension:
        """The quality dimension the code belongs to."""
        return catalogue()[self.code].dimension

    @property
    def id(self) -> str:
        """Its fingerprint: the same while the file says the same; '' for one that cannot be known again."""
        return fingerprint(self.period, self.code, self.anchors)

    @property
    def _placeholders(self) -> Mapping[str, Parameter]:
        return {"count": self.count, "sheet": self.sheet or "-", **self.parameters}

    def title(self, language: Language = "id") -> str:
        """What kind of mistake this is, in a few words."""
        return catalogue()[self.code].title.fill(language, self._placeholders)

    @property
    def _wording(self) -> CatalogueEntry | Wording:
        entry = catalogue()[self.code]
        return entry.variants.get(str(self.parameters.get("variant")), entry)

    def message(self, language: Language = "id") -> str:
        """Where, what was found, what would be right. Personal data that strayed in are masked."""
        said = without_personal_data(self._wording.message.fill(language, self._placeholders))
        return f"{said} {_notes()['beta'].fill(language, {})}" if self.beta else said

    def closed_because(self, language: Language = "id") -> str:
        """The explanation that closed it, and who accepted it when; '' for an open one."""
        if self.closure is None:
            return ""
        told = {"reason": self.closure.reason, "by": self.closure.by, "on": self.closure.on.isoformat()}
        return _notes()["closed"].fill(language, told)

    def remedy(self, language: Language = "id") -> str:
        """How to mend it."""
        return without_personal_data(self._wording.remedy.fill(language, self._placeholders))

    def about(self, dataset: str | None, period: str | None = None) -> Finding:
        """The same finding, said of a dataset and period."""
        return replace(self, dataset=dataset, period=period)


def finding(
    code: str,
    *,
    sheet: str | None = None,
    cells: tuple[str, ...] | list[str] = (),
    count: int | None = None,
    severity: Severity | None = None,
    dataset: str | None = None,
    period: str | None = None,
    **parameters: Parameter,
) -> Finding:
    """A finding of a catalogue code, at its catalogue severity unless told otherwise.

    Raises:
        KeyError: the catalogue does not know the code.
    """
    entry = catalogue()[code]
    return Finding(
        code=code,
        severity=severity or entry.severity,
        sheet=sheet,
        cells=tuple(cells[:SHOWN_CELLS]),
        count=count if count is not None else max(1, len(cells)),
        dataset=dataset,
        period=period,
        parameters=parameters,
        further=tuple(cells[SHOWN_CELLS:MARKED_CELLS]),
    )
