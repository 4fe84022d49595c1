"""Printed totals against the sums they claim to be: X01 and X04 within a row, X02 over rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lumbung.contracts.model import Contract
from lumbung.findings import Finding, finding
from lumbung.harmonise.model import Conformed, PrintedFigure, Scope
from lumbung.sheets.addresses import split

SEX_LISTS = ("jenis_kelamin",)
"""Code lists whose total has a finding of its own (X04: laki-laki + perempuan)."""


@dataclass(frozen=True)
class TotalsOutcome:
    """What checking the printed totals gave.

    ``held_back`` maps frame index labels to codes (a wrong sum within a row holds the row back); ``doubtful`` are
    (frame index, measure) of columns whose total disagrees: published, but marked.
    """

    findings: tuple[Finding, ...]
    held_back: dict[int, str]
    doubtful: frozenset[tuple[int, str]]
    tested: int
    failed: int


def check_totals(conformed: Conformed) -> TotalsOutcome:
    """Every printed total of a table against its sum; totals whose parts could not be read are left out."""
    tested = [p for p in conformed.printed if p.scope is not Scope.HISTORY and p.added_up is not None]
    wrong = [p for p in tested if abs(p.value - (p.added_up or 0.0)) > p.tolerance]
    held_back: dict[int, str] = {}
    doubtful: set[tuple[int, str]] = set()
    for printed in wrong:
        if printed.scope is Scope.ROW:
            held_back |= dict.fromkeys(_row_members(conformed, printed), _code(conformed.contract, printed))
        else:
            doubtful |= {(i, printed.measure) for i in _column_members(conformed, printed)}
    findings = (*_row_findings(conformed, wrong), *_column_findings(conformed, wrong))
    return TotalsOutcome(findings, held_back, frozenset(doubtful), len(tested), len(wrong))


def _code(contract: Contract, printed: PrintedFigure) -> str:
    if printed.scope is Scope.COLUMN:
        return "X02"
    lists = {contract.named(name).code_list for name in printed.dimensions}
    return "X04" if lists & set(SEX_LISTS) else "X01"


def _row_findings(conformed: Conformed, wrong: list[PrintedFigure]) -> Iterator[Finding]:
    for printed in wrong:
        if printed.scope is Scope.ROW:
            yield _finding(conformed, printed)


def _column_findings(conformed: Conformed, wrong: list[PrintedFigure]) -> Iterator[Finding]:
    """A total over a column of row totals repeats the mistake of the columns beside it: said once, with them."""
    columns = [p for p in wrong if p.scope is Scope.COLUMN]
    plain_rows = {p.row for p in columns if not _adds_categories(conformed.contract, p)}
    for printed in columns:
        if not _adds_categories(conformed.contract, printed) or printed.row not in plain_rows:
            yield _finding(conformed, printed)


def _adds_categories(contract: Contract, printed: PrintedFigure) -> bool:
    return any(
        c.total and c.code == code
        for name, code in printed.dimensions.items()
        for c in contract.named(name).categories
    )


def _finding(conformed: Conformed, printed: PrintedFigure) -> Finding:
    added = printed.added_up or 0.0
    return finding(
        _code(conformed.contract, printed),
        sheet=conformed.sheet,
        cells=(printed.cell,),
        dataset=conformed.contract.dataset,
        period=printed.period,
        column=printed.title,
        found=figure_text(printed.value),
        expected=figure_text(added),
        difference=figure_text(printed.value - added),
    )


def figure_text(value: float) -> str:
    """A figure as Indonesian readers write it: ``1234.5`` → ``1.234,5``."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.replace(",", "_").replace(".", ",").replace("_", ".")


def _row_members(conformed: Conformed, printed: PrintedFigure) -> Iterator[int]:
    """The conformed rows whose figures a row total adds up."""
    contract, frame = conformed.contract, conformed.frame
    same = (frame["_baris"] == printed.row) & (frame[contract.period.name] == printed.period)
    for name, code in printed.dimensions.items():
        if not any(c.total and c.code == code for c in contract.named(name).categories):
            same &= frame[name] == code
    yield from (int(i) for i in frame.index[same & frame[printed.measure].notna()])


def _column_members(conformed: Conformed, printed: PrintedFigure) -> Iterator[int]:
    """The conformed rows whose figure stands in the column of a printed total."""
    letters = split(printed.cell)[0]
    cells = conformed.cells[printed.measure]
    yield from (int(i) for i in cells.index[cells.map(lambda cell: bool(cell) and split(cell)[0] == letters)])
