"""Figures, cell by cell: numbers in the unit of their measure, and what is held back of them."""
