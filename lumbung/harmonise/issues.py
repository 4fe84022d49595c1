"""What is wrong with single labels of a row, and how such issues are joined into findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lumbung.contracts.model import Contract, Property
from lumbung.findings import Finding, Parameter, Severity, catalogue, finding
from lumbung.proposals import Proposal

MASKED = "(disamarkan)"
_ALIKE = frozenset({"C06", "C07", "C09", "C11"})
"""What is said of the way a column is written: once for all its cells, whatever stands in them."""
_SHOWN = 3

SAID_AT_READING = frozenset({"C01", "C02", "C05", "C12", "S06", "S07"})
"""Codes of cells and rows found when the sheet was read: said there, with their addresses, and not again."""


@dataclass(frozen=True)
class Issue:
    """One label that could not be taken, before issues with one cure are joined into a finding."""

    code: str
    property: str
    text: str
    cell: str
    row: int
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    severity: Severity | None = None  # where it weighs otherwise than the catalogue says
    beside: tuple[str, ...] = ()  # other cells of the row that say the same


def holds_back(issue: Issue) -> bool:
    """True for what keeps the row out."""
    return (issue.severity or catalogue()[issue.code].severity) in (Severity.ERROR, Severity.BLOCKER)


def codes_of(issues: Iterable[Issue]) -> tuple[str, ...]:
    """The codes of those that keep a row out, each once."""
    return tuple(dict.fromkeys(i.code for i in issues if holds_back(i)))


def issue_findings(sheet: str, contract: Contract, issues: Iterable[Issue]) -> list[Finding]:
    """One finding for each mistake: issues that would be worded alike are joined, with every cell."""
    groups: dict[tuple[object, ...], list[Issue]] = defaultdict(list)
    for issue in (each for each in issues if each.code not in SAID_AT_READING):
        said = tuple(sorted(issue.parameters.items()))
        masked = contract.named(issue.property).personal is not None
        text = "" if issue.code in _ALIKE or masked else issue.text
        proposals = () if masked else issue.proposals
        groups[issue.code, issue.severity, issue.property, text, said, proposals].append(issue)
    return [_joined(sheet, contract.named(same[0].property), same) for same in groups.values()]


def _joined(sheet: str, prop: Property, same: list[Issue]) -> Finding:
    first = same[0]
    cells = list(dict.fromkeys(cell for i in same for cell in (i.cell, *i.beside) if cell))
    texts = list(dict.fromkeys(i.text for i in same))
    found = MASKED if prop.personal else ", ".join(texts[:_SHOWN]) + (", …" if len(texts) > _SHOWN else "")
    parameters = {"column": prop.title, "found": found, **first.parameters}
    made = finding(first.code, sheet=sheet, cells=cells, count=max(len(same), len(cells)), severity=first.severity)
    return replace(made, parameters=parameters, proposals=() if prop.personal else first.proposals)
