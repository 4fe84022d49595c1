"""Persons of a register who are most probably one and the same under two numbers (K04).

Told are rows of one name and one day of birth, when they also share the household's number or their numbers differ in
two digits at most: a digit that was mistyped, two that were swapped. A name spelled otherwise proves nothing: twins
are born on one day into one household, and often bear names alike. Nothing of a person is said but the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import pandas as pd

from lumbung.contracts.model import Contract, LogicalType, PersonalKind, Property
from lumbung.findings import Finding, finding
from lumbung.harmonise.model import ROW, Conformed

_DIGITS_APART = 2
_MOST_ALIKE = 100
"""Persons of one name and day of birth: of more, name and day are no person's, and numbers alike prove nothing."""
_UNKNOWN_DAYS = ("-01-01", "-07-01", "-12-31")
"""Written for whoever's day of birth nobody knows: many share it, and so do the numbers made of it."""


def near_duplicates(conformed: Conformed) -> Iterator[Finding]:
    """One finding for each group of rows, at the numbers of the persons."""
    contract = conformed.contract
    number, name, born = (
        _of_kind(contract, kind) for kind in (PersonalKind.NIK, PersonalKind.NAMA, PersonalKind.LAHIR)
    )
    if number is None or name is None or born is None or born.logical_type is not LogicalType.DATE:
        return
    letter = conformed.labels.get(number.name)
    alike = _alike(conformed, number, name, born) if letter else ()
    household = _of_kind(contract, PersonalKind.KK)
    for (_, day), same in alike:
        by_number = not str(day).endswith(_UNKNOWN_DAYS)
        rows = _probably_one(same, number.name, household.name if household else None, by_number=by_number)
        if rows:
            yield finding(
                "K04",
                sheet=conformed.sheet,
                cells=[f"{letter}{row}" for row in rows],
                dataset=contract.dataset,
                key=number.title,
                found=", ".join(map(str, rows)),
            )


def _of_kind(contract: Contract, kind: PersonalKind) -> Property | None:
    return next((p for p in contract.properties if p.personal is kind), None)


def _alike(
    conformed: Conformed, number: Property, name: Property, born: Property
) -> Sequence[tuple[tuple[object, object], pd.DataFrame]]:
    """The rows of one name and day of birth, more than one; faulty numbers have a finding of their own."""
    frame = conformed.frame
    faulty = [i for i, what in conformed.faulty if what == number.name]
    frame = frame.drop(index=faulty).dropna(subset=[number.name, name.name, born.name])
    names = frame[name.name].astype(str).str.upper().str.replace(r"[\W_]+", "", regex=True)
    twice = pd.DataFrame({"name": names, "born": frame[born.name]}).duplicated(keep=False)
    return [((n, d), same) for (n, d), same in frame[twice].groupby([names[twice], frame[born.name][twice]])]


def _probably_one(same: pd.DataFrame, number: str, household: str | None, *, by_number: bool) -> list[int]:
    """The sheet rows of those that one of the others most probably is, too."""
    persons = list(zip(same[ROW].tolist(), same[number].astype(str), strict=True))
    groups = [persons] if by_number and len(persons) <= _MOST_ALIKE else []
    found = {row for group in groups for pair in combinations(group, 2) if _near(pair) for row, _ in pair}
    if household is not None:
        for _, within in same[same[household].fillna("") != ""].groupby(household):
            if within[number].nunique() > 1:  # of one number: K01, or the same person in another year
                found.update(within[ROW])
    return sorted(map(int, found))


def _near(pair: Sequence[tuple[int, str]]) -> bool:
    """True for two numbers that differ, and in a digit or two only."""
    (_, one), (_, other) = pair
    return len(one) == len(other) and 0 < sum(a != b for a, b in zip(one, other, strict=True)) <= _DIGITS_APART
