"""The asset graph of a site as a page of text, so that a change of it is seen in a review.

``python -m tests.pipelines.graph > tests/pipelines/graph_lahat.txt`` writes the page anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipelines.definitions import build
from pipelines.settings import PROJECT, Settings


def graph_of(site: str) -> str:
    """Assets by group, then jobs, schedules and sensors, one line each."""
    settings = Settings(site=PROJECT / "sites" / site, home=Path("unused"))
    repository = build(settings).get_repository_def()
    lines = [*_assets(repository), *_jobs(repository), *_schedules(repository), *_sensors(repository)]
    return "\n".join(lines) + "\n"


def _assets(repository: dg.RepositoryDefinition) -> Iterator[str]:
    graph = repository.asset_graph
    nodes = sorted((graph.get(key) for key in graph.get_all_asset_keys()), key=lambda n: (n.group_name, n.key))
    for node in nodes:
        partitions = getattr(node.partitions_def, "name", None) or "-"
        yield f"asset {node.key.to_user_string()}  group={node.group_name}  partitions={partitions}"
        for parent in sorted(k.to_user_string() for k in node.parent_keys):
            yield f"    from {parent}"
        checks = sorted(k.name for k in node.check_keys)
        if checks:
            yield f"    checks {' '.join(checks)}"


def _jobs(repository: dg.RepositoryDefinition) -> Iterator[str]:
    for job in sorted(repository.get_all_jobs(), key=lambda j: j.name):
        if not job.name.startswith("__"):
            yield f"job {job.name}  executor={job.executor_def.name}"


def _schedules(repository: dg.RepositoryDefinition) -> Iterator[str]:
    for schedule in repository.schedule_defs:
        status = schedule.default_status.value
        yield (
            f"schedule {schedule.name}  {schedule.cron_schedule}  {schedule.execution_timezone}  "
            f"job={schedule.job_name}  {status}"
        )


def _sensors(repository: dg.RepositoryDefinition) -> Iterator[str]:
    for sensor in sorted(repository.sensor_defs, key=lambda s: s.name):
        yield f"sensor {sensor.name}  every={sensor.minimum_interval_seconds}s  {sensor.default_status.value}"


if __name__ == "__main__":
    print(graph_of("lahat"), end="")
