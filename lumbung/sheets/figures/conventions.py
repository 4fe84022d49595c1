"""Which convention a column's number texts follow, decided over the whole column and table, and the evidence for it.

What proves a convention, strongest first: texts of the column that only one convention can read; such texts in the
table's other columns; a sum; whole numbers under a thousand beside texts like ``1,255``, or a heading that counts
whole things. Without proof the dot groups thousands, as the law has it; a comma before three digits stays a doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lumbung.sheets.figures.numbers import Number, Style, read_number

_SHOWN = 3
_PLAIN = 0.1  # of the numbers are whole and under a thousand
_LONGEST = 40  # texts looked at for a sum: among more of them some would add up by accident
_RARE = 20  # texts for each one that may be a slip
_RARE_FOR_DECIMALS = 100
"""Texts for each one with fewer than three decimals, from which on the others are none: of decimals, programs drop the
last nought of every tenth."""
_LOST_NOUGHT = re.compile(r"[1-9]\d{0,2}[.,]\d{1,2}")
_FAR = 10  # times the greatest stored figure: no reading of the same measure


class Basis(StrEnum):
    """Why a column is read in its style."""

    STORED = "stored"  # it holds numbers only: no text needs a style
    OWN = "own"  # its own texts prove it
    TABLE = "table"  # texts of other columns prove it
    PLAIN = "plain"  # whole numbers under a thousand stand beside: the mark groups thousands
    SUM = "sum"  # a figure is the sum of those beside it only if the mark groups thousands
    COUNTED = "counted"  # its heading counts whole things: the mark groups thousands
    LAW = "law"  # nothing proves it: the rule of the land
    TORN = "torn"  # texts of both conventions
    OPEN = "open"  # cannot be decided


@dataclass(frozen=True, slots=True)
class Convention:
    """The style a value column was read in, why, and a few of the texts that proved it, as printed."""

    style: Style
    basis: Basis
    witnesses: tuple[str, ...] = ()
    slips: frozenset[str] = frozenset()  # texts that all the others contradict: a nought was lost, or a mark misplaced

    @property
    def is_doubtful(self) -> bool:
        """True if the texts that both styles can read may mean either."""
        return self.basis in (Basis.TORN, Basis.OPEN)


@dataclass(frozen=True)
class Numerals:
    """What a value column holds: number texts, stored numbers, and whether its heading counts whole things."""

    texts: Sequence[str]
    stored: Sequence[Number] = ()
    counted: bool | None = None


def decide(columns: Mapping[int, Numerals]) -> dict[int, Convention]:
    """The convention of every value column of one table."""
    odd = {c: _odd(column) for c, column in columns.items()}
    slips = {c: odd[c] if odd[c] and _are_slips(column, odd[c]) else frozenset[str]() for c, column in columns.items()}
    open_ = {c for c, column in columns.items() if odd[c] and not slips[c] and column.counted is None}
    slips |= {c: odd[c] for c in open_}
    columns = {c: _without(column, slips[c]) for c, column in columns.items()}
    proofs = {c: _proofs(column.texts) for c, column in columns.items()}
    table = {style: texts for of in proofs.values() for style, texts in of.items()}
    undecided = Convention(Style.INDONESIAN, Basis.OPEN)
    conventions = {c: undecided if c in open_ else _by_itself(columns[c], proofs[c]) for c in columns}
    if not table:
        table = {
            v.style: v.witnesses
            for v in conventions.values()
            if v and v.basis in (Basis.PLAIN, Basis.SUM, Basis.COUNTED)
        }
    marks = Counter(mark for column in columns.values() for mark in _all_marks(column.texts))
    decided = {c: conventions[c] or _by_table(columns[c], table, marks) for c in columns}
    return {c: replace(found, slips=slips[c]) if slips[c] else found for c, found in decided.items()}


def _odd(column: Numerals) -> frozenset[str]:
    """The few texts like ``1.77`` among many like ``1.719`` or ``686``: they would prove decimals for them all."""
    few = [t for t in column.texts if _LOST_NOUGHT.fullmatch(t.strip())]
    if not few or _RARE * len(few) > len(column.texts):
        return frozenset()
    rest = _without(column, frozenset(few))
    grouped = _all_marks(rest.texts)
    mark = few[0].strip()[-2 if few[0].strip()[-2] in ".," else -3]
    uniform = bool(grouped) and set(grouped) <= {mark} and not _proofs(rest.texts)
    alike = len(grouped) == len(rest.texts) >= _RARE * len(few) and not any(rest.stored)
    return frozenset(few) if uniform and (alike or _counts_by_neighbours(rest)) else frozenset()


def _are_slips(column: Numerals, odd: frozenset[str]) -> bool:
    """True if the others are thousands: whole things are counted, as the figures beside them, or too many of them are
    no decimals; what is measured may well have them."""
    if len(column.texts) >= _RARE_FOR_DECIMALS * sum(text in odd for text in column.texts):
        return True
    return column.counted is not False and (bool(column.counted) or _counts_by_neighbours(_without(column, odd)))


def _without(column: Numerals, slips: frozenset[str]) -> Numerals:
    return replace(column, texts=[t for t in column.texts if t not in slips]) if slips else column


def _proofs(texts: Sequence[str]) -> dict[Style, tuple[str, ...]]:
    found: dict[Style, list[str]] = {}
    for text in texts:
        if style := read_number(text).evidence:
            found.setdefault(style, []).append(text.strip())
    return {style: tuple(proving[:_SHOWN]) for style, proving in found.items()}


def _by_itself(column: Numerals, proofs: Mapping[Style, tuple[str, ...]]) -> Convention | None:
    """What the column proves without help from the others; None if it needs them."""
    if not column.texts:
        return Convention(Style.INDONESIAN, Basis.STORED)
    if len(proofs) == 1:
        ((style, texts),) = proofs.items()
        decimal = any(isinstance(read_number(text).value(style), float) for text in texts)
        torn = bool(column.counted) and decimal and bool(_marks(column.texts))  # whole things with decimals: a slip
        return Convention(style, Basis.TORN if torn else Basis.OWN, texts)
    marks = _marks(column.texts)
    if proofs or len(marks) != 1:
        return None
    style = Style.ENGLISH if marks == {","} else Style.INDONESIAN
    if sum_ := _adding_up(column.texts):
        return Convention(style, Basis.SUM, sum_)
    if column.counted is not False and _counts_by_neighbours(column):
        return Convention(style, Basis.PLAIN, tuple(t.strip() for t in column.texts[:_SHOWN]))
    if column.counted:
        return Convention(style, Basis.COUNTED, tuple(t.strip() for t in column.texts[:_SHOWN]))
    return None


def _by_table(column: Numerals, table: Mapping[Style, tuple[str, ...]], marks: Counter[str]) -> Convention:
    own = _marks(column.texts)
    if _proofs(column.texts):
        return Convention(next(iter(table)) if len(table) == 1 else Style.INDONESIAN, Basis.TORN)
    if len(table) == 1:
        ((style, texts),) = table.items()
        return Convention(style, Basis.TABLE, texts)
    if not own:
        return Convention(Style.INDONESIAN, Basis.LAW)
    if table or len(marks) > 1:
        return Convention(Style.INDONESIAN, Basis.TORN)
    if own == {","}:
        return Convention(Style.ENGLISH if marks[","] > 1 else Style.INDONESIAN, Basis.OPEN)
    return Convention(Style.INDONESIAN, Basis.OPEN if _too_great(column) else Basis.LAW)


def _marks(texts: Sequence[str]) -> set[str]:
    """The marks in texts that both styles can read: ``,`` or ``.``."""
    return set(_all_marks(texts))


def _all_marks(texts: Sequence[str]) -> list[str]:
    return ["," if "," in text else "." for text in texts if read_number(text).is_ambiguous]


def _counts_by_neighbours(column: Numerals) -> bool:
    """True if plain whole numbers under a thousand, and no fraction, stand beside the ambiguous texts."""
    readings = [read_number(text) for text in column.texts]
    others = [*column.stored, *(r.indonesian for r in readings if not r.is_ambiguous)]
    plain = [n for n in others if isinstance(n, int) and 0 < abs(n) < 1000]
    if any(isinstance(n, float) for n in others) or not plain:
        return False
    return len(plain) >= _PLAIN * (len(column.texts) + len(column.stored))


def _adding_up(texts: Sequence[str]) -> tuple[str, ...]:
    """A text and the run next to it that adds up to it with grouped thousands, ``668`` beside ``21,884``; or nothing.

    Plain figures in the run make the proof: as decimals, the others would be a thousand times smaller than these.
    """
    readings = [read_number(text) for text in texts[:_LONGEST]]
    grouped = [max(r.indonesian or 0, r.english or 0) for r in readings]
    plain = [not r.is_ambiguous for r in readings]
    for i, value in enumerate(grouped):
        for step in (1, -1):
            added: Number = 0
            seen: list[int] = []
            for j in range(i + step, len(grouped) if step > 0 else -1, step):
                seen.append(j)
                added += grouped[j]
                if added > value:
                    break
                kinds = {plain[k] for k in seen if grouped[k]}
                if added == value >= 1000 and not plain[i] and kinds == {True, False}:
                    return tuple(texts[k].strip() for k in (i, *seen[:_SHOWN]))
    return ()


def _too_great(column: Numerals) -> bool:
    """True if reading the dots as thousands leaves far behind what stands in the column as stored fractions."""
    fractions = [abs(n) for n in column.stored if isinstance(n, float)]
    if not fractions:
        return False
    greatest = max(abs(n) for n in column.stored)
    read = (read_number(text) for text in column.texts)
    return any(r.is_ambiguous and abs(r.value(Style.INDONESIAN) or 0) > _FAR * greatest for r in read)
