"""``lumbung waiver``: explanations accepted by the walidata, kept in the site's ``penjelasan.csv``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lumbung.findings import Language
from lumbung.reference.waivers import FILE_NAME, Waiver, WaiverState, change_waivers, read_waivers
from lumbung.reports.wording import say
from lumbung.site import load_site
from lumbung.text import squash
from pipelines.commands.check import say_missing
from pipelines.commands.person import person
from pipelines.settings import Settings
from warehouse.explaining import KnownFinding, findings_by_id

WRONG_USE = 2


@dataclass(frozen=True)
class Explained:
    """Findings by their fingerprints, in a file or (None) in the warehouse, and the explanation that is accepted."""

    ids: Sequence[str]
    reason: str
    by: str | None = None
    file: Path | None = None
    opd: str | None = None


def accept(said: Explained, site: Path | None, lang: Language) -> int:
    """Keep the explanation for every figure of the findings; 2 if one is unknown or no matter of explanation."""
    if said.file is not None and say_missing([said.file]):
        return WRONG_USE
    settings = Settings.read(site=site, reading=True)
    folder, ids, reason = load_site(settings.site).reference, said.ids, squash(said.reason)
    known = _of_file(settings, said.file, said.opd, ids) if said.file else _kept(settings, ids)
    refused = [say("waiver.unknown", lang, id=i) for i in ids if i not in known]
    if not reason:
        refused.append(say("waiver.no_reason", lang))
    if refused:
        print(*(f"lumbung: {why}" for why in refused), sep="\n", file=sys.stderr)
        return WRONG_USE
    wanted = [w for k in known.values() for w in _lines(k, reason, said.by or person(folder))]
    change_waivers(folder, lambda before: before.with_accepted(wanted))
    for finding in known.values():
        print(say("waiver.accepted", lang, id=finding.id, message=finding.message))
    print(say("waiver.kept_in", lang, path=str(folder / FILE_NAME)))
    return 0


def list_waivers(site: Path | None, as_json: bool, lang: Language) -> int:
    """Print the register, one line for each figure."""
    found = read_waivers(load_site(Settings.read(site=site, reading=True).site).reference).all
    if as_json:
        print(json.dumps([_entry(w) for w in found], ensure_ascii=False, indent=1))
        return 0
    for w in found:
        print(say("waiver.line", lang, **_entry(w)))
        if w.state is WaiverState.REVOKED and w.revoked_on:
            print(say("waiver.line.revoked", lang, by=w.revoked_by, on=w.revoked_on.isoformat()))
    if not found:
        print(say("waiver.none", lang))
    return 0


def revoke(finding: str, by: str | None, site: Path | None, lang: Language) -> int:
    """Withdraw the explanation of a finding; 2 if none is in force."""
    folder = load_site(Settings.read(site=site, reading=True).site).reference
    if finding not in {w.finding for w in read_waivers(folder).active}:
        print(f"lumbung: {say('waiver.not_in_force', lang, id=finding)}", file=sys.stderr)
        return WRONG_USE
    change_waivers(folder, lambda before: before.revoked(finding, by or person(folder), date.today()))
    print(say("waiver.revoked", lang, id=finding))
    return 0


def _lines(known: KnownFinding, reason: str, by: str) -> Iterator[Waiver]:
    return (Waiver(known.id, known.period, known.code, a, reason, by, date.today()) for a in known.anchors)


def _entry(w: Waiver) -> dict[str, str]:
    return {
        "id": w.finding,
        "dataset": w.anchor.dataset,
        "period": w.period or "-",
        "code": w.code,
        "row": w.anchor.row or "-",
        "column": w.anchor.column or "-",
        "figures": w.anchor.figures,
        "reason": w.reason,
        "state": w.state.value,
        "by": w.by,
        "on": w.on.isoformat(),
        "revoked_by": w.revoked_by,
        "revoked_on": w.revoked_on.isoformat() if w.revoked_on else "",
    }


def _kept(settings: Settings, ids: Sequence[str]) -> dict[str, KnownFinding]:
    from warehouse.engine import open_warehouse

    engine = open_warehouse(settings.home, settings.warehouse_url)
    with engine.connect() as connection:
        return findings_by_id(connection, ids)


def _of_file(settings: Settings, file: Path, opd: str | None, ids: Sequence[str]) -> dict[str, KnownFinding]:
    """The findings of a file inspected on the spot."""
    from expectations.inspect import Inspector
    from pipelines.commands.check import sender

    site = load_site(settings.site)
    inspection = Inspector(site).inspect(file.read_bytes(), file.name, sender(site, opd))
    return {
        f.id: KnownFinding(f.id, f.period or "", f.code, f.severity.value, f.anchors, f.message())
        for f in inspection.findings
        if f.id in ids
    }
