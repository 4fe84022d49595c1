"""The rules of a contract over conformed rows: which rows fail which rule, and which rules could not be run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import count

import pandas as pd
from great_expectations.core import ExpectationValidationResult
from great_expectations.data_context import EphemeralDataContext

from expectations.conditions import Conditions, is_about_rows
from expectations.context import be_quiet, quiet_context
from expectations.outcome import Outcome
from expectations.rule import Rule
from expectations.suite import RULE, build_suite, compile_rules
from lumbung.contracts.model import Contract
from lumbung.reference.wilayah import Gazetteer

_names = count()


@lru_cache(maxsize=1)
def _context() -> EphemeralDataContext:
    return quiet_context()


class Judge:
    """Holds the compiled rules of the contracts of one site; each is compiled once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        be_quiet()
        self.gazetteer = gazetteer
        self._rules: dict[tuple[str, str, str], tuple[Rule, ...]] = {}

    def rules(self, contract: Contract) -> tuple[Rule, ...]:
        """The compiled rules of a contract."""
        key = (contract.opd, contract.dataset, contract.version)
        if key not in self._rules:
            self._rules[key] = compile_rules(contract, self.gazetteer)
        return self._rules[key]

    def judge(
        self, contract: Contract, frame: pd.DataFrame, told: Mapping[tuple[int, str], str] | None = None
    ) -> tuple[Outcome, ...]:
        """The outcome of every rule over a conformed frame, in rule order. An empty frame is judged by none.

        ``told``: (index label, property) of cells with a finding of their own, which no rule repeats.
        """
        rules = self.rules(contract)
        if frame.empty or not rules:
            return ()
        of_rows = _judged_rows(rules, frame)
        others = _validated(contract, [r for r in rules if r.key not in of_rows and r.expectation is not None], frame)
        outcomes = (of_rows.get(r.key) or others.get(r.key) or Outcome(r, crashed=True) for r in rules)
        return tuple(_without(o, told or {}) for o in outcomes)


def _judged_rows(rules: Sequence[Rule], frame: pd.DataFrame) -> Mapping[str, Outcome]:
    """The outcome of each rule about single rows, by its key."""
    conditions = Conditions(frame)
    outcomes = {}
    for rule in rules:
        if rule.expectation is not None and is_about_rows(rule.expectation):
            found = conditions.failing(rule.expectation)
            outcomes[rule.key] = Outcome(rule, found.labels, found.tested) if found else Outcome(rule, crashed=True)
    return outcomes


def _validated(contract: Contract, rules: Sequence[Rule], frame: pd.DataFrame) -> Mapping[str, Outcome]:
    """The outcome of each rule of another kind, by its key: of a table as a whole, of a column as a whole."""
    if not rules:
        return {}
    by_key = {rule.key: rule for rule in rules}
    results = ((r.expectation_config, r) for r in _validate(contract, rules, frame))
    keyed = {config.meta[RULE]: result for config, result in results if config is not None}
    return {key: _outcome(by_key[key], result, len(frame)) for key, result in keyed.items()}


def _validate(contract: Contract, rules: Sequence[Rule], frame: pd.DataFrame) -> Sequence[ExpectationValidationResult]:
    source = _context().data_sources.add_pandas(f"lumbung-{next(_names)}")
    try:
        definition = source.add_dataframe_asset(contract.dataset).add_batch_definition_whole_dataframe("whole")
        batch = definition.get_batch({"dataframe": frame})
        result = batch.validate(build_suite(contract, rules), result_format="COMPLETE")
        return list(result.results)
    finally:
        _context().data_sources.delete(source.name)


def _outcome(rule: Rule, result: ExpectationValidationResult, rows: int) -> Outcome:
    if _raised(result):
        return Outcome(rule, crashed=True)
    details = result.result or {}
    if "element_count" not in details:
        return Outcome(rule, tested=1, table_failed=not result.success, observed=details.get("observed_value"))
    tested = int(details.get("element_count", rows)) - int(details.get("missing_count") or 0)
    failed = () if result.success else details.get("unexpected_index_list") or ()
    return Outcome(rule, failed=tuple(int(label) for label in failed), tested=tested)


def _without(outcome: Outcome, told: Mapping[tuple[int, str], str]) -> Outcome:
    """The outcome without rows whose judged cell has a finding already."""
    if not told or not outcome.failed:
        return outcome
    fresh = tuple(i for i in outcome.failed if not any((i, column) in told for column in outcome.rule.columns))
    return Outcome(outcome.rule, fresh, outcome.tested)


def _raised(result: ExpectationValidationResult) -> bool:
    """True when a rule could not be run; the library reports it in two shapes."""
    information = result.exception_info or {}
    if "raised_exception" in information:
        return bool(information["raised_exception"])
    return any(isinstance(v, dict) and v.get("raised_exception") for v in information.values())
