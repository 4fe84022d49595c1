"""What findings about a register may tell: where, never what stands there.

A shifted row puts a name into the column of the amount or of the programme, so no text of a register's body is told
because of its column. Only what stands there many times over is no person's: ``P.K.H.`` for the programme in forty
rows. The sender sees everything in the marked cells of the own workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lumbung.contracts.model import Contract
from lumbung.findings import Finding
from lumbung.harmonise.issues import MASKED

FEWEST = 5
"""Rows in which a text must stand before it is told."""

_OF_CELLS = ("C", "K", "R", "V", "U")
"""Kinds of findings that quote single cells of the body."""
_QUOTES = frozenset({"found", "code_found"})
_HINTS = frozenset({"suggestion"})
"""What is made from the quoted text, so that it would tell it again."""


def discreet(contract: Contract, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; of a register without what single cells hold, and without proposals about it."""
    return (_discreet(f) if contract.is_register and _quotes(f) else f for f in findings)


def _quotes(found: Finding) -> bool:
    return found.code.startswith(_OF_CELLS) and found.count < FEWEST


def _discreet(found: Finding) -> Finding:
    hidden = {name: MASKED for name in _QUOTES & found.parameters.keys() if found.parameters[name]}
    silent = dict.fromkeys(_HINTS & found.parameters.keys(), "")
    return replace(found, parameters={**found.parameters, **hidden, **silent}, proposals=())
