"""Printed totals against the sums they claim to be: X01 and X04 within a row, X02 over rows, X03 over a kecamatan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from expectations.outcome import Figures
from expectations.rules.crossing import Crossings, WrongTotal, at_crossing, crossings, inner_only
from expectations.rules.marks import counted_unknowns
from expectations.rules.members import Members
from expectations.rules.sums import NO_SUMS, SumsOutcome, WrongSum
from lumbung.contracts.model import Contract, Property
from lumbung.findings import Finding, finding
from lumbung.harmonise.labels.nik_facts import FEMALE, MALE
from lumbung.harmonise.model import ROW, Conformed, PrintedFigure, Scope
from lumbung.sheets.addresses import split
from lumbung.text import figure_text, fold

_TITLES_TOLD = 4
_CLAIMS = frozenset({Scope.ROW, Scope.COLUMN})
"""What is printed as the sum of figures of the table."""
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
    crossed: Crossings = field(default_factory=Crossings)
    short: frozenset[str] = frozenset()  # cells of totals that together say that a row is missing


def check_totals(conformed: Conformed, spoilt: Figures = frozenset(), sums: SumsOutcome = NO_SUMS) -> TotalsOutcome:
    """Every printed total of a table against its sum; totals whose parts could not be read are left out (G03).

    ``spoilt``: figures refused by a rule of their own: a total over one of them is left out as well. ``sums``: what
    was said of sums between measures.
    """
    members = Members(conformed)
    claims = [p for p in conformed.printed if p.scope in _CLAIMS]
    blank = [p for p in conformed.printed if p.scope is Scope.BLANK]
    readable = [p for p in claims if p.added_up is not None]
    tested = readable
    if spoilt:
        refused = {int(row) for row in conformed.frame.loc[sorted({i for i, _ in spoilt}), ROW]}
        tested = [p for p in tested if not (spoilt & members.claimed(p) or _over_blank(conformed, p, refused))]
    wrong = _told_once([p for p in tested if _off(p) > p.tolerance], members, sums.wrong)
    wrong = [p for p in wrong if not _counts_blank(p, blank)]
    crossed = _crossed(conformed, wrong, members, sums)
    wrong = [p for p in wrong if p.cell not in crossed.explained]
    held_back: dict[int, str] = {}
    doubtful: set[tuple[int, str]] = set()
    for printed in wrong:
        if printed.scope is Scope.ROW:
            held_back |= dict.fromkeys(members.of_row(printed), _code(conformed.contract, printed))
        else:
            doubtful |= {(i, printed.measure) for i in members.of_column(printed)}
    findings = (
        *_row_findings(conformed, wrong, crossed),
        *(_blank_finding(conformed, p) for p in blank),
        *_column_findings(conformed, wrong),
        *counted_unknowns(conformed, claims),
        *_left_out(conformed, claims, tested),
    )
    return TotalsOutcome(
        findings, held_back, frozenset(doubtful), _by_period(tested), _by_period(wrong), crossed, _short(tested)
    )


def _short(tested: Sequence[PrintedFigure]) -> frozenset[str]:
    """The cells of totals over the same rows that say them to be more: a row is missing, rather than most totals wrong.

    A row need not have a figure in every column: some totals may be right, none is below its sum.
    """
    over_same: dict[tuple[str, str | None], list[PrintedFigure]] = defaultdict(list)
    for printed in (p for p in tested if p.scope is Scope.COLUMN):
        over_same[printed.period, printed.region].append(printed)
    found: set[str] = set()
    for same in over_same.values():
        excess = {p.cell: p.value - (p.added_up or 0.0) for p in same if _off(p) > p.tolerance}
        if 2 * len(excess) >= len(same) > 0 < min(excess.values(), default=0.0):
            found |= excess.keys()
    return frozenset(found)


def _over_blank(conformed: Conformed, printed: PrintedFigure, refused: Set[int]) -> bool:
    """True for a total over a column of row totals one of which was left blank, like figures of its row."""
    letter = split(printed.cell)[0]
    rows = refused & set(printed.rows) if printed.scope is Scope.COLUMN else set()
    return any(conformed.contents[row].get(letter) in (None, "") for row in rows if row in conformed.contents)


def _counts_blank(printed: PrintedFigure, blank: Sequence[PrintedFigure]) -> bool:
    """True for a total over a column of row totals that is off by just those of them that were left blank."""
    letter = split(printed.cell)[0]
    left_out = [b.added_up or 0.0 for b in blank if split(b.cell)[0] == letter and b.row in printed.rows]
    return bool(left_out) and abs(printed.value - (printed.added_up or 0.0) - sum(left_out)) <= printed.tolerance


def _off(printed: PrintedFigure) -> float:
    return abs(printed.value - (printed.added_up or 0.0))


def _told_once(wrong: Sequence[PrintedFigure], members: Members, sums: Sequence[WrongSum]) -> list[PrintedFigure]:
    """The wrong totals, those over rows left out that a wrong sum within one of these rows explains."""
    within = {(p.row, split(p.cell)[0]) for p in wrong if p.scope is Scope.ROW}
    between = {(w.index, w.measure.name) for w in sums}
    return [
        p
        for p in wrong
        if p.scope is Scope.ROW
        or not (between.intersection(members.of(p)) or within.intersection((r, split(p.cell)[0]) for r in p.rows))
    ]


def _crossed(conformed: Conformed, wrong: Sequence[PrintedFigure], members: Members, sums: SumsOutcome) -> Crossings:
    """Where wrong totals meet; of totals within each other that are off by the same the inner one is told."""
    rows, columns = _wrong_totals(wrong, members, sums)
    met = crossings(conformed, rows, columns)
    return replace(met, explained=met.explained.union(inner_only(columns)))


def _wrong_totals(
    wrong: Sequence[PrintedFigure], members: Members, sums: SumsOutcome
) -> tuple[list[WrongTotal], list[WrongTotal]]:
    """Those of rows, be they printed or sums between measures, and those over rows."""
    rows, columns = [
        [WrongTotal(p.cell, p.value - (p.added_up or 0.0), members.of(p)) for p in wrong if p.scope in scopes]
        for scopes in ((Scope.ROW,), (Scope.COLUMN,))
    ]
    between = [
        WrongTotal(
            w.cell,
            w.value - w.added_up,
            frozenset((w.index, part) for part in w.measure.sum_of),
            (w.index, w.measure.name),
        )
        for w in sums.wrong
    ]
    return [*rows, *between], columns


def wrong_totals(conformed: Conformed, spoilt: Figures, sums: SumsOutcome) -> tuple[list[WrongTotal], list[WrongTotal]]:
    """The totals of rows and those over rows that are not the sums of their parts, none of them refused."""
    members = Members(conformed)
    claims = (p for p in conformed.printed if p.scope in _CLAIMS and p.added_up is not None)
    wrong = [p for p in claims if _off(p) > p.tolerance and not spoilt.intersection(members.claimed(p))]
    return _wrong_totals(wrong, members, sums)


def _by_period(printed: Sequence[PrintedFigure]) -> Mapping[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for figure in printed:
        counts[figure.period] += 1
    return counts


def _code(contract: Contract, printed: PrintedFigure) -> str:
    if printed.scope is Scope.COLUMN and not _sums_sexes(contract, printed):
        return "X03" if printed.region else "X02"
    return "X04" if _sums_sexes(contract, printed) else "X01"


def _sums_sexes(contract: Contract, printed: PrintedFigure) -> bool:
    """True for a total over the sexes alone, be they columns or rows."""
    summed = {n for n, code in printed.dimensions.items() if contract.named(n).is_total(code)}
    sexes = all(_tells_sexes(contract.named(name)) for name in summed)
    return bool(summed) and sexes and printed.scope is not Scope.COLUMN


def _tells_sexes(prop: Property) -> bool:
    names = {fold(c.name) for c in prop.categories if not c.total}
    return prop.code_list in SEX_LISTS or (len(names) == 2 and bool(names & MALE) and bool(names & FEMALE))


def _row_findings(conformed: Conformed, wrong: Sequence[PrintedFigure], crossed: Crossings) -> Iterator[Finding]:
    for printed in wrong:
        if printed.scope is Scope.ROW:
            said = _finding(conformed, printed)
            yield at_crossing(said, crossed.at[printed.cell]) if printed.cell in crossed.at else said


def _blank_finding(conformed: Conformed, printed: PrintedFigure) -> Finding:
    said = _finding(conformed, printed)
    return replace(said, parameters={**said.parameters, "variant": "total"})


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
    untold = [p for p in claims if id(p) not in known and not p.unknown]
    if untold:
        yield finding(
            "G03",
            sheet=conformed.sheet,
            cells=[p.cell for p in untold],
            dataset=conformed.contract.dataset,
            column=_titles(untold),
        )


def _titles(printed: Sequence[PrintedFigure]) -> str:
    """The headings of totals, the first few of them."""
    titles = list(dict.fromkeys(p.title for p in printed))
    return ", ".join(titles[:_TITLES_TOLD]) + (", …" if len(titles) > _TITLES_TOLD else "")


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
