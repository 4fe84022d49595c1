"""How operators lay a table out. One module per layout; none knows any dataset.

A layout takes a :class:`sites.samples.view.View` and gives the sheets of a workbook; ``LAYOUTS`` lists them all.
"""

from __future__ import annotations

from sites.samples.layouts.base import Layout
from sites.samples.layouts.continued import Continued
from sites.samples.layouts.grouped import Merged, PerKecamatan, Sections
from sites.samples.layouts.indicators import Indicators
from sites.samples.layouts.listing import Listing
from sites.samples.layouts.official import Official, Yearbook
from sites.samples.layouts.old import Old
from sites.samples.layouts.plain import Delimited, Plain
from sites.samples.layouts.typed import Typed
from sites.samples.layouts.webpage import WebPage
from sites.samples.layouts.years import PerPeriod, Stacked, Years

LAYOUTS: tuple[Layout, ...] = (
    Official(),
    Plain(),
    Years(),
    Old(),
    Stacked(),
    Delimited(),
    Sections(),
    Merged(),
    Continued(),
    PerKecamatan(),
    PerPeriod(),
    Listing(),
    Indicators(),
    Typed(),
    Yearbook(),
    WebPage(),
)
"""Every layout; a dataset takes those that its contract can carry."""
