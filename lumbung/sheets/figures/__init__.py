"""Cells → values: conventions of numbers, marks beside them, doubts, and sums as witnesses."""
