"""Contract → rules → a Great Expectations suite.

Every expectation carries the number of its rule in ``meta``: results come back in another order, without ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import great_expectations as gx
from great_expectations import ExpectationSuite
from great_expectations import expectations as gxe
from great_expectations.expectations.expectation import Expectation

from expectations.whole_numbers import ExpectColumnValuesToBeWholeNumbers
from lumbung.contracts.model import Contract, Kind, LogicalType, Property, QualityRule
from lumbung.findings import Severity, catalogue
from lumbung.reference.wilayah import Gazetteer

RULE = "lumbung_rule"
"""Key in an expectation's ``meta`` under which its rule's name stands."""


@dataclass(frozen=True)
class Rule:
    """One compiled rule: the finding it raises and the expectation that judges it."""

    name: str
    code: str
    severity: Severity
    columns: tuple[str, ...]
    expected: str  # for the message
    expectation: Expectation
    description: str = ""


def compile_rules(contract: Contract, gazetteer: Gazetteer) -> tuple[Rule, ...]:
    """Every rule the contract implies or states, each with its expectation.

    Raises:
        ValueError: a stated rule names an expectation or metric that does not exist, or wrong arguments.
    """
    return tuple(
        [
            *_key_rules(contract),
            *(rule for p in contract.properties for rule in _property_rules(p, gazetteer)),
            *(_stated_rule(rule, contract) for rule in contract.rules),
        ]
    )


def build_suite(contract: Contract, rules: tuple[Rule, ...]) -> ExpectationSuite:
    """The suite of a contract, ready for a batch."""
    suite = gx.ExpectationSuite(name=f"{contract.dataset}-{contract.version}")
    for rule in rules:
        suite.add_expectation(rule.expectation)
    return suite


def _rule(
    name: str,
    code: str,
    columns: tuple[str, ...],
    expected: str,
    expectation: type[Expectation],
    severity: Severity | None = None,
    description: str = "",
    **arguments: Any,
) -> Rule:
    built = expectation(meta={RULE: name}, **arguments)
    weight = severity or catalogue()[code].severity
    return Rule(name, code, weight, columns, expected, built, description)


def _key_rules(contract: Contract) -> Iterator[Rule]:
    key = contract.key
    if len(key) == 1:
        yield _rule("key", "K01", key, "", gxe.ExpectColumnValuesToBeUnique, column=key[0])
    elif key:
        yield _rule("key", "K01", key, "", gxe.ExpectCompoundColumnsToBeUnique, column_list=list(key))


def _property_rules(prop: Property, gazetteer: Gazetteer) -> Iterator[Rule]:
    name, column = prop.name, (prop.name,)
    if prop.required:
        code = "K03" if prop.key else "V01"
        yield _rule(f"{name} required", code, column, "", gxe.ExpectColumnValuesToNotBeNull, column=name)
    if prop.kind is Kind.REGION and prop.region_level is not None:
        codes = [r.code for r in gazetteer.of_level(prop.region_level)]
        yield _rule(f"{name} known", "R01", column, "", gxe.ExpectColumnValuesToBeInSet, column=name, value_set=codes)
    if prop.kind is Kind.CATEGORY:
        codes = [c.code for c in prop.categories]
        yield _rule(f"{name} known", "V02", column, "", gxe.ExpectColumnValuesToBeInSet, column=name, value_set=codes)
    if prop.logical_type is LogicalType.INTEGER and prop.kind is Kind.MEASURE:
        yield _rule(f"{name} whole", "V09", column, "", ExpectColumnValuesToBeWholeNumbers, column=name)
    if prop.pattern:
        regex = gxe.ExpectColumnValuesToMatchRegex
        yield _rule(f"{name} pattern", "V04", column, prop.pattern, regex, column=name, regex=prop.pattern)
    yield from _range_rules(prop)


def _range_rules(prop: Property) -> Iterator[Rule]:
    between = gxe.ExpectColumnValuesToBeBetween
    if prop.minimum is not None:
        code = "V07" if prop.minimum == 0 else "V03"
        expected = f"paling sedikit {prop.minimum:g}"
        yield _rule(
            f"{prop.name} minimum", code, (prop.name,), expected, between, column=prop.name, min_value=prop.minimum
        )
    if prop.maximum is not None:
        expected = f"paling banyak {prop.maximum:g}"
        yield _rule(
            f"{prop.name} maximum", "V03", (prop.name,), expected, between, column=prop.name, max_value=prop.maximum
        )


def _stated_rule(rule: QualityRule, contract: Contract) -> Rule:
    expectation, arguments = _native(rule) if rule.expectation else _metric(rule)
    columns = tuple(
        str(v)
        for key, value in arguments.items()
        if key in ("column", "column_A", "column_B", "column_list")
        for v in (value if isinstance(value, list) else [value])
    )
    unknown = [c for c in columns if c not in {p.name for p in contract.properties}]
    if unknown:
        raise ValueError(f"rule {rule.name} of {contract.dataset} reads {', '.join(unknown)}, which is no property")
    return _rule(
        rule.name, rule.code, columns, rule.description, expectation, rule.severity, rule.description, **arguments
    )


def _native(rule: QualityRule) -> tuple[type[Expectation], dict[str, Any]]:
    camel = "".join(part.capitalize() for part in (rule.expectation or "").split("_"))
    expectation = getattr(gxe, camel.replace("AToBe", "AToBe"), None) or getattr(gxe, camel, None)
    if expectation is None:
        raise ValueError(f"rule {rule.name}: Great Expectations has no expectation {rule.expectation}")
    arguments = dict(rule.arguments)
    if rule.property and "column" not in arguments:
        arguments["column"] = rule.property
    return expectation, arguments


def _metric(rule: QualityRule) -> tuple[type[Expectation], dict[str, Any]]:
    """The ODCS library metrics (nullValues, missingValues, duplicateValues, invalidValues, rowCount)."""
    if rule.metric in ("nullValues", "missingValues"):
        return gxe.ExpectColumnValuesToNotBeNull, {"column": rule.property}
    if rule.metric == "duplicateValues" and rule.property:
        return gxe.ExpectColumnValuesToBeUnique, {"column": rule.property}
    if rule.metric == "invalidValues" and "validValues" in rule.arguments:
        return gxe.ExpectColumnValuesToBeInSet, {"column": rule.property, "value_set": rule.arguments["validValues"]}
    if rule.metric == "rowCount":
        exact = rule.arguments.get("mustBe")
        return gxe.ExpectTableRowCountToBeBetween, {
            "min_value": exact or rule.arguments.get("mustBeGreaterOrEqualTo"),
            "max_value": exact or rule.arguments.get("mustBeLessOrEqualTo"),
        }
    raise ValueError(f"rule {rule.name}: metric {rule.metric} is not supported; use an expectation")
