"""The one place where Dagster's definitions are put together, from the site the environment names."""

from __future__ import annotations

import dagster as dg

from lumbung.contracts.registry import load_registry
from lumbung.reference.opd import read_opds
from lumbung.site import load_site
from pipelines.jobs import publish_jobs, receive_job, renew_job
from pipelines.night import nightly_job
from pipelines.resources import granary_resource
from pipelines.schedules import nightly_schedule
from pipelines.sensors import inbox_sensor, publishing_sensor, renewal_sensor
from pipelines.settings import Settings
from pipelines.site_assets import site_assets


def build(settings: Settings) -> dg.Definitions:
    """The definitions of a site. Reads its configuration; starts no server."""
    site = load_site(settings.site)
    assets = site_assets(load_registry(site), read_opds(site.reference))
    receive = receive_job((*assets.reference, *assets.uploads))
    publish = publish_jobs(assets.datasets)
    renew = renew_job(assets.downstream)
    return dg.Definitions(
        assets=list(assets.all),
        jobs=[nightly_job, receive, *publish, renew],
        schedules=[nightly_schedule(site, nightly_job)],
        sensors=[inbox_sensor(receive), publishing_sensor(publish), renewal_sensor(renew)],
        resources={"granary": granary_resource},
        executor=dg.in_process_executor,
    )


defs = build(Settings.read())
