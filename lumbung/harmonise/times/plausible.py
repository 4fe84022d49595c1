"""Which periods a dataset can be about: none that has not begun, and none before the site's earliest."""

from __future__ import annotations

from datetime import date

from lumbung.contracts.model import Contract
from lumbung.contracts.periods import first_day


def is_to_come(period: str, contract: Contract, today: date | None) -> bool:
    """True for a period that has not begun, unless the contract is about what is to come."""
    if today is None or contract.period.future:
        return False
    return first_day(period, contract.grain) > today


def is_too_early(period: str, contract: Contract) -> bool:
    """True for a period before there was anything to count: 1924 typed for 2024."""
    return first_day(period, contract.grain).year < contract.earliest_period
