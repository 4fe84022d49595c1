"""Contract → rules → a Great Expectations suite.

Every expectation carries the key of its rule in ``meta``: results come back in another order, without ids. Beside it
stand our code and severity, for engineers who read an exported suite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import great_expectations as gx
from great_expectations import ExpectationSuite
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

from expectations.custom.texts import literal
from expectations.implied import implied_rules
from expectations.rule import Rule
from expectations.stated import stated
from lumbung.contracts.model import Contract, QualityRule
from lumbung.findings import Severity
from lumbung.reference.wilayah import Gazetteer

RULE = "lumbung_rule"
"""Name in an expectation's ``meta`` under which the key of its rule stands."""

_GX_SEVERITY = {
    Severity.BLOCKER: "critical",
    Severity.ERROR: "critical",
    Severity.WARNING: "warning",
    Severity.INFO: "info",
}
"""Great Expectations knows three severities; ours stands in ``meta`` beside it."""


def compile_rules(contract: Contract, gazetteer: Gazetteer) -> tuple[Rule, ...]:
    """Every rule the contract implies or states, each with its expectation (None for a broken one)."""
    rules = [
        *implied_rules(contract, gazetteer),
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


def build_suite(contract: Contract, rules: Sequence[Rule]) -> ExpectationSuite:
    """The suite of a contract, ready for a batch."""
    suite = gx.ExpectationSuite(name=contract.dataset, meta={"contract": contract.id, "version": contract.version})
    for rule in rules:
        if rule.expectation is not None:
            suite.add_expectation(rule.expectation)
    return suite


def _keyed(rule: Rule, key: str) -> Rule:
    if rule.expectation is not None:
        rule.expectation.meta = {RULE: key, "code": rule.code, "severity": rule.severity.value, "rule": rule.name}
        rule.expectation.severity = FailureSeverity(_GX_SEVERITY[rule.severity])
    return replace(rule, key=key)


def _stated_rule(rule: QualityRule, contract: Contract) -> Rule:
    """A rule of the contract's ``quality`` sections; one that makes no sense is kept, to be reported as our fault."""
    try:
        columns, expectation = _compiled(rule, contract)
        expectation.description = literal(rule.description)
    except ValueError:
        columns, expectation = (), None
    mild = rule.beta and rule.severity is not Severity.INFO
    severity = Severity.WARNING if mild else rule.severity
    compiled = Rule(rule.name, rule.code, severity, columns, rule.description, expectation, rule.description)
    return replace(compiled, beta=rule.beta)


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
