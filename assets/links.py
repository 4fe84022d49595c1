"""The way from Dagster's UI to what lies in the reports folder.

A browser follows no ``file:`` link from a page that came over the network, so by default the UI shows a path to copy.
Where the folder is served by a web server, its address (``LUMBUNG_REPORTS_URL``) makes links of them.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import dagster as dg

from assets.granary import Granary
from assets.night.report import LATEST


def to_file(granary: Granary, path: Path) -> dg.MetadataValue:
    """A file in the reports folder."""
    if granary.reports_url is None:
        return dg.MetadataValue.path(str(path))
    return dg.MetadataValue.url(f"{granary.reports_url}/{quote(path.relative_to(granary.reports).as_posix())}")


def to_page(granary: Granary, anchor: str) -> dg.MetadataValue:
    """A page of the report of the last night."""
    if granary.reports_url is None:
        return dg.MetadataValue.path(f"{granary.reports / LATEST}#{anchor}")
    return dg.MetadataValue.url(f"{granary.reports_url}/{LATEST}#{anchor}")
