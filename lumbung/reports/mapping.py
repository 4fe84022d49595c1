"""The review queue of mappings on a terminal and as JSON: what waits, what is unused, what was rejected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from rich.text import Text

from lumbung.findings import Language
from lumbung.proposals import Likely, Queued
from lumbung.reference.decisions import ACCEPTED, REJECTED, Decision
from lumbung.reports import terminal
from lumbung.reports.wording import count_text, say

_SHOWN_CELLS = 4


@dataclass(frozen=True)
class MappingReport:
    """What a run leaves to be done about mappings."""

    missing: tuple[Queued, ...]  # unknown texts that wait for a decision
    unused: tuple[Decision, ...]  # accepted, and no file bears their text
    excluded: tuple[Decision, ...]  # rejected


def render_queue(
    console: Console, waiting: Sequence[Queued], *, of_files: bool = False, language: Language = "id"
) -> None:
    """Every proposal that waits: what stands there, what it probably means, and where to look.

    ``of_files``: the files were never loaded, so that the identifiers are not known to ``accept`` yet.
    """
    if not waiting:
        terminal.line(console, say("mapping.none_waiting", language))
        return
    for kind, same in groupby(waiting, lambda q: q.proposal.kind):
        listed = list(same)
        terminal.heading(console, f"{say(f'mapping.kind.{kind.value}', language)} ({len(listed)})")
        for queued in listed:
            _proposal(console, queued, language)
    console.print()
    terminal.line(console, Text(say("mapping.how_of_files" if of_files else "mapping.how", language), style="dim"))


def _proposal(console: Console, queued: Queued, language: Language) -> None:
    p = queued.proposal
    first = Text(f"{p.id}  ", style="cyan").append(p.written, style="bold default").append("  →  ", style="default")
    if p.best:
        first.append(_guess("mapping.best", p.best, language), style="green")
    else:
        first.append(say("mapping.no_best", language), style="dim")
    if p.runner_up:
        first.append(f"  ({_guess('mapping.runner_up', p.runner_up, language)})", style="dim")
    terminal.line(console, first, indent=2)
    terminal.line(console, Text(_evidence(queued, language), style="dim"), indent=11)
    notes = [say("mapping.scope", language, scope=p.scope)] if p.scope else []
    notes += [say("mapping.sample", language, sample=p.sample)] if p.sample not in ("", p.written) else []
    if notes:
        terminal.line(console, Text("; ".join(notes), style="dim"), indent=11)


def _guess(key: str, guess: Likely, language: Language) -> str:
    return say(key, language, name=guess.name, target=guess.target, score=round(guess.score))


def _evidence(queued: Queued, language: Language) -> str:
    first = queued.evidence[0]
    cells = ", ".join(first.cells[:_SHOWN_CELLS])
    where = " ".join(part for part in (first.file, first.sheet, cells) if part)
    counts = {"count": count_text(queued.count, language), "files": count_text(queued.files, language)}
    return say("mapping.evidence", language, where=where, **counts)


def render_mapping_report(console: Console, report: MappingReport, *, language: Language = "id") -> None:
    """The three lists, each with its number."""
    terminal.heading(console, say("mapping.report.missing", language, count=len(report.missing)))
    for queued in report.missing:
        _proposal(console, queued, language)
    for name, decisions in (("unused", report.unused), ("excluded", report.excluded)):
        terminal.heading(console, say(f"mapping.report.{name}", language, count=len(decisions)))
        for d in decisions:
            terminal.line(console, f"{d.id}  {decision_text(d, language)}", indent=2)


def decision_text(d: Decision, language: Language) -> str:
    """One decision in words: what was written, what it means, who decided and when."""
    about = {"kind": f"{d.kind.value} {d.scope}".strip(), "by": d.by or "-", "on": d.on.isoformat()}
    return say("mapping.decided", language, written=d.written, target=d.target or "-", **about)


def queue_document(waiting: Sequence[Queued]) -> list[dict[str, object]]:
    """The queue as JSON."""
    return [_document(q) for q in waiting]


def report_document(report: MappingReport) -> dict[str, object]:
    """The three lists as JSON."""
    return {
        "missing": queue_document(report.missing),
        "unused": [_decided(d) for d in report.unused],
        "excluded": [_decided(d) for d in report.excluded],
    }


def _document(queued: Queued) -> dict[str, object]:
    p = queued.proposal
    return {
        "id": p.id,
        "kind": p.kind.value,
        "scope": p.scope,
        "written": p.written,
        "target": _likely(p.best),
        "runner_up": _likely(p.runner_up),
        "sample": p.sample,
        "count": queued.count,
        "files": queued.files,
        "evidence": [
            {"file": e.file, "sheet": e.sheet, "cells": list(e.cells), "count": e.count} for e in queued.evidence
        ],
    }


def _likely(guess: Likely | None) -> dict[str, object] | None:
    return {"code": guess.target, "name": guess.name, "score": guess.score} if guess else None


def _decided(d: Decision) -> dict[str, object]:
    return {
        "id": d.id,
        "kind": d.kind.value,
        "scope": d.scope,
        "written": d.written,
        "target": d.target or None,
        "verdict": ACCEPTED if d.accepted else REJECTED,
        "by": d.by,
        "on": d.on.isoformat(),
        "note": d.note,
    }
