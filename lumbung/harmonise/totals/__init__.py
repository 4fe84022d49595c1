"""Totals that a sheet prints about its own rows, with the sums they claim to be."""
