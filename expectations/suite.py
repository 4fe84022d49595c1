"""Contract → rules → a Great Expectations suite.

Every expectation carries the key of its rule in ``meta``: results come back in another order, without ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import great_expectations as gx
from great_expectations import ExpectationSuite
from great_expectations import expectations as gxe
from great_expectations.expectations.expectation import Expectation

from expectations.stated import stated
from expectations.whole_numbers import ExpectColumnValuesToBeWholeNumbers
from lumbung.contracts.model import Contract, Kind, LogicalType, Property, QualityRule
from lumbung.findings import Severity, catalogue
from lumbung.reference.wilayah import Gazetteer

RULE = "lumbung_rule"
"""Name in an expectation's ``meta`` under which the key of its rule stands."""


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


def compile_rules(contract: Contract, gazetteer: Gazetteer) -> tuple[Rule, ...]:
    """Every rule the contract implies or states, each with its expectation (None for a broken one)."""
    rules = [
        *_key_rules(contract),
        *(rule for p in contract.properties for rule in _property_rules(p, gazetteer)),
        *(_stated_rule(rule, contract) for rule in contract.rules),
    ]
    return tuple(_keyed(rule, str(number)) for number, rule in enumerate(rules))


def rule_problems(contract: Contract) -> list[str]:
    """What is wrong with the stated rules of a contract, in plain words: for ``contract lint``."""
    problems = []
    for rule in contract.rules:
        try:
            _compiled(rule, contract)
        except ValueError as error:
            problems.append(f"rule {rule.name}: {error}")
    return problems


def build_suite(contract: Contract, rules: tuple[Rule, ...]) -> ExpectationSuite:
    """The suite of a contract, ready for a batch."""
    suite = gx.ExpectationSuite(name=f"{contract.dataset}-{contract.version}")
    for rule in rules:
        if rule.expectation is not None:
            suite.add_expectation(rule.expectation)
    return suite


def _keyed(rule: Rule, key: str) -> Rule:
    if rule.expectation is not None:
        rule.expectation.meta = {RULE: key}
    return replace(rule, key=key)


def _rule(
    name: str,
    code: str,
    columns: tuple[str, ...],
    expected: str,
    expectation: Callable[..., Expectation],
    **arguments: Any,
) -> Rule:
    return Rule(name, code, catalogue()[code].severity, columns, expected, expectation(**arguments))


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
    between, column = gxe.ExpectColumnValuesToBeBetween, (prop.name,)
    if prop.minimum is not None:
        code = "V07" if prop.minimum == 0 else "V03"
        expected = f"paling sedikit {prop.minimum:g}"
        yield _rule(f"{prop.name} minimum", code, column, expected, between, column=prop.name, min_value=prop.minimum)
    if prop.maximum is not None:
        expected = f"paling banyak {prop.maximum:g}"
        yield _rule(f"{prop.name} maximum", "V03", column, expected, between, column=prop.name, max_value=prop.maximum)


def _stated_rule(rule: QualityRule, contract: Contract) -> Rule:
    """A rule of the contract's ``quality`` sections; one that makes no sense is kept, to be reported as our fault."""
    try:
        columns, expectation = _compiled(rule, contract)
    except ValueError:
        columns, expectation = (), None
    return Rule(rule.name, rule.code, rule.severity, columns, rule.description, expectation, rule.description)


def _compiled(rule: QualityRule, contract: Contract) -> tuple[tuple[str, ...], Expectation]:
    """The columns a stated rule reads and its expectation; ValueError when it cannot be run."""
    expectation, arguments = stated(rule)
    columns = tuple(
        str(v)
        for key, value in arguments.items()
        if key in ("column", "column_A", "column_B", "column_list", "column_set")
        for v in (value if isinstance(value, list) else [value])
    )
    unknown = [c for c in columns if c not in {p.name for p in contract.properties}]
    if unknown:
        raise ValueError(f"it reads {', '.join(unknown)}, which is no property of {contract.dataset}")
    return columns, expectation(**arguments)
