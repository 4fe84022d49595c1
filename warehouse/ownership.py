"""A warehouse belongs to one site: two regencies in one database would close each other's figures. Its days are the
site's own.
"""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from warehouse.errors import OtherSite
from warehouse.tables import setelan

_KEY = "situs"
_ZONE = "zona_waktu"


def claim(connection: Connection, site: str) -> None:
    """Make the warehouse the site's own if it is nobody's.

    Raises:
        OtherSite: it belongs to another one.
    """
    connection.execute(insert(setelan).values(kunci=_KEY, nilai=site).on_conflict_do_nothing())
    owner = connection.execute(select(setelan.c.nilai).where(setelan.c.kunci == _KEY)).scalar_one()
    if owner != site:
        raise OtherSite("other_site", owner=owner, site=site)


def keep_time(connection: Connection, timezone: str) -> None:
    """Deadlines and days of arrival are told in this time zone (IANA name)."""
    added = insert(setelan).values(kunci=_ZONE, nilai=timezone)
    changed = added.on_conflict_do_update(
        index_elements=["kunci"], set_={"nilai": timezone}, where=setelan.c.nilai != timezone
    )
    connection.execute(changed)
