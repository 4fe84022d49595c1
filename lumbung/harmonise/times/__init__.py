"""Periods: of a whole table, of a column, of a row; and which regions were valid then."""
