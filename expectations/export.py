"""Suites as JSON documents that Great Expectations reads again, and back.

The custom expectations are registered by importing :mod:`expectations.custom`; a reader elsewhere needs that package.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from great_expectations import ExpectationSuite

import expectations.custom  # noqa: F401 — registers what a suite may name
from expectations.context import quiet_context
from expectations.suite import build_suite, compile_rules
from lumbung.contracts.model import Contract
from lumbung.reference.wilayah import Gazetteer


@cache
def _context() -> None:
    """A suite can be made only while some context is open."""
    quiet_context()


def suite_of(contract: Contract, gazetteer: Gazetteer) -> ExpectationSuite:
    """The suite of one contract."""
    _context()
    return build_suite(contract, compile_rules(contract, gazetteer))


def suite_json(suite: ExpectationSuite) -> str:
    """The suite as JSON, the same text for the same contract."""
    document: dict[str, Any] = suite.to_json_dict()
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_suite(text: str) -> ExpectationSuite:
    """The suite of a JSON document."""
    _context()
    return ExpectationSuite(**json.loads(text))
