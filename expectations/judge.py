"""Running a suite over conformed rows: which rows fail which rule, and which rules could not be run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations import ExpectationSuite
from great_expectations.core import ExpectationValidationResult
from great_expectations.core.batch_definition import BatchDefinition

from expectations.suite import RULE, Rule, build_suite, compile_rules
from lumbung.contracts.model import Contract
from lumbung.reference.wilayah import Gazetteer

POSITION = "_urut"
"""Column with the frame's index labels: what the suite reports failing rows by."""

@dataclass(frozen=True)
class Outcome:
    """How one rule went: the index labels of failing rows, how many rows it judged, whether it could be run."""

    rule: Rule
    failed: tuple[int, ...] = ()
    tested: int = 0
    crashed: bool = False
    table_failed: bool = False  # a rule about the table as a whole


@dataclass(frozen=True)
class _Bench:
    """What a contract's frames are judged with. Made once: setting it up takes as long as judging a small file."""

    rules: tuple[Rule, ...]
    suite: ExpectationSuite
    definition: BatchDefinition[Any]


class Judge:
    """Judges conformed rows by the rules of their contracts; each contract is compiled once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
        self._source = self._context.data_sources.add_pandas("lumbung")
        self._benches: dict[str, _Bench] = {}

    def rules(self, contract: Contract) -> tuple[Rule, ...]:
        """The compiled rules of a contract."""
        return self._bench(contract).rules

    def judge(self, contract: Contract, frame: pd.DataFrame) -> tuple[Outcome, ...]:
        """The outcome of every rule over a conformed frame, in rule order. An empty frame is judged by none."""
        bench = self._bench(contract)
        if frame.empty or not bench.rules:
            return ()
        results = _validate(bench, frame.assign(**{POSITION: frame.index}))
        by_rule = {r.expectation_config.meta[RULE]: r for r in results if r.expectation_config is not None}
        return tuple(_outcome(rule, by_rule.get(rule.name), len(frame)) for rule in bench.rules)

    def _bench(self, contract: Contract) -> _Bench:
        if contract.id not in self._benches:
            rules = compile_rules(contract, self.gazetteer)
            asset = self._source.add_dataframe_asset(contract.id)
            definition = asset.add_batch_definition_whole_dataframe("whole")
            self._benches[contract.id] = _Bench(rules, build_suite(contract, rules), definition)
        return self._benches[contract.id]


def _validate(bench: _Bench, frame: pd.DataFrame) -> list[ExpectationValidationResult]:
    batch = bench.definition.get_batch({"dataframe": frame})
    wanted = {"result_format": "COMPLETE", "unexpected_index_column_names": [POSITION]}
    return list(batch.validate(bench.suite, result_format=wanted).results)


def _outcome(rule: Rule, result: ExpectationValidationResult | None, rows: int) -> Outcome:
    if result is None or _raised(result):
        return Outcome(rule, crashed=True)
    details = result.result or {}
    index = details.get("unexpected_index_list")
    if index is None:
        return Outcome(rule, tested=1, table_failed=not result.success)
    tested = int(details.get("element_count", rows)) - int(details.get("missing_count") or 0)
    return Outcome(rule, failed=tuple(int(entry[POSITION]) for entry in index), tested=tested)


def _raised(result: ExpectationValidationResult) -> bool:
    """True when a rule could not be run; the library reports it in two shapes."""
    information = result.exception_info or {}
    if "raised_exception" in information:
        return bool(information["raised_exception"])
    return any(isinstance(v, dict) and v.get("raised_exception") for v in information.values())
