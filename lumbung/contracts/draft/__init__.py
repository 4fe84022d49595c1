"""Drafting: a contract proposed from a workbook, without a person; whatever it cannot prove is marked for review."""
