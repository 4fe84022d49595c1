"""Web pages → grid, also those that put labels, headings and figures into tables of their own."""
