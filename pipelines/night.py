"""The job of the nightly schedule: the whole night as ``lumbung run`` does it, each layer a Dagster run of its own."""

import dagster as dg

from assets.granary import Granary
from pipelines.nightly import run_nightly


@dg.op(description="Semua yang baru: terima, periksa, terbitkan, susun")
def semua_yang_baru(context: dg.OpExecutionContext, granary: dg.ResourceParam[Granary]) -> None:
    """Everything new from landing to the score card.

    Publishing is not left to the sensors: a run that a sensor asked for once and that failed is not asked for again.
    """
    outcome = run_nightly(granary, context.instance, context.log.info)
    if outcome.failed:
        raise dg.Failure(f"langkah yang gagal: {', '.join(outcome.failed)}")


@dg.job(name="malam", executor_def=dg.in_process_executor, description="Proses malam: semua yang baru")
def nightly_job() -> None:
    """Runs :func:`semua_yang_baru`."""
    semua_yang_baru()
