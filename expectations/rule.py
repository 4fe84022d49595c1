"""One compiled rule of a contract: the expectation that judges it and the finding that it raises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lumbung.findings import Severity

if TYPE_CHECKING:  # two seconds, in which the first file can be read
    from great_expectations.expectations.expectation import Expectation


@dataclass(frozen=True)
class Rule:
    """One compiled rule: the finding it raises and the expectation that judges it.

    ``expectation`` is None for a rule that could not be compiled: a fault of the contract, never of a file.
    """

    name: str
    code: str
    severity: Severity
    columns: tuple[str, ...]
    expected: str  # for the message
    expectation: Expectation | None
    description: str = ""
    key: str = ""  # tells the rules of one contract apart
    is_sum: bool = False  # of a measure with sumOf: its findings tell both figures
    beta: bool = False  # on trial
