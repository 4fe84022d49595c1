"""Comparing the warehouse with the results a person typed from the same workbooks of Banjarnegara.

Data, not code, says what is compared: ``banjarnegara_truth.yaml`` (typed column → indicator and dimensions) and
``banjarnegara_differences.csv`` (differences that were looked into, each with its reason). A difference that is
not explained, or an explanation that no longer applies, is a failure of this benchmark.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from benchmarks.banjarnegara_typed import Key, Typed, dimensions_of, read_typed

EXPLANATIONS = Path(__file__).parent / "banjarnegara_differences.csv"

ABSOLUTE = 0.51
"""The typed figures are rounded to whole numbers: so far they may be off."""
RELATIVE = 0.002


@dataclass(frozen=True)
class Stored:
    """One figure of the warehouse, and the cell it came from."""

    value: float
    file: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Difference:
    """A typed figure that the warehouse does not hold: ``stored`` is None when it holds none at all."""

    typed: Typed
    stored: Stored | None
    reason: str = ""  # from the list of explanations


@dataclass(frozen=True)
class Explanation:
    """A difference that was looked into; ``value`` is what the warehouse holds, None for nothing."""

    key: Key
    typed: float
    value: float | None
    reason: str

    def explains(self, typed: Typed, stored: Stored | None) -> bool:
        """True when both sides still are as they were when the difference was looked into."""
        ours = None if stored is None else stored.value
        same_value = (ours is None) == (self.value is None) and (
            ours is None or self.value is None or agree(self.value, ours)
        )
        return self.key == typed.key and agree(self.typed, typed.value) and same_value


@dataclass(frozen=True)
class Comparison:
    """Counts over all typed figures, and every figure that differs."""

    typed: int
    equal: int
    both_nil: int  # '-' was typed and the warehouse holds nothing: neither claims a figure
    missing: int  # typed, but not in the warehouse
    different: int
    differences: tuple[Difference, ...]  # missing and different
    obsolete: tuple[Explanation, ...]  # explanations of differences that are gone

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        """Differences nobody has accounted for."""
        return tuple(d for d in self.differences if not d.reason)

    @property
    def reasons(self) -> Mapping[str, int]:
        """How many differences each reason accounts for."""
        return Counter(d.reason for d in self.differences if d.reason)


def compare(database: Connection | Engine, corpus: Path) -> Comparison:
    """The typed results under ``corpus`` (the folder ``corpus/banjarnegara``) against ``data.fakta_indikator``.

    Raises:
        ValueError: a typed file has a column, a row label or a value that the mapping does not account for.
    """
    if isinstance(database, Engine):
        with database.connect() as connection:
            return compare(connection, corpus)
    return compare_figures(list(read_typed(corpus)), read_stored(database), read_explanations())


def compare_figures(
    typed: Sequence[Typed], stored: Mapping[Key, Stored], explanations: Sequence[Explanation] = ()
) -> Comparison:
    """Typed figures against stored ones."""
    outcomes = Counter(_outcome(t, stored.get(t.key)) for t in typed)
    wrong = [t for t in typed if _outcome(t, stored.get(t.key)) in ("missing", "different")]
    used: set[Explanation] = set()
    differences = tuple(_difference(t, stored.get(t.key), explanations, used) for t in wrong)
    return Comparison(
        typed=len(typed),
        equal=outcomes["equal"],
        both_nil=outcomes["both_nil"],
        missing=outcomes["missing"],
        different=outcomes["different"],
        differences=differences,
        obsolete=tuple(e for e in explanations if e not in used),
    )


def agree(one: float, other: float) -> bool:
    """True when two figures are the same up to the rounding of the typed one."""
    return abs(one - other) <= max(ABSOLUTE, RELATIVE * max(abs(one), abs(other)))


def _outcome(typed: Typed, stored: Stored | None) -> str:
    if stored is None:
        return "both_nil" if typed.nil else "missing"
    return "equal" if agree(typed.value, stored.value) else "different"


def _difference(
    typed: Typed, stored: Stored | None, explanations: Sequence[Explanation], used: set[Explanation]
) -> Difference:
    for explanation in explanations:
        if explanation.explains(typed, stored):
            used.add(explanation)
            return Difference(typed, stored, explanation.reason)
    return Difference(typed, stored)


# -- the warehouse and the explanations --------------------------------------------------------------------------

_CURRENT = text("""
    SELECT f.dataset, f.kode_wilayah, f.periode, f.kode_indikator, f.dimensi, f.nilai, b.nama, f._lembar, f._sel
    FROM data.fakta_indikator AS f LEFT JOIN ops.berkas AS b ON b.id = f._berkas_id
    WHERE f._berlaku_sampai IS NULL AND f.nilai IS NOT NULL
""")


def read_stored(connection: Connection) -> dict[Key, Stored]:
    """Every current figure of the warehouse, by what it is about."""
    return {
        Key(r[0], r[1], r[2], r[3], dimensions_of(r[4] or {})): Stored(float(r[5]), r[6] or "", r[7] or "", r[8] or "")
        for r in connection.execute(_CURRENT)
    }


def read_explanations(path: Path = EXPLANATIONS) -> tuple[Explanation, ...]:
    """The differences that were looked into."""
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(_explanation(row) for row in csv.DictReader(stream))


def _explanation(row: Mapping[str, str]) -> Explanation:
    pairs = (pair.partition("=") for pair in row["dimensi"].split(";") if pair)
    dimensions = tuple(sorted((name, code) for name, _, code in pairs))
    key = Key(row["dataset"], row["kode_wilayah"], row["periode"], row["indikator"], dimensions)
    return Explanation(key, float(row["diketik"]), float(row["gudang"]) if row["gudang"] else None, row["sebab"])


def report(comparison: Comparison) -> Iterable[str]:
    """The comparison as lines of text."""
    yield (
        f"{comparison.typed} figures typed: {comparison.equal} equal, {comparison.both_nil} nil on both sides, "
        f"{comparison.missing} missing, {comparison.different} different"
    )
    for reason, count in sorted(comparison.reasons.items(), key=lambda item: -item[1]):
        yield f"  explained {count}: {reason}"
    for d in comparison.unexplained:
        ours = f"{d.stored.value:g} ({d.stored.file}, {d.stored.sheet}!{d.stored.cell})" if d.stored else "nothing"
        k = d.typed.key
        yield (
            f"  UNEXPLAINED {k.dataset} {k.region} {k.period} {k.indicator} {k.dimensions_text}: "
            f"typed {d.typed.value:g}, stored {ours}"
        )
    for e in comparison.obsolete:
        yield f"  OBSOLETE explanation: {e.key.dataset} {e.key.region} {e.key.period} {e.key.indicator}: {e.reason}"
