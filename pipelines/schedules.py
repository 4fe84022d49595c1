"""Schedules: the nightly run is the source of truth; the sensors only make it come sooner."""

from __future__ import annotations

import dagster as dg

from lumbung.site import Site


def nightly_schedule(site: Site, job: dg.JobDefinition) -> dg.ScheduleDefinition:
    """Every night at the site's hour, in its own time zone."""
    return dg.ScheduleDefinition(
        name="malam",
        job=job,
        cron_schedule=site.nightly,
        execution_timezone=site.timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Setiap malam: semua yang baru, dari kiriman sampai rapor",
    )
