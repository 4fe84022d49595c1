"""Rows that aggregate others without saying so: parents above their parts, and rows named after the whole.

Arithmetic decides (:mod:`lumbung.sheets.tables.sums`); names of regions and looks only support it.
"""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import NO_LEVEL, Entry, Kind, Rank, common_rank, mostly_numbered, parts_of
from lumbung.sheets.tables.regions import tell_regions
from lumbung.sheets.tables.sums import Addends, weigh
from lumbung.sheets.words import ends_with_total, names_extreme, starts_with_average, starts_with_total, words
from lumbung.text import fold, unspace


def tell_parents(columns: Columns, entries: list[Entry]) -> None:
    """Rows of a higher rank that aggregate the rows below: a kecamatan above its kelurahan, I. above a. and b."""
    rows = [entry for entry in entries if entry.kind is Kind.ROW and entry.figured]
    common = common_rank(entries)
    for rank in sorted({entry.rank for entry in rows}, reverse=True):
        groups = _groups(entries, rank)
        proofs = [weigh(parent.values, parts_of(children), columns.values) for parent, children in groups]
        proved = sum(proof.is_partly_sum for proof in proofs) * 2 > len(proofs)
        named = _may_group(columns, rank) and not any(_is_only_called_kota(columns, parent) for parent, _ in groups)
        averages = named and len(proofs) > 1 and all(proof.is_average for proof in proofs)
        for (parent, children), proof in zip(groups, proofs, strict=True):
            coded = proof.is_in_full and all(child.code.startswith(f"{parent.code}.") for child in children)
            if (
                proof.is_sum
                or (parent.code and coded)
                or (rank != common and (proof.is_partly_sum or proved or averages))
            ):
                parent.kind = Kind.TOTAL


def _may_group(columns: Columns, rank: Rank) -> bool:
    """True where a region word says that the rows below belong to the row; in a column of desa, *Kota Agung* is one."""
    column, level = rank[:2]
    heading = fold(" ".join(columns.by_number[column].path)) if column in columns.by_number else ""
    listed = words().region_levels.get(heading.split(" ", 1)[0], level)
    return level < NO_LEVEL and listed - level <= 1


def _is_only_called_kota(columns: Columns, entry: Entry) -> bool:
    """True for *Kota Agung* under a heading that does not speak of kota: kecamatan and desa are called like that."""
    heading = " ".join(columns.by_number[next(iter(entry.labels))].path) if entry.labels else ""
    return fold(entry.label).split(" ", 1)[0] == "kota" and "kota" not in fold(heading).split()


def _groups(entries: Sequence[Entry], rank: Rank) -> list[tuple[Entry, list[Entry]]]:
    groups: list[tuple[Entry, list[Entry]]] = []
    open_ = False
    for entry in entries:
        if entry.kind is not Kind.ROW:
            open_ = open_ and entry.kind is Kind.TOTAL and entry.rank > rank
        elif entry.rank == rank and entry.figured:
            groups.append((entry, []))
            open_ = True
        elif entry.rank < rank:
            open_ = False
        elif open_:
            groups[-1][1].append(entry)
    return [(parent, children) for parent, children in groups if children]


def tell_whole(columns: Columns, entries: list[Entry]) -> None:
    """A row named after the whole: first or last, adding up the others, or a province among its regencies."""
    tell_regions(columns, entries)
    _tell_named_sums(columns, entries)
    _tell_derived(entries)
    rows = [entry for entry in entries if entry.kind is Kind.ROW and entry.figured]
    if len(rows) < 3 or any(map(_is_balance, rows)) or _added_up(columns, entries, rows):
        return
    for candidate, others in ((rows[-1], rows[:-1]), (rows[0], rows[1:])):
        proof = weigh(candidate.values, parts_of(others), columns.values)
        apart = _stands_apart(candidate, rows)
        if (
            (proof.is_sum and proof.is_no_accident)
            or proof.is_sum_beside_rates
            or (apart and (proof.is_partly_sum or (candidate is rows[-1] and candidate.merged)))
        ):
            candidate.kind = Kind.TOTAL
            return


def _is_balance(row: Entry) -> bool:
    """True for a surplus or deficit: income is spending and surplus together, but no total of them."""
    return fold(row.label).split(" ", 1)[0] in words().balance


def _added_up(columns: Columns, entries: Sequence[Entry], rows: Sequence[Entry]) -> bool:
    """True if a total adds up every row: none of them is another total then, whatever it happens to add up."""
    parts = parts_of(rows)
    return any(weigh(e.values, parts, columns.values).is_sum for e in entries if e.kind is Kind.TOTAL)


def _stands_apart(entry: Entry, rows: Sequence[Entry]) -> bool:
    """True if the row alone lacks the number that the others carry, or alone is merged over its label columns."""
    others = [row for row in rows if row is not entry]
    unnumbered = not entry.counted and all(row.counted for row in others)
    return unnumbered or (entry.merged and not any(row.merged for row in others))


def _tell_named_sums(columns: Columns, entries: list[Entry]) -> None:
    """``Jumlah Kecamatan Bawang``, ``Rata-rata per bulan``, ``Tertinggi``: totals if the figures above prove it.

    One wrong figure must not make a row of its subtotal: where most of those named alike are proved, all are totals.
    """
    run, since, every = Addends(), Addends(), Addends()
    below_total = False
    numbered = mostly_numbered([entry for entry in entries if entry.kind is Kind.ROW and entry.figured])
    told: list[Entry] = []
    unproved: list[Entry] = []
    for entry in entries:
        if entry.kind is Kind.TOTAL:
            run, since, below_total = Addends(), Addends(), True
        if entry.kind is not Kind.ROW or not entry.figured:
            continue
        apart = numbered and not entry.counted and len(entry.labels) == 1
        label = unspace(entry.label)
        total = starts_with_total(label) or ends_with_total(label)
        average, extreme = starts_with_average(label), names_extreme(label)
        named = total or average or extreme
        sums = (run, since, every) if unproved else (run, every)
        proofs = [weigh(entry.values, p, columns.values) for p in sums if len(p) > 1] if named else []
        if (
            (total and (apart or any(proof.is_partly_sum for proof in proofs)))
            or (average and any(p.is_mean or (below_total and p.is_average) for p in proofs))
            or (extreme and any(proof.is_extreme for proof in proofs))
        ):
            entry.kind, run, since, below_total = Kind.TOTAL, Addends(), Addends(), True
            told += [entry] if total else []
            continue
        below_total = False
        run.add(entry.parts)
        every.add(entry.parts)
        since.add(entry.parts)
        if total:
            unproved.append(entry)
            since = Addends()
    _tell_alike(told, unproved)


def _tell_alike(told: Sequence[Entry], unproved: Sequence[Entry]) -> None:
    """The rows called sums that stand where most other sums stand, which are proved."""
    places = [tuple(entry.labels) for entry in told]
    for entry in unproved if len(unproved) < len(told) else ():
        if tuple(entry.labels) in places:
            entry.kind = Kind.TOTAL


def _tell_derived(entries: Sequence[Entry]) -> None:
    """Shares, growths and ratios at the very end, under the total: they speak of it, not of a part."""
    tail: list[Entry] = []
    for entry in reversed(entries):
        if entry.kind is Kind.TOTAL:
            for derived in tail:
                derived.kind = Kind.TOTAL
            return
        if entry.kind is Kind.ROW and not entry.counted and fold(entry.label).split(" ", 1)[0] in words().derived:
            tail.append(entry)
        elif entry.kind is Kind.ROW:
            return
