"""Which findings hold a quarantined row back: from the row of the sheet to the numbers of its findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lumbung.findings import Finding, Severity
from lumbung.sheets.addresses import split

_HEAVY = (Severity.ERROR, Severity.BLOCKER)


class FindingLinks:
    """The heavy findings of one file by sheet, code and row; one with more cells than are listed may be of any row."""

    def __init__(self, findings: Iterable[tuple[int, Finding]]) -> None:
        self._of_row: dict[tuple[str, str, int], list[dict[str, object]]] = defaultdict(list)
        self._of_any: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
        for number, found in findings:
            if found.severity in _HEAVY and found.sheet is not None:
                self._enter(number, found, found.sheet)

    def _enter(self, number: int, found: Finding, sheet: str) -> None:
        rows: dict[int, list[str]] = defaultdict(list)
        for cell in found.cells:
            rows[split(cell)[1]].append(cell)
        for row, cells in rows.items():
            self._of_row[sheet, found.code, row].append(_link(number, found, ", ".join(cells)))
        if found.count > len(found.cells):
            self._of_any[sheet, found.code].append(_link(number, found, None))

    def of_row(self, sheet: str, row: int, codes: Sequence[str]) -> list[dict[str, object]]:
        """``{"id", "kode", "sel", "sidik"}`` of each finding that holds the row back."""
        found = (self._of_row.get((sheet, code, row)) or self._of_any.get((sheet, code), []) for code in codes)
        return [link for links in found for link in links]


def _link(number: int, found: Finding, cells: str | None) -> dict[str, object]:
    return {"id": number, "kode": found.code, "sel": cells, "sidik": found.id or None}
