"""Runs whose process was killed are closed; runs that still go on are left alone."""

from __future__ import annotations

import os
import subprocess
import sys

import dagster as dg
import pytest
from dagster import DagsterRunStatus

from pipelines.abandoned import PROCESS, close_abandoned, this_process


def started(instance: dg.DagsterInstance, **tags: str) -> str:
    """A run that says it is running."""
    run = instance.create_run_for_job(_job, tags=tags, status=DagsterRunStatus.STARTED)
    return run.run_id


@dg.job
def _job() -> None:
    """A job without work."""


def status(instance: dg.DagsterInstance, run_id: str) -> DagsterRunStatus:
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.status


def gone() -> str:
    """The tag of a process that has ended."""
    program = "from pipelines.abandoned import this_process; print(this_process())"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_a_run_of_a_killed_process_is_closed(instance: dg.DagsterInstance) -> None:
    run = started(instance, **{PROCESS: gone()})
    assert close_abandoned(instance) >= 1
    assert status(instance, run) is DagsterRunStatus.FAILURE


def test_a_run_whose_number_another_process_has_taken_is_closed(instance: dg.DagsterInstance) -> None:
    machine, _, _ = this_process().rsplit(":", 2)
    run = started(instance, **{PROCESS: f"{machine}:{os.getpid()}:1"})
    close_abandoned(instance)
    assert status(instance, run) is DagsterRunStatus.FAILURE


@pytest.mark.parametrize("tag", [this_process(), "another-machine:1:1"], ids=["ours", "of another machine"])
def test_a_run_that_may_go_on_is_left_alone(instance: dg.DagsterInstance, tag: str) -> None:
    run = started(instance, **{PROCESS: tag})
    close_abandoned(instance)
    assert status(instance, run) is DagsterRunStatus.STARTED
    instance.delete_run(run)


def test_a_run_of_a_code_server_that_is_gone_is_closed(instance: dg.DagsterInstance) -> None:
    run = started(instance, **{".dagster/grpc_info": '{"host": "localhost", "socket": "/tmp/no-such-socket"}'})
    close_abandoned(instance)
    assert status(instance, run) is DagsterRunStatus.FAILURE
