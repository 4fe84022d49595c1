"""Rules of our own, where a suite over rows cannot see: totals, coverage, overlapping tables, other periods."""
