"""Titles, names of sheets and of files: what they say of the whole table, and what in them makes it another."""
