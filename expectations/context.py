"""A data context of Great Expectations that keeps nothing, prints nothing and logs nothing."""

from __future__ import annotations

import logging

import great_expectations as gx
from great_expectations.data_context import EphemeralDataContext


def be_quiet() -> None:
    """Let the library log nothing: a rule that crashes is a finding, not a log."""
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)


def quiet_context() -> EphemeralDataContext:
    """A new context in memory."""
    be_quiet()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    return context
