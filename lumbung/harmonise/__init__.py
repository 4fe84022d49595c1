"""Table + contract + reference → conformed rows."""
