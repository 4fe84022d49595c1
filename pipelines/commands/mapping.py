"""``lumbung mapping``: what waits for a decision, and the decisions, kept in the site's ``pemetaan.csv``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rich.console import Console

from lumbung.contracts.objections import Objection, SiteLists, objections
from lumbung.contracts.registry import load_registry
from lumbung.findings import Language
from lumbung.proposals import MappingKind, Proposal, Queued
from lumbung.reference.deciding import decide
from lumbung.reference.decisions import FILE_NAME, Decision, Decisions, read_decisions
from lumbung.reference.opd import read_opds
from lumbung.reference.wilayah import read_gazetteer
from lumbung.reports.mapping import queue_document, render_mapping_report, render_queue, report_document
from lumbung.reports.wording import say
from lumbung.site import Site, load_site
from pipelines.commands.check import say_missing
from pipelines.commands.mapping_queue import kept_queue, queue_of_files, report_on
from pipelines.commands.person import person
from pipelines.settings import Settings

UNSOUND = 1
WRONG_USE = 2


@dataclass(frozen=True)
class Said:
    """What the command line says of a decision: proposals by identifier, or one text."""

    ids: Sequence[str] = ()
    kind: MappingKind | None = None
    scope: str = ""
    text: str | None = None
    target: str | None = None
    by: str | None = None
    note: str = ""


def review(
    files: list[Path], site: Path | None, opd: str | None, kind: MappingKind | None, as_json: bool, lang: Language
) -> int:
    """Print what waits: of files, or with none named of everything the nightly runs have inspected."""
    if say_missing(files):
        return WRONG_USE
    settings = Settings.read(site=site, reading=True)
    waiting = queue_of_files(settings, files, opd).waiting if files else kept_queue(settings).waiting
    chosen = [q for q in waiting if kind in (None, q.proposal.kind)]
    if as_json:
        print(json.dumps(queue_document(chosen), ensure_ascii=False, indent=1))
    else:
        render_queue(Console(), chosen, of_files=bool(files), language=lang)
    return 0


def report(files: list[Path], site: Path | None, opd: str | None, as_json: bool, lang: Language) -> int:
    """Print what is missing, unused and excluded."""
    if say_missing(files):
        return WRONG_USE
    settings = Settings.read(site=site, reading=True)
    found = report_on(settings, queue_of_files(settings, files, opd) if files else kept_queue(settings))
    if as_json:
        print(json.dumps(report_document(found), ensure_ascii=False, indent=1))
    else:
        render_mapping_report(Console(), found, language=lang)
    return 0


def accept(said: Said, site: Path | None, lang: Language) -> int:
    """Keep that texts mean their targets, unless something certain speaks against one: then nothing is kept."""
    return _decide(said, site, True, lang)


def reject(said: Said, site: Path | None, lang: Language) -> int:
    """Keep that texts do not mean their targets: they are never proposed again, and an accepted one is withdrawn."""
    return _decide(said, site, False, lang)


def lint(site: Path | None, lang: Language) -> int:
    """Hold every decision of the site against its lists; 1 when one is unsound."""
    lists = _lists(load_site(Settings.read(site=site, reading=True).site))
    decisions = lists.registry.decisions
    unsound = [(d, o) for d in decisions.accepted for o in objections(d, lists) if o.reason != "known_already"]
    for d, objection in unsound:
        why = _why(objection, lang)
        print(say("mapping.lint_line", lang, file=FILE_NAME, written=d.written, target=d.target, why=why))
    count = len(decisions.all)
    print(say("mapping.lint_done", lang, count=count, unsound=len({d.id for d, _ in unsound})))
    return UNSOUND if unsound else 0


class _Refused(Exception):
    """A decision that cannot be kept; the message says why."""


def _decide(said: Said, site_folder: Path | None, accepted: bool, lang: Language) -> int:
    settings = Settings.read(site=site_folder, reading=True)
    site = load_site(settings.site)
    try:
        wanted = list(_decisions(said, settings, site, accepted, lang))
        decide(site.reference, lambda before: _with(before, wanted, _lists(site), lang))
    except _Refused as refused:
        print(f"lumbung: {refused}", file=sys.stderr)
        return WRONG_USE
    for d in wanted:
        key = "mapping.accepted" if accepted else "mapping.rejected"
        print(say(key, lang, id=d.id, written=d.written, target=d.target or "-"))
    print(say("mapping.kept_in", lang, path=str(site.reference / FILE_NAME)))
    return 0


def _decisions(said: Said, settings: Settings, site: Site, accepted: bool, lang: Language) -> Iterator[Decision]:
    if bool(said.ids) == (said.text is not None) or (said.text is not None and said.kind is None):
        raise _Refused(say("mapping.usage", lang))
    if said.target is not None and len(said.ids) > 1:
        raise _Refused(say("mapping.one_as", lang))
    by = said.by or person(site.folder)
    for proposal, evidence in _chosen(said, settings, lang):
        target = said.target or (proposal.best.target if proposal.best else "")
        if accepted and not target:
            raise _Refused(say("mapping.no_target", lang, written=proposal.written))
        note = said.note or evidence
        yield Decision(proposal.kind, proposal.scope, proposal.written, target, accepted, by, date.today(), note)


def _chosen(said: Said, settings: Settings, lang: Language) -> Iterator[tuple[Proposal, str]]:
    """The proposals to decide about, each with its evidence in short."""
    if said.text is not None and said.kind is not None:
        yield Proposal.of(said.kind, said.scope, said.text), ""
        return
    waiting = {q.proposal.id: q for q in kept_queue(settings).waiting}
    known = {d.id: d for d in read_decisions(settings.site / "reference").all}
    for name in said.ids:
        if name in waiting:
            yield waiting[name].proposal, _short(waiting[name], lang)
        elif name in known:  # somebody thinks again
            d = known[name]
            yield Proposal.of(d.kind, d.scope, d.written, d.likely), d.note
        else:
            raise _Refused(say("mapping.unknown_id", lang, id=name))


def _short(queued: Queued, lang: Language) -> str:
    first = queued.evidence[0]
    where = " ".join(part for part in (first.file, first.sheet, *first.cells[:1]) if part)
    return say("mapping.evidence", lang, count=queued.count, files=queued.files, where=where)


def _with(before: Decisions, wanted: Sequence[Decision], lists: SiteLists, lang: Language) -> Decisions:
    """The decisions with the wanted ones, each held against what stands by then."""
    now = before
    for d in wanted:
        known = replace(lists, registry=replace(lists.registry, decisions=now))
        why = next(objections(d, known), None) if d.accepted else None
        if why is not None:
            text = say("mapping.refused", lang, written=d.written, target=d.target, why=_why(why, lang))
            raise _Refused(text)
        now = now.with_decision(d)
    return now


def _why(objection: Objection, lang: Language) -> str:
    return say(f"mapping.objection.{objection.reason}", lang, about=objection.about or "-")


def _lists(site: Site) -> SiteLists:
    return SiteLists(load_registry(site), read_gazetteer(site.reference), read_opds(site.reference))
