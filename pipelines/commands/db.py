"""``lumbung db``: the warehouse's address and structure."""

from __future__ import annotations

from pipelines.settings import Settings
from warehouse.engine import open_warehouse, prepare
from warehouse.server import stop_embedded


def url() -> int:
    """Print the connection URL, as SQLAlchemy reads it."""
    settings = Settings.read(reading=True)
    print(open_warehouse(settings.home, settings.warehouse_url).url.render_as_string(hide_password=False))
    return 0


def upgrade() -> int:
    """Bring tables, views and roles up to date."""
    settings = Settings.read(reading=True)
    engine = open_warehouse(settings.home, settings.warehouse_url)
    prepare(engine)
    print("Susunan gudang data sudah mutakhir.")
    return 0


def stop() -> int:
    """Stop the embedded server of the home, if one runs."""
    stop_embedded(Settings.read(reading=True).home)
    print("Server Postgres tertanam sudah berhenti.")
    return 0
