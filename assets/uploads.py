"""``kiriman/<opd>``: lands, reads, harmonises and inspects what one OPD has newly sent."""

from collections import Counter

import dagster as dg

from assets.granary import OTHERS, Granary
from assets.journal import Received
from assets.names import REFERENCE, group, uploads_key
from assets.receiving import receive
from lumbung.findings import Severity

SHOWN_FILES = 200


def uploads_asset(opd: str, title: str) -> dg.AssetsDefinition:
    """The asset of one OPD's uploads."""

    @dg.asset(
        key=uploads_key(opd),
        deps=[REFERENCE],
        group_name=group(opd),
        description=f"Berkas dari {title}: disimpan, dibaca, diselaraskan, dan diperiksa.",
        kinds={"excel"},
        tags={"opd": opd},
    )
    def receive_uploads(
        context: dg.AssetExecutionContext, granary: dg.ResourceParam[Granary]
    ) -> dg.MaterializeResult[None]:
        received = receive(granary, opd, lambda name: context.log.info(f"memeriksa {name}"))
        return dg.MaterializeResult(metadata=_metadata(received))

    return receive_uploads


def others_asset() -> dg.AssetsDefinition:
    """The asset of uploads from OPDs that own no contract."""
    return uploads_asset(OTHERS, "OPD yang belum punya standar data")


def _metadata(received: list[Received]) -> dict[str, dg.MetadataValue]:
    verdicts = Counter(str(r.verdict) for r in received)
    metadata: dict[str, dg.MetadataValue] = {"berkas": dg.MetadataValue.int(len(received))}
    metadata |= {verdict.lower(): dg.MetadataValue.int(count) for verdict, count in sorted(verdicts.items())}
    metadata["usulan_pemetaan"] = dg.MetadataValue.int(sum(r.proposals for r in received))
    if received:
        metadata["putusan"] = dg.MetadataValue.table([_record(r) for r in received[:SHOWN_FILES]])
    return metadata


def _record(received: Received) -> dg.TableRecord:
    findings = received.findings
    heavy = [f for f in findings if f.severity is not Severity.INFO]
    return dg.TableRecord(
        {
            "berkas": received.file.name,
            "putusan": str(received.verdict),
            "temuan": len(heavy),
            "terberat": heavy[0].message() if heavy else "",
        }
    )
