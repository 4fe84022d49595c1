"""Lumbung (granary): the domain.

What spreadsheets of Indonesian government departments (OPD) look like and mean.
Pure Python: nothing here knows Dagster, Great Expectations or a database.
"""

__version__ = "0.1.0"
