"""Rules that hold a file against what earlier accepted files of the same dataset said."""
