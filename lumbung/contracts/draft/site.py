"""What a site already knows: its code lists."""

from __future__ import annotations

from lumbung.contracts.codelists import read_code_list
from lumbung.contracts.draft.categories import Lists
from lumbung.site import Site


def site_lists(site: Site) -> Lists:
    """Every code list of a site by name."""
    return {path.stem: read_code_list(path) for path in sorted(site.code_lists.glob("*.csv"))}
