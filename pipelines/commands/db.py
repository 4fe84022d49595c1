"""``lumbung db``: the warehouse's address and structure."""

from __future__ import annotations

from assets.granary import site_seal
from lumbung.contracts.registry import load_registry
from lumbung.site import load_site
from pipelines.settings import Settings
from warehouse.engine import open_warehouse, prepare
from warehouse.ownership import claim
from warehouse.resealing import reseal
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


def seal() -> int:
    """Seal NIK and No. KK anew with the key that is set now."""
    settings = Settings.read(reading=True)
    registry = load_registry(load_site(settings.site))
    chosen = site_seal(registry, settings.home, settings.warehouse_url)
    if chosen is None:
        print("Situs ini tidak memuat daftar menurut nama; tidak ada yang disegel.")
        return 0
    with open_warehouse(settings.home, settings.warehouse_url).begin() as connection:
        claim(connection, load_site(settings.site).id)
        rows = reseal(connection, registry.contracts.values(), chosen)
    print(f"{rows} nomor disegel dengan kunci yang sekarang.")
    return 0


def stop() -> int:
    """Stop the embedded server of the home, if one runs."""
    stop_embedded(Settings.read(reading=True).home)
    print("Server Postgres tertanam sudah berhenti.")
    return 0
