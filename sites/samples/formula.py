"""Formulas over the measures of one row, such as ``100 * sudah_rekam / wajib_ktp``: names, numbers, + - * / only."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping

_OPERATIONS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def names(formula: str) -> frozenset[str]:
    """The measures a formula needs."""
    return frozenset(n.id for n in ast.walk(ast.parse(formula, mode="eval")) if isinstance(n, ast.Name))


def evaluate(formula: str, figures: Mapping[str, float | None]) -> float | None:
    """The value of a formula; None where a figure is missing or something is divided by nought.

    Raises:
        ValueError: the formula holds something other than names, numbers and the four operations.
    """
    try:
        return _value(ast.parse(formula, mode="eval").body, figures)
    except (ZeroDivisionError, _MissingError):
        return None


class _MissingError(Exception):
    """A figure that the formula needs is not there."""


def _value(node: ast.expr, figures: Mapping[str, float | None]) -> float:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.left, figures), _value(node.right, figures))
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value)
    if isinstance(node, ast.Name):
        found = figures.get(node.id)
        if found is None:
            raise _MissingError
        return found
    raise ValueError(f"a formula holds names, numbers and + - * / only, not {ast.dump(node)}")
