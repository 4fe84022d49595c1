"""Bytes → grid: every format that arrives, told by its content, with what a plain reading would drop."""
