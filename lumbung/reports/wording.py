"""What the reports say: texts of ``texts.yaml`` in the reader's language, and how numbers and lists are written.

The texts of findings are not here but in the catalogue of :mod:`lumbung.findings`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from lumbung.findings import Finding, Language, Severity, Text
from lumbung.yamlfile import read_yaml

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


@cache
def _texts() -> Mapping[str, Text]:
    raw = read_yaml(Path(__file__).parent / "texts.yaml")
    return {key: Text.model_validate(entry) for key, entry in raw.items()}


def say(key: str, language: Language = "id", **parameters: str | int | float) -> str:
    """The text of ``texts.yaml`` under that key; KeyError if there is none."""
    return _texts()[key].fill(language, parameters)


def count_text(number: int, language: Language = "id") -> str:
    """A whole number with the thousands mark of the language: ``1.234`` or ``1,234``."""
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if language == "id" else grouped


def date_text(day: date, language: Language = "id") -> str:
    """A day with the month in words: ``3 Desember 2026`` or ``3 December 2026``."""
    return f"{day.day} {say(f'month.{day.month}', language)} {day.year}"


def severity_text(severity: Severity, language: Language = "id") -> str:
    """The name of a severity as people say it."""
    return say(f"severity.{severity.value}", language)


def verdict_text(verdict: str, language: Language = "id") -> str:
    """The name of a verdict; a verdict the texts do not know is given back as it is."""
    return say(f"verdict.{verdict}", language) if f"verdict.{verdict}" in _texts() else verdict


def explain_text(verdict: str, language: Language = "id") -> str:
    """What a verdict means for the person who sent the file; '' for an unknown verdict."""
    return say(f"explain.{verdict}", language) if f"explain.{verdict}" in _texts() else ""


def cells_text(finding: Finding, language: Language = "id", *, shown: int = 4) -> str:
    """The cells of a finding as a list that does not grow without end: ``D5:D9, F2 dan 12 lainnya``."""
    runs = _runs(finding.marked)
    listed = ", ".join(text for text, _ in runs[:shown])
    rest = max(finding.count, len(finding.marked)) - sum(size for _, size in runs[:shown])
    if not listed or rest <= 0:
        return listed
    return say("fix.more_cells", language, cells=listed, count=count_text(rest, language))


def _runs(cells: Sequence[str]) -> list[tuple[str, int]]:
    """The addresses in the order given, neighbours below each other as one range; with the size of each."""
    runs: list[list[str]] = []
    for cell in cells:
        if runs and _is_below(runs[-1][-1], cell):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [(run[0] if len(run) == 1 else f"{run[0]}:{run[-1]}", len(run)) for run in runs]


def _is_below(upper: str, lower: str) -> bool:
    a, b = _ADDRESS.fullmatch(upper), _ADDRESS.fullmatch(lower)
    return bool(a and b and a[1] == b[1] and int(b[2]) == int(a[2]) + 1)


def remedy_text(finding: Finding) -> str:
    """What the sender has to do: nothing where an explanation was accepted, and then by whom and why."""
    return finding.closed_because() or finding.remedy()


def heaviest_first(findings: Sequence[Finding]) -> list[Finding]:
    """The findings by severity, then by how often they occur; otherwise in the order given."""
    return sorted(findings, key=lambda f: (f.severity.rank, -f.count))


def printable(text: str) -> str:
    """The text without the control characters that no workbook may hold."""
    return _ILLEGAL.sub("", text)
