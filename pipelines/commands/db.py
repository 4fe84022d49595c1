"""``lumbung db``: the warehouse's address and structure."""

from __future__ import annotations

from pipelines.settings import Settings
from warehouse.engine import open_warehouse, prepare


def url() -> int:
    """Print the connection URL, as SQLAlchemy reads it."""
    settings = Settings.read()
    print(open_warehouse(settings.home, settings.warehouse_url).url.render_as_string(hide_password=False))
    return 0


def upgrade() -> int:
    """Bring tables, views and roles up to date."""
    settings = Settings.read()
    engine = open_warehouse(settings.home, settings.warehouse_url)
    prepare(engine)
    print("Susunan gudang data sudah mutakhir.")
    return 0
