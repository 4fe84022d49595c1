"""Bytes → Grid → Table: knows how people lay out tables, and nothing of contracts."""
