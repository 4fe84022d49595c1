"""Rules stated in a contract → the expectation that judges them: native ones and the ODCS library metrics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from great_expectations import expectations as gxe
from great_expectations.expectations.expectation import Expectation

from expectations.custom import OWN
from lumbung.contracts.model import QualityRule

Stated = tuple[type[Expectation], dict[str, Any]]

_PAIRS = ("expect_column_pair_values_a_to_be_greater_than_b", "expect_column_pair_values_to_be_equal")
"""Two figures of a row held against each other: a blank one says nothing about the other, unless a contract says so."""
_EMPTY: tuple[object, ...] = (None, "", [])


def stated(rule: QualityRule) -> Stated:
    """The expectation of a stated rule and its arguments.

    Raises:
        ValueError: no such expectation or metric, or an argument that would silently be left out.
    """
    return _native(rule) if rule.expectation else _metric(rule)


def _native(rule: QualityRule) -> Stated:
    name = rule.expectation or ""
    camel = "".join(part.capitalize() for part in name.split("_"))
    expectation = OWN.get(name) or getattr(gxe, camel, None)
    if expectation is None:
        raise ValueError(f"Great Expectations has no expectation {name}")
    unsaid = {"ignore_row_if": "either_value_is_missing"} if name in _PAIRS else {}
    arguments = {**unsaid, **rule.arguments}
    if rule.property and not any(name.startswith("column") for name in arguments):
        arguments["column"] = rule.property
    return expectation, arguments


def _metric(rule: QualityRule) -> Stated:
    """The ODCS library metrics (nullValues, missingValues, duplicateValues, invalidValues, rowCount)."""
    if rule.metric == "rowCount":
        return gxe.ExpectTableRowCountToBeBetween, _row_count(rule.arguments)
    if not rule.property:
        raise ValueError(f"metric {rule.metric} needs a property")
    arguments = dict(rule.arguments)
    if arguments.pop("mustBe", 0) != 0:
        raise ValueError(f"metric {rule.metric} knows only mustBe: 0; use an expectation with mostly")
    column = {"column": rule.property}
    valid, pattern = arguments.pop("validValues", None), arguments.pop("pattern", None)
    if rule.metric == "missingValues" and all(v in _EMPTY for v in arguments.pop("missingValues", [])):
        rest: Stated = gxe.ExpectColumnValuesToNotBeNull, column
    elif rule.metric == "nullValues":
        rest = gxe.ExpectColumnValuesToNotBeNull, column
    elif rule.metric == "duplicateValues":
        rest = gxe.ExpectColumnValuesToBeUnique, column
    elif rule.metric == "invalidValues" and (valid is None) != (pattern is None):
        rest = (
            (gxe.ExpectColumnValuesToBeInSet, {**column, "value_set": valid})
            if valid is not None
            else (gxe.ExpectColumnValuesToMatchRegex, {**column, "regex": pattern})
        )
    else:
        raise ValueError(f"metric {rule.metric} is not supported as it stands; use an expectation")
    if arguments:
        raise ValueError(f"metric {rule.metric} does not know {', '.join(sorted(arguments))}")
    return rest


def _row_count(given: Mapping[str, Any]) -> dict[str, Any]:
    """The limits of a row count; ``mustBe: 0`` is a limit too."""
    arguments = {k: v for k, v in given.items() if k != "unit"}
    low, high = arguments.pop("mustBeBetween", (None, None))
    exact = arguments.pop("mustBe", None)
    more, less = arguments.pop("mustBeGreaterThan", None), arguments.pop("mustBeLessThan", None)
    lows = [low, exact, arguments.pop("mustBeGreaterOrEqualTo", None), None if more is None else more + 1]
    highs = [high, exact, arguments.pop("mustBeLessOrEqualTo", None), None if less is None else less - 1]
    known_lows, known_highs = [v for v in lows if v is not None], [v for v in highs if v is not None]
    if arguments or not (known_lows or known_highs):
        raise ValueError("metric rowCount needs a limit: mustBe, mustBeBetween, mustBeGreaterThan, …")
    return {"min_value": max(known_lows, default=None), "max_value": min(known_highs, default=None)}
