"""Printed totals against the sums they claim to be: X01 and X04 within a row, X02 over rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from expectations.rules.consequences import Figures
from expectations.rules.figures import figure_text
from expectations.rules.sums import SumsOutcome, WrongSum
from lumbung.contracts.model import Contract
from lumbung.findings import Finding, finding
from lumbung.harmonise.model import ROW, Conformed, PrintedFigure, Scope
from lumbung.sheets.addresses import split

SEX_LISTS = ("jenis_kelamin",)
"""Code lists whose total has a finding of its own (X04: laki-laki + perempuan)."""


@dataclass(frozen=True)
class TotalsOutcome:
    """What checking the printed totals gave.

    ``held_back`` maps frame index labels to codes (a wrong sum within a row holds the row back); ``doubtful`` are
    (frame index, measure) of figures under a total that disagrees: published, but marked. ``tested`` and ``failed``
    count by period.
    """

    findings: tuple[Finding, ...]
    held_back: Mapping[int, str]
    doubtful: frozenset[tuple[int, str]]
    tested: Mapping[str, int]
    failed: Mapping[str, int]


def check_totals(conformed: Conformed, spoilt: Figures = frozenset(), sums: SumsOutcome | None = None) -> TotalsOutcome:
    """Every printed total of a table against its sum; totals whose parts could not be read are left out (G03).

    ``spoilt``: figures refused by a rule of their own: a total over one of them is left out as well. ``sums``: what
    was said of sums between measures.
    """
    members = _Members(conformed)
    claims = [p for p in conformed.printed if p.scope is not Scope.HISTORY]
    readable = [p for p in claims if p.added_up is not None]
    tested = [p for p in readable if not spoilt.intersection(members.of(p))] if spoilt else readable
    wrong = _told_once([p for p in tested if _off(p) > p.tolerance], members, sums.wrong if sums else ())
    held_back: dict[int, str] = {}
    doubtful: set[tuple[int, str]] = set()
    for printed in wrong:
        if printed.scope is Scope.ROW:
            held_back |= dict.fromkeys(members.of_row(printed), _code(conformed.contract, printed))
        else:
            doubtful |= {(i, printed.measure) for i in members.of_column(printed)}
    findings = (
        *_row_findings(conformed, wrong),
        *_column_findings(conformed, wrong),
        *_left_out(conformed, claims, tested),
    )
    return TotalsOutcome(findings, held_back, frozenset(doubtful), _by_period(tested), _by_period(wrong))


def _off(printed: PrintedFigure) -> float:
    return abs(printed.value - (printed.added_up or 0.0))


def _told_once(wrong: Sequence[PrintedFigure], members: _Members, sums: Sequence[WrongSum]) -> list[PrintedFigure]:
    """The wrong totals, those over rows left out that a wrong sum within one of these rows explains."""
    within = {(p.row, split(p.cell)[0]) for p in wrong if p.scope is Scope.ROW}
    between = {(w.index, w.measure.name) for w in sums}
    return [
        p
        for p in wrong
        if p.scope is Scope.ROW
        or not (between.intersection(members.of(p)) or within.intersection((r, split(p.cell)[0]) for r in p.rows))
    ]


class _Members:
    """Which conformed rows a printed total adds up."""

    def __init__(self, conformed: Conformed) -> None:
        self.conformed = conformed

    @cached_property
    def _by_row(self) -> Mapping[int, list[int]]:
        rows: dict[int, list[int]] = defaultdict(list)
        for index, row in zip(self.conformed.frame.index, self.conformed.frame[ROW], strict=True):
            rows[int(row)].append(int(index))
        return rows

    @cached_property
    def _columns(self) -> Mapping[str, Sequence[object]]:
        return {name: list(self.conformed.frame[name]) for name in self.conformed.frame.columns}

    @cached_property
    def _letters(self) -> Mapping[str, list[str]]:
        measures = [m.name for m in self.conformed.contract.measures]
        return {m: [split(c)[0] if c else "" for c in self.conformed.cells[m]] for m in measures}

    def of(self, printed: PrintedFigure) -> Figures:
        """The figures that a printed total adds up."""
        rows = self.of_row(printed) if printed.scope is Scope.ROW else self.of_column(printed)
        return frozenset((i, printed.measure) for i in rows)

    def of_row(self, printed: PrintedFigure) -> Iterator[int]:
        """The conformed rows whose figures a row total adds up."""
        contract = self.conformed.contract
        wanted = {contract.period.name: frozenset({printed.period})}
        for name, code in printed.dimensions.items():
            prop = contract.named(name)
            wanted[name] = prop.parts_of(code) if prop.is_total(code) else frozenset({code})
        for index in self._by_row.get(printed.row, ()):
            filled = self._columns[printed.measure][index] == self._columns[printed.measure][index]
            if filled and all(self._columns[name][index] in codes for name, codes in wanted.items()):
                yield index

    def of_column(self, printed: PrintedFigure) -> Iterator[int]:
        """The conformed rows whose figure stands in the column of a printed total, in the rows it adds up."""
        letter = split(printed.cell)[0]
        for row in printed.rows or self._by_row:
            yield from (i for i in self._by_row.get(row, ()) if self._letters[printed.measure][i] == letter)


def _by_period(printed: Sequence[PrintedFigure]) -> Mapping[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for figure in printed:
        counts[figure.period] += 1
    return counts


def _code(contract: Contract, printed: PrintedFigure) -> str:
    if printed.scope is Scope.COLUMN and not _sums_sexes(contract, printed):
        return "X02"
    return "X04" if _sums_sexes(contract, printed) else "X01"


def _sums_sexes(contract: Contract, printed: PrintedFigure) -> bool:
    """True for a total over the sexes alone, be they columns or rows."""
    summed = {n for n, code in printed.dimensions.items() if contract.named(n).is_total(code)}
    lists = {contract.named(name).code_list for name in summed}
    return bool(lists) and lists <= set(SEX_LISTS) and (printed.scope is Scope.ROW)


def _row_findings(conformed: Conformed, wrong: Sequence[PrintedFigure]) -> Iterator[Finding]:
    for printed in wrong:
        if printed.scope is Scope.ROW:
            yield _finding(conformed, printed)


def _column_findings(conformed: Conformed, wrong: Sequence[PrintedFigure]) -> Iterator[Finding]:
    """A total over a column of row totals repeats the mistake of the columns beside it: said once, with them."""
    columns = [p for p in wrong if p.scope is Scope.COLUMN]
    plain_rows = {p.row for p in columns if not _adds_categories(conformed.contract, p)}
    for printed in columns:
        if not _adds_categories(conformed.contract, printed) or printed.row not in plain_rows:
            yield _finding(conformed, printed)


def _adds_categories(contract: Contract, printed: PrintedFigure) -> bool:
    return any(contract.named(name).is_total(code) for name, code in printed.dimensions.items())


def _left_out(
    conformed: Conformed, claims: Sequence[PrintedFigure], tested: Sequence[PrintedFigure]
) -> Iterator[Finding]:
    """Totals that could not be checked because one of their parts could not be read, is refused or not loaded."""
    known = set(map(id, tested))
    untold = [p for p in claims if id(p) not in known]
    if untold:
        yield finding(
            "G03",
            sheet=conformed.sheet,
            cells=[p.cell for p in untold],
            dataset=conformed.contract.dataset,
            rule="jumlah",
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
