"""``kiriman/<opd>``: lands, reads, harmonises and inspects what one OPD has newly sent."""

from collections import Counter

import dagster as dg

from assets import links
from assets.granary import OTHERS, Granary
from assets.journal import Received
from assets.names import REFERENCE, group, uploads_key
from assets.receiving import receive
from expectations.model import Verdict
from lumbung.findings import Finding, Severity

SHOWN_FILES = 200
LONGEST_WORD = 24
"""Characters: the UI breaks no word, and a long one leaves the other columns of the table no room."""


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
        return dg.MaterializeResult(metadata=_metadata(received, granary, opd))

    return receive_uploads


def others_asset() -> dg.AssetsDefinition:
    """The asset of uploads from OPDs that own no contract."""
    return uploads_asset(OTHERS, "OPD yang belum punya standar data")


def _metadata(received: list[Received], granary: Granary, opd: str) -> dict[str, dg.MetadataValue]:
    verdicts = Counter(str(r.verdict) for r in received)
    metadata: dict[str, dg.MetadataValue] = {"berkas": dg.MetadataValue.int(len(received))}
    metadata |= {verdict.lower(): dg.MetadataValue.int(count) for verdict, count in sorted(verdicts.items())}
    metadata["usulan_pemetaan"] = dg.MetadataValue.int(sum(r.proposals for r in received))
    if received:
        worst_first = sorted(received, key=_weight, reverse=True)
        metadata["putusan"] = dg.MetadataValue.table([_record(r) for r in worst_first[:SHOWN_FILES]])
    if any(r.annotated for r in received):
        metadata["buku_kerja_bertanda"] = links.to_file(granary, granary.reports / opd)
    return metadata | {"laporan_malam": links.to_page(granary, f"opd-{opd}")}


def _weight(received: Received) -> tuple[int, int]:
    """The gravest verdict first, then the most findings."""
    return [*Verdict].index(received.verdict), len(_heavy(received))


def _heavy(received: Received) -> list[Finding]:
    return [f for f in received.findings if f.severity is not Severity.INFO]


def _record(received: Received) -> dg.TableRecord:
    heavy = _heavy(received)
    gravest = min(heavy, key=lambda f: f.severity.rank, default=None)
    return dg.TableRecord(
        {
            "berkas": _narrow(received.file.name),
            "putusan": str(received.verdict),
            "temuan": len(heavy),
            "terberat": f"{gravest.code} {gravest.title()}" if gravest else "",
        }
    )


def _narrow(name: str) -> str:
    """The name, its long words cut in the middle."""
    return " ".join(w if len(w) <= LONGEST_WORD else f"{w[:12]}…{w[-10:]}" for w in name.split())
